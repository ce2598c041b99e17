// What a tokenizer's files say, read and checked, before anything is built from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/tokenizer/added_tokens.h"
#include "engine/tokenizer/char_table.h"
#include "engine/tokenizer/template.h"

namespace engine {

using Vocabulary = std::vector<std::pair<std::string, std::int32_t>>;  // ascending ids, each once

struct WordPieceSettings {
    BertPreparation preparation;
    std::string unknown = "[UNK]";
    std::string prefix = "##";
    std::size_t max_chars = 100;  // code points of a word
};

/// Byte-level BPE; the vocabulary has a token for each byte and for all that the merges name.
struct BytePairSettings {
    std::vector<std::pair<std::string, std::string>> merges;  // by rank
    bool add_prefix_space = false;  // a text begins as if a space stood before it
    bool trim_offsets = false;      // offsets leave the white space of a token out
    bool keeps_first_space = true;  // ... but for one space of the first token
};

/// Names of the special tokens by what they are for; empty: the tokenizer has none.
struct SpecialNames {
    std::string cls = "[CLS]";
    std::string sep = "[SEP]";
    std::string pad = "[PAD]";
    std::string unk = "[UNK]";
    std::string mask = "[MASK]";
    std::string eos;  // ends a text where no [SEP] does: "<|endoftext|>"
};

struct TokenizerSettings {
    Vocabulary vocabulary;
    std::variant<WordPieceSettings, BytePairSettings> model;
    std::vector<AddedToken> added;
    TokenTemplate frame;
    SpecialNames names;
};

/// A tokenizer.json; its truncation and padding are left aside, as is the decoder.
/// Errors: BadFile with the place; Unsupported for parts that are not read here.
Result<TokenizerSettings> read_tokenizer_json(std::string_view text, std::string_view what);

/// A vocab.txt, one token a line, with the tokenizer_config.json beside it (null: BERT's defaults).
/// Errors: BadFile with the line.
Result<TokenizerSettings> read_vocab_txt(std::string_view text, std::string_view what,
                                         const Json& config);

/// A vocab.json and merges.txt, GPT-2's and RoBERTa's older form, with the tokenizer_config.json
/// beside them. Errors: BadFile with the place.
Result<TokenizerSettings> read_vocab_json(std::string_view vocabulary, std::string_view merges,
                                          const Json& config);

/// Names that GPT-2's and RoBERTa's vocabularies use, as far as this one has them.
SpecialNames byte_pair_names(const TokenizerSettings& settings);

/// That the vocabulary has a token for each byte and for both sides and the result of each merge.
/// Errors: BadFile.
Result<void> check_byte_pairs(const Vocabulary& vocabulary, const BytePairSettings& settings,
                              std::string_view what);

/// <s> A </s>, and <s> A </s></s> B </s>, all of type 0.
TokenTemplate roberta_frame(std::int32_t cls, std::int32_t sep);

/// A, and A B with the second text of type 1: nothing is added.
TokenTemplate bare_frame();

/// Id of a token of the vocabulary.
std::optional<std::int32_t> vocabulary_id(const TokenizerSettings& settings,
                                          std::string_view token);

/// [CLS] A [SEP], and [CLS] A [SEP] B [SEP] with the second text of type 1.
TokenTemplate bert_frame(std::int32_t cls, std::int32_t sep);

/// Names out of a tokenizer_config.json or special_tokens_map.json; what it does not say stays.
void read_special_names(const Json& config, SpecialNames& names);

/// All that has an influence on ids and offsets, as one canonical value: what the fingerprint
/// hashes.
Json canonical(const TokenizerSettings& settings);

}  // namespace engine
