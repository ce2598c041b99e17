// The pipeline of a job as files about it carry it: with the fingerprints of the data that it ran
// on.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"
#include "engine/spec/catalog.h"
#include "engine/store/run_log.h"

namespace engine {

/// Canonical text; its "data" names the fingerprint of every dataset, so that another computer can
/// ask for them. Errors: BadUsage (no such job), Database, those of reading the document.
Result<std::string> pipeline_of_job(std::int64_t job, const Catalog& catalog, const RunLog& log);

}  // namespace engine
