// A job watched from a terminal: a progress line where there is one, a log line a second elsewhere,
// the tables and verdicts at the end.
#pragma once

#include "app/shared/session.h"
#include "engine/report/job_report.h"
#include "engine/spec/document.h"

namespace app {

/// Plans the document and runs what is missing, then what waits in the queue; loads the engine only
/// when something is to be computed. Ctrl-C stops with a checkpoint. -> exit code, of the document
int run_document(Session& session, const engine::Document& document,
                 const engine::JobSettings& settings, const GlobalOptions& global,
                 bool write_report);

/// Puts the document at the end of the queue. -> exit code
int queue_job(Session& session, const engine::Document& document,
              const engine::JobSettings& settings, const GlobalOptions& global);

/// Runs what waits in the queue and is not held, each with its report. -> exit code
int work_queue(Session& session);

/// Table, verdicts and where the report lies. report: options as Reader::write_report takes them;
/// null: none is written. -> exit code
int show_job(Session& session, std::int64_t job, const GlobalOptions& global,
             const engine::Json& report);

/// The job itself, or the newest one for 0. Errors: BadUsage when there is none.
engine::Result<std::int64_t> newest_job_if_zero(Session& session, std::int64_t job);

}  // namespace app
