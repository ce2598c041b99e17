// The queue from outside: how a document gets into it, and how the next job is begun. The jobs
// themselves stand in the run log and survive whoever put them there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/spec/event_queue.h"
#include "engine/spec/runner.h"
#include "engine/store/run_log.h"

namespace engine {

/// Puts a document at the end of the queue; -> the job's number. Errors: those of reading it, the
/// first fault that blocks it, Database.
Result<std::int64_t> queue_document(const std::string& text, const Catalog& catalog,
                                    const JobSettings& settings, RunLog& log);

/// Hands a waiting job (0: the first that is not held) to `begin`; -> its number, 0: none waits.
/// Where the job itself cannot begin it ends as failed, tells so through `events`, and its number
/// is returned: the next one has its turn. Errors: BadUsage when that job does not wait; Locked,
/// DiskFull, Database, Io: it waits on.
Result<std::int64_t> begin_waiting(const std::filesystem::path& workspace, std::int64_t job,
                                   EventQueue& events,
                                   const std::function<Result<std::int64_t>(const JobRow&)>& begin);

}  // namespace engine
