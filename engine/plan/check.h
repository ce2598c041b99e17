// Checks of a pipeline that need no data: types, lanes, loops, inputs, arms, leakage through the
// wiring.
#pragma once

#include <vector>

#include "engine/plan/problem.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace engine {

/// Every fault of the document, in node order. Cost: O(nodes x edges).
std::vector<Problem> check(const Document& document, const Catalog& catalog);

/// The first blocking problem as an error, or success.
Result<void> first_blocking(const std::vector<Problem>& problems);

}  // namespace engine
