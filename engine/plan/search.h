// Trials of a `tune` node: which option values are tried.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/plan/graph.h"

namespace engine {

/// Options to set, by node id.
using Overrides = std::map<std::string, Json>;

constexpr int kGridSteps = 5;              // values that a grid takes of an interval
constexpr std::size_t kMostTrials = 1000;  // of one search

/// Combinations of a grid, or kMostTrials + 1 where there are more.
std::size_t grid_size(const Json& ranges);

/// Every combination (grid: intervals count as five even steps), or `tries` draws that depend on
/// the search's own seed and the trial's number only. Equal trials are tried once. Intervals of
/// whole-number options give whole numbers.
std::vector<Overrides> make_trials(const Graph& graph, const Json& tune_options);

}  // namespace engine
