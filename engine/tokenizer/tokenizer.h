// Text to token ids, equal to the Hugging Face "fast" tokenizer of the same folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/tokenizer/encoding.h"

namespace engine {

struct TokenizerSettings;

/// Ids by purpose; -1 where the vocabulary has no such token.
struct SpecialIds {
    std::int32_t cls = -1;
    std::int32_t sep = -1;
    std::int32_t pad = -1;
    std::int32_t unk = -1;
    std::int32_t mask = -1;
    std::int32_t eos = -1;
};

/// A word that became the unknown token, and why.
struct UnknownWord {
    TextSpan at;            // in the text
    std::string word;       // as prepared: lower case, without accents
    bool too_long = false;  // more code points than the model takes
    std::string stuck_at;   // code point where no piece fits; empty when the word is too long
};

/// A tokenizer is not changed after loading: threads may share it. It can be moved, not copied.
class Tokenizer {
public:
    /// Reads tokenizer.json, else vocab.txt, else vocab.json and merges.txt, with
    /// tokenizer_config.json, of a Hugging Face folder: WordPiece or byte-level BPE.
    /// Errors: BadModel (neither is there), BadFile (damaged, with the place), Unsupported (parts
    /// that are not read here, named), Io. Cost: about 0.1 s for 30,000 tokens.
    static Result<Tokenizer> load(const std::filesystem::path& folder);

    /// Reads the text of a tokenizer.json. Errors: BadFile, Unsupported.
    static Result<Tokenizer> from_json(std::string_view text, std::string_view what);

    Tokenizer(Tokenizer&&) noexcept;
    Tokenizer& operator=(Tokenizer&&) noexcept;
    ~Tokenizer();

    /// One text. Cut on the right to options.max_tokens, special tokens included; those are never
    /// cut.
    Encoding encode(std::string_view text, const EncodeOptions& options = {}) const;

    /// Two texts in one row; when they are too long, the longer one gives first.
    Encoding encode_pair(std::string_view first, std::string_view second,
                         const EncodeOptions& options = {}) const;

    /// As encode() of each text, in order. @param threads  1: the calling thread alone
    std::vector<Encoding> encode_batch(std::span<const std::string> texts,
                                       const EncodeOptions& options = {}, int threads = 1) const;

    /// The ids alone of many texts, back to back: text i has [offsets[i], offsets[i + 1]).
    struct PackedIds {
        std::vector<std::int32_t> ids;
        std::vector<std::int64_t> offsets{0};  // [texts + 1]
    };
    PackedIds encode_ids(std::span<const std::string> texts,
                         const EncodeOptions& options = {}) const;

    std::optional<std::int32_t> id_of(std::string_view token) const;
    /// Empty for an id that names no token.
    std::string_view token_of(std::int32_t id) const;
    const SpecialIds& special() const;

    std::size_t vocabulary_size() const;  // tokens, added ones included
    std::int32_t id_limit() const;        // one above the largest id: rows an embedding needs

    /// SHA-256 (hex) over all that has an influence on ids and offsets: part of cache keys.
    const std::string& fingerprint() const;

    /// True for byte-level BPE: every text has tokens, and none is unknown.
    bool works_on_bytes() const;
    /// The bytes of the text that a token stands for, where it works on bytes and the token is not
    /// one that is typed as it is; they may be part of a code point.
    std::optional<std::string> bytes_of(std::int32_t id) const;

    /// The words of a text that become the unknown token.
    std::vector<UnknownWord> unknown_words(std::string_view text) const;

private:
    struct Parts;
    static Tokenizer make(TokenizerSettings settings);
    explicit Tokenizer(std::unique_ptr<const Parts> parts);
    std::unique_ptr<const Parts> parts_;
};

}  // namespace engine
