#include "engine/plan/compare.h"

#include <algorithm>
#include <map>

namespace engine {
namespace {

using Sides =
    std::pair<std::vector<std::string>, std::vector<std::string>>;  // keys of arm and control

std::set<Sides> sides_of(const Arm& arm, const Arm& control, const std::vector<const Run*>& runs) {
    std::map<std::string, std::string> ends;  // of the control, by sweep and seed
    const auto place = [](const Run& run) {
        return compact_json(run.sweep) + std::to_string(run.seed);
    };
    for (const Run* run : runs) {
        if (run->arm == control.id) ends.emplace(place(*run), run->end);
    }
    std::map<std::string, Sides> by_sweep;
    for (const Run* run : runs) {
        if (run->arm != arm.id) continue;
        const auto other = ends.find(place(*run));
        if (other == ends.end()) continue;
        auto& [mine, theirs] = by_sweep[compact_json(run->sweep)];
        mine.push_back(run->end);
        theirs.push_back(other->second);
    }
    // Sweeps of other arms that neither side depends on would give the same sides again.
    std::set<Sides> out;
    for (auto& [sweep, sides] : by_sweep) out.insert(std::move(sides));
    return out;
}

}  // namespace

Json planned_family(const Graph& graph, const Node& gather, const std::vector<Run>& runs,
                    std::set<std::string>& needed) {
    std::set<std::string> linked;
    for (const Edge* edge : graph.into(gather.id)) linked.insert(edge->from.node);
    std::vector<const Run*> by_seed;
    for (const Run& run : runs) by_seed.push_back(&run);
    std::stable_sort(by_seed.begin(), by_seed.end(),
                     [](const Run* a, const Run* b) { return a->seed < b->seed; });
    std::set<Sides> all;
    for (const Arm& arm : graph.document().arms) {
        const Arm* control = graph.document().arm(arm.control);
        if (control != nullptr && linked.count(graph.evaluator(arm)->id) > 0)
            all.merge(sides_of(arm, *control, by_seed));
    }
    Json family = Json::array();
    for (const auto& [mine, theirs] : all) {
        family.push_back({{"arm", mine}, {"control", theirs}});
        needed.insert(mine.begin(), mine.end());
        needed.insert(theirs.begin(), theirs.end());
    }
    return family;
}

}  // namespace engine
