#include "engine/data/csv_writer.h"

#include <charconv>

namespace engine {
namespace {

bool is_number(std::string_view cell) {
    if (cell.starts_with('+')) cell.remove_prefix(1);
    double value = 0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    return problem == std::errc() && end == cell.data() + cell.size();
}

bool looks_like_formula(std::string_view cell) {
    return !cell.empty() &&
           std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos &&
           !is_number(cell);
}

}  // namespace

std::string csv_line(const std::vector<std::string>& cells) {
    std::string out;
    for (const std::string& cell : cells) {
        if (!out.empty() || &cell != &cells.front()) out += ',';
        const std::string safe = looks_like_formula(cell) ? "'" + cell : cell;
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
