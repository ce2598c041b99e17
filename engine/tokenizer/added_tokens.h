// Tokens that are recognised in the text itself, before it is cut into words: "[SEP]", "[MASK]", a
// user's own.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tokenizer/char_table.h"
#include "engine/tokenizer/token_trie.h"

namespace engine {

struct AddedToken {
    std::int32_t id = 0;
    std::string content;
    bool single_word = false;  // only where no word character touches it
    bool lstrip = false;       // takes the white space on its left
    bool rstrip = false;       // ... on its right
    bool normalized = false;   // searched in the prepared text, not in the text as it was typed
    bool special = false;
};

/// Part of a text in bytes: an added token, or (id < 0) what lies between two.
struct TextPiece {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::int32_t id = -1;
};

class AddedTokenFinder {
public:
    AddedTokenFinder() = default;
    /// @param tokens    empty contents are skipped
    /// @param contents  what to search for: one a token, its content prepared where it asks for
    /// that
    AddedTokenFinder(std::vector<AddedToken> tokens, const std::vector<std::string>& contents);

    bool empty() const { return tokens_.empty(); }

    /// Cuts `text` at the added tokens: leftmost, then longest. The pieces cover the text; an empty
    /// text has none. A token that begins with white space may overlap the one before it when that
    /// one strips the space on its right. Cost: O(text).
    void split(std::string_view text, std::vector<TextPiece>& out) const;

private:
    bool touches_a_word(std::string_view text, std::size_t begin, std::size_t end) const;

    std::vector<AddedToken> tokens_;
    TokenTrie trie_;  // to the place in tokens_
    std::array<bool, 256> starts_{};
    WordPoints word_points_;
};

}  // namespace engine
