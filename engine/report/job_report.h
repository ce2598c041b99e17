// What a job came to, read back from the store: groups of seeds, verdicts, references, costs.
// Tables, JSON, HTML and the window all show this one value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/metrics/comparison.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"
#include "engine/spec/measure.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"
#include "engine/store/step_forecast.h"

namespace engine {

struct ReportRun {
    RunRow row;
    std::vector<Measure> measures;
};

/// Runs that are equal but for the seed.
struct Group {
    std::string arm;  // id
    std::string arm_title;
    Json sweep;
    std::vector<std::size_t> runs;  // indices into JobReport::runs, finished ones
    bool varies_with_seed = true;   // false: one result stands for all seeds
    struct Summary {
        std::int64_t n = 0;  // results: one where the seed changes nothing
        double mean = 0, sd = 0, low = 0,
               high = 0;  // 95 % t interval over seeds; low = high = mean when n < 2
    };
    std::map<std::string, Summary> metrics;  // by measure name (with @k), all rows, test
    struct Slice {
        std::string name, metric;  // "class:positive", "recall"
        std::int64_t rows = 0;
        Summary summary;
    };
    std::vector<Slice> slices;  // in the order they were measured
};

/// A planned comparison with its titles and the sentence that the rule allows.
struct ReportVerdict {
    std::string arm, control;  // ids
    Json sweep;
    Comparison comparison;
    Verdict verdict;
};

/// A reference method on the same rows: "majority", per sweep.
struct Reference {
    std::string name;
    Json sweep;
    std::map<std::string, Group::Summary> metrics;
};

struct JobReport {
    JobRow job;
    Document document;
    std::vector<ReportRun> runs;
    std::vector<Group> groups;  // arms in document order, sweep values in order
    std::vector<ReportVerdict> verdicts;
    std::vector<Reference> references;
    std::string metric = "accuracy";        // the verdict's, else accuracy
    std::optional<ForecastError> forecast;  // how far it was off; none: it computed nothing
};

/// Errors: BadUsage (no such job), Database, BadFile.
Result<JobReport> read_job_report(std::int64_t job, const Catalog& catalog, RunLog& log,
                                  const ArtifactFolder& artifacts);

/// Runs folded by arm and sweep value, in the order in which these first occur.
std::vector<Group> seed_groups(const std::vector<ReportRun>& runs);

/// {"title", "seconds", "stages": {"ran", "reused"}, "runs", "groups", "verdicts", "references"},
/// and "metric" (the one that decides), "arms" ({"id", "title", "control"}), "slices"; "forecast"
/// where one was made: {"nodes", "seconds", "took": seconds of all, "median_error": {"seconds",
/// "memory", "disk"}, shares}.
Json report_json(const JobReport& report);

/// "64 labels", "5 ratings", "rows 64, support 2": a sweep value in words.
std::string sweep_words(const Json& sweep);

/// Name of a measure with its list length: "ndcg@10".
std::string measure_key(const Measure& measure);

}  // namespace engine
