#include "engine/plan/plan.h"

#include <set>

#include "engine/base/hash.h"
#include "engine/plan/check.h"
#include "engine/plan/expand.h"
#include "engine/plan/part.h"

namespace engine {

const Step* Plan::step(const std::string& key) const {
    const auto it = index.find(key);
    return it == index.end() ? nullptr : &steps[it->second];
}

Result<Plan> make_plan(const Document& document, const Catalog& catalog, Facts& facts,
                       const PlanSettings& settings) {
    if (auto done = first_blocking(check(document, catalog)); !done) return done.error();
    if (document.arms.empty()) {
        return make_error(ErrorCode::BadPipeline,
                          "The pipeline has no arm, so there is nothing to run.");
    }
    auto plan = expand(document, catalog, facts, settings);
    if (!plan || (settings.to.empty() && settings.from.empty())) return plan;
    return part_of(*std::move(plan), settings.to, settings.from);
}

std::vector<std::string> pending(const Plan& plan,
                                 const std::function<bool(const std::string&)>& present) {
    std::set<std::string> needed;
    std::vector<std::string> open;
    for (const std::string& key : plan.targets) {
        if (!present(key)) open.push_back(key);
    }
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (!needed.insert(next).second) continue;
        for (const StepSource& input : plan.step(next)->inputs) {
            if (!present(input.key)) open.push_back(input.key);
        }
    }
    std::vector<std::string> out;
    for (const Step& step : plan.steps) {
        if (needed.count(step.key) > 0) out.push_back(step.key);
    }
    return out;
}

std::string side_id(const std::vector<std::string>& keys) {
    std::string all;
    for (const std::string& key : keys) all += key + "\n";
    return sha256_hex(all);
}

}  // namespace engine
