// Scores of users' query items, measured.
#pragma once

#include <vector>

#include "engine/data/query_scores.h"
#include "engine/data/user_tasks.h"
#include "engine/spec/measure.h"
#include "engine/store/scores_file.h"

namespace engine {

struct UserRanking {
    std::vector<Measure> measures;  // means over test users
    UnitValues users;       // the same per test user, by name with its list length: "ndcg@5"
    bool all_alike = true;  // every list has equal scores: the ranking says nothing
};

/// Tie-aware measures of the test users: relevant are the top half of a user's query by rating,
/// ties by chance. Measures: precision, recall, hit and ndcg at each k, mrr over the whole list,
/// auc; mae, mse and rmse where ratings were predicted.
/// @param slices  measured apart as well, where five users or more have part in it: "cold" and
///   "warm" (errors on query items that nobody or somebody rated in training), "activity" (thirds
///   of the users by their number of ratings)
UserRanking rank_users(const UserTasks& tasks, const std::vector<QueryScores>& scores,
                       const std::vector<int>& k, const std::vector<std::string>& slices = {});

}  // namespace engine
