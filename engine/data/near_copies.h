// Texts on one side of a split that nearly repeat a text on another side: a model that has read the
// one is not tested by the other.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/data/table.h"

namespace engine {

/// Texts count as nearly equal from this share of common shingles on.
constexpr double kNearCopy = 0.8;

/// The different runs of five characters of a text's copy_key, hashed and sorted; the whole of a
/// shorter one.
std::vector<std::uint64_t> shingles(std::string_view text);

/// Jaccard similarity of two sorted sets: common / all. 1 when both are empty.
double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

struct NearCopy {
    std::int64_t row = 0;     // in validation or test
    std::int64_t origin = 0;  // row of an earlier part that it nearly repeats: the one most alike
    double similarity = 0;
};

/// For each row of a later part and each earlier part the row there that it nearly repeats, where
/// there is one; train is earlier than valid, valid than test. In the order of the rows. Empty
/// texts repeat nothing.
///
/// MinHash with 128 hash functions in 16 bands of 8 finds candidates (a pair of similarity .8 with
/// probability .947, of .9 with .9999); their similarity is then computed exactly.
/// @param most_rows  of the table that are looked at; 0: all
std::vector<NearCopy> near_copies(const Table& table, std::int64_t most_rows = 0,
                                  double threshold = kNearCopy);

}  // namespace engine
