// Options made definite: recipes merged in, sweeps bound, every "auto" replaced.
#pragma once

#include "engine/plan/axes.h"
#include "engine/plan/facts.h"
#include "engine/plan/graph.h"
#include "engine/plan/plan.h"
#include "engine/plan/search.h"

namespace engine {

/// What decides one instance of a node besides the document.
struct Binding {
    AxisValues values;
    std::uint64_t seed = 0;
    Overrides overrides;  // of a search's trial, or of a control
};

/// What an "auto" learning rate means: smaller steps for wider encoders (BERT mini's card: 3e-4;
/// BERT base: 5e-5).
double auto_rate(const ModelFact& encoder);

/// A node's options in one run: its own, then those of the recipe it is linked to (which speaks for
/// the whole Train group), then what a trial tries; one value of each sweep; no "auto" left. An
/// option that is not shown has no say, whatever was typed into it: it stands at its default, in
/// the key and for the stage. Errors: BadOption for a tried value out of range, those of Facts.
Result<Json> resolve_options(const Graph& graph, const Node& node, const Binding& binding,
                             const std::vector<Axis>& axes, Facts& facts,
                             const PlanSettings& settings);

/// A node's options as the document has them: its own, then those of the recipe it is linked to.
Json written_options(const Graph& graph, const Node& node);

/// Whether a form shows this option beside the node's other options: what Field::shown_if says
/// ("unfreeze=last_k": only where that option has that value).
bool is_shown(const Field& field, const Json& options);

/// Options that decide a result: all but those that the catalog marks neutral, and those marked
/// later that are at their default.
Json deciding_options(const NodeKind& kind, const Json& options);

}  // namespace engine
