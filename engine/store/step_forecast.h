// What the steps of a job will take: the model of their cost, corrected by what the nearest earlier
// steps of their kind took on this machine. Kept in the run log beside what they took then.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/cost.h"
#include "engine/spec/runner.h"
#include "engine/store/run_log.h"

namespace engine {

struct StepForecast {
    NodeCost modelled;
    NodeCost expected;
    bool measured = false;       // upon earlier steps; else it is the model's guess
    std::int64_t row_bytes = 0;  // as ModelledCost
};

using StepForecasts = std::map<std::string, StepForecast>;  // by recipe key

/// What times can be compared on: hardware, device and threads.
std::string machine_of(const JobSettings& settings);

/// Modelled x the median of took / modelled over the nine nearest of `earlier`: those of the most
/// like modelled time, of the same node first. Disk and memory likewise. Without any: as modelled.
/// @param earlier  finished steps of the same kind on the same machine, newest first
StepForecast forecast_step(const ModelledCost& modelled, const std::string& node,
                           const std::vector<NodeRow>& earlier);

/// Of the steps that are to be computed. Errors: those of Facts and RunLog.
Result<StepForecasts> forecast_steps(const Plan& plan, const std::vector<std::string>& todo,
                                     Facts& facts, const RunLog& log, const std::string& machine);

/// How far forecasts were off: medians of |forecast - took| / took over the nodes of a document,
/// each node with all its steps together (of memory the highest). Steps without a forecast, and
/// those that went on from a checkpoint, do not count.
struct ForecastError {
    int nodes = 0;
    double seconds = 0, memory = 0, disk = 0;       // shares
    double forecast_seconds = 0, took_seconds = 0;  // of all
};

/// Of the steps that the job computed itself; none: it computed nothing that was forecast.
std::optional<ForecastError> forecast_error(const std::vector<NodeRow>& nodes, std::int64_t job);

}  // namespace engine
