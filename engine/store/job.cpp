#include "engine/store/job.h"

#include <algorithm>
#include <unordered_set>

#include "engine/base/clock.h"
#include "engine/plan/reason.h"

namespace engine {
namespace {

constexpr std::int64_t kCompared = 200;  // earlier steps of a kind that a re-run is explained from

Result<Sentences> reason_to_run(const Step& step, const Catalog& catalog, const RunLog& log,
                                std::map<std::string, std::vector<NodeRow>>& recent) {
    auto it = recent.find(step.kind);
    if (it == recent.end()) {
        auto rows = log.recent_nodes(step.kind, kCompared);
        if (!rows) return rows.error();
        it = recent.emplace(step.kind, *std::move(rows)).first;
    }
    std::vector<Json> earlier;
    for (const NodeRow& row : it->second) earlier.push_back(row.parts);
    const int nearest = nearest_parts(step.parts, earlier);
    return explain(*catalog.find(step.kind), step.parts,
                   nearest < 0 ? Json() : earlier[static_cast<std::size_t>(nearest)]);
}

Result<NodeRow> row_of(const Step& step, bool runs, bool there, const Catalog& catalog,
                       const RunLog& log, std::map<std::string, std::vector<NodeRow>>& recent) {
    auto known = log.node(step.key);
    if (!known) return known.error();
    NodeRow row = known->value_or(NodeRow{});
    row.key = step.key;
    row.node = step.node;
    row.kind = step.kind;
    row.title = step.title;
    row.parts = step.parts;
    if (runs) {
        auto reason = reason_to_run(step, catalog, log, recent);
        if (!reason) return reason.error();
        const bool lost = known->has_value() && (*known)->state == NodeState::Done;
        row.reason = lost ? Sentences{{"Its result is no longer on the disk.", {}}} : *reason;
        row.state = NodeState::Queued;
    } else if (there) {
        row.reason = {reused_from(row.job)};
        row.state = NodeState::Reused;
    } else {
        row.reason = {{"Not needed: all that it leads to is there.", {}}};
        row.state = NodeState::Idle;
    }
    return row;
}

// Verdicts and references stand outside the arms; a report finds them by these keys.
Json loose_targets(const Plan& plan) {
    std::unordered_set<std::string> ends;
    for (const Run& run : plan.runs) ends.insert(run.end);
    Json out = Json::array();
    for (const std::string& key : plan.targets) {
        if (ends.count(key) > 0) continue;
        const Step& step = *plan.step(key);
        out.push_back(
            {{"key", key}, {"kind", step.kind}, {"node", step.node}, {"sweep", step.sweep}});
    }
    return out;
}

// What is reused keeps the row of the job that made it.
Result<void> put_rows_to_run(Job& job, const JobForecast& forecast, RunLog& log) {
    for (const std::string& key : job.todo) {
        NodeRow& row = job.nodes[key];
        row.job = job.id;
        if (const auto said = forecast.steps.find(key); said != forecast.steps.end()) {
            row.forecast = said->second.expected;
            row.modelled = said->second.modelled;
            row.machine = forecast.machine;
        }
        if (auto put = log.put_node(row); !put) return put;
    }
    return {};
}

}  // namespace

Sentence reused_from(std::int64_t job) {
    if (job <= 0) return {"Reused.", {}};
    return {"Reused from job %1.", {std::to_string(job)}};
}

Result<Job> prepare_job(Plan plan, const Document& document, const Catalog& catalog, RunLog& log,
                        const ArtifactFolder& artifacts, JobRow base, const JobForecast& forecast) {
    Job job;
    job.plan = std::move(plan);
    job.todo = pending(job.plan, [&](const std::string& key) { return artifacts.has(key); });
    const std::unordered_set<std::string> todo(job.todo.begin(), job.todo.end());
    std::map<std::string, std::vector<NodeRow>> recent;
    for (const Step& step : job.plan.steps) {
        const bool there = artifacts.has(step.key);
        job.reused += there ? 1 : 0;
        auto row = row_of(step, todo.count(step.key) > 0, there, catalog, log, recent);
        if (!row) return row.error();
        job.nodes[step.key] = *std::move(row);
    }
    auto done = log.together([&]() -> Result<void> {
        base.state = RunState::Running;
        base.started = unix_milliseconds();
        base.runs = static_cast<int>(job.plan.runs.size());
        base.nodes_reused = job.reused;
        base.settings["targets"] = loose_targets(job.plan);
        if (base.id > 0) {
            if (auto taken = log.take_waiting(base); !taken) return taken;
            job.id = base.id;
        } else {
            auto id = log.add_job(base);
            if (!id) return id.error();
            job.id = *id;
        }
        auto runs = log.add_runs(job.id, job.plan, document);
        if (!runs) return runs.error();
        job.runs = *std::move(runs);
        return put_rows_to_run(job, forecast, log);
    });
    if (!done) return done.error();
    return job;
}

Result<std::vector<std::size_t>> finish_runs(const Job& job, const std::string& key, RunLog& log,
                                             const ArtifactFolder& artifacts) {
    std::vector<std::size_t> finished;
    const bool any = std::any_of(job.plan.runs.begin(), job.plan.runs.end(),
                                 [&](const Run& r) { return r.end == key; });
    if (!any) return finished;
    auto manifest = artifacts.manifest(key);
    if (!manifest) return manifest.error();
    std::vector<Measure> measures;
    for (const Json& one : manifest->value("measures", Json::array()))
        measures.push_back(measure_of(one));
    auto done = log.together([&]() -> Result<void> {
        for (std::size_t i = 0; i < job.plan.runs.size(); ++i) {
            const Run& run = job.plan.runs[i];
            if (run.end != key) continue;
            double seconds = 0;
            for (const std::string& step : run.steps) {
                const auto node = log.node(step);
                if (!node) return node.error();
                if (node->has_value()) seconds += (*node)->seconds;
            }
            std::vector<Measure> all = measures;
            Measure cost;
            cost.name = "seconds";
            cost.value = seconds;
            cost.unit = "seconds";

            all.push_back(cost);
            if (auto put = log.put_measures(job.runs[i], all); !put) return put;
            if (auto set = log.set_run(job.runs[i], RunState::Done, {}, seconds); !set) return set;
            finished.push_back(i);
        }
        return {};
    });
    if (!done) return done.error();
    return finished;
}

Result<void> finish_reused_job(const Job& job, RunLog& log, const ArtifactFolder& artifacts) {
    return log.together([&]() -> Result<void> {
        std::unordered_set<std::string> ends;
        for (const Run& run : job.plan.runs) ends.insert(run.end);
        for (const std::string& key : ends) {
            auto runs = finish_runs(job, key, log, artifacts);
            if (!runs) return runs.error();
        }
        return log.set_job(job.id, RunState::Done, {}, 0, job.reused);
    });
}

}  // namespace engine
