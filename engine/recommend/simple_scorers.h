// The simple methods that every recommender has to beat: popularity, item mean, item + user bias,
// chance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/query_scores.h"
#include "engine/data/user_tasks.h"

namespace engine {

struct ScorerOptions {
    double item_damping = 10;  // lambda_i of b_i = sum(r - mu - b_u) / (lambda_i + n_i)
    double user_damping = 15;  // lambda_u
    int iterations = 15;       // alternations of item and user biases over the training users
};

/// "random", "popularity", "item_mean", "bias".
const std::vector<std::string>& simple_scorers();

/// One entry a task of `tasks`. Training ratings give item numbers; a user's revealed support gives
/// the bias of that user. random draws by (seed, user and item).
///   popularity  training ratings of the item
///   item_mean   mu + sum(r - mu) / (lambda_i + n_i)
///   bias        mu + b_i + b_u, b_i and b_u alternated on the training users (damped least
///   squares)
/// Errors: BadOption for another name. Cost: O(ratings x iterations).
Result<std::vector<QueryScores>> score_simply(std::string_view method, const UserTasks& tasks,
                                              std::uint64_t seed,
                                              const ScorerOptions& options = {});

}  // namespace engine
