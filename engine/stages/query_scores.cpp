#include "engine/stages/query_scores.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/hash.h"
#include "engine/metrics/ranking.h"
#include "engine/metrics/statistics.h"

namespace engine {
namespace {

bool alike(const std::vector<double>& scores) {
    return std::all_of(scores.begin(), scores.end(), [&](double s) { return s == scores.front(); });
}

constexpr std::size_t kFewUsers = 5;  // slices with fewer are not measured

// What is known and said of one user's query, item by item.
struct Query {
    std::vector<double> ratings, relevance, scores;
    std::vector<double> predictions;  // empty: none were made
};

Query query_of(const UserTasks& tasks, const UserTask& task, const QueryScores& scored) {
    Query out;
    for (const std::int64_t row : task.query)
        out.ratings.push_back(tasks.ratings.value[static_cast<std::size_t>(row)]);
    out.relevance = expected_relevance(out.ratings, out.ratings.size() / 2);
    out.scores = scored.scores;
    out.predictions = scored.predictions;
    return out;
}

using Values = std::map<std::string, std::vector<double>>;  // by measure, one a user

void add_errors(const Query& query, Values& out) {
    if (query.predictions.empty()) return;
    double absolute = 0;
    double squared = 0;
    for (std::size_t i = 0; i < query.ratings.size(); ++i) {
        const double error = query.predictions[i] - query.ratings[i];
        absolute += std::abs(error);
        squared += error * error;
    }
    const auto n = static_cast<double>(query.ratings.size());
    out["mae"].push_back(absolute / n);
    out["mse"].push_back(squared / n);
}

void add_ranking(const Query& query, const std::vector<int>& lengths, Values& out) {
    const auto& [ratings, relevance, scores, predictions] = query;
    for (const int length : lengths) {
        const auto k = static_cast<std::size_t>(length);
        const std::string at = "@" + std::to_string(length);
        out["precision" + at].push_back(precision_at_k(relevance, scores, k));
        out["recall" + at].push_back(recall_at_k(relevance, scores, k));
        out["hit" + at].push_back(hit_at_k(relevance, scores, k));
        out["ndcg" + at].push_back(ndcg_at_k(relevance, scores, k));
    }
    out["mrr"].push_back(reciprocal_rank_at_k(relevance, scores, scores.size()));
    // Where all or none are relevant every order is right as often as not.
    out["auc"].push_back(ranking_auc(relevance, scores).value_or(0.5));
}

void add_means(const Values& values, const std::string& slice, std::vector<Measure>& out) {
    for (const auto& [name, all] : values) {
        const auto at = name.find('@');
        const int k = at == std::string::npos ? 0 : std::stoi(name.substr(at + 1));
        const std::string stored = at == std::string::npos ? name : name.substr(0, at) + "_at_k";
        out.push_back({stored, slice, k, "users", std::ssize(all), mean(all)});
        if (name == "mse")  // of all ratings together: no mean over users
            out.push_back({"rmse", slice, 0, "users", std::ssize(all), std::sqrt(mean(all))});
    }
}

// Errors on the items that somebody rated in training (warm) or nobody did (cold). A part of a
// query is no list of its own: what is relevant, and how many, was said of the whole.
void add_item_slice(const UserTasks& tasks, const std::vector<const UserTask*>& users,
                    const std::vector<Query>& queries, const std::string& slice,
                    std::vector<Measure>& out) {
    std::set<std::string_view> trained;
    for (const std::int64_t row : tasks.training)
        trained.insert(tasks.ratings.item[static_cast<std::size_t>(row)]);
    Values values;
    for (std::size_t u = 0; u < users.size(); ++u) {
        Query part;
        for (std::size_t i = 0; i < queries[u].predictions.size(); ++i) {
            const auto row = static_cast<std::size_t>(users[u]->query[i]);
            if (trained.contains(tasks.ratings.item[row]) != (slice == "warm")) continue;
            part.ratings.push_back(queries[u].ratings[i]);
            part.predictions.push_back(queries[u].predictions[i]);
        }
        add_errors(part, values);
    }
    if (values["mae"].size() >= kFewUsers) add_means(values, "items:" + slice, out);
}

// Thirds of the users by how much they have rated; users who rated equally much stay together.
void add_activity_slices(const std::vector<const UserTask*>& users,
                         const std::vector<Query>& queries, const std::vector<int>& lengths,
                         std::vector<Measure>& out) {
    std::vector<double> ratings;
    for (const UserTask* user : users)
        ratings.push_back(static_cast<double>(user->support.size() + user->query.size()));
    std::vector<double> sorted = ratings;
    std::sort(sorted.begin(), sorted.end());
    const double low = quantile_sorted(sorted, 1.0 / 3);
    const double high = quantile_sorted(sorted, 2.0 / 3);
    std::map<std::string, Values> slices;
    std::map<std::string, std::size_t> members;
    for (std::size_t u = 0; u < users.size(); ++u) {
        const char* name = ratings[u] <= low ? "few" : ratings[u] <= high ? "some" : "many";
        ++members[name];
        add_ranking(queries[u], lengths, slices[name]);
        add_errors(queries[u], slices[name]);
    }
    for (const auto& [name, values] : slices) {
        if (members[name] >= kFewUsers) add_means(values, "activity:" + name, out);
    }
}

}  // namespace

UserRanking rank_users(const UserTasks& tasks, const std::vector<QueryScores>& scores,
                       const std::vector<int>& lengths, const std::vector<std::string>& slices) {
    UserRanking out;
    std::vector<const UserTask*> users;
    std::vector<Query> queries;
    for (std::size_t t = 0; t < tasks.tasks.size(); ++t) {
        const UserTask& task = tasks.tasks[t];
        if (task.part != Part::Test) continue;
        users.push_back(&task);
        queries.push_back(query_of(tasks, task, scores[t]));
        out.users.units.push_back(static_cast<std::int64_t>(hash64(task.user)));
        out.all_alike = out.all_alike && alike(scores[t].scores);
        add_ranking(queries.back(), lengths, out.users.values);
        add_errors(queries.back(), out.users.values);
    }
    add_means(out.users.values, "", out.measures);
    for (const std::string& slice : slices) {
        if (slice == "activity") {
            add_activity_slices(users, queries, lengths, out.measures);
        } else {
            add_item_slice(tasks, users, queries, slice, out.measures);
        }
    }
    return out;
}

}  // namespace engine
