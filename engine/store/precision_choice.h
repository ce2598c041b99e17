// What "auto" precision means: measured once a workspace and hardware, stored in the run log, and
// told. Planning needs it, since precision is part of a recipe key, so it is here and not where
// LibTorch is.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "engine/plan/plan.h"
#include "engine/spec/runner.h"
#include "engine/store/run_log.h"

namespace engine {

/// bf16 is chosen only when so much faster: its numbers are coarser.
inline constexpr double kWorthwhileSpeed = 1.15;

struct PrecisionChoice {
    std::string precision;  // fp32, bf16
    double speed = 0;       // seconds of a training step in fp32 / in bf16
    std::string device;     // it was measured on: "cpu", "cuda:0"
};

PrecisionChoice choose_precision(const PrecisionTimes& times);

/// "fp32 (bf16 is 0.9x as fast here)"
std::string words_of(const PrecisionChoice& choice);

/// What decides how fast a number format is: CPU model and its wide instructions; for a device that
/// may be a GPU also the GPUs that the driver names. "AMD EPYC 9R14 (avx2 avx512f avx512_bf16)".
/// @param device  as in JobSettings  @param proc  the proc file system
std::string hardware_of(const std::string& device, const std::filesystem::path& proc = "/proc");

/// Errors: those of RunLog. None: not measured yet on this hardware (or stored by another version,
/// unreadable to this one).
Result<std::optional<PrecisionChoice>> stored_precision(const RunLog& log,
                                                        const std::string& hardware);
Result<void> store_precision(RunLog& log, const std::string& hardware,
                             const PrecisionChoice& choice);

/// Where the choice comes from.
struct PrecisionSource {
    std::string hardware;                             // hardware_of(...)
    std::function<Result<PrecisionTimes>()> probe{};  // times both formats, which loads the engine
};

/// A plan in which no precision is open.
struct JobPlan {
    Plan plan;
    JobSettings settings;                   // as given, its precision settled
    std::optional<PrecisionChoice> choice;  // where a step left it to the machine
};

/// Plans a job. Only when a step leaves its precision to the machine, and the run log has no choice
/// for this hardware yet, is the probe called and its choice stored. Without a probe (a forecast)
/// such a step keeps "auto", and no result is there for it.
/// @param provenance  as in PlanSettings
/// Errors: those of make_plan, the probe
/// and RunLog.
Result<JobPlan> plan_job(const Document& document, const Catalog& catalog, Facts& facts,
                         const JobSettings& settings, RunLog& log, const PrecisionSource& source,
                         const std::string& provenance = "");

}  // namespace engine
