// "Did you mean": the known name nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Optimal string alignment distance (insert, delete, replace, swap of neighbours), on bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// Nearest of `known`, or "" when none is near (distance over half the longer name).
std::string nearest_name(std::string_view wanted, const std::vector<std::string>& known);

}  // namespace engine
