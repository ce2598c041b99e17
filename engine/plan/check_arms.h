// Rules about arms: that each is scored, on the rows its control is scored on, by models that saw
// none of them.
#pragma once

#include "engine/plan/graph.h"
#include "engine/plan/problem_list.h"

namespace engine {

/// The wiring must be sound already: edges that fit, no loop. Inputs that are missing are told
/// elsewhere.
void check_arms(const Graph& graph, ProblemList& out);

}  // namespace engine
