// The `user_tasks` node: every user is a task. What is known of new users is a few ratings, or
// none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/table.h"
#include "engine/spec/options/task_options.h"

namespace engine {

/// One user to be judged on. Rows are indices into UserTasks::ratings.
struct UserTask {
    std::string user;
    Part part = Part::Test;             // Valid: to choose options on
    std::vector<std::int64_t> support;  // all of it, in the order in which it is revealed
    std::vector<std::int64_t>
        query;  // to be predicted and ranked; places break no ties (see below)
};

struct UserTasks {
    Table ratings;                       // one row per user and item; part = part of its user
    std::vector<std::int64_t> training;  // rows that models learn from before they meet a task
    std::vector<UserTask> tasks;         // validation users, then test users
    int support = 0;                     // how many ratings of each task's support are revealed
    double low = 0, high = 0;            // range of the ratings, to clip predictions to
    Json counts = Json::object();

    /// The revealed part of a task's support: its first `support` rows, or all when it has fewer.
    /// The supports of two sizes are nested.
    std::span<const std::int64_t> revealed(const UserTask& task) const;
};

/// Protocol (with h(s) = SHA-256 of s, digests compared as bytes; seed, user and item as text):
///   one rating   of a pair that was rated twice the last row counts
///   kept users   least_ratings .. most_ratings ratings
///   users        by ascending h("user|SEED|USER"): the last tenth is test, the tenth before
///   validation, the rest
///                training; when the table is split by user already, its parts stand instead
///   query        a user's items by ascending h("query|SEED|USER|ITEM"), the first `query` in that
///   order support      the other items by ascending h("support|SEED|USER|ITEM") training     all
///   ratings of the training users; with state "warm" also all but the queries of the others.
///                A revealed support is not among them when users are cold: models adapt to it,
///                task by task.
/// Relevant among a query are its top half by rating, and ties are never broken by place:
/// expected_relevance(). Errors: BadUsage unless options.support holds exactly one number (the
/// planner binds it); BadOption when users may have fewer ratings than the query; BadData without
/// users, items or values, when a user is in two parts, or when no user is left to judge on.
Result<UserTasks> make_user_tasks(const Table& table, const UserTasksOptions& options,
                                  std::uint64_t seed);

/// For each rating the probability to be among the `count` highest when ties are broken evenly at
/// random: 1 above the tied group at the edge, 0 below, and within it what is left of `count`
/// shared evenly. Sum = min(count, n).
std::vector<double> expected_relevance(std::span<const double> ratings, std::size_t count);

/// Writes ratings.arrow and roles.arrow into a folder that is there; the caller publishes it.
/// Errors: Io, DiskFull.
Result<void> save_user_tasks(const UserTasks& tasks, const std::filesystem::path& folder);

/// Errors: MissingFile, Io, BadFile.
Result<UserTasks> read_user_tasks(const std::filesystem::path& folder);

}  // namespace engine
