// Expansion: document x arms x sweep values x seeds into keyed steps.
#pragma once

#include "engine/plan/plan.h"

namespace engine {

/// @param document  checked: no blocking problem, at least one arm
/// Errors: those of Facts; BadPipeline and BadOption for what shows only when a node's options are
/// resolved.
Result<Plan> expand(const Document& document, const Catalog& catalog, Facts& facts,
                    const PlanSettings& settings);

}  // namespace engine
