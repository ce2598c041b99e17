// The fitted terms of a `tfidf` node.
#pragma once

#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/store/artifact_folder.h"
#include "engine/training/tfidf.h"

namespace engine {

/// Word and character blocks that a tfidf artifact holds. Errors: BadFile, MissingFile.
Result<std::vector<Tfidf>> read_terms(const ArtifactFolder& artifacts, const Json& reference);

/// Fits words 1..word_grams and, from three characters on, character n-grams inside words.
Result<std::vector<Tfidf>> fit_terms(const Json& options, const std::vector<std::string>& texts);

}  // namespace engine
