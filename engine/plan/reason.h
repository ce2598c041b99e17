// Why a step runs or is reused, out of the parts its key is made of.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/sentence.h"
#include "engine/spec/catalog.h"

namespace engine {

/// One difference between two sets of parts.
struct Difference {
    std::string what;    // "option", "input", "data", "seed", "revision", "provenance"
    std::string name;    // option or port
    std::string before;  // as JSON text
    std::string after;
};

std::vector<Difference> differences(const Json& before, const Json& after);

/// The earlier parts with the fewest differences; -1 when there is none. An equal seed and equal
/// inputs count most.
int nearest_parts(const Json& now, const std::vector<Json>& earlier);

/// "Learning rate 0.001 -> 0.0003.", "Its input data changed.", "Nothing like it has run before."
/// @param earlier  parts of the nearest earlier step, or null
Sentences explain(const NodeKind& kind, const Json& now, const Json& earlier);

}  // namespace engine
