// Cells as CSV for people's spreadsheets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A cell that a spreadsheet shows instead of running it: a text whose first character begins a
/// formula there (= + - @, their full-width forms, a tab or a line end) gets a quote in front,
/// unless it is a plain number.
std::string harmless_cell(std::string_view cell);

/// One line with its end: harmless cells, quoted where they must be.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace engine
