// Rules about single nodes' options that no range can say.
#pragma once

#include "engine/plan/graph.h"
#include "engine/plan/problem_list.h"

namespace engine {

void check_options(const Graph& graph, const Catalog& catalog, const Node& node, ProblemList& out);

}  // namespace engine
