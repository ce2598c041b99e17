// Part of a plan: what leads to one node, or what rests on it.
#pragma once

#include <string>

#include "engine/plan/plan.h"

namespace engine {

/// Keeps the targets that the part is for; every step stays, so that what is not asked for is idle.
/// @param to    id of a node: its results, and what they need. "": no limit
/// @param from  id of a node: what is measured upon its results, and verdicts that need no run
///              beyond those. "": no limit
/// Errors: BadUsage for a node that computes nothing, or that nothing measured rests on.
Result<Plan> part_of(Plan plan, const std::string& to, const std::string& from);

}  // namespace engine
