// Users of a recommendation that two arms rank differently.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/store/artifact_folder.h"

namespace engine {

/// Test users by how far the two rankings differ in what they find of what they like, furthest
/// first, at most `limit`: [{"user", "history": ratings of that user in
/// training, "support": [{"item", "rating"}] revealed, "query": items to be ranked, "liked": how
/// many of them count as liked, "shared": items that both have among their first ten, "a", "b":
/// {"top": [{"item", "rating", "liked"}] the first ten, "hits": liked among them, "rank": of the
/// item that the user rated highest, from 1}}]. Items of equal score stand by their name.
/// @param arm, base  keys of two evaluating steps. Errors: BadFile, Io; an empty list where the
/// users or scores are no longer kept
Result<Json> user_examples(const ArtifactFolder& artifacts, const std::string& arm,
                           const std::string& base, std::int64_t limit);

}  // namespace engine
