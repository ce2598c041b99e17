// Pictures are drawn from the text beside them, links lead somewhere, and the verbs of ./dev that
// the documents name exist.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "tests/support/folders.h"

namespace {

namespace fs = std::filesystem;

const fs::path root = support::source_folder;

std::string text_of(const fs::path& path) {
    auto text = engine::read_file(path);
    EXPECT_TRUE(text) << path;
    return text ? *text : "";
}

std::vector<fs::path> files_of(const fs::path& folder, const std::string& ending) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ending) files.push_back(entry.path());
    }
    return files;
}

std::vector<fs::path> documents() {
    auto files = files_of(root / "docs", ".md");
    files.push_back(root / "README.md");
    files.push_back(root / "CONTRIBUTING.md");
    return files;
}

std::vector<std::string> matches(const std::string& text, const std::regex& pattern) {
    std::vector<std::string> found;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
         it != std::sregex_iterator(); ++it) {
        found.push_back((*it)[1]);
    }
    return found;
}

TEST(Diagrams, EveryPictureWasDrawnFromTheTextBesideIt) {
    const auto sources = files_of(root / "docs/diagrams", ".mmd");
    EXPECT_GE(sources.size(), 4U);
    for (const auto& source : sources) {
        auto picture = source;
        picture.replace_extension(".svg");
        ASSERT_TRUE(fs::exists(picture)) << "./dev docs draws " << picture;
        const auto mark = "<!-- drawn from sha256:" + engine::sha256_hex(text_of(source)) + " -->";
        EXPECT_NE(text_of(picture).find(mark), std::string::npos)
            << source << " changed after its picture was drawn: ./dev docs draws it again";
    }
}

TEST(Diagrams, EveryPictureHasItsTextAndIsShown) {
    std::string shown;
    for (const auto& document : documents()) shown += text_of(document);
    for (auto picture : files_of(root / "docs/diagrams", ".svg")) {
        EXPECT_NE(shown.find(picture.filename().string()), std::string::npos) << picture;
        EXPECT_TRUE(fs::exists(picture.replace_extension(".mmd"))) << picture;
    }
}

TEST(Documents, LinksInsideTheProjectLeadToAFile) {
    static const std::regex link(R"re(\]\(([^)#]+)(?:#[^)]*)?\))re");
    for (const auto& document : documents()) {
        for (const auto& target : matches(text_of(document), link)) {
            if (target.find("://") != std::string::npos) continue;
            EXPECT_TRUE(fs::exists(document.parent_path() / target))
                << document << " -> " << target;
        }
    }
}

TEST(Documents, EveryVerbTheyNameExists) {
    static const std::regex verb(R"re(\./dev ([a-z]+(?:-[a-z]+)?))re");
    const auto dev = text_of(root / "dev");
    for (const auto& document : documents()) {
        for (const auto& name : matches(text_of(document), verb)) {
            EXPECT_NE(dev.find("verb_" + name + "() {"), std::string::npos)
                << document << " names ./dev " << name;
        }
    }
}

}  // namespace
