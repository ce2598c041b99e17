// What a text becomes: ids, and where in the text each of them was read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace engine {

/// Part of a text in Unicode code points: [begin, end). Tokens that stand for no text have 0, 0.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const TextSpan&) const = default;
};

/// One text, or a pair of texts, as tokens. The four lists have the same length.
struct Encoding {
    std::vector<std::int32_t> ids;
    std::vector<std::uint8_t>
        type_ids;  // 0: first text, 1: second text, as the tokenizer's template says
    std::vector<TextSpan> offsets;           // into the text that the token came from
    std::vector<std::uint8_t> special_mask;  // 1: added by the template; 0: read from a text

    std::size_t size() const { return ids.size(); }
};

struct EncodeOptions {
    std::optional<std::size_t> max_tokens;  // tokens, special ones included; none: no cut
    bool add_special = true;                // [CLS] and [SEP], as the tokenizer's template says
    // encode_ids only: a text without a token, as an empty one of GPT-2 is, becomes one token that
    // ends texts. Encoders read at least one.
    bool never_empty = false;
};

}  // namespace engine
