#include "engine/tokenizer/token_trie.h"

#include <algorithm>

namespace engine {

namespace {
constexpr std::size_t kBytes = 256;

struct Range {  // tokens [first, last) share the first `depth` bytes, which end in `node`
    std::size_t first;
    std::size_t last;
    std::size_t depth;
    std::int32_t node;
};
}  // namespace

// First place where all children of a node find room (after the Darts library: the search does not
// begin at the front again once that is nearly full).
std::int32_t TokenTrie::free_base(const std::vector<std::uint8_t>& bytes) {
    std::size_t seen = 0;
    for (std::size_t at = std::max<std::size_t>(search_from_, bytes.front() + 1U);; ++at) {
        if (nodes_.size() < at + 2 * kBytes) nodes_.resize(nodes_.size() * 2);
        if (nodes_[at].parent != kNone) {
            ++seen;
            continue;
        }
        const std::size_t base = at - bytes.front();
        const bool fits = std::all_of(bytes.begin(), bytes.end(), [&](std::uint8_t byte) {
            return nodes_[base + byte].parent == kNone;
        });
        if (!fits) continue;
        if (seen * 20 >= (at - search_from_ + 1) * 19) search_from_ = at;
        return static_cast<std::int32_t>(base);
    }
}

TokenTrie::TokenTrie(std::vector<std::pair<std::string_view, std::int32_t>> tokens) {
    std::erase_if(tokens, [](const auto& token) { return token.first.empty(); });
    std::stable_sort(tokens.begin(), tokens.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    nodes_.resize(4 * kBytes);
    nodes_[0].parent = 0;  // taken, and child of no byte: its base is at least 1
    nodes_[0].base = 1;
    std::vector<Range> open;
    if (!tokens.empty()) open.push_back({0, tokens.size(), 0, 0});
    std::vector<std::uint8_t> bytes;
    std::vector<std::size_t> starts;
    while (!open.empty()) {
        Range range = open.back();
        open.pop_back();
        while (range.first < range.last && tokens[range.first].first.size() == range.depth) {
            nodes_[range.node].value = tokens[range.first++].second;
        }
        if (range.first == range.last) continue;
        bytes.clear();
        starts.clear();
        for (std::size_t i = range.first; i < range.last; ++i) {
            const auto byte = static_cast<std::uint8_t>(tokens[i].first[range.depth]);
            if (!bytes.empty() && bytes.back() == byte) continue;
            bytes.push_back(byte);
            starts.push_back(i);
        }
        starts.push_back(range.last);
        const std::int32_t base = free_base(bytes);
        nodes_[range.node].base = base;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            nodes_[base + bytes[i]].parent = range.node;
            open.push_back({starts[i], starts[i + 1], range.depth + 1, base + bytes[i]});
        }
    }
    std::size_t end = nodes_.size();
    while (end > 1 && nodes_[end - 1].parent == kNone) --end;
    nodes_.resize(end + kBytes);
    nodes_.shrink_to_fit();
}

}  // namespace engine
