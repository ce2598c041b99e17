#include "engine/plan/part.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace engine {
namespace {

using Keys = std::unordered_set<std::string>;

Keys keys_at(const Plan& plan, const std::string& node) {
    Keys out;
    for (const Step& step : plan.steps) {
        if (step.node == node) out.insert(step.key);
    }
    return out;
}

// With all that leads to them. Steps stand behind what they need.
Keys with_needed(const Plan& plan, Keys keys) {
    for (auto step = plan.steps.rbegin(); step != plan.steps.rend(); ++step) {
        if (keys.count(step->key) == 0) continue;
        for (const StepSource& input : step->inputs) keys.insert(input.key);
    }
    return keys;
}

// With all that rests on them.
Keys with_followers(const Plan& plan, Keys keys) {
    for (const Step& step : plan.steps) {
        const bool follows =
            std::any_of(step.inputs.begin(), step.inputs.end(),
                        [&](const StepSource& input) { return keys.count(input.key) > 0; });
        if (follows) keys.insert(step.key);
    }
    return keys;
}

Error no_work(const std::string& node) {
    return make_error(ErrorCode::BadUsage,
                      "\"%1\" computes nothing of its own, so no part of the pipeline can be "
                      "named by it. Choose a node that leaves a result.",
                      {node});
}

}  // namespace

Result<Plan> part_of(Plan plan, const std::string& to, const std::string& from) {
    if (!to.empty()) {
        const Keys wanted = keys_at(plan, to);
        if (wanted.empty()) return no_work(to);
        plan.targets.clear();
        for (const Step& step : plan.steps) {
            if (wanted.count(step.key) > 0) plan.targets.push_back(step.key);
        }
        const Keys needed = with_needed(plan, wanted);
        std::erase_if(plan.runs, [&](const Run& run) { return needed.count(run.end) == 0; });
    }
    if (from.empty()) return plan;
    const Keys start = keys_at(plan, from);
    if (start.empty()) return no_work(from);
    const Keys following = with_followers(plan, start);
    Keys dropped;  // ends of runs that do not pass through the node
    std::erase_if(plan.runs, [&](const Run& run) {
        if (following.count(run.end) > 0) return false;
        dropped.insert(run.end);
        return true;
    });
    std::erase_if(plan.targets, [&](const std::string& key) {
        if (following.count(key) == 0) return true;
        const Keys needed = with_needed(plan, {key});
        return std::any_of(needed.begin(), needed.end(),
                           [&](const std::string& one) { return dropped.count(one) > 0; });
    });
    if (plan.targets.empty())
        return make_error(ErrorCode::BadUsage,
                          "Nothing that is measured rests on \"%1\", so there is nothing to run "
                          "from there.",
                          {from});
    return plan;
}

}  // namespace engine
