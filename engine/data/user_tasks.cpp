#include "engine/data/user_tasks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "engine/base/hash.h"

namespace engine {
namespace {

using Rows = std::vector<std::int64_t>;

const std::string& text_at(const std::vector<std::string>& column, std::int64_t row) {
    return column[static_cast<std::size_t>(row)];
}

Error no_column(const char* what) {
    return make_error(ErrorCode::BadData, "The rows have no %1. Name its column in Dataset.",
                      {what});
}

Result<void> check(const Table& table, const UserTasksOptions& options) {
    if (options.support.size() != 1) {
        return make_error(ErrorCode::BadUsage, "A support size is applied one at a time, not %1.",
                          {std::to_string(options.support.size())});
    }
    if (options.query < 1 || options.support.front() < 0 || options.least_ratings < options.query) {
        return make_error(ErrorCode::BadOption,
                          "Users need at least as many ratings as the query takes: %1, not %2.",
                          {std::to_string(options.query), std::to_string(options.least_ratings)});
    }
    if (options.state != "user_cold" && options.state != "warm") {
        return make_error(ErrorCode::BadOption, "Who is new must be user_cold or warm, not %1.",
                          {options.state});
    }
    if (table.user.empty()) return no_column("user");
    if (table.item.empty()) return no_column("item");
    if (table.value.empty()) return no_column("value");
    return {};
}

// Rows by user and item; of a pair that was rated twice the last one.
std::map<std::string, std::map<std::string, std::int64_t>> last_ratings(const Table& table) {
    std::map<std::string, std::map<std::string, std::int64_t>> users;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (table.user[i].empty() || table.item[i].empty() || std::isnan(table.value[i])) continue;
        users[table.user[i]][table.item[i]] = static_cast<std::int64_t>(i);
    }
    return users;
}

// One row per pair, kept users only, in table order.
Table kept_ratings(const Table& table, const UserTasksOptions& options, Json& counts) {
    const auto users = last_ratings(table);
    Rows rows;
    std::int64_t pairs = 0;
    std::int64_t kept = 0;
    for (const auto& [user, items] : users) {
        pairs += static_cast<std::int64_t>(items.size());
        const auto n = static_cast<std::int64_t>(items.size());
        if (n < options.least_ratings || n > options.most_ratings) continue;
        ++kept;
        for (const auto& [item, row] : items) rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    counts = {{"ratings", table.rows()},
              {"ratings_repeated", static_cast<std::int64_t>(table.rows()) - pairs},
              {"users", users.size()},
              {"users_kept", kept},
              {"ratings_kept", rows.size()}};
    return take(table, rows);
}

std::map<std::string, Rows> rows_by_user(const Table& table) {
    std::map<std::string, Rows> users;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        users[table.user[i]].push_back(static_cast<std::int64_t>(i));
    }
    return users;
}

// Users in the order in which the protocol deals them out: by ascending digest.
std::vector<std::string> dealt(const std::map<std::string, Rows>& users, std::uint64_t seed) {
    std::vector<std::pair<Digest, std::string>> order;
    for (const auto& [user, rows] : users) {
        order.emplace_back(sha256("user|" + std::to_string(seed) + "|" + user), user);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> names;
    for (auto& [digest, user] : order) names.push_back(std::move(user));
    return names;
}

void deal_parts(const std::vector<std::string>& order, const std::map<std::string, Rows>& users,
                Table& table) {
    table.part.assign(table.rows(), Part::Train);
    const std::size_t tenth = order.size() / 10;
    for (std::size_t i = order.size() - 2 * tenth; i < order.size(); ++i) {
        const Part part = i < order.size() - tenth ? Part::Valid : Part::Test;
        for (const std::int64_t row : users.at(order[i]))
            table.part[static_cast<std::size_t>(row)] = part;
    }
}

// Parts that a split made: each user must be in one of them.
Result<void> check_parts(const std::map<std::string, Rows>& users, const Table& table) {
    for (const auto& [user, rows] : users) {
        for (const std::int64_t row : rows) {
            if (table.part[static_cast<std::size_t>(row)] ==
                table.part[static_cast<std::size_t>(rows.front())]) {
                continue;
            }
            return make_error(
                ErrorCode::BadData,
                "Ratings of user %1 are in more than one part. Split by user, or leave "
                "the split out.",
                {user});
        }
    }
    return {};
}

Rows by_digest(const Table& table, Rows rows, const std::string& purpose, std::uint64_t seed) {
    std::vector<std::pair<Digest, std::int64_t>> order;
    for (const std::int64_t row : rows) {
        order.emplace_back(sha256(purpose + "|" + std::to_string(seed) + "|" +
                                  text_at(table.user, row) + "|" + text_at(table.item, row)),
                           row);
    }
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = order[i].second;
    return rows;
}

UserTask task_of(const Table& table, const std::string& user, const Rows& rows, int query,
                 std::uint64_t seed) {
    UserTask task;
    task.user = user;
    task.part = table.part[static_cast<std::size_t>(rows.front())];
    const Rows order = by_digest(table, rows, "query", seed);
    task.query.assign(order.begin(), order.begin() + query);
    task.support = by_digest(table, Rows(order.begin() + query, order.end()), "support", seed);
    return task;
}

void add_tasks(const std::map<std::string, Rows>& users, const std::vector<std::string>& order,
               const UserTasksOptions& options, std::uint64_t seed, UserTasks& out) {
    const bool warm = options.state == "warm";
    for (const Part part : {Part::Valid, Part::Test}) {
        for (const std::string& user : order) {
            const Rows& rows = users.at(user);
            if (out.ratings.part[static_cast<std::size_t>(rows.front())] != part) continue;
            out.tasks.push_back(task_of(out.ratings, user, rows, options.query, seed));
            if (!warm) continue;
            const Rows& known = out.tasks.back().support;
            out.training.insert(out.training.end(), known.begin(), known.end());
        }
    }
}

void count_tasks(UserTasks& out) {
    std::int64_t valid = 0;
    std::int64_t short_of = 0;
    for (const UserTask& task : out.tasks) {
        valid += task.part == Part::Valid ? 1 : 0;
        short_of += static_cast<int>(task.support.size()) < out.support ? 1 : 0;
    }
    out.counts["valid_users"] = valid;
    out.counts["test_users"] = static_cast<std::int64_t>(out.tasks.size()) - valid;
    out.counts["users_short_of_support"] = short_of;
    out.counts["training_ratings"] = out.training.size();
}

bool has_test(const UserTasks& tasks) {
    return std::any_of(tasks.tasks.begin(), tasks.tasks.end(),
                       [](const UserTask& task) { return task.part == Part::Test; });
}

}  // namespace

std::span<const std::int64_t> UserTasks::revealed(const UserTask& task) const {
    return std::span(task.support)
        .first(std::min(task.support.size(), static_cast<std::size_t>(support)));
}

Result<UserTasks> make_user_tasks(const Table& table, const UserTasksOptions& options,
                                  std::uint64_t seed) {
    if (Result<void> good = check(table, options); !good) return good.error();
    UserTasks out;
    out.support = options.support.front();
    out.ratings = kept_ratings(table, options, out.counts);
    const std::map<std::string, Rows> users = rows_by_user(out.ratings);
    const std::vector<std::string> order = dealt(users, seed);
    const bool is_split = std::any_of(out.ratings.part.begin(), out.ratings.part.end(),
                                      [](Part part) { return part != Part::None; });
    if (!is_split) {
        deal_parts(order, users, out.ratings);
    } else if (Result<void> good = check_parts(users, out.ratings); !good) {
        return good.error();
    }
    for (std::size_t i = 0; i < out.ratings.rows(); ++i) {
        const Part part = out.ratings.part[i];
        if (part == Part::Train || part == Part::None) {
            out.training.push_back(static_cast<std::int64_t>(i));
        }
    }
    add_tasks(users, order, options, seed, out);
    if (!has_test(out) || out.training.empty()) {
        return make_error(
            ErrorCode::BadData,
            "Of %1 users %2 have %3 to %4 ratings: too few to learn from some and judge "
            "on others.",
            {out.counts["users"].dump(), out.counts["users_kept"].dump(),
             std::to_string(options.least_ratings), std::to_string(options.most_ratings)});
    }
    std::sort(out.training.begin(), out.training.end());
    const auto [low, high] =
        std::minmax_element(out.ratings.value.begin(), out.ratings.value.end());
    out.low = *low;
    out.high = *high;
    count_tasks(out);
    return out;
}

std::vector<double> expected_relevance(std::span<const double> ratings, std::size_t count) {
    std::vector<std::size_t> order(ratings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return ratings[a] > ratings[b]; });
    std::vector<double> out(ratings.size(), 0.0);
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && ratings[order[end]] == ratings[order[begin]]) ++end;
        const double left = count > begin ? static_cast<double>(count - begin) : 0.0;
        const double each = std::min(1.0, left / static_cast<double>(end - begin));
        for (std::size_t i = begin; i < end; ++i) out[order[i]] = each;
        begin = end;
    }
    return out;
}

}  // namespace engine
