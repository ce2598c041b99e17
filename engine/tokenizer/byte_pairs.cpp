#include "engine/tokenizer/byte_pairs.h"

#include <algorithm>
#include <map>
#include <queue>

#include "engine/tokenizer/byte_letters.h"
#include "engine/tokenizer/unicode_tables.h"
#include "engine/tokenizer/utf8.h"

namespace engine {
namespace {

constexpr char32_t kPoints = 0x110000;
constexpr std::size_t kMostSeen = 1 << 14;  // runs that a thread remembers
constexpr std::size_t kLongestSeen = 64;    // bytes of such a run

void mark(std::span<const std::int32_t> gaps_and_lengths, CutClass as,
          std::vector<std::uint8_t>& classes) {
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < gaps_and_lengths.size(); i += 2) {
        at += static_cast<std::size_t>(gaps_and_lengths[i]);
        for (std::int32_t n = 0; n < gaps_and_lengths[i + 1]; ++n)
            classes[at++] = static_cast<std::uint8_t>(as);
    }
}

/// One symbol of a run that is being merged.
struct Symbol {
    std::int32_t id;
    std::int32_t before;   // -1: none
    std::int32_t after;    // -1: none
    std::uint32_t length;  // bytes; 0: merged into the one before
};

/// A merge that may be done: it is skipped when its left side has changed meanwhile.
struct Candidate {
    std::int32_t rank;
    std::int32_t place;
    std::int32_t to;
    bool operator<(const Candidate& other) const {  // the queue gives the largest first
        return rank != other.rank ? rank > other.rank : place > other.place;
    }
};

std::size_t contraction(std::string_view text) {
    if (text.size() < 2 || text[0] != '\'') return 0;
    if (text[1] == 's' || text[1] == 't' || text[1] == 'm' || text[1] == 'd') return 2;
    const std::string_view two = text.substr(1, 2);
    return two == "re" || two == "ve" || two == "ll" ? 3 : 0;
}

}  // namespace

CutTable::CutTable() {
    std::vector<std::uint8_t> all(kPoints);
    mark(unicode::letters(), CutClass::Letter, all);
    mark(unicode::numbers(), CutClass::Number, all);
    mark(unicode::space(), CutClass::Space, all);
    std::map<std::vector<std::uint8_t>, std::uint32_t> known;
    for (std::size_t block = 0; block < starts_.size(); ++block) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(block * 256);
        const std::vector<std::uint8_t> here(begin, begin + 256);
        const auto [at, fresh] =
            known.try_emplace(here, static_cast<std::uint32_t>(entries_.size()));
        if (fresh) entries_.insert(entries_.end(), here.begin(), here.end());
        starts_[block] = at->second;
    }
}

BytePairModel::BytePairModel(const Vocabulary& vocabulary,
                             const std::vector<std::pair<std::string, std::string>>& merges) {
    std::unordered_map<std::string_view, std::int32_t> ids;
    for (const auto& [token, id] : vocabulary) ids.emplace(token, id);
    for (unsigned byte = 0; byte < 256; ++byte)
        of_byte_[byte] = ids.at(letter_of_byte(static_cast<std::uint8_t>(byte)));
    merges_.reserve(merges.size());
    for (std::size_t rank = 0; rank < merges.size(); ++rank) {
        const auto& [left, right] = merges[rank];
        // Of a pair that stands twice the last line counts, as in the reference.
        merges_[key(ids.at(left), ids.at(right))] = {static_cast<std::int32_t>(rank),
                                                     ids.at(left + right)};
    }
}

void BytePairModel::split(std::string_view run, std::vector<BytePiece>& out) const {
    std::vector<Symbol> symbols;
    symbols.reserve(run.size());
    const auto size = static_cast<std::int32_t>(run.size());
    for (std::int32_t i = 0; i < size; ++i) {
        const auto byte = static_cast<std::uint8_t>(run[static_cast<std::size_t>(i)]);
        symbols.push_back({of_byte_[byte], i - 1, i + 1 < size ? i + 1 : -1, 1});
    }
    std::priority_queue<Candidate> queue;
    const auto offer = [&](std::int32_t place) {
        const Symbol& left = symbols[static_cast<std::size_t>(place)];
        if (left.after < 0) return;
        const Merge* known = merge(left.id, symbols[static_cast<std::size_t>(left.after)].id);
        if (known != nullptr) queue.push({known->rank, place, known->to});
    };
    for (std::int32_t i = 0; i + 1 < size; ++i) offer(i);
    while (!queue.empty()) {
        const Candidate best = queue.top();
        queue.pop();
        Symbol& left = symbols[static_cast<std::size_t>(best.place)];
        if (left.length == 0 || left.after < 0) continue;
        Symbol& right = symbols[static_cast<std::size_t>(left.after)];
        const Merge* still = merge(left.id, right.id);
        if (still == nullptr || still->to != best.to) continue;
        left.id = best.to;
        left.length += right.length;
        right.length = 0;
        left.after = right.after;
        if (left.after >= 0) symbols[static_cast<std::size_t>(left.after)].before = best.place;
        if (left.before >= 0) offer(left.before);
        offer(best.place);
    }
    out.clear();
    std::uint32_t end = 0;
    for (std::int32_t at = 0; at >= 0; at = symbols[static_cast<std::size_t>(at)].after) {
        end += symbols[static_cast<std::size_t>(at)].length;
        out.push_back({symbols[static_cast<std::size_t>(at)].id, end});
    }
}

std::size_t BytePairPipeline::run_length(std::string_view text) const {
    if (const std::size_t length = contraction(text)) return length;
    const auto class_at = [&](std::size_t byte) {
        return classes_.at(decode_point(text.substr(byte)).point);
    };
    // A space leads the run behind it, where that is none of white space.
    std::size_t at = text[0] == ' ' && text.size() > 1 && class_at(1) != CutClass::Space ? 1 : 0;
    const CutClass run = class_at(at);
    std::size_t last = at;  // start of the run's last code point
    while (at < text.size()) {
        const DecodedPoint c = decode_point(text.substr(at));
        if (classes_.at(c.point) != run) break;
        last = at;
        at += c.bytes;
    }
    // White space before something else leaves its last code point to it.
    return run == CutClass::Space && at < text.size() && last > 0 ? last : at;
}

const std::vector<BytePiece>& BytePairPipeline::cut(std::string_view run,
                                                    BytePairBuffers& buffers) const {
    if (run.size() > kLongestSeen) {
        model_.split(run, buffers.pieces);
        return buffers.pieces;
    }
    if (const auto known = buffers.seen.find(run); known != buffers.seen.end())
        return known->second;
    if (buffers.seen.size() >= kMostSeen) buffers.seen.clear();
    std::vector<BytePiece>& pieces = buffers.seen[std::string(run)];
    model_.split(run, pieces);
    return pieces;
}

void BytePairPipeline::encode(std::string_view text, std::uint32_t first, BytePairBuffers& buffers,
                              PieceList& out) const {
    if (text.empty()) return;
    // The space put before a text has no place of its own: it takes that of the first code point.
    bool prefix = add_prefix_space_ && text[0] != ' ';
    if (prefix) {
        buffers.prefixed = " " + std::string(text);
        text = buffers.prefixed;
    }
    std::uint32_t point = first;                  // of the code point that `place` is in
    std::size_t place = 0;                        // bytes of `text` that were walked over
    std::size_t point_end = 0;                    // where that code point ends
    const auto walk_to = [&](std::size_t byte) {  // -> number of the code point that has this byte
        while (byte >= point_end) {
            place = point_end;
            point_end += decode_point(text.substr(place)).bytes;
            if (place == 0 || (place == 1 && prefix)) continue;
            ++point;
        }
        return point;
    };
    for (std::size_t begin = 0; begin < text.size() && !out.full();) {
        const std::size_t length = run_length(text.substr(begin));
        std::size_t from = begin;
        for (const BytePiece& piece : cut(text.substr(begin, length), buffers)) {
            const std::size_t to = begin + piece.end;
            TextSpan at;
            if (out.with_offsets) {
                at.begin = walk_to(from);
                at.end = walk_to(to - 1) + 1;
            }
            out.add(piece.id, at);
            from = to;
        }
        begin += length;
    }
}

}  // namespace engine
