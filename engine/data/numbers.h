// Numbers and times out of cells.
#pragma once

#include <optional>
#include <string_view>

namespace engine {

/// A finite decimal number with blanks around it allowed: "3", "-0.5", "+1e3". Nothing else may
/// follow.
std::optional<double> parse_number(std::string_view cell);

/// Seconds since 1970-01-01 UTC: a number as it is, or "2024-05-01", "2024-05-01 12:30[:15[.25]]"
/// with "T" or a blank between and "Z" or "+02:00" behind (UTC where nothing is said).
std::optional<double> parse_time(std::string_view cell);

}  // namespace engine
