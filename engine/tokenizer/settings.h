// What a tokenizer's files say, read and checked, before anything is built from it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/tokenizer/added_tokens.h"
#include "engine/tokenizer/char_table.h"
#include "engine/tokenizer/template.h"

namespace engine {

struct WordPieceSettings {
    std::vector<std::pair<std::string, std::int32_t>> vocabulary;  // ascending ids, each once
    std::string unknown = "[UNK]";
    std::string prefix = "##";
    std::size_t max_chars = 100;  // code points of a word
};

/// Names of the special tokens by what they are for; empty: the tokenizer has none.
struct SpecialNames {
    std::string cls = "[CLS]";
    std::string sep = "[SEP]";
    std::string pad = "[PAD]";
    std::string unk = "[UNK]";
    std::string mask = "[MASK]";
};

struct TokenizerSettings {
    BertPreparation preparation;
    WordPieceSettings model;
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

/// [CLS] A [SEP], and [CLS] A [SEP] B [SEP] with the second text of type 1.
TokenTemplate bert_frame(std::int32_t cls, std::int32_t sep);

/// True where the vocabulary has this token.
bool has_token(const TokenizerSettings& settings, std::string_view token);

/// Names out of a tokenizer_config.json or special_tokens_map.json; what it does not say stays.
void read_special_names(const Json& config, SpecialNames& names);

/// All that has an influence on ids and offsets, as one canonical value: what the fingerprint
/// hashes.
Json canonical(const TokenizerSettings& settings);

}  // namespace engine
