// Byte-level BPE on vocabularies small enough to check by hand.
#include "engine/tokenizer/byte_pairs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/json.h"
#include "engine/base/stream.h"
#include "engine/tokenizer/byte_letters.h"
#include "engine/tokenizer/tokenizer.h"

namespace {

using engine::ErrorCode;
using engine::Json;
using engine::TextSpan;
using engine::Tokenizer;
using testing::ElementsAre;
using testing::HasSubstr;

// Ids 0 to 255 are the bytes, 256 "th", 257 "the", 258 " the" (of " " + "the"), 259
// "<|endoftext|>", 260 "aa".
Json document() {
    Json root;
    for (int byte = 0; byte < 256; ++byte)
        root["model"]["vocab"][engine::letter_of_byte(static_cast<std::uint8_t>(byte))] = byte;
    root["model"]["type"] = "BPE";
    root["model"]["vocab"].update(
        Json{{"th", 256}, {"the", 257}, {"\u0120the", 258}, {"<|endoftext|>", 259}, {"aa", 260}});
    root["model"]["merges"] = Json::array({"t h", Json::array({"th", "e"}), "\u0120 the", "a a"});
    root["pre_tokenizer"] = {{"type", "ByteLevel"}, {"add_prefix_space", false}};
    root["post_processor"] = {{"type", "ByteLevel"}, {"trim_offsets", false}};
    root["added_tokens"] = Json::array(
        {{{"id", 259}, {"content", "<|endoftext|>"}, {"special", true}, {"normalized", false}}});
    return root;
}

Tokenizer made(const Json& root) {
    auto tokenizer = Tokenizer::from_json(root.dump(), "tokenizer.json");
    if (!tokenizer) throw std::runtime_error(tokenizer.error().text());
    return std::move(*tokenizer);
}

engine::Error refused(const Json& root) {
    auto tokenizer = Tokenizer::from_json(root.dump(), "tokenizer.json");
    EXPECT_FALSE(tokenizer);
    return tokenizer ? engine::Error{} : tokenizer.error();
}

TEST(BytePairs, MergeTheLowestRankFirstAndTheLeftmostOfEqualOnes) {
    const auto got = made(document()).encode("the thaaa");
    EXPECT_THAT(got.ids, ElementsAre(257, ' ', 256, 260, 'a'));
    EXPECT_THAT(got.offsets, ElementsAre(TextSpan{0, 3}, TextSpan{3, 4}, TextSpan{4, 6},
                                         TextSpan{6, 8}, TextSpan{8, 9}));
}

TEST(BytePairs, EachByteOfACharacterHasThePlaceOfTheCharacter) {
    const auto got = made(document()).encode("\u00e9a");
    EXPECT_THAT(got.ids, ElementsAre(0xC3, 0xA9, 'a'));
    EXPECT_THAT(got.offsets, ElementsAre(TextSpan{0, 1}, TextSpan{0, 1}, TextSpan{1, 2}));
}

TEST(BytePairs, ASpaceBeforeTheTextTakesThePlaceOfItsFirstCharacter) {
    Json root = document();
    root["pre_tokenizer"]["add_prefix_space"] = true;
    const auto got = made(root).encode("the th");
    EXPECT_THAT(got.ids, ElementsAre(258, ' ', 256));
    EXPECT_THAT(got.offsets, ElementsAre(TextSpan{0, 3}, TextSpan{3, 4}, TextSpan{4, 6}));
    EXPECT_THAT(made(root).encode("xa").offsets,
                ElementsAre(TextSpan{0, 1}, TextSpan{0, 1}, TextSpan{1, 2}));
}

TEST(BytePairs, TrimmedOffsetsLeaveTheSpaceOut) {
    Json root = document();
    root["post_processor"] = {
        {"type", "ByteLevel"}, {"trim_offsets", true}, {"add_prefix_space", false}};
    EXPECT_THAT(made(root).encode(" the the").offsets, ElementsAre(TextSpan{1, 4}, TextSpan{5, 8}));
    root["post_processor"]["add_prefix_space"] = true;  // spares the first token's
    EXPECT_THAT(made(root).encode(" the the").offsets, ElementsAre(TextSpan{0, 4}, TextSpan{5, 8}));
}

TEST(BytePairs, TokensGiveBackTheBytesOfAnyText) {
    const Tokenizer tokenizer = made(document());
    engine::Stream stream(7, "bytes", 0, 0);
    for (int round = 0; round < 200; ++round) {
        std::string text;
        for (std::uint64_t n = stream.next64() % 40; n > 0; --n)
            text.push_back(static_cast<char>(stream.next64() & 0xFF));
        std::string back;
        for (const std::int32_t id : tokenizer.encode(text).ids)
            back += tokenizer.bytes_of(id).value();
        EXPECT_EQ(back, text);
    }
    EXPECT_FALSE(tokenizer.bytes_of(259));  // typed as it is
    EXPECT_TRUE(tokenizer.works_on_bytes());
    EXPECT_TRUE(tokenizer.unknown_words("\u4e2d\u56fd").empty());
}

TEST(BytePairs, ATextWithoutATokenBecomesTheOneThatEndsTextsWhereItMust) {
    const Tokenizer tokenizer = made(document());
    const std::vector<std::string> texts = {"", "a"};
    EXPECT_THAT(tokenizer.encode_ids(texts).offsets, ElementsAre(0, 0, 1));
    const auto filled =
        tokenizer.encode_ids(texts, {.max_tokens = {}, .add_special = true, .never_empty = true});
    EXPECT_THAT(filled.ids, ElementsAre(259, 'a'));
    EXPECT_THAT(filled.offsets, ElementsAre(0, 1, 2));
}

TEST(BytePairs, FingerprintsDifferWithWhatChangesTheTokens) {
    const std::string before = made(document()).fingerprint();
    for (const auto& change : std::initializer_list<std::function<void(Json&)>>{
             [](Json& r) { r["model"]["merges"].erase(3); },
             [](Json& r) { r["pre_tokenizer"]["add_prefix_space"] = true; },
             [](Json& r) { r["post_processor"]["trim_offsets"] = true; }}) {
        Json other = document();
        change(other);
        EXPECT_NE(made(other).fingerprint(), before);
    }
}

TEST(BytePairs, PartsThatAreNotReadAreRefusedByName) {
    const auto sentence = [](const auto& change) {
        Json root = document();
        change(root);
        const engine::Error error = refused(root);
        EXPECT_EQ(error.code, ErrorCode::Unsupported);
        return error.text();
    };
    EXPECT_THAT(sentence([](Json& r) { r["model"]["byte_fallback"] = true; }),
                HasSubstr("the model BPE with byte_fallback"));
    EXPECT_THAT(sentence([](Json& r) { r["model"]["dropout"] = 0.1; }), HasSubstr("dropout"));
    EXPECT_THAT(sentence([](Json& r) { r["normalizer"]["type"] = "NFC"; }),
                HasSubstr("the normalizer NFC"));
    EXPECT_THAT(sentence([](Json& r) { r["pre_tokenizer"]["type"] = "Metaspace"; }),
                HasSubstr("the model BPE with the pre-tokenizer Metaspace"));
    EXPECT_THAT(sentence([](Json& r) { r.erase("pre_tokenizer"); }), HasSubstr("no pre-tokenizer"));
    EXPECT_THAT(sentence([](Json& r) { r["pre_tokenizer"]["use_regex"] = false; }),
                HasSubstr("ByteLevel without its pattern"));
    EXPECT_THAT(sentence([](Json& r) { r["post_processor"]["type"] = "Sequence"; }),
                HasSubstr("the post-processor Sequence"));
}

TEST(BytePairs, DamageIsNamedWithItsPlace) {
    const auto place = [](const auto& change) {
        Json root = document();
        change(root);
        const engine::Error error = refused(root);
        EXPECT_EQ(error.code, ErrorCode::BadFile);
        return error.text();
    };
    EXPECT_THAT(place([](Json& r) { r["model"]["vocab"].erase("\u0120"); }),
                HasSubstr("the byte 32"));
    EXPECT_THAT(place([](Json& r) { r["model"]["vocab"].erase("the"); }),
                HasSubstr("lacks \"the\" of the merge 2"));
    EXPECT_THAT(place([](Json& r) { r["model"]["merges"][1] = "a b c"; }),
                HasSubstr("model.merges[1]"));
    EXPECT_THAT(place([](Json& r) { r["model"]["merges"] = 4; }), HasSubstr("model.merges"));
}

}  // namespace
