// What a verdict compares.
#pragma once

#include <set>
#include <string>

#include "engine/plan/graph.h"
#include "engine/plan/plan.h"

namespace engine {

/// The planned family of comparisons of a gathering node: every arm that is linked to it with its
/// control, at every budget, each pair of sides once, as [{"arm": [keys], "control": [keys]}]. Runs
/// of the same seed and budget stand at the same place of both lists, lower seeds first. The pairs
/// are sorted by keys. So neither names matter, nor the order of arms or of the document's seeds.
/// @param runs    of every arm
/// @param needed  gets every key that is compared
Json planned_family(const Graph& graph, const Node& gather, const std::vector<Run>& runs,
                    std::set<std::string>& needed);

}  // namespace engine
