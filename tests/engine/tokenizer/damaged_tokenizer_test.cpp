// Damaged tokenizer files are refused with a cause, or read as what they then say; nothing falls
// over, and no id lies behind the table that a model makes room for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/json.h"
#include "engine/tokenizer/tokenizer.h"
#include "tests/support/damage.h"
#include "tests/support/temporary_folder.h"

namespace engine {
namespace {

using testing::HasSubstr;

const std::string kTexts[] = {"", "the Cafe\u0301, plays [MASK] the", "a\xff\xfe\0b",
                              "\U0001F600<|endoftext|> aaa"};

/// True when the text was read as a tokenizer, which then was used.
bool use(const std::string& text) {
    const Result<Tokenizer> read = Tokenizer::from_json(text, "tokenizer.json");
    if (!read) {
        EXPECT_THAT(read.error().text(),
                    testing::AnyOf(HasSubstr("tokenizer.json"), HasSubstr("not supported"),
                                   HasSubstr("not read")))
            << read.error().text();
        return false;
    }
    for (const std::string& one : kTexts) {
        for (const Encoding& got : {read->encode(one, {.max_tokens = 6}),
                                    read->encode_pair(one, kTexts[1], {.max_tokens = 9})}) {
            for (const std::int32_t id : got.ids) {
                EXPECT_GE(id, 0);
                EXPECT_LT(id, read->id_limit());
            }
        }
    }
    return true;
}

class DamagedTokenizer : public testing::TestWithParam<const char*> {
protected:
    std::string whole() const { return test::fuzz_seed(std::string("tokenizer/") + GetParam()); }
};

TEST_P(DamagedTokenizer, IsReadWhole) { EXPECT_TRUE(use(whole())); }

TEST_P(DamagedTokenizer, CutAtEverySixtyFourthIsRefused) {
    for (const std::string& part : test::cuts(whole())) EXPECT_FALSE(use(part)) << part.size();
}

TEST_P(DamagedTokenizer, TenThousandDamagesAreRefusedOrReadAsTheyStand) {
    std::size_t read = 0;
    const auto all = test::damaged(whole(), 10000, GetParam());
    for (const std::string& text : all) read += use(text) ? 1 : 0;
    EXPECT_GT(read, 100U);
    EXPECT_LT(read, all.size() - 1000);
}

INSTANTIATE_TEST_SUITE_P(Tokenizer, DamagedTokenizer,
                         testing::Values("word_piece.json", "byte_pairs.json"),
                         [](const auto& of) { return std::string(of.param).substr(0, 4); });

std::string refusal(const Json& root) {
    const Result<Tokenizer> read = Tokenizer::from_json(root.dump(), "tokenizer.json");
    return read ? "accepted" : read.error().text();
}

TEST(DamagedTokenizer, LiesOfItsPartsAreNamed) {
    const Json whole = *read_json(test::fuzz_seed("tokenizer/word_piece.json"), "seed");
    Json root = whole;
    root["post_processor"]["special_tokens"]["[CLS]"]["ids"][0] = 99999;
    EXPECT_THAT(refusal(root), HasSubstr("post_processor"));
    root = whole;
    root["model"]["vocab"]["huge"] = 1ULL << 40;
    EXPECT_THAT(refusal(root), HasSubstr("model.vocab"));
    root = whole;
    root["model"]["vocab"]["again"] = 5;
    EXPECT_NE(refusal(root), "accepted");
    root = whole;
    root["model"]["max_input_chars_per_word"] = -1;
    EXPECT_THAT(refusal(root), HasSubstr("max_input_chars_per_word"));
    root = whole;
    root["added_tokens"][0]["id"] = "0";
    EXPECT_THAT(refusal(root), HasSubstr("added_tokens[0]"));
}

TEST(DamagedTokenizer, WhatIsMadeToCostTimeIsRefusedAtOnce) {
    std::string object, again = "{\"model\": 1";
    for (int i = 0; i < 100000; ++i) {
        object += "{\"model\":";
        again += ",\"model\": 1";
    }
    for (const std::string& text : {std::string(32 << 20, '['), object, again + "}",
                                    "{\"version\": " + std::string(8 << 20, '1') + "}",
                                    "{\"" + std::string(32 << 20, '\\')}) {
        bool read = true;
        EXPECT_LT(test::seconds_of([&] { read = use(text); }), test::kRefusedWithin);
        EXPECT_FALSE(read) << text.substr(0, 40);
    }
}

TEST(DamagedTokenizer, FilesOfAGigabyteAreRefusedUnread) {
    for (const char* name : {"tokenizer.json", "vocab.txt", "tokenizer_config.json"}) {
        const TemporaryFolder folder;
        test::write_gigabyte(folder.path() / name, "[PAD]\n");
        const double seconds = test::seconds_of([&] {
            const Result<Tokenizer> read = Tokenizer::load(folder.path());
            ASSERT_FALSE(read);
            EXPECT_EQ(read.error().text(),
                      (folder.path() / name).string() + " is larger than 67108864 bytes.");
        });
        EXPECT_LT(seconds, test::kRefusedWithin) << name;
    }
}

}  // namespace
}  // namespace engine
