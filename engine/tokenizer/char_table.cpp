#include "engine/tokenizer/char_table.h"

#include <algorithm>
#include <map>

#include "engine/tokenizer/unicode_tables.h"

namespace engine {
namespace {

constexpr char32_t kPoints = 0x110000;
constexpr char32_t kHangulFirst = 0xAC00;
constexpr char32_t kHangulLast = 0xD7A3;

// Ideographs by the reference's list, its slip 2B920 (for 2B820) included.
constexpr std::pair<char32_t, char32_t> kIdeographs[] = {
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},  {0x20000, 0x2A6DF},
    {0x2A700, 0x2B81F}, {0x2B920, 0x2CEAF}, {0x2F800, 0x2FA1F}};

template <class Visit>  // visit(point)
void each_point(std::span<const std::int32_t> gaps_and_lengths, Visit&& visit) {
    char32_t at = 0;
    for (std::size_t i = 0; i + 1 < gaps_and_lengths.size(); i += 2) {
        at += static_cast<char32_t>(gaps_and_lengths[i]);
        for (std::int32_t n = 0; n < gaps_and_lengths[i + 1]; ++n) visit(at++);
    }
}

std::vector<char32_t> lower_case(bool on) {
    std::vector<char32_t> to(kPoints);
    for (char32_t c = 0; c < kPoints; ++c) to[c] = c;
    const auto runs = unicode::lower();
    for (std::size_t i = 0; on && i + 3 < runs.size(); i += 4) {
        for (std::int32_t n = 0; n < runs[i + 1]; ++n) {
            const auto c = static_cast<char32_t>(runs[i] + n * runs[i + 2]);
            to[c] = c + static_cast<char32_t>(runs[i + 3]);
        }
    }
    return to;
}

bool removed(CharFate fate, char32_t c) {
    return fate.kind() == CharKind::Accent ||
           (fate.kind() == CharKind::Mark && fate.point(c) == kRemovedMark);
}

void mark_accents(std::vector<CharFate>& fates) {
    each_point(unicode::accents(),
               [&](char32_t c) { fates[c] = CharFate::make(CharKind::Accent, c, c); });
    const auto classes = unicode::classes();
    char32_t at = 0;
    for (std::size_t i = 0; i + 2 < classes.size(); i += 3) {
        at += static_cast<char32_t>(classes[i]);
        for (std::int32_t n = 0; n < classes[i + 1]; ++n, ++at) {
            const bool goes = fates[at].kind() == CharKind::Accent;
            fates[at] =
                CharFate::make(CharKind::Mark, at, goes ? kRemovedMark : fates[at].point(at),
                               static_cast<std::uint32_t>(classes[i + 2]));
        }
    }
}

}  // namespace

CharTable::CharTable(const BertPreparation& preparation) : preparation_(preparation) {
    const std::vector<char32_t> lower = lower_case(preparation.lowercase);
    std::vector<CharFate> fates;
    fates.reserve(kPoints);
    for (char32_t c = 0; c < kPoints; ++c)
        fates.push_back(CharFate::make(CharKind::Letter, c, lower[c]));
    each_point(unicode::space(),
               [&](char32_t c) { fates[c] = CharFate::make(CharKind::Space, c, c); });
    each_point(unicode::punctuation(),
               [&](char32_t c) { fates[c] = CharFate::make(CharKind::Punctuation, c, c); });
    if (preparation.strip_accents) {
        mark_accents(fates);
        add_decompositions(fates);
    } else if (preparation.lowercase) {  // the one point whose lower case is two
        several_[0x130] = {U'i', 0x307};
        fates[0x130] = CharFate::make(CharKind::Several, 0x130, 0x130);
    }
    if (preparation.handle_chinese_chars) {
        for (const auto& [first, last] : kIdeographs) {
            for (char32_t c = first; c <= last; ++c) {
                fates[c] = CharFate::make(CharKind::Ideograph, c, fates[c].point(c));
            }
        }
    }
    if (preparation.clean_text) {
        each_point(unicode::space(),
                   [&](char32_t c) { fates[c] = CharFate::make(CharKind::Space, c, U' '); });
        each_point(unicode::dropped(),
                   [&](char32_t c) { fates[c] = CharFate::make(CharKind::Drop, c, c); });
    }
    for (char32_t c = 0; c < 128; ++c) {
        if (fates[c].kind() == CharKind::Letter)
            ascii_letters_[c] = static_cast<std::uint8_t>(fates[c].point(c));
    }
    pack(fates);
}

void CharTable::add_decompositions(std::vector<CharFate>& fates) {
    for (char32_t c = kHangulFirst; c <= kHangulLast; ++c)
        fates[c] = CharFate::make(CharKind::Several, c, c);
    const auto list = unicode::decompositions();
    char32_t at = 0;
    for (std::size_t i = 0; i + 1 < list.size(); i += 2 + static_cast<std::size_t>(list[i + 1])) {
        at += static_cast<char32_t>(list[i]);
        const std::vector<char32_t> parts(list.begin() + i + 2, list.begin() + i + 2 + list[i + 1]);
        const CharFate first = fates[parts[0]];
        const bool one_left =
            parts.size() == 1 || (first.kind() != CharKind::Mark &&
                                  std::all_of(parts.begin() + 1, parts.end(),
                                              [&](char32_t c) { return removed(fates[c], c); }));
        if (one_left) {
            fates[at] = CharFate::make(first.kind(), at, first.point(parts[0]), first.mark_class());
        } else {
            fates[at] = CharFate::make(CharKind::Several, at, at);
            several_[at] = parts;
        }
    }
}

void CharTable::pack(const std::vector<CharFate>& fates) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> known;
    std::vector<std::uint32_t> block(256);
    for (std::size_t b = 0; b < starts_.size(); ++b) {
        for (std::size_t i = 0; i < block.size(); ++i) block[i] = fates[b * 256 + i].bits();
        const auto [at, fresh] =
            known.try_emplace(block, static_cast<std::uint32_t>(entries_.size()));
        if (fresh) entries_.insert(entries_.end(), block.begin(), block.end());
        starts_[b] = at->second;
    }
    entries_.shrink_to_fit();
}

std::span<const char32_t> CharTable::several(char32_t c, std::array<char32_t, 3>& buffer) const {
    if (c < kHangulFirst || c > kHangulLast) return several_.at(c);
    // Unicode 3.12: syllable = (lead * 21 + vowel) * 28 + tail
    const char32_t index = c - kHangulFirst;
    buffer = {0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28};
    return std::span<const char32_t>(buffer).first(index % 28 == 0 ? 2 : 3);
}

WordPoints::WordPoints() {
    char32_t at = 0;
    const auto list = unicode::word();
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
        const char32_t first = at + static_cast<char32_t>(list[i]);
        at = first + static_cast<char32_t>(list[i + 1]);
        ranges_.emplace_back(first, at);
    }
}

bool WordPoints::contains(char32_t c) const {
    const auto after =
        std::upper_bound(ranges_.begin(), ranges_.end(), c,
                         [](char32_t value, const auto& range) { return value < range.first; });
    return after != ranges_.begin() && c < std::prev(after)->second;
}

bool is_white_space(char32_t c) {
    char32_t at = 0;
    const auto list = unicode::space();
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
        at += static_cast<char32_t>(list[i]);
        if (c < at) return false;
        at += static_cast<char32_t>(list[i + 1]);
        if (c < at) return true;
    }
    return false;
}

}  // namespace engine
