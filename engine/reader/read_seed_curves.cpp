// Curves of an arm's seeds as one: their mean with its interval at every step.
#include <cmath>
#include <map>
#include <set>

#include "engine/metrics/statistics.h"
#include "engine/reader/workspace_reader.h"
#include "engine/report/joined_report.h"

namespace engine {
namespace {

using BySeries = std::map<std::string, std::map<std::int64_t, std::vector<double>>>;

Json curve_json(const std::map<std::int64_t, std::vector<double>>& steps, int most) {
    Json x = Json::array(), means = Json::array(), low = Json::array(), high = Json::array();
    std::size_t seeds = 0;
    const std::size_t limit = most > 0 ? static_cast<std::size_t>(most) : 1;
    const std::size_t stride = (steps.size() + limit - 1) / limit;
    std::size_t i = 0;
    for (const auto& [step, values] : steps) {
        seeds = std::max(seeds, values.size());
        const bool last = i + 1 == steps.size();
        if (i++ % std::max<std::size_t>(stride, 1) != 0 && !last) continue;
        const double middle = mean(values);
        const auto interval = t_interval(values);
        x.push_back(step);
        means.push_back(middle);
        low.push_back(interval ? interval->low : middle);
        high.push_back(interval ? interval->high : middle);
    }
    return {{"n", seeds}, {"x", x}, {"mean", means}, {"low", low}, {"high", high}};
}

Result<void> add_points(const RunLog& log, std::int64_t run, std::set<std::string>& seen,
                        BySeries& out) {
    auto keys = log.run_keys(run);
    if (!keys) return keys.error();
    for (const std::string& key : *keys) {
        if (!seen.insert(key).second) continue;  // shared by several seeds: it counts once
        auto names = log.series_of(key);
        if (!names) return names.error();
        for (const std::string& name : *names) {
            if (name.starts_with("pace/")) continue;  // of the steps themselves, see stages/pace.h
            auto points = log.points(key, name);
            if (!points) return points.error();
            for (const Point& point : *points) {
                if (std::isfinite(point.value)) out[name][point.step].push_back(point.value);
            }
        }
    }
    return {};
}

}  // namespace

Result<Json> WorkspaceReader::seed_curves(std::int64_t job, const std::string& arm,
                                          const Json& sweep, int most) {
    const ArmOfJob which = arm_of_job(arm).value_or(ArmOfJob{job, arm});
    RunFilter filter;
    filter.job = which.job;
    filter.arm = which.arm;
    filter.limit = INT32_MAX;
    auto runs = log_.runs(filter);
    if (!runs) return runs.error();
    BySeries series;
    std::set<std::string> seen;
    for (const RunRow& run : *runs) {
        if (run.sweep != sweep) continue;
        if (auto added = add_points(log_, run.id, seen, series); !added) return added.error();
    }
    Json out = Json::array();
    for (const auto& [name, steps] : series) {
        Json one = curve_json(steps, most);
        one["series"] = name;
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace engine
