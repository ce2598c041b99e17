// Damaged pipeline files: refused with a sentence that names the file, or read as what they then
// say, and what was read is written and read again, equal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/spec/document.h"
#include "tests/support/damage.h"
#include "tests/support/folders.h"

namespace engine {
namespace {

using testing::HasSubstr;

const Catalog& catalog() {
    static const Catalog made = shipped_catalog();
    return made;
}

std::string whole() {
    auto text = read_file(std::string(support::source_folder) +
                          "/experiments/news-to-comments-first-look.warm.json");
    return text ? *text : std::string();
}

bool use(const std::string& text) {
    const Result<Document> read = read_document(text, catalog(), "a.warm.json");
    if (!read) {
        // Where the JSON is at fault the file and the place in it, else what stands there.
        EXPECT_THAT(read.error().text(),
                    testing::AnyOf(HasSubstr("a.warm.json"), HasSubstr("\""), HasSubstr("Node ")));
        return false;
    }
    const std::string written = write_document(*read);
    const Result<Document> again = read_document(written, catalog(), "again");
    EXPECT_TRUE(again) << again.error().text();
    if (again) {
        EXPECT_EQ(write_document(*again), written);
    }
    return true;
}

TEST(DamagedDocument, CutAtEverySixtyFourthIsRefused) {
    ASSERT_TRUE(use(whole()));
    for (const std::string& part : test::cuts(whole())) EXPECT_FALSE(use(part)) << part.size();
}

TEST(DamagedDocument, TenThousandDamagesAreRefusedOrReadAsTheyStand) {
    std::size_t read = 0;
    for (const std::string& text : test::damaged(whole(), 10000, "document"))
        read += use(text) ? 1 : 0;
    EXPECT_GT(read, 100U);
    EXPECT_LT(read, 9000U);
}

TEST(DamagedDocument, HostileShapesAreRefusedAtOnce) {
    std::string again = "{\"format\": \"warmstart.pipeline\"", nodes = again + ", \"version\": 1";
    for (int i = 0; i < 100000; ++i) again += ", \"format\": \"warmstart.pipeline\"";
    nodes += ", \"nodes\": [";
    for (int i = 0; i < 20000; ++i) nodes += R"({"id": "a", "kind": "dataset"},)";
    nodes.back() = ']';
    for (const std::string& text :
         {std::string(1 << 20, '['), again + "}", nodes + "}",
          std::string("{\"format\": \"warmstart.pipeline\", \"format\": \"warmstart.pipeline\"}"),
          std::string("{\"format\": \"warmstart.pipeline\", \"version\": 1e400}"),
          std::string("{\"format\": \"warmstart.pipeline\", \"version\": 1, \"seeds\": [-1]}"),
          std::string("{\"format\": \"warmstart.pipeline\", \"version\": 1, \"nodes\": {}}"),
          std::string("{\"format\": \"warm\0start.pipeline\"}", 32)}) {
        bool read = true;
        EXPECT_LT(test::seconds_of([&] { read = use(text); }), test::kRefusedWithin);
        EXPECT_FALSE(read) << text.substr(0, 80);
    }
}

}  // namespace
}  // namespace engine
