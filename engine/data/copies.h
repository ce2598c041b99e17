// Which rows of a table are copies of each other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/table.h"

namespace engine {

/// One key a row; equal keys are copies: the same copy_key of the text and, where the data has
/// them, the same user and item. Empty when the table has neither texts nor users nor items: then
/// nothing is a copy.
std::vector<std::string> copy_keys(const Table& table);

/// The first row of each set of copies, in the order of the table; every row where nothing is a
/// copy. Keeps 8 bytes a row, not the keys.
std::vector<std::int64_t> first_copies(const Table& table);

/// Indices of the rows that are no kBetween rows.
std::vector<std::int64_t> decided_rows(const Table& table);

}  // namespace engine
