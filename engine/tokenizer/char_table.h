// What becomes of each Unicode code point under the BERT text preparation, as one look-up a point.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace engine {

/// The BERT text preparation, in the order in which it is done.
struct BertPreparation {
    bool clean_text = true;            // control characters go, white space becomes a space
    bool handle_chinese_chars = true;  // spaces around each ideograph
    bool strip_accents = true;         // canonical decomposition without nonspacing marks
    bool lowercase = true;
};

enum class CharKind : std::uint8_t {
    Letter,       // part of a word
    Drop,         // removed before anything else looks at it
    Space,        // ends a word
    Punctuation,  // a word of its own
    Ideograph,    // spaces are put around it
    Accent,       // removed, but ends a run of combining marks
    Mark,         // combining mark: decomposition sorts it among its neighbours
    Several,      // becomes more than one point
};

/// One answer: kind, the point it becomes, and for marks the combining class.
class CharFate {
public:
    static constexpr std::uint32_t kPointBits = 0x1FFFFF;

    explicit constexpr CharFate(std::uint32_t bits) : bits_(bits) {}
    static constexpr CharFate make(CharKind kind, char32_t from, char32_t to,
                                   std::uint32_t mark_class = 0) {
        return CharFate(((to - from) & kPointBits) | static_cast<std::uint32_t>(kind) << 21 |
                        mark_class << 24);
    }
    constexpr CharKind kind() const { return static_cast<CharKind>(bits_ >> 21 & 7); }
    constexpr char32_t point(char32_t from) const { return (from + bits_) & kPointBits; }
    constexpr std::uint8_t mark_class() const { return static_cast<std::uint8_t>(bits_ >> 24); }
    constexpr std::uint32_t bits() const { return bits_; }

private:
    std::uint32_t bits_;  // 21 bits: what to add to the point; 3: kind; 8: combining class
};

/// Point that a mark becomes when it is removed after the sorting.
constexpr char32_t kRemovedMark = CharFate::kPointBits;

class CharTable {
public:
    /// Cost: some 10 ms, about 200 kB.
    explicit CharTable(const BertPreparation& preparation);

    /// Any value below 0x110000.
    CharFate fate(char32_t c) const { return CharFate(entries_[starts_[c >> 8] + (c & 0xFF)]); }

    /// The byte that an ASCII letter of a word becomes; 0 for all that is not plainly part of a
    /// word.
    std::uint8_t ascii_letter(std::uint8_t byte) const { return ascii_letters_[byte]; }

    /// The points that a point of kind Several becomes: its canonical decomposition, or its lower
    /// case where nothing is decomposed. Look each up with fate() again. Valid until the next call
    /// with the same `buffer`.
    std::span<const char32_t> several(char32_t c, std::array<char32_t, 3>& buffer) const;

    const BertPreparation& preparation() const { return preparation_; }

private:
    void add_decompositions(std::vector<CharFate>& fates);
    void pack(const std::vector<CharFate>& fates);

    BertPreparation preparation_;
    std::array<std::uint32_t, 0x1100> starts_{};  // of each block of 256 points in entries_
    std::vector<std::uint32_t> entries_;
    std::array<std::uint8_t, 256> ascii_letters_{};
    std::unordered_map<char32_t, std::vector<char32_t>> several_;
};

/// True for the letters, digits, marks and joiners that make a word (`\w` of regular expressions).
class WordPoints {
public:
    WordPoints();
    bool contains(char32_t c) const;

private:
    std::vector<std::pair<char32_t, char32_t>> ranges_;  // [first, last), ascending
};

/// Unicode white space, as the frozen tables have it.
bool is_white_space(char32_t c);

}  // namespace engine
