#include "engine/data/row_order.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "engine/data/numbers.h"

namespace engine {
namespace {

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string folded(std::string_view text) {
    std::string out;
    icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())))
        .foldCase()
        .toUTF8String(out);
    return out;
}

// Doubles as numbers without a sign that stand in the same order.
std::uint64_t key_of(double number) {
    const auto bits = std::bit_cast<std::uint64_t>(number + 0.0);  // -0 as 0
    constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

std::uint64_t key_of(std::string_view text) {
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const char c = i < text.size() ? lower(text[i]) : '\0';
        key = key << 8 | static_cast<unsigned char>(c);
    }
    return key;
}

// The first place from `at` on where two texts differ, below `end`, or `end`. Texts of one mould
// share long starts: eight bytes at a time.
std::size_t difference(std::string_view a, std::string_view b, std::size_t at, std::size_t end) {
    while (at + 8 <= end && std::memcmp(a.data() + at, b.data() + at, 8) == 0) at += 8;
    while (at < end && a[at] == b[at]) ++at;
    return at;
}

// < 0, 0, > 0, whatever the case of ASCII letters.
int compare(std::string_view a, std::string_view b) {
    const std::size_t both = std::min(a.size(), b.size());
    for (std::size_t i = difference(a, b, 0, both); i < both; i = difference(a, b, i + 1, both)) {
        const auto x = static_cast<unsigned char>(lower(a[i]));
        const auto y = static_cast<unsigned char>(lower(b[i]));
        if (x != y) return x < y ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

}  // namespace

// Words beyond ASCII may be written otherwise in the texts: those are folded too.
TextFinder::TextFinder(std::string_view words) : words_(folded(words)), ascii_(is_ascii(words)) {}

bool TextFinder::in(std::string_view text) const {
    if (!ascii_) return folded(text).find(words_) != std::string::npos;
    return std::search(text.begin(), text.end(), words_.begin(), words_.end(),
                       [](char a, char b) { return lower(a) == b; }) != text.end();
}

RowOrder::RowOrder(Dataset dataset, const RowWish& wish, std::size_t column, Kind kind)
    : dataset_(std::move(dataset)),
      finder_(wish.filter),
      filters_(!wish.filter.empty()),
      descending_(wish.descending),
      column_(column),
      kind_(kind) {}

Result<RowOrder> RowOrder::begin(const Dataset& dataset, const RowWish& wish) {
    if (wish.column.empty()) return RowOrder(dataset, wish, 0, Kind::File);
    const Result<std::size_t> column = dataset.column(wish.column);
    if (!column) return column.error();
    const std::string& type = dataset.info().columns[*column].type;
    const Kind kind = type == "integer" || type == "number" ? Kind::Number
                      : type == "time"                      ? Kind::Time
                                                            : Kind::Text;
    return RowOrder(dataset, wish, *column, kind);
}

bool RowOrder::is_wanted(std::int64_t row) const {
    if (!filters_) return true;
    for (std::size_t c = 0; c < dataset_.columns().size(); ++c) {
        if (finder_.in(dataset_.cell(c, row))) return true;
    }
    return false;
}

void RowOrder::add(std::int64_t row) {
    if (kind_ == Kind::File) {
        entries_.push_back({0, row});
        return;
    }
    const std::string_view cell = dataset_.cell(column_, row);
    if (kind_ == Kind::Text) {
        if (cell.empty()) {
            last_.push_back(row);
        } else {
            entries_.push_back({key_of(cell), row});
        }
        return;
    }
    const auto value = kind_ == Kind::Number ? parse_number(cell) : parse_time(cell);
    if (value) {
        entries_.push_back({key_of(*value), row});
    } else {
        last_.push_back(row);
    }
}

bool RowOrder::before(const Entry& a, const Entry& b) const {
    if (a.key != b.key) return descending_ ? a.key > b.key : a.key < b.key;
    if (kind_ == Kind::Text) {
        const int order = compare(dataset_.cell(column_, a.row), dataset_.cell(column_, b.row));
        if (order != 0) return descending_ ? order > 0 : order < 0;
    }
    return a.row < b.row;
}

void RowOrder::merge_last_two() {
    const auto at = [this](std::size_t place) {
        return entries_.begin() + static_cast<std::ptrdiff_t>(place);
    };
    const std::size_t middle = runs_.back();
    runs_.pop_back();
    std::inplace_merge(at(runs_.back()), at(middle), entries_.end(),
                       [this](const Entry& a, const Entry& b) { return before(a, b); });
}

void RowOrder::look_at(std::int64_t rows) {
    const std::size_t start = entries_.size();
    const std::int64_t end = std::min(dataset_.rows(), seen_ + rows);
    for (; seen_ < end; ++seen_) {
        if (is_wanted(seen_)) add(seen_);
    }
    if (kind_ == Kind::File || start == entries_.size()) return;
    std::sort(entries_.begin() + static_cast<std::ptrdiff_t>(start), entries_.end(),
              [this](const Entry& a, const Entry& b) { return before(a, b); });
    runs_.push_back(start);
    // Runs of like size are merged, so that every entry moves a number of times that grows with
    // the logarithm of the rows alone.
    while (runs_.size() > 1) {
        const std::size_t newest = entries_.size() - runs_.back();
        const std::size_t one_before = runs_.back() - runs_[runs_.size() - 2];
        if (one_before > 2 * newest) break;
        merge_last_two();
    }
}

void RowOrder::settle() {
    while (runs_.size() > 1) merge_last_two();
}

std::int64_t RowOrder::row_at(std::int64_t place) const {
    const auto i = static_cast<std::size_t>(place);
    return i < entries_.size() ? entries_[i].row : last_[i - entries_.size()];
}

}  // namespace engine
