#include "engine/reader/run_json.h"

#include <cmath>

#include "engine/report/job_report.h"

namespace engine {
namespace {

Json short_line(const RunRow& run) {
    return {{"run", run.id},
            {"job", run.job},
            {"arm", run.arm_title},
            {"sweep", run.sweep},
            {"seed", run.seed},
            {"state", name_of(run.state)},
            {"cause", text_of(run.cause)},
            {"seconds", run.seconds}};
}

Result<RunRow> row_of(const RunLog& log, std::int64_t id) {
    RunFilter filter;
    filter.limit = INT32_MAX;
    auto runs = log.runs(filter);
    if (!runs) return runs.error();
    for (RunRow& run : *runs) {
        if (run.id == id) return std::move(run);
    }
    return make_error(ErrorCode::BadUsage, "There is no run %1.", {std::to_string(id)});
}

Result<Json> steps_json(const RunLog& log, std::int64_t id) {
    auto keys = log.run_keys(id);
    if (!keys) return keys.error();
    Json steps = Json::array();
    for (const std::string& key : *keys) {
        auto node = log.node(key);
        if (!node) return node.error();
        if (!node->has_value()) continue;
        auto series = log.series_of(key);
        if (!series) return series.error();
        auto proof = log.proof(key);
        if (!proof) return proof.error();
        steps.push_back({{"title", (*node)->title},
                         {"node", (*node)->node},
                         {"key", key},
                         {"state", name_of((*node)->state)},
                         {"reason", text_of((*node)->reason)},
                         {"reason_said", sentences_json((*node)->reason)},
                         {"seconds", (*node)->seconds},
                         {"peak_memory", (*node)->peak_memory},
                         {"disk", (*node)->disk},
                         {"job", (*node)->job},
                         {"series", *series}});
        if (const NodeCost& said = (*node)->forecast; said.seconds > 0)
            steps.back()["forecast"] = {
                {"seconds", said.seconds}, {"memory", said.memory}, {"disk", said.disk}};
        if (!proof->is_null()) steps.back()["resume_proof"] = *std::move(proof);
    }
    return steps;
}

}  // namespace

Result<Json> run_json(const RunLog& log, std::int64_t id) {
    auto run = row_of(log, id);
    if (!run) return run.error();
    Json answer = short_line(*run);
    auto measures = log.measures(id);
    if (!measures) return measures.error();
    answer["measures"] = Json::array();
    for (const Measure& measure : *measures) answer["measures"].push_back(to_json(measure));
    auto steps = steps_json(log, id);
    if (!steps) return steps.error();
    answer["steps"] = *std::move(steps);
    auto tags = log.tags(id);
    if (!tags) return tags.error();
    auto note = log.note(id);
    if (!note) return note.error();
    answer["tags"] = *tags;
    answer["note"] = *note;
    return answer;
}

Result<Json> runs_json(const RunLog& log, std::int64_t job) {
    auto listed = log.listed_job(job);
    if (!listed) return listed.error();
    if (listed->empty())
        return make_error(ErrorCode::BadUsage, "There is no job %1.", {std::to_string(job)});
    const ListedJob& one = listed->front();
    Json out = Json::array();
    for (const ListedRun& run : one.runs) {
        Json line = short_line(run.row);
        line["cause_said"] = sentences_json(run.row.cause);
        line["title"] = one.job.title;
        line["started"] = one.job.started;
        line["arm_id"] = run.row.arm;
        Json shown = Json::object();
        for (const Measure& measure : run.measures) {
            if (std::isfinite(measure.value)) shown[measure_key(measure)] = measure.value;
        }
        line["measures"] = std::move(shown);
        line["tags"] = run.tags;
        line["note"] = run.note;
        out.push_back(std::move(line));
    }
    return out;
}

}  // namespace engine
