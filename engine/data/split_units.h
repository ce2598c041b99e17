// Units of rows that stay together, and how they are dealt out.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/data/table.h"

namespace engine {

using Shares = std::array<double, 3>;  // train, valid, test; sum 1

/// n units to three shares by the largest remainder: |quota - share * n| < 1, sum n.
std::array<std::int64_t, 3> largest_remainder(std::int64_t n, const Shares& shares);

/// A draw that depends on nothing but its arguments.
std::uint64_t draw_of(std::uint64_t seed, std::string_view purpose, std::uint64_t id);

/// Unit of each row: rows of one group, and copies, have the same number. Numbers are row indices.
std::vector<std::size_t> row_units(const Table& table);

/// Deals out units in the order of their least (draw, row id), each to the part that lacks most of
/// its rows, counted per class when `stratified`. With units of one row this is the
/// largest-remainder rule within each class.
std::vector<Part> place_units(const Table& table, const std::vector<std::size_t>& unit_of_row,
                              const Shares& shares, std::uint64_t seed, bool stratified);

}  // namespace engine
