#include "engine/data/table.h"

#include <cstddef>
#include <utility>

namespace engine {
namespace {

template <class T>
void take_column(const std::vector<T>& from, const std::vector<std::int64_t>& rows,
                 std::vector<T>& to) {
    if (from.empty()) return;  // the data has no such column
    to.reserve(rows.size());
    for (const std::int64_t row : rows) to.push_back(from[static_cast<std::size_t>(row)]);
}

template <class T>
void keep_of_column(std::vector<T>& column, const std::vector<std::int64_t>& rows) {
    if (column.empty()) return;  // the data has no such column
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto from = static_cast<std::size_t>(rows[i]);
        if (from != i) column[i] = std::move(column[from]);
    }
    column.resize(rows.size());
    if (column.size() < column.capacity() / 2) column.shrink_to_fit();
}

bool has_label(const Table& table, std::size_t row) {
    return row < table.label.size() && table.label[row] >= 0;
}

Part part_of(const Table& table, std::size_t row) {
    return row < table.part.size() ? table.part[row] : Part::None;
}

}  // namespace

Table take(const Table& table, const std::vector<std::int64_t>& rows) {
    Table out;
    take_column(table.id, rows, out.id);
    take_column(table.text, rows, out.text);
    take_column(table.label, rows, out.label);
    take_column(table.part, rows, out.part);
    take_column(table.weight, rows, out.weight);
    take_column(table.group, rows, out.group);
    take_column(table.origin, rows, out.origin);
    take_column(table.user, rows, out.user);
    take_column(table.item, rows, out.item);
    take_column(table.value, rows, out.value);
    take_column(table.time, rows, out.time);
    out.class_names = table.class_names;
    out.origins = table.origins;
    return out;
}

void keep_rows(Table& table, const std::vector<std::int64_t>& rows) {
    keep_of_column(table.id, rows);
    keep_of_column(table.text, rows);
    keep_of_column(table.label, rows);
    keep_of_column(table.part, rows);
    keep_of_column(table.weight, rows);
    keep_of_column(table.group, rows);
    keep_of_column(table.origin, rows);
    keep_of_column(table.user, rows);
    keep_of_column(table.item, rows);
    keep_of_column(table.value, rows);
    keep_of_column(table.time, rows);
}

std::vector<std::int64_t> training_rows(const Table& table) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const Part part = part_of(table, i);
        if ((part == Part::Train || part == Part::None) && has_label(table, i)) {
            rows.push_back(static_cast<std::int64_t>(i));
        }
    }
    return rows;
}

std::vector<std::int64_t> labelled_rows(const Table& table, Part part) {
    std::vector<std::int64_t> rows;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (part_of(table, i) == part && has_label(table, i)) {
            rows.push_back(static_cast<std::int64_t>(i));
        }
    }
    return rows;
}

}  // namespace engine
