// Runs as JSON: what `runs show --json` prints and the window's run table shows.
#pragma once

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/store/run_log.h"

namespace engine {

/// One run with its steps, reasons, measures, tags and note. Errors: BadUsage (unknown), Database.
Result<Json> run_json(const RunLog& log, std::int64_t run);

/// The runs of a job, a line each: {"run", "job", "title", "arm", "arm_id", "sweep", "seed",
/// "state", "cause", "seconds", "started", "tags", "note", "measures": {...}}; measures over all
/// test rows only. Errors: BadUsage (unknown), Database.
Result<Json> runs_json(const RunLog& log, std::int64_t job);

/// Seed groups of whole jobs, newest job first: those of jobs below number `before` (0: from the
/// newest on), at least `least` groups unless there are no more: {"total": groups in the whole log,
/// "next": what to give as `before` to go on, 0 at the end, "groups": [{"job", "title", "started",
/// "job_state", "job_cause", "arm", "arm_id", "control", "sweep", "metric", "gain": mean over the
/// control's in the good direction (null without one), "runs": [ids], "seeds": [...], "states":
/// {"done": 5}, "seconds": mean of a finished run, "tags", "notes", "metrics": {name: {"n", "mean",
/// "low", "high"}}}]}.
Result<Json> run_groups_json(const RunLog& log, std::int64_t before, std::int64_t least);

}  // namespace engine
