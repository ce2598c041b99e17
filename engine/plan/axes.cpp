#include "engine/plan/axes.h"

#include <algorithm>

namespace engine {
namespace {

void add_node(std::vector<Axis>& axes, const Node& node, const std::string& option) {
    const Json& values = node.options[option];
    for (Axis& axis : axes) {
        if (axis.option != option || axis.values != values) continue;
        axis.nodes.insert(node.id);
        return;
    }
    axes.push_back({node.id + "." + option, option, values, {node.id}});
}

}  // namespace

std::vector<Axis> find_axes(const Graph& graph) {
    std::vector<Axis> axes;
    for (const Node& node : graph.document().nodes) {
        for (const Field& field : graph.kind(node).fields) {
            if (field.sweep) add_node(axes, node, field.name);
        }
    }
    std::map<std::string, Axis*> plain;
    for (Axis& axis : axes) {
        Axis*& first = plain[axis.option];
        if (first == nullptr || (first->values.size() < 2 && axis.values.size() > 1)) first = &axis;
    }
    for (const auto& [option, axis] : plain) axis->name = option;
    return axes;
}

std::vector<const Axis*> axes_of(const std::vector<Axis>& axes,
                                 const std::set<std::string>& nodes) {
    std::vector<const Axis*> out;
    for (const Axis& axis : axes) {
        const bool touched =
            std::any_of(axis.nodes.begin(), axis.nodes.end(),
                        [&](const std::string& id) { return nodes.count(id) > 0; });
        if (touched) out.push_back(&axis);
    }
    return out;
}

std::vector<AxisValues> combinations(const std::vector<const Axis*>& axes) {
    std::vector<AxisValues> out = {{}};
    for (const Axis* axis : axes) {
        std::vector<AxisValues> longer;
        for (const AxisValues& one : out) {
            for (const Json& value : axis->values) {
                longer.push_back(one);
                longer.back()[axis->name] = value;
            }
        }
        out = std::move(longer);
    }
    return out;
}

std::vector<const Arm*> compared_arms(const Document& document, const Arm& arm) {
    std::set<std::string> ids = {arm.id};
    for (std::size_t before = 0; before != ids.size();) {
        before = ids.size();
        for (const Arm& other : document.arms) {
            if (other.control.empty()) continue;
            if (ids.count(other.id) == 0 && ids.count(other.control) == 0) continue;
            ids.insert(other.id);
            ids.insert(other.control);
        }
    }
    std::vector<const Arm*> out;
    for (const Arm& other : document.arms) {
        if (ids.count(other.id) > 0) out.push_back(&other);
    }
    return out;
}

}  // namespace engine
