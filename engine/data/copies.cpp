#include "engine/data/copies.h"

#include "engine/data/text_normal.h"

namespace engine {

std::vector<std::string> copy_keys(const Table& table) {
    std::vector<std::string> keys;
    if (table.text.empty() && table.user.empty() && table.item.empty()) return keys;
    keys.reserve(table.rows());
    for (std::size_t i = 0; i < table.rows(); ++i) {
        std::string key = table.text.empty() ? std::string() : copy_key(table.text[i]);
        if (!table.user.empty()) key += "\x1Fu" + table.user[i];
        if (!table.item.empty()) key += "\x1Fi" + table.item[i];
        keys.push_back(std::move(key));
    }
    return keys;
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
