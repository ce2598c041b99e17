#include "engine/tokenizer/added_tokens.h"

#include <algorithm>

#include "engine/tokenizer/utf8.h"

namespace engine {
namespace {

/// Where the code point before `end` begins.
std::size_t point_before(std::string_view text, std::size_t end) {
    std::size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (static_cast<std::uint8_t>(text[begin]) & 0xC0) == 0x80)
        --begin;
    return begin;
}

std::size_t without_space_before(std::string_view text, std::size_t end) {
    while (end > 0) {
        const std::size_t begin = point_before(text, end);
        if (!is_white_space(decode_point(text.substr(begin)).point)) break;
        end = begin;
    }
    return end;
}

std::size_t without_space_after(std::string_view text, std::size_t begin) {
    while (begin < text.size()) {
        const DecodedPoint c = decode_point(text.substr(begin));
        if (!is_white_space(c.point)) break;
        begin += c.bytes;
    }
    return begin;
}

}  // namespace

AddedTokenFinder::AddedTokenFinder(std::vector<AddedToken> tokens,
                                   const std::vector<std::string>& contents)
    : tokens_(std::move(tokens)) {
    std::vector<std::pair<std::string_view, std::int32_t>> entries;
    for (std::size_t i = tokens_.size(); i-- > 0;) {  // of equal contents the first counts
        if (contents[i].empty()) continue;
        entries.emplace_back(contents[i], static_cast<std::int32_t>(i));
        starts_[static_cast<std::uint8_t>(contents[i][0])] = true;
    }
    trie_ = TokenTrie(std::move(entries));
}

bool AddedTokenFinder::touches_a_word(std::string_view text, std::size_t begin,
                                      std::size_t end) const {
    const auto is_word = [&](std::size_t at) {
        return word_points_.contains(decode_point(text.substr(at)).point);
    };
    return (begin > 0 && is_word(point_before(text, begin))) || (end < text.size() && is_word(end));
}

void AddedTokenFinder::split(std::string_view text, std::vector<TextPiece>& out) const {
    out.clear();
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size();) {
        TokenTrie::Match match;
        if (starts_[static_cast<std::uint8_t>(text[i])]) match = trie_.longest(text.substr(i));
        if (match.value < 0) {
            ++i;
            continue;
        }
        const AddedToken& token = tokens_[static_cast<std::size_t>(match.value)];
        std::size_t begin = i;
        std::size_t end = i + match.length;
        i = end;
        if (token.single_word && touches_a_word(text, begin, end)) continue;
        if (token.lstrip) begin = std::max(without_space_before(text, begin), done);
        if (token.rstrip) end = without_space_after(text, end);
        if (begin > done) out.push_back({done, begin, -1});
        out.push_back({begin, end, token.id});
        done = end;  // the search goes on at i: as in the reference, a token may begin in stripped
                     // space
    }
    if (done < text.size()) out.push_back({done, text.size(), -1});
}

}  // namespace engine
