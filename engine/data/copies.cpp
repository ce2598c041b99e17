#include "engine/data/copies.h"

#include <bit>
#include <functional>
#include <numeric>
#include <string_view>
#include <utility>

#include "engine/data/shares.h"
#include "engine/data/text_normal.h"

namespace engine {
namespace {

constexpr std::size_t kRowsAtOnce = 4096;

void append_key(const Table& table, std::size_t row, std::string& key) {
    if (!table.text.empty()) append_copy_key(table.text[row], key);
    if (!table.user.empty()) key.append("\x1Fu").append(table.user[row]);
    if (!table.item.empty()) key.append("\x1Fi").append(table.item[row]);
}

std::string key_of(const Table& table, std::size_t row) {
    std::string key;
    append_key(table, row, key);
    return key;
}

bool has_keys(const Table& table) {
    return !table.text.empty() || !table.user.empty() || !table.item.empty();
}

std::vector<std::uint64_t> hashed_keys(const Table& table) {
    std::vector<std::uint64_t> hashes(table.rows());
    in_shares(hashes.size(), kRowsAtOnce, [&](std::size_t begin, std::size_t end) {
        std::string key;
        for (std::size_t i = begin; i < end; ++i) {
            key.clear();
            append_key(table, i, key);
            hashes[i] = std::hash<std::string_view>{}(key);
        }
    });
    return hashes;
}

// Whether rows of equal hash are copies: texts that are the same need no keys.
bool are_copies(const Table& table, std::size_t a, std::size_t b) {
    const auto same = [&](const std::vector<std::string>& column) {
        return column.empty() || column[a] == column[b];
    };
    if (same(table.text) && same(table.user) && same(table.item)) return true;
    return key_of(table, a) == key_of(table, b);
}

}  // namespace

std::vector<std::string> copy_keys(const Table& table) {
    std::vector<std::string> keys;
    if (!has_keys(table)) return keys;
    keys.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i) keys.push_back(key_of(table, i));
    return keys;
}

std::vector<std::int64_t> first_copies(const Table& table) {
    std::vector<std::int64_t> rows;
    if (!has_keys(table)) {
        rows.resize(table.rows());
        std::iota(rows.begin(), rows.end(), 0);
        return rows;
    }
    const std::vector<std::uint64_t> hashes = hashed_keys(table);
    struct Slot {
        std::uint64_t hash = 0;
        std::int64_t row = -1;  // none
    };
    std::vector<Slot> slots(std::bit_ceil(2 * hashes.size() + 1));  // at most half are taken
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        const auto is_other = [&](const Slot& slot) {
            return slot.hash != hashes[i] ||
                   !are_copies(table, static_cast<std::size_t>(slot.row), i);
        };
        std::size_t at = hashes[i] & (slots.size() - 1);
        while (slots[at].row >= 0 && is_other(slots[at])) at = (at + 1) & (slots.size() - 1);
        if (slots[at].row >= 0) continue;
        slots[at] = {hashes[i], static_cast<std::int64_t>(i)};
        rows.push_back(static_cast<std::int64_t>(i));
    }
    return rows;
}

std::vector<std::int64_t> decided_rows(const Table& table) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (table.label.empty() || table.label[i] != kBetween) {
            rows.push_back(static_cast<std::int64_t>(i));
        }
    }
    return rows;
}

}  // namespace engine
