// Seed groups for the table of runs: folded and summed up here, so that a window only shows them.
#include <cmath>
#include <map>
#include <set>

#include "engine/metrics/measures.h"
#include "engine/reader/run_json.h"
#include "engine/report/job_report.h"

namespace engine {
namespace {

// What a job's document says about its arms. An unreadable one (of a newer version) says nothing.
struct ArmFacts {
    std::map<std::string, std::string> control;  // arm -> its control
    std::string metric = "accuracy";             // the one that decides
};

ArmFacts facts_of(const std::string& document) {
    ArmFacts out;
    const Json json = Json::parse(document, nullptr, false);
    if (!json.is_object()) return out;
    for (const Json& arm : json.value("arms", Json::array()))
        out.control[arm.value("id", "")] = arm.value("control", "");
    for (const Json& node : json.value("nodes", Json::array())) {
        if (node.value("kind", "") == "verdict")
            out.metric = node.value("options", Json::object()).value("metric", out.metric);
    }
    return out;
}

const Group::Summary* summary_of(const Group& group, const std::string& metric) {
    const auto it = group.metrics.find(metric);
    return it == group.metrics.end() || !std::isfinite(it->second.mean) ? nullptr : &it->second;
}

Json gain_of(const std::vector<Group>& groups, const Group& group, const ArmFacts& facts) {
    const auto control = facts.control.find(group.arm);
    if (control == facts.control.end() || control->second.empty()) return {};
    const auto* mine = summary_of(group, facts.metric);
    const bool higher = metric_info(facts.metric).value_or(MetricInfo{}).higher_is_better;
    for (const Group& other : groups) {
        if (other.arm != control->second || other.sweep != group.sweep) continue;
        const auto* theirs = summary_of(other, facts.metric);
        if (mine == nullptr || theirs == nullptr) return {};
        return higher ? mine->mean - theirs->mean : theirs->mean - mine->mean;
    }
    return {};
}

Json metrics_json(const Group& group) {
    Json out = Json::object();
    for (const auto& [name, s] : group.metrics) {
        if (!std::isfinite(s.mean)) continue;
        out[name] = {{"n", s.n}, {"mean", s.mean}, {"low", s.low}, {"high", s.high}};
    }
    return out;
}

// What the group's runs have between them; `runs` holds the job's runs in the groups' order.
void add_runs(Json& line, const Group& group, const std::vector<ListedRun>& runs) {
    std::map<std::string, int> states;
    std::set<std::string> tags;
    Json ids = Json::array(), seeds = Json::array(), notes = Json::array();
    double seconds = 0;
    int done = 0;
    for (const ListedRun& run : runs) {
        if (run.row.arm != group.arm || run.row.sweep != group.sweep) continue;
        ids.push_back(run.row.id);
        seeds.push_back(run.row.seed);
        ++states[std::string(name_of(run.row.state))];
        tags.insert(run.tags.begin(), run.tags.end());
        if (!run.note.empty()) notes.push_back(run.note);
        if (run.row.state != RunState::Done) continue;
        seconds += run.row.seconds;
        ++done;
    }
    line["runs"] = std::move(ids);
    line["seeds"] = std::move(seeds);
    line["states"] = states;
    line["seconds"] = done > 0 ? Json(seconds / done) : Json();
    line["tags"] = tags;
    line["notes"] = std::move(notes);
}

void add_groups(Json& into, const ListedJob& listed) {
    std::vector<ReportRun> runs;
    for (const ListedRun& run : listed.runs) runs.push_back({run.row, run.measures});
    const std::vector<Group> groups = seed_groups(runs);
    const ArmFacts facts = facts_of(listed.job.document);
    for (const Group& group : groups) {
        const auto control = facts.control.find(group.arm);
        Json line = {{"job", listed.job.id},
                     {"title", listed.job.title},
                     {"started", listed.job.started},
                     {"job_state", name_of(listed.job.state)},
                     {"job_cause", sentences_json(listed.job.cause)},
                     {"arm", group.arm_title},
                     {"arm_id", group.arm},
                     {"control", control == facts.control.end() ? "" : control->second},
                     {"sweep", group.sweep},
                     {"metric", facts.metric},
                     {"gain", gain_of(groups, group, facts)}};
        add_runs(line, group, listed.runs);
        line["metrics"] = metrics_json(group);
        into.push_back(std::move(line));
    }
}

}  // namespace

Result<Json> run_groups_json(const RunLog& log, std::int64_t before, std::int64_t least) {
    auto jobs = log.listed_jobs(before, least);
    if (!jobs) return jobs.error();
    auto total = log.seed_groups();
    if (!total) return total.error();
    Json groups = Json::array();
    for (const ListedJob& job : *jobs) add_groups(groups, job);
    return Json{{"total", *total},
                {"next", std::ssize(groups) < least ? std::int64_t{0} : jobs->back().job.id},
                {"groups", std::move(groups)}};
}

}  // namespace engine
