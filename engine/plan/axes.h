// Sweeps: options that hold a list of which every run gets one value.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/plan/graph.h"

namespace engine {

/// Nodes whose sweep option has the same name and the same values move together along one axis.
struct Axis {
    std::string name;    // as runs show it: "rows", or "node.rows" where "rows" is taken
    std::string option;  // "rows"
    Json values;
    std::set<std::string> nodes;
};

using AxisValues = std::map<std::string, Json>;  // axis name -> value

/// Every axis of a document, in node order. Where several axes have one option, the plain name goes
/// to the first that has more than one value.
std::vector<Axis> find_axes(const Graph& graph);

/// The axes that any of these nodes moves along.
std::vector<const Axis*> axes_of(const std::vector<Axis>& axes, const std::set<std::string>& nodes);

/// Every combination of the axes' values, first axis slowest; one empty combination where there is
/// no axis.
std::vector<AxisValues> combinations(const std::vector<const Axis*>& axes);

/// Arms that are compared with one another, directly or by way of others: they are expanded along
/// the same axes, so that every pair exists.
std::vector<const Arm*> compared_arms(const Document& document, const Arm& arm);

}  // namespace engine
