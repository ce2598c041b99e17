#include "engine/base/csv_writer.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace engine {
namespace {

bool is_number(std::string_view cell) {
    if (cell.starts_with('+')) cell.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return problem == std::errc() && end == cell.data() + cell.size();
}

bool looks_like_formula(std::string_view cell) {
    if (cell.empty() || is_number(cell)) return false;
    if (std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos) return true;
    // U+FF1D, U+FF0B, U+FF0D, U+FF20: some spreadsheets take them for the others.
    constexpr std::string_view kWide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                          "\xEF\xBC\xA0"};
    return std::any_of(std::begin(kWide), std::end(kWide),
                       [&](std::string_view start) { return cell.starts_with(start); });
}

}  // namespace

std::string harmless_cell(std::string_view cell) {
    return looks_like_formula(cell) ? "'" + std::string(cell) : std::string(cell);
}

std::string csv_line(const std::vector<std::string>& cells) {
    if (cells.size() == 1 && cells.front().empty()) return "\"\"\n";  // no blank line
    std::string out;
    for (const std::string& cell : cells) {
        if (!out.empty() || &cell != &cells.front()) out += ',';
        const std::string safe = harmless_cell(cell);
        if (safe.find_first_of(",\"\n\r") == std::string::npos) {
            out += safe;
            continue;
        }
        out += '"';
        for (const char c : safe) {
            if (c == '"') out += '"';
            out += c;
        }
        out += '"';
    }
    return out + "\n";
}

}  // namespace engine
