// From artifacts of scored runs to compared pairs: what the verdict node stores, and what a
// comparison of any runs asks for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/metrics/comparison.h"
#include "engine/store/artifact_folder.h"

namespace engine {

/// One side of a pair: the artifact that scored it, per seed.
struct Side {
    std::string title;
    std::vector<std::pair<std::uint64_t, std::string>> ends;  // seed, recipe key
};

struct SidePair {
    Side arm;
    Side control;
    PairKind kind = PairKind::Twin;
    std::string budget;  // in words
};

/// Reads the scores of both sides and compares them. The metric is one of classes (on rows), or one
/// that the scored units have a value of ("accuracy" of episodes, "ndcg@5" of users). Errors:
/// MissingFile, BadFile, and those of compare_family.
Result<std::vector<Compared>> compare_sides(const std::vector<SidePair>& pairs,
                                            const ArtifactFolder& artifacts,
                                            const FamilyOptions& options);

/// The numbers of a comparison, without titles; comparison_of(comparison_numbers(c)) equals c but
/// for titles, kind and budget.
Json comparison_numbers(const Comparison& comparison);
Comparison comparison_of(const Json& numbers);

}  // namespace engine
