// The WordPiece model: a word to the ids of its longest known pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/tokenizer/token_trie.h"

namespace engine {

/// Piece of a word; it begins where the piece before it ends.
struct WordPiece {
    std::int32_t id = 0;
    std::uint32_t end = 0;  // bytes from the start of the word
};

class WordPieceModel {
public:
    /// @param tokens     text and id; must outlive only this call
    /// @param prefix     what a piece inside a word begins with: "##"
    /// @param max_chars  words of more code points are unknown
    WordPieceModel(std::vector<std::pair<std::string_view, std::int32_t>> tokens,
                   std::string_view prefix, std::int32_t unknown_id, std::size_t max_chars);

    /// Greedy longest match from the left; where one place has no match the whole word is unknown.
    /// @param word   prepared UTF-8, not empty
    /// @param chars  its code points
    /// @param out    replaced
    /// Cost: O(bytes times the overlap of tried pieces), near O(bytes).
    /// Source: Wu et al. 2016, "Google's Neural Machine Translation System", 4.1; as in BERT's
    /// code.
    void split(std::string_view word, std::size_t chars, std::vector<WordPiece>& out) const;

    /// Bytes of `word` that split() covers before it finds no piece; all of them for a known word.
    std::size_t covered(std::string_view word) const;

    std::int32_t find(std::string_view token) const { return trie_.find(token); }
    std::int32_t unknown_id() const { return unknown_id_; }
    std::size_t max_chars() const { return max_chars_; }

private:
    std::size_t cover(std::string_view word, std::vector<WordPiece>& out) const;

    TokenTrie trie_;
    std::int32_t inside_ = TokenTrie::kNone;  // state after the prefix
    std::int32_t unknown_id_;
    std::size_t max_chars_;
};

}  // namespace engine
