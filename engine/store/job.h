// A job before and after the work: which steps must run and why, what is reused, and the measures
// that its runs get. Free of LibTorch, so that a job in which everything is there never loads it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/plan/plan.h"
#include "engine/spec/catalog.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"
#include "engine/store/step_forecast.h"

namespace engine {

/// What the steps of a job were forecast to take, and where.
struct JobForecast {
    StepForecasts steps = {};
    std::string machine = {};  // machine_of(...)
};

struct Job {
    std::int64_t id = 0;
    Plan plan;
    std::vector<std::string> todo;         // keys to compute, what is needed first
    std::vector<std::int64_t> runs;        // ids, in the plan's order
    std::map<std::string, NodeRow> nodes;  // by key: state and reason
    int reused = 0;                        // steps whose result was there
};

/// Why a step whose result is there does not run. job 0: not known which made it.
Sentence reused_from(std::int64_t job);

/// Writes a job with its runs and the state and reason of every step. `base` brings title,
/// document, device, provenance and settings; the id of a job that waited in the queue, which then
/// is this one. The forecast goes into the rows of the steps that are to run. Errors: Database,
/// DiskFull; BadUsage when that job waits no more.
Result<Job> prepare_job(Plan plan, const Document& document, const Catalog& catalog, RunLog& log,
                        const ArtifactFolder& artifacts, JobRow base,
                        const JobForecast& forecast = {});

/// Gives every run of the job that ends at `key` its measures and marks it done; -> indices into
/// job.runs.
Result<std::vector<std::size_t>> finish_runs(const Job& job, const std::string& key, RunLog& log,
                                             const ArtifactFolder& artifacts);

/// A job without anything to compute: all runs get their measures, and it is done.
Result<void> finish_reused_job(const Job& job, RunLog& log, const ArtifactFolder& artifacts);

}  // namespace engine
