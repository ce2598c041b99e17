#include "engine/reader/trained_models.h"

#include <cmath>
#include <map>

#include "engine/base/files.h"
#include "engine/data/scored_texts.h"
#include "engine/report/job_report.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

Result<Json> read_json_at(const fs::path& path) {
    auto text = read_file(path, 1 << 26);
    if (!text) return text.error();
    return read_json(*text, path.string());
}

// "terms" for a head on TF-IDF weights, else as trained.json says.
std::string type_of(const Json& trained) {
    const auto type = trained.value("type", std::string());
    const Json encoders = trained.value("encoders", Json::array());
    const bool terms =
        type == "probe" && !encoders.empty() && encoders[0].value("type", std::string()) == "tfidf";
    if (terms) return "terms";
    return type == "probe" || type == "fine_tuned" ? type : "few_shot";
}

std::uintmax_t bytes_of(const fs::path& folder) {
    std::uintmax_t sum = 0;
    std::error_code problem;
    for (const auto& entry : fs::recursive_directory_iterator(folder, problem)) {
        if (entry.is_regular_file(problem)) sum += entry.file_size(problem);
    }
    return sum;
}

Result<Json> measures_of(const RunLog& log, std::int64_t run) {
    auto measures = log.measures(run);
    if (!measures) return measures.error();
    Json out = Json::object();
    for (const Measure& measure : *measures) {
        if (measure.slice.empty() && std::isfinite(measure.value))
            out[measure_key(measure)] = measure.value;
    }
    return out;
}

}  // namespace

Result<fs::path> trained_by_run(const RunLog& log, const ArtifactFolder& artifacts,
                                std::int64_t run) {
    auto found = evaluated_by(log, run);
    if (!found) return found.error();
    if (!found->has_value())
        return make_error(ErrorCode::BadUsage, "Run %1 trained no model.", {std::to_string(run)});
    if (!artifacts.has((*found)->trained))
        return make_error(ErrorCode::MissingFile,
                          "The model of run %1 is no longer on the disk; run its pipeline again.",
                          {std::to_string(run)});
    return artifacts.at((*found)->trained);
}

Result<Json> trained_json(const RunLog& log, const ArtifactFolder& artifacts, std::int64_t limit) {
    RunFilter filter;
    filter.limit = limit;
    filter.state = RunState::Done;
    auto runs = log.runs(filter);
    if (!runs) return runs.error();
    auto jobs = log.jobs(INT32_MAX);
    if (!jobs) return jobs.error();
    std::map<std::int64_t, std::string> titles;
    for (const JobRow& job : *jobs) titles[job.id] = job.title;
    Json out = Json::array();
    for (const RunRow& run : *runs) {
        auto found = evaluated_by(log, run.id);
        if (!found) return found.error();
        if (!found->has_value() || !artifacts.has((*found)->trained)) continue;
        const fs::path folder = artifacts.at((*found)->trained);
        auto trained = read_json_at(folder / "trained.json");
        if (!trained) continue;  // a model without classes, or damaged: nothing to offer
        auto measures = measures_of(log, run.id);
        if (!measures) return measures.error();
        out.push_back(
            {{"run", run.id},
             {"job", run.job},
             {"title", titles[run.job]},
             {"arm", run.arm_title},
             {"arm_id", run.arm},
             {"sweep", run.sweep},
             {"seed", run.seed},
             {"artifact", folder.string()},
             {"type", type_of(*trained)},
             {"encoders", trained->value("encoders", Json::array()).size()},
             {"classes", trained->value("classes", Json::array())},
             {"parameters", measures->value("parameters", 0.0)},
             {"bytes", measures->value("file_bytes", static_cast<double>(bytes_of(folder)))},
             {"measures", *measures}});
    }
    return out;
}

}  // namespace engine
