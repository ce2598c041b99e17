// Rows as CSV for people's spreadsheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// One line with its end. Cells are quoted where they must be; a text that a spreadsheet would run
/// as a formula (first character = + - @, or a tab) gets a quote in front, unless it is a plain
/// number.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace engine
