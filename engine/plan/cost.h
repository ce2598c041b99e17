// What a step takes, by a simple model of its work: the first forecast where nothing like it has
// run, and the yardstick that carries what was measured over to steps of another size.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/plan/facts.h"
#include "engine/plan/plan.h"

namespace engine {

/// Of one step. Memory is what the whole process holds at its peak while the step runs (on a GPU:
/// without the GPU's own).
struct NodeCost {
    double seconds = 0;
    std::int64_t memory = 0;  // bytes
    std::int64_t disk = 0;    // bytes of its artifact
};

struct ModelledCost {
    NodeCost cost;               // all > 0
    std::int64_t row_bytes = 0;  // of memory, for each row that a fit computes at once; 0: no fit
};

/// A step of an encoder takes 6 FLOP a weight and token, a forward pass a third of it; the
/// constants are those of a small encoder on two cores. By recipe key. Errors: those of Facts.
Result<std::map<std::string, ModelledCost>> modelled_costs(const Plan& plan, Facts& facts);

}  // namespace engine
