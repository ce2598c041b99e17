// Reading of tokenizer folders, options and refusals, on vocabularies small enough to check by
// hand.
#include "engine/tokenizer/tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/base/json.h"

namespace {

using engine::ErrorCode;
using engine::Json;
using engine::TextSpan;
using engine::Tokenizer;
using testing::ElementsAre;
using testing::HasSubstr;

// 0 [PAD], 1 [UNK], 2 [CLS], 3 [SEP], 4 [MASK], then:
const std::vector<std::string> kWords = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play",
                                         "##ing", "##s",   "the",   ",",     "cafe",   "##e"};

Json document() {
    Json root;
    root["truncation"] = {{"max_length", 3}};  // left aside
    root["padding"] = {{"strategy", {{"Fixed", 9}}}};
    root["added_tokens"] = Json::array();
    for (int id = 0; id < 5; ++id)
        root["added_tokens"].push_back({{"id", id}, {"content", kWords[id]}, {"special", true}});
    root["normalizer"] = {{"type", "BertNormalizer"}, {"strip_accents", nullptr}};
    root["pre_tokenizer"] = {{"type", "BertPreTokenizer"}};
    root["post_processor"] = {{"type", "BertProcessing"}};
    root["post_processor"]["cls"] = Json::array({"[CLS]", 2});
    root["post_processor"]["sep"] = Json::array({"[SEP]", 3});
    root["model"] = {{"type", "WordPiece"}, {"max_input_chars_per_word", 12}};
    for (std::size_t id = 0; id < kWords.size(); ++id) root["model"]["vocab"][kWords[id]] = id;
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

class Folder {
public:
    Folder() {
        path_ = std::filesystem::path(testing::TempDir()) /
                testing::UnitTest::GetInstance()->current_test_info()->name();
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    void write(const char* name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string vocabulary_lines(std::string end = "\n") {
    std::string out;
    for (const std::string& word : kWords) out += word + end;
    return out;
}

TEST(Tokenizer, TakesTheLongestPiecesAndCountsOffsetsInCodePoints) {
    const auto got = made(document()).encode("Playing\u00a0the Caf\u00e9e, \U0001F600");
    EXPECT_THAT(got.ids, ElementsAre(2, 5, 6, 8, 10, 11, 9, 1, 3));
    EXPECT_THAT(got.offsets, ElementsAre(TextSpan{0, 0}, TextSpan{0, 4}, TextSpan{4, 7},
                                         TextSpan{8, 11}, TextSpan{12, 16}, TextSpan{16, 17},
                                         TextSpan{17, 18}, TextSpan{19, 20}, TextSpan{0, 0}));
    EXPECT_THAT(got.special_mask, ElementsAre(1, 0, 0, 0, 0, 0, 0, 0, 1));
}

TEST(Tokenizer, OneMissMakesTheWholeWordUnknown) {
    EXPECT_THAT(made(document()).encode("playingz", {.max_tokens = {}, .add_special = false}).ids,
                ElementsAre(1));
}

TEST(Tokenizer, IgnoresTruncationAndPaddingOfTheFile) {
    EXPECT_EQ(made(document()).encode("the the the the").size(), 6U);
}

TEST(Tokenizer, KeepsSpecialTokensWhenItCuts) {
    const Tokenizer tokenizer = made(document());
    EXPECT_THAT(tokenizer.encode("the playing the", {.max_tokens = 4}).ids,
                ElementsAre(2, 8, 5, 3));
    EXPECT_THAT(tokenizer.encode("the", {.max_tokens = 1}).ids, ElementsAre(2, 3));
    EXPECT_THAT(tokenizer.encode("the the", {.max_tokens = 0, .add_special = false}).ids,
                ElementsAre());
}

TEST(Tokenizer, GivesTheSecondTextOfAPairTypeOne) {
    const auto got = made(document()).encode_pair("the", "cafe the");
    EXPECT_THAT(got.ids, ElementsAre(2, 8, 3, 10, 8, 3));
    EXPECT_THAT(got.type_ids, ElementsAre(0, 0, 0, 1, 1, 1));
    EXPECT_EQ(got.offsets[4], (TextSpan{5, 8}));
}

TEST(Tokenizer, CutsTheLongerTextOfAPairFirst) {
    const Tokenizer tokenizer = made(document());
    const auto got = tokenizer.encode_pair("the", "cafe the , the", {.max_tokens = 6});
    EXPECT_THAT(got.ids, ElementsAre(2, 8, 3, 10, 8, 3));
    // Both are too long: five places, and the longer one has the odd one.
    const auto both =
        tokenizer.encode_pair("the the the the the the", "cafe cafe cafe cafe", {.max_tokens = 8});
    EXPECT_THAT(both.ids, ElementsAre(2, 8, 8, 8, 3, 10, 10, 3));
}

TEST(Tokenizer, ReadsTypedSpecialTokensAsSpecial) {
    const auto got =
        made(document()).encode("the[SEP] [mask]", {.max_tokens = {}, .add_special = false});
    EXPECT_THAT(got.ids, ElementsAre(8, 3, 1, 1, 1));
    EXPECT_EQ(got.special_mask[1], 0);  // not the template's
    EXPECT_EQ(got.offsets[1], (TextSpan{3, 8}));
}

TEST(Tokenizer, FindsAddedTokensByTheirRules) {
    Json root = document();
    root["added_tokens"].push_back(
        {{"id", 12}, {"content", "<x>"}, {"lstrip", true}, {"normalized", false}});
    root["added_tokens"].push_back(
        {{"id", 13}, {"content", "caf\u00e9 bar"}, {"single_word", true}});
    const Tokenizer tokenizer = made(root);
    const engine::EncodeOptions bare{.max_tokens = {}, .add_special = false};
    const auto stripped = tokenizer.encode("the  <x>the", bare);
    EXPECT_THAT(stripped.ids, ElementsAre(8, 12, 8));
    EXPECT_EQ(stripped.offsets[1], (TextSpan{3, 8}));
    EXPECT_THAT(tokenizer.encode("the CAFE BAR,", bare).ids, ElementsAre(8, 13, 9));
    EXPECT_THAT(tokenizer.encode("cafe bars", bare).ids, ElementsAre(10, 1));
    EXPECT_EQ(tokenizer.vocabulary_size(), 14U);
    EXPECT_EQ(tokenizer.id_limit(), 14);
}

TEST(Tokenizer, KnowsTokensIdsAndSpecialIds) {
    const Tokenizer tokenizer = made(document());
    EXPECT_EQ(tokenizer.id_of("##ing"), 6);
    EXPECT_EQ(tokenizer.id_of("nothing"), std::nullopt);
    EXPECT_EQ(tokenizer.token_of(10), "cafe");
    EXPECT_EQ(tokenizer.token_of(99), "");
    EXPECT_EQ(tokenizer.token_of(-1), "");
    const engine::SpecialIds& special = tokenizer.special();
    EXPECT_EQ(special.pad, 0);
    EXPECT_EQ(special.unk, 1);
    EXPECT_EQ(special.cls, 2);
    EXPECT_EQ(special.sep, 3);
    EXPECT_EQ(special.mask, 4);
}

TEST(Tokenizer, SaysWhyAWordIsUnknown) {
    const auto words = made(document()).unknown_words("the Play\u00c9\u00dfx playingplayings");
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].word, "playe\u00dfx");
    EXPECT_EQ(words[0].at, (TextSpan{4, 11}));
    EXPECT_EQ(words[0].stuck_at, "\u00df");
    EXPECT_FALSE(words[0].too_long);
    EXPECT_TRUE(words[1].too_long);
}

TEST(Tokenizer, TakesInvalidUtf8AsTheReplacementCharacter) {
    const auto got = made(document()).encode("the\xff\xc3 \xf0\x9f the");
    EXPECT_THAT(got.ids, ElementsAre(2, 8, 8, 3));
    EXPECT_EQ(got.offsets[2], (TextSpan{9, 12}));
}

TEST(Tokenizer, BatchesGiveTheSameOnAnyNumberOfThreads) {
    const Tokenizer tokenizer = made(document());
    std::vector<std::string> texts;
    for (int i = 0; i < 100; ++i) texts.push_back(i % 3 == 0 ? "the playing" : "cafe, the");
    const auto one = tokenizer.encode_batch(texts);
    const auto four = tokenizer.encode_batch(texts, {}, 4);
    ASSERT_EQ(one.size(), 100U);
    for (std::size_t i = 0; i < one.size(); ++i) EXPECT_EQ(one[i].ids, four[i].ids);
    EXPECT_TRUE(tokenizer.encode_batch({}, {}, 4).empty());
}

TEST(Tokenizer, FingerprintFollowsWhatChangesIdsAndNothingElse) {
    const std::string before = made(document()).fingerprint();
    Json other = document();
    other.erase("truncation");
    other["padding"] = nullptr;
    EXPECT_EQ(made(other).fingerprint(), before);
    other["normalizer"]["lowercase"] = false;
    EXPECT_NE(made(other).fingerprint(), before);
    other = document();
    other["model"]["vocab"]["new"] = 12;
    EXPECT_NE(made(other).fingerprint(), before);
}

TEST(TokenizerFolder, ReadsVocabularyAndConfig) {
    const Folder folder;
    folder.write("vocab.txt", vocabulary_lines("\r\n"));
    folder.write("tokenizer_config.json", R"({"do_lower_case": false, "strip_accents": true})");
    const auto tokenizer = Tokenizer::load(folder.path());
    ASSERT_TRUE(tokenizer) << tokenizer.error().text();
    EXPECT_THAT(tokenizer->encode("the caf\u00e9 The").ids, ElementsAre(2, 8, 10, 1, 3));
}

TEST(TokenizerFolder, WithoutAVocabularyIsRefused) {
    const Folder folder;
    const auto tokenizer = Tokenizer::load(folder.path());
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(tokenizer.error().code, ErrorCode::BadModel);
    EXPECT_EQ(tokenizer.error().text(), "The folder lacks vocab.txt, so text cannot be tokenized.");
}

TEST(TokenizerFolder, NamesTheLineOfADamagedVocabulary) {
    const Folder folder;
    folder.write("vocab.txt", "[PAD]\n[UNK]\n\xff\n");
    const auto tokenizer = Tokenizer::load(folder.path());
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(tokenizer.error().code, ErrorCode::BadFile);
    EXPECT_EQ(tokenizer.error().text(), "vocab.txt is damaged: line 3 is not UTF-8.");
}

TEST(TokenizerFolder, NamesTheSpecialTokenThatAVocabularyLacks) {
    const Folder folder;
    folder.write("vocab.txt", "[PAD]\n[UNK]\n[CLS]\nthe\n");
    const auto tokenizer = Tokenizer::load(folder.path());
    ASSERT_FALSE(tokenizer);
    EXPECT_EQ(tokenizer.error().text(), "vocab.txt is damaged: it lacks the token [SEP].");
}

TEST(TokenizerJson, OfAnotherKindIsRefusedByName) {
    const auto sentence = [](const char* part, const char* type) {
        Json root = document();
        root[part]["type"] = type;
        const engine::Error error = refused(root);
        EXPECT_EQ(error.code, ErrorCode::Unsupported);
        return error.text();
    };
    EXPECT_EQ(sentence("model", "Unigram"),
              "This tokenizer uses the model Unigram, which is not read here. Choose a model with "
              "the tokenizer of BERT, DistilBERT, RoBERTa or GPT-2.");
    EXPECT_THAT(sentence("normalizer", "NFKC"), HasSubstr("the normalizer NFKC"));
    EXPECT_THAT(sentence("pre_tokenizer", "Whitespace"), HasSubstr("the pre-tokenizer Whitespace"));
    EXPECT_THAT(sentence("post_processor", "RobertaProcessing"),
                HasSubstr("the post-processor RobertaProcessing"));
}

TEST(TokenizerJson, DamageIsNamedWithItsPlace) {
    const auto place = [](auto change) {
        Json root = document();
        change(root);
        const engine::Error error = refused(root);
        EXPECT_EQ(error.code, ErrorCode::BadFile);
        return error.text();
    };
    EXPECT_THAT(place([](Json& r) { r["model"]["vocab"]["the"] = "8"; }),
                HasSubstr("model.vocab[\"the\"]"));
    EXPECT_THAT(place([](Json& r) { r["model"]["vocab"]["the"] = -1; }),
                HasSubstr("model.vocab[\"the\"]"));
    EXPECT_THAT(place([](Json& r) { r["model"]["vocab"]["cafe"] = 8; }), HasSubstr("8 is taken"));
    EXPECT_THAT(place([](Json& r) { r["model"]["unk_token"] = "<unk>"; }),
                HasSubstr("model.unk_token"));
    EXPECT_THAT(place([](Json& r) { r["normalizer"]["lowercase"] = 1; }),
                HasSubstr("normalizer.lowercase must be true or false"));
    EXPECT_THAT(place([](Json& r) { r["added_tokens"][2].erase("content"); }),
                HasSubstr("added_tokens[2].content"));
    EXPECT_THAT(place([](Json& r) { r["post_processor"]["sep"] = "[SEP]"; }),
                HasSubstr("post_processor.sep"));
    EXPECT_THAT(place([](Json& r) { r["model"] = 5; }), HasSubstr("model must be an object"));
    EXPECT_THAT(place([](Json& r) { r = Json::array(); }), HasSubstr("the whole"));
    const auto cut = Tokenizer::from_json("{\"model\":\n{\"vocab\": ", "tokenizer.json");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::BadFile);
    EXPECT_THAT(cut.error().text(), HasSubstr("line 2"));
}

}  // namespace
