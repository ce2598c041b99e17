// What runs trained: the artifact behind a run's scores, and what to say of it.
#pragma once

#include <cstdint>
#include <filesystem>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"

namespace engine {

/// The artifact that a run trained: what its evaluating step scored. Errors: BadUsage when it
/// trained none; MissingFile when it was evicted; Database.
Result<std::filesystem::path> trained_by_run(const RunLog& log, const ArtifactFolder& artifacts,
                                             std::int64_t run);

/// As Reader::trained: of the newest `limit` runs.
Result<Json> trained_json(const RunLog& log, const ArtifactFolder& artifacts, std::int64_t limit);

}  // namespace engine
