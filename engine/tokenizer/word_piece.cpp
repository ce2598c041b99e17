#include "engine/tokenizer/word_piece.h"

#include <utility>

namespace engine {

WordPieceModel::WordPieceModel(std::vector<std::pair<std::string_view, std::int32_t>> tokens,
                               std::string_view prefix, std::int32_t unknown_id,
                               std::size_t max_chars)
    : trie_(std::move(tokens)),
      inside_(trie_.walk(prefix)),
      unknown_id_(unknown_id),
      max_chars_(max_chars) {}

std::size_t WordPieceModel::cover(std::string_view word, std::vector<WordPiece>& out) const {
    out.clear();
    std::size_t at = 0;
    while (at < word.size()) {
        const std::int32_t start = at == 0 ? 0 : inside_;
        if (start < 0) break;
        const TokenTrie::Match match = trie_.longest(word.substr(at), start);
        if (match.value < 0) break;
        at += match.length;
        out.push_back({match.value, static_cast<std::uint32_t>(at)});
    }
    return at;
}

void WordPieceModel::split(std::string_view word, std::size_t chars,
                           std::vector<WordPiece>& out) const {
    if (chars <= max_chars_ && cover(word, out) == word.size()) return;
    out.assign(1, {unknown_id_, static_cast<std::uint32_t>(word.size())});
}

std::size_t WordPieceModel::covered(std::string_view word) const {
    std::vector<WordPiece> pieces;
    return cover(word, pieces);
}

}  // namespace engine
