#include "engine/tokenizer/tokenize_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/folders.h"

namespace {

namespace fs = std::filesystem;

class TokenizeFile : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    engine::Result<void> run(const std::string& lines, const engine::EncodeOptions& options = {}) {
        std::ofstream(folder_ / "texts.jsonl", std::ios::binary) << lines;
        auto tokenizer = engine::Tokenizer::load(std::string(support::source_folder) +
                                                 "/tests/golden/tokenizers/wordpiece_cased");
        if (!tokenizer) return tokenizer.error();
        return engine::tokenize_file(*tokenizer, folder_ / "texts.jsonl", folder_ / "out.jsonl",
                                     options);
    }
    std::string written() const {
        std::ostringstream text;
        text << std::ifstream(folder_ / "out.jsonl").rdbuf();
        return text.str();
    }
    bool left_behind() const {  // anything but the texts
        return std::distance(fs::directory_iterator(folder_), fs::directory_iterator()) > 1;
    }
    fs::path folder_;
};

TEST_F(TokenizeFile, WritesIdsAndOffsetsOfEachLine) {
    const auto done = run("\"!\"\n\"\"\r\n\"\\u00a0#[SEP]\"");
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_EQ(written(),
              "{\"ids\":[2,5,3],\"offsets\":[[0,0],[0,1],[0,0]]}\n"
              "{\"ids\":[2,3],\"offsets\":[[0,0],[0,0]]}\n"
              "{\"ids\":[2,7,3,3],\"offsets\":[[0,0],[1,2],[2,7],[0,0]]}\n");
}

TEST_F(TokenizeFile, CutsOnlyWhenAsked) {
    ASSERT_TRUE(run("\"!!!\"\n", {.max_tokens = 3}));
    EXPECT_EQ(written(), "{\"ids\":[2,5,3],\"offsets\":[[0,0],[0,1],[0,0]]}\n");
}

TEST_F(TokenizeFile, NamesABadLineAndLeavesNothingBehind) {
    for (const char* bad : {"\"a\"\n[1]\n\"b\"\n", "\"a\"\n\"b\n", "\"a\"\n\n\"b\"\n"}) {
        const auto done = run(bad);
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, engine::ErrorCode::BadFile);
        EXPECT_NE(done.error().text().find("texts.jsonl, line 2"), std::string::npos)
            << done.error().text();
        EXPECT_FALSE(left_behind());
    }
}

TEST_F(TokenizeFile, OfNoLinesIsEmpty) {
    ASSERT_TRUE(run(""));
    EXPECT_EQ(written(), "");
}

}  // namespace
