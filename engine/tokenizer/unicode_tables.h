// Frozen Unicode facts of the reference tokenizer, in flat lists of small numbers. Made by
// make_unicode_tables.py.
#pragma once

#include <cstdint>
#include <span>

namespace engine::unicode {

// Sets of points: gap since the end of the last range, length of this range, ...
std::span<const std::int32_t> dropped();
std::span<const std::int32_t> space();
std::span<const std::int32_t> punctuation();
std::span<const std::int32_t> accents();
std::span<const std::int32_t> word();
std::span<const std::int32_t> letters();
std::span<const std::int32_t> numbers();

std::span<const std::int32_t> classes();         // gap, length, canonical combining class, ...
std::span<const std::int32_t> lower();           // first point, count, step, what to add, ...
std::span<const std::int32_t> decompositions();  // gap since the last point, length, points, ...

}  // namespace engine::unicode
