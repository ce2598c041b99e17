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
#include "engine/tokenizer/byte_pairs.h"
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
    BytePairBuffers bytes;
    std::vector<TextPiece> typed;     // pieces of the text
    std::vector<TextPiece> prepared;  // pieces of a prepared text
    PieceList first;
    PieceList second;
};

/// Leaves white space out of offsets, where a tokenizer says so.
struct OffsetTrim {
    struct Spaces {  // code points
        std::uint32_t before = 0;
        std::uint32_t after = 0;
    };
    bool on = false;
    bool keeps_first_space = true;
    std::vector<Spaces> of_token;  // by id; none for added tokens, which `added` looks after

    /// White space at the ends of a text, the letter of the space byte included.
    static Spaces ends_of(std::string_view text);

    void apply(PieceList& pieces) const;
    /// To the last of the pieces: an added token, read from `typed`, which its stripping may have
    /// lengthened.
    void added(std::string_view typed, PieceList& pieces) const;

private:
    void cut(const Spaces& spaces, bool first, TextSpan& at) const;
};

struct Tokenizer::Parts {
    std::variant<BertPipeline, BytePairPipeline> pipeline;  // one alternative a kind of model
    OffsetTrim trim;
    AddedTokenFinder typed;     // added tokens of the text as typed
    AddedTokenFinder prepared;  // ... of the prepared text
    TokenTemplate frame;        // with special tokens
    TokenTemplate bare;         // without
    IdByToken ids;
    std::vector<std::string> tokens;  // by id; empty: no token
    SpecialIds special;
    std::string fingerprint;
    std::int32_t stand_in = 0;            // token of a text that has none
    std::vector<std::int32_t> added_ids;  // of tokens that are read as they are typed

    void encode(std::string_view text, TokenBuffers& buffers, PieceList& out) const;
    void encode_plain(std::string_view text, std::uint32_t first, TokenBuffers& buffers,
                      PieceList& out) const;
    void encode_words(std::string_view text, std::uint32_t first, TokenBuffers& buffers,
                      PieceList& out) const;
    void encode_bytes(std::string_view text, std::uint32_t first, TokenBuffers& buffers,
                      PieceList& out) const;
    bool works_on_bytes() const { return std::holds_alternative<BytePairPipeline>(pipeline); }
    std::size_t room(const EncodeOptions& options, const std::vector<TemplatePart>& parts) const;
};

}  // namespace engine
