// The inside of a Tokenizer; only its own files include this.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/tokenizer/added_tokens.h"
#include "engine/tokenizer/bert_pipeline.h"
#include "engine/tokenizer/settings.h"
#include "engine/tokenizer/template.h"
#include "engine/tokenizer/tokenizer.h"

namespace engine {

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>{}(text);
    }
};
using IdByToken = std::unordered_map<std::string, std::int32_t, TextHash, std::equal_to<>>;

struct TokenBuffers {
    BertBuffers bert;
    std::vector<TextPiece> typed;     // pieces of the text
    std::vector<TextPiece> prepared;  // pieces of a prepared text
    PieceList first;
    PieceList second;
};

struct Tokenizer::Parts {
    std::variant<BertPipeline> pipeline;  // one alternative a kind of model
    AddedTokenFinder typed;               // added tokens of the text as typed
    AddedTokenFinder prepared;            // ... of the prepared text
    TokenTemplate frame;                  // with special tokens
    TokenTemplate bare;                   // without
    IdByToken ids;
    std::vector<std::string> tokens;  // by id; empty: no token
    SpecialIds special;
    std::string fingerprint;

    void encode(std::string_view text, TokenBuffers& buffers, PieceList& out) const;
    void encode_plain(std::string_view text, std::uint32_t first, TokenBuffers& buffers,
                      PieceList& out) const;
    std::size_t room(const EncodeOptions& options, const std::vector<TemplatePart>& parts) const;
};

}  // namespace engine
