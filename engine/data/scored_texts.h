// What a run's model said of its test rows, with their texts: what an exported model is held
// against.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/run_log.h"

namespace engine {

/// The evaluating step of a run and what went into it, by recipe keys.
struct Evaluated {
    std::string key;
    std::string trained;
    std::string data;
};
/// Nothing where the run scored no model. Errors: BadUsage (no such run), Database.
Result<std::optional<Evaluated>> evaluated_by(const RunLog& log, std::int64_t run);

struct ScoredTexts {
    std::int64_t run = 0;  // that scored them
    std::vector<std::string> classes;
    std::vector<std::string> texts;
    std::vector<double> probabilities;  // [texts x classes]
};

/// At most `most` test rows of a run that scored the trained artifact `trained`; nothing where no
/// such run is in the log, or scores or data are no longer kept. Errors: BadFile, Database.
Result<std::optional<ScoredTexts>> scored_texts(const RunLog& log, const ArtifactFolder& artifacts,
                                                const std::string& trained, std::size_t most);

}  // namespace engine
