// Options made definite: recipes merged in, sweeps bound, every "auto" replaced.
#pragma once

#include "engine/plan/facts.h"
#include "engine/plan/graph.h"
#include "engine/plan/plan.h"

namespace engine {

/// What an "auto" learning rate means: smaller steps for wider encoders (BERT mini's card: 3e-4; BERT base: 5e-5).
double auto_rate(const ModelFact& encoder);

/// @param options  the node's options with overrides and bound sweeps
/// -> options without any "auto". Errors: those of Facts.
Result<Json> resolve_options(const Graph& graph, const Node& node, Json options, Facts& facts,
                             const PlanSettings& settings);

/// Options that decide a result: all but those that the catalog marks neutral.
Json deciding_options(const NodeKind& kind, const Json& options);

}  // namespace engine
