// Scores of users' query items as they are stored: what scoring methods give, and rankings read.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/result.h"

namespace engine {

/// What a method says of one user's query, in query order.
struct QueryScores {
    std::vector<double> scores;  // higher is better; only their order counts
    std::vector<double>
        predictions;  // ratings, clipped to the range of the data; empty: the method predicts none
};

inline constexpr const char* kQueryScoresFile = "query.safetensors";

/// query.safetensors: scores and predictions of all tasks back to back, and where each begins.
Result<void> write_query_scores(const std::filesystem::path& folder,
                                const std::vector<QueryScores>& scores);
/// Errors: MissingFile, BadFile.
Result<std::vector<QueryScores>> read_query_scores(const std::filesystem::path& folder);

}  // namespace engine
