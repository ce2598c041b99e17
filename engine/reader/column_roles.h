// What each column of a file is for, guessed from names, types and the first cells: a person can
// change it before anything rests on it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/dataset.h"

namespace engine {

/// A column as the guess sees it.
struct ColumnSample {
    std::string name;
    std::string type;  // as ColumnInfo::type
    std::vector<std::string_view> cells;
};

/// One role a column: "text", "label", "user", "item", "rating", "time", "group" or "ignore". At
/// most one column has each role but "text" and "ignore". A rating next to texts, without users and
/// items, is their label.
std::vector<std::string> guess_roles(const std::vector<ColumnSample>& columns);

/// The first cells of each column, at most `most`.
std::vector<ColumnSample> sample_of(const RawRows& rows, std::int64_t most);
std::vector<ColumnSample> sample_of(const Dataset& dataset, std::int64_t most);

/// Whether every entry is a role.
bool are_roles(const std::vector<std::string>& roles);

}  // namespace engine
