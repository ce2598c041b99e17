// Equality with the Hugging Face "fast" tokenizer: tests/golden/tokenizers and tests/golden/minilm.
#include <gtest/gtest.h>

#include <cstdlib>

#include "engine/base/hash.h"
#include "engine/tokenizer/byte_letters.h"
#include "engine/tokenizer/byte_pairs.h"
#include "engine/tokenizer/tokenizer.h"
#include "engine/tokenizer/utf8.h"
#include "tests/support/corpus_texts.h"
#include "tests/support/folders.h"
#include "tests/support/golden_tensors.h"

namespace {

using engine::Encoding;
using engine::Json;
using engine::Tokenizer;

const std::string kGolden = std::string(support::source_folder) + "/tests/golden/tokenizers/";
const std::string kMiniLm = std::string(support::deps_folder) + "/models/all-MiniLM-L6-v2";

std::string folder_of(const std::string& name) {
    return name == "wordpiece_uncased" ? kMiniLm : kGolden + name;
}

Tokenizer loaded(const std::string& folder) {
    auto tokenizer = Tokenizer::load(folder);
    if (!tokenizer) throw std::runtime_error(tokenizer.error().text());
    return std::move(*tokenizer);
}

std::vector<std::int32_t> flat(const std::vector<engine::TextSpan>& spans) {
    std::vector<std::int32_t> out;
    for (const auto& span : spans) {
        out.push_back(static_cast<std::int32_t>(span.begin));
        out.push_back(static_cast<std::int32_t>(span.end));
    }
    return out;
}

template <class To, class From>
std::vector<To> slice(const std::vector<From>& all, std::int32_t begin, std::int32_t end) {
    return {all.begin() + begin, all.begin() + end};
}

class Strings : public testing::TestWithParam<const char*> {};

TEST_P(Strings, HaveTheIdsOffsetsAndMaskOfTheReference) {
    const Tokenizer tokenizer = loaded(folder_of(GetParam()));
    const support::GoldenTensors golden("tokenizers/" + std::string(GetParam()) + ".safetensors");
    const auto ids = golden.values<std::int32_t>("ids");
    const auto offsets = golden.values<std::int16_t>("offsets");
    const auto mask = golden.values<std::uint8_t>("special_mask");
    const auto rows = golden.values<std::int32_t>("row_splits");
    support::CorpusTexts corpora;
    const auto texts = corpora.resolve_lines("tokenizers/strings.refs.jsonl");
    ASSERT_EQ(texts.size() + 1, rows.size());
    const auto packed = tokenizer.encode_ids(texts);
    const auto batch = tokenizer.encode_batch(texts, {}, 2);
    int different = 0;
    for (std::size_t i = 0; i < texts.size() && different < 5; ++i) {
        const Encoding got = tokenizer.encode(texts[i]);
        const bool equal =
            got.ids == slice<std::int32_t>(ids, rows[i], rows[i + 1]) &&
            flat(got.offsets) == slice<std::int32_t>(offsets, 2 * rows[i], 2 * rows[i + 1]) &&
            got.special_mask == slice<std::uint8_t>(mask, rows[i], rows[i + 1]) &&
            got.type_ids == std::vector<std::uint8_t>(got.size(), 0);
        EXPECT_TRUE(equal) << "string " << i << ": " << Json(texts[i]).dump(-1, ' ', true);
        different += equal ? 0 : 1;
        EXPECT_EQ(batch[i].ids, got.ids);
        EXPECT_EQ(batch[i].offsets, got.offsets);
        EXPECT_EQ(packed.offsets[i + 1], rows[i + 1]);
    }
    EXPECT_EQ(packed.ids, ids);
}

/// Every block of 256 points; under a sanitizer, which makes that slow, every eighth and whoever
/// wants all of them sets WARMSTART_FULL.
bool left_out([[maybe_unused]] int block) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return block % 8 != 0 && block > 0xFF && std::getenv("WARMSTART_FULL") == nullptr;
#else
    return false;
#endif
}

class CodePoints : public testing::TestWithParam<const char*> {};

TEST_P(CodePoints, AllHaveTheIdsOfTheReferenceBetweenTwoLetters) {
    const std::string name = GetParam();
    const Tokenizer tokenizer = loaded(folder_of(name));
    const Json golden = Json::parse(support::file_text(kGolden + "codepoints_" + name + ".json"));
    std::map<int, std::string> expected;
    for (const auto& [block, hash] : golden["block_sha256_16"].items())
        expected[std::stoi(block, nullptr, 16)] = hash.get<std::string>();
    int different = 0;
    for (const auto& [block, hash] : expected) {
        if (left_out(block)) continue;
        std::vector<std::string> texts;
        for (char32_t c = block * 256U; c < (block + 1) * 256U; ++c) {
            // UTF-8 by nlohmann's reader, so that this test does not lean on the code it tests
            char escape[32];
            if (c < 0x10000) {
                std::snprintf(escape, sizeof escape, "\"x\\u%04xy\"", static_cast<unsigned>(c));
            } else {
                const unsigned high = 0xD800 + ((c - 0x10000) >> 10);
                const unsigned low = 0xDC00 + ((c - 0x10000) & 0x3FF);
                std::snprintf(escape, sizeof escape, "\"x\\u%04x\\u%04xy\"", high, low);
            }
            texts.push_back(Json::parse(escape).get<std::string>());
        }
        const auto packed = tokenizer.encode_ids(texts, {.max_tokens = {}, .add_special = false});
        std::string lines;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            char number[16];
            std::snprintf(number, sizeof number, "%x", static_cast<unsigned>(block * 256U + i));
            lines += std::string(number) + ":";
            for (auto at = packed.offsets[i]; at < packed.offsets[i + 1]; ++at) {
                lines += (at > packed.offsets[i] ? "," : "") + std::to_string(packed.ids[at]);
            }
            lines += "\n";
        }
        if (engine::sha256_hex(lines).substr(0, 16) == hash) continue;
        if (++different <= 3) ADD_FAILURE() << "block " << block << "\n" << lines.substr(0, 400);
    }
    EXPECT_EQ(different, 0);
    EXPECT_EQ(expected.size(), 4344U);
}

INSTANTIATE_TEST_SUITE_P(Golden, Strings,
                         testing::Values("wordpiece_uncased", "wordpiece_cased", "bpe_gpt2",
                                         "bpe_roberta"));
INSTANTIATE_TEST_SUITE_P(Golden, CodePoints,
                         testing::Values("wordpiece_uncased", "wordpiece_cased", "bpe_gpt2"));

// What the words of "x" + c + "y" are, in code points, for every code point c.
TEST(BytePairs, CutTextsBeforeTheModelAsTheReference) {
    const Json golden = Json::parse(support::file_text(kGolden + "codepoints_bpe_gpt2.json"));
    const engine::BytePairPipeline pipeline = [] {
        engine::Vocabulary bytes;  // no merges: only the cutting is asked
        for (int byte = 0; byte < 256; ++byte)
            bytes.emplace_back(engine::letter_of_byte(static_cast<std::uint8_t>(byte)), byte);
        return engine::BytePairPipeline(bytes, {});
    }();
    int different = 0;
    for (const Json& run : golden["runs"]) {
        const auto wanted = run[2].get<std::vector<std::uint32_t>>();
        for (auto c = run[0].get<char32_t>(); c <= run[1].get<char32_t>(); ++c) {
            if (c >= 0xD800 && c < 0xE000) continue;
            std::string text = "x";
            engine::append_point(c, text);
            text += "y";
            std::vector<std::uint32_t> lengths;
            for (std::string_view rest = text; !rest.empty();) {
                const std::size_t length = pipeline.run_length(rest);
                lengths.push_back(engine::count_points(rest.substr(0, length)));
                rest.remove_prefix(length);
            }
            if (lengths != wanted && ++different <= 3)
                ADD_FAILURE() << "code point " << static_cast<unsigned>(c);
        }
    }
    EXPECT_EQ(different, 0);
}

class OlderForm : public testing::TestWithParam<const char*> {};

TEST_P(OlderForm, VocabularyAndMergesGiveTheSameTokenizer) {
    const Tokenizer whole = loaded(folder_of(GetParam()));
    const auto folder = std::filesystem::path(testing::TempDir()) / GetParam();
    std::filesystem::create_directories(folder);
    for (const char* file : {"vocab.json", "merges.txt", "tokenizer_config.json"}) {
        std::filesystem::copy_file(folder_of(GetParam()) + "/" + file, folder / file,
                                   std::filesystem::copy_options::overwrite_existing);
    }
    const Tokenizer parts = loaded(folder.string());
    support::CorpusTexts corpora;
    const auto texts = corpora.resolve_lines("tokenizers/strings.refs.jsonl");
    EXPECT_EQ(parts.encode_ids(texts).ids, whole.encode_ids(texts).ids);
    for (const std::string& text : texts) {
        const Encoding a = parts.encode_pair(text, text);
        const Encoding b = whole.encode_pair(text, text);
        ASSERT_EQ(a.offsets, b.offsets) << text;
        ASSERT_EQ(a.type_ids, b.type_ids) << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Golden, OlderForm, testing::Values("bpe_gpt2", "bpe_roberta"));

TEST(Truncation, CutsTextsAndPairsAsTheReference) {
    const Json cases = Json::parse(support::file_text(kGolden + "truncation_pairs.refs.json"));
    std::map<std::string, Tokenizer> tokenizers;
    support::CorpusTexts corpora;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Json& c = cases[i];
        const auto name = c["tokenizer"].get<std::string>();
        if (!tokenizers.contains(name)) tokenizers.emplace(name, loaded(folder_of(name)));
        const Tokenizer& tokenizer = tokenizers.at(name);
        const engine::EncodeOptions options{.max_tokens = c["max_length"].get<std::size_t>()};
        const std::string text = corpora.resolve(c["text"]);
        const Encoding got = c["pair"].is_null()
                                 ? tokenizer.encode(text, options)
                                 : tokenizer.encode_pair(text, corpora.resolve(c["pair"]), options);
        EXPECT_EQ(got.ids, c["ids"].get<std::vector<std::int32_t>>()) << "case " << i;
        EXPECT_EQ(got.type_ids, c["type_ids"].get<std::vector<std::uint8_t>>()) << "case " << i;
        std::vector<std::int32_t> offsets;
        for (const Json& pair : c["offsets"]) offsets.insert(offsets.end(), {pair[0], pair[1]});
        EXPECT_EQ(flat(got.offsets), offsets) << "case " << i;
    }
    EXPECT_EQ(cases.size(), 160U);
}

TEST(MiniLm, TextsHaveTheIdsOfTheReferenceUpToItsLimit) {
    const Tokenizer tokenizer = loaded(kMiniLm);
    const support::GoldenTensors golden("minilm/golden.safetensors");
    support::CorpusTexts corpora;
    const auto texts = corpora.resolve_lines("minilm/texts.refs.jsonl");
    const auto packed = tokenizer.encode_ids(texts, {.max_tokens = 256});
    EXPECT_EQ(packed.ids, golden.values<std::int32_t>("ids"));
    const auto rows = golden.values<std::int32_t>("row_splits");
    EXPECT_EQ(packed.offsets, std::vector<std::int64_t>(rows.begin(), rows.end()));
}

TEST(MiniLm, VocabularyFileGivesTheSameTokenizer) {
    const Tokenizer whole = loaded(kMiniLm);
    const auto folder = std::filesystem::path(testing::TempDir()) / "minilm_vocab_only";
    std::filesystem::create_directories(folder);
    for (const char* file : {"vocab.txt", "tokenizer_config.json"}) {
        std::filesystem::copy_file(kMiniLm + "/" + file, folder / file,
                                   std::filesystem::copy_options::overwrite_existing);
    }
    const Tokenizer lines = loaded(folder.string());
    EXPECT_EQ(lines.fingerprint(), whole.fingerprint());
    EXPECT_EQ(lines.vocabulary_size(), 30522U);
    support::CorpusTexts corpora;
    const auto texts = corpora.resolve_lines("tokenizers/strings.refs.jsonl");
    EXPECT_EQ(lines.encode_ids(texts).ids, whole.encode_ids(texts).ids);
}

}  // namespace
