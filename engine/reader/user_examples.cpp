#include "engine/reader/user_examples.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "engine/data/query_scores.h"
#include "engine/data/user_tasks.h"

namespace engine {
namespace {

constexpr std::size_t kTop = 10;  // of a list that is shown

struct Ranked {
    std::vector<std::size_t> order;  // places in the query, best first
    double hits = 0;                 // liked among the first kTop; ties at the edge count in part
    std::size_t rank = 0;            // of the item rated highest, from 1
};

Ranked rank_query(const UserTasks& tasks, const UserTask& task, const QueryScores& scored,
                  const std::vector<double>& liked) {
    Ranked out;
    out.order.resize(task.query.size());
    std::iota(out.order.begin(), out.order.end(), std::size_t{0});
    const auto item = [&](std::size_t at) -> const std::string& {
        return tasks.ratings.item[static_cast<std::size_t>(task.query[at])];
    };
    std::sort(out.order.begin(), out.order.end(), [&](std::size_t a, std::size_t b) {
        return scored.scores[a] != scored.scores[b] ? scored.scores[a] > scored.scores[b]
                                                    : item(a) < item(b);
    });
    std::size_t best = 0;
    for (std::size_t i = 0; i < out.order.size(); ++i) {
        const auto value = [&](std::size_t at) {
            return tasks.ratings.value[static_cast<std::size_t>(task.query[at])];
        };
        if (i < kTop) out.hits += liked[out.order[i]];
        if (out.rank == 0 || value(out.order[i]) > value(best)) {
            best = out.order[i];
            out.rank = i + 1;
        }
    }
    return out;
}

Json list_json(const UserTasks& tasks, const UserTask& task, const Ranked& ranked,
               const std::vector<double>& liked) {
    Json top = Json::array();
    for (std::size_t i = 0; i < std::min(kTop, ranked.order.size()); ++i) {
        const std::size_t at = ranked.order[i];
        const auto row = static_cast<std::size_t>(task.query[at]);
        top.push_back({{"item", tasks.ratings.item[row]},
                       {"rating", tasks.ratings.value[row]},
                       {"liked", liked[at] >= 0.5}});
    }
    return {{"top", std::move(top)}, {"hits", ranked.hits}, {"rank", ranked.rank}};
}

Json user_json(const UserTasks& tasks, const UserTask& task, const QueryScores* scored[2],
               const std::map<std::string, std::int64_t>& history, double& lead) {
    std::vector<double> ratings;
    for (const std::int64_t row : task.query)
        ratings.push_back(tasks.ratings.value[static_cast<std::size_t>(row)]);
    const std::vector<double> liked = expected_relevance(ratings, ratings.size() / 2);
    Json support = Json::array();
    for (const std::int64_t row : tasks.revealed(task))
        support.push_back({{"item", tasks.ratings.item[static_cast<std::size_t>(row)]},
                           {"rating", tasks.ratings.value[static_cast<std::size_t>(row)]}});
    const Ranked ranked[2] = {rank_query(tasks, task, *scored[0], liked),
                              rank_query(tasks, task, *scored[1], liked)};
    // Of short lists all are among the first ten: then the place of the best item decides.
    lead = ranked[0].hits - ranked[1].hits +
           0.01 * (static_cast<double>(ranked[1].rank) - static_cast<double>(ranked[0].rank));
    std::set<std::size_t> first(ranked[0].order.begin(),
                                ranked[0].order.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                              kTop, ranked[0].order.size())));
    std::int64_t shared = 0;
    for (std::size_t i = 0; i < std::min(kTop, ranked[1].order.size()); ++i)
        shared += first.count(ranked[1].order[i]) > 0 ? 1 : 0;
    const auto known = history.find(task.user);
    return {{"user", task.user},
            {"history", known == history.end() ? 0 : known->second},
            {"support", std::move(support)},
            {"query", std::ssize(task.query)},
            {"liked", std::accumulate(liked.begin(), liked.end(), 0.0)},
            {"shared", shared},
            {"a", list_json(tasks, task, ranked[0], liked)},
            {"b", list_json(tasks, task, ranked[1], liked)}};
}

// Whether these are scores of the query items of those users.
bool fit(const std::vector<QueryScores>& scores, const UserTasks& tasks) {
    return std::equal(scores.begin(), scores.end(), tasks.tasks.begin(), tasks.tasks.end(),
                      [](const QueryScores& scored, const UserTask& task) {
                          return scored.scores.size() == task.query.size();
                      });
}

// Users of the test part, those on whom the two arms differ most first.
Json most_different(const UserTasks& tasks, const std::vector<QueryScores> (&scores)[2],
                    std::int64_t limit) {
    std::map<std::string, std::int64_t> history;
    for (const std::int64_t row : tasks.training)
        ++history[tasks.ratings.user[static_cast<std::size_t>(row)]];
    std::vector<std::pair<double, Json>> found;
    for (std::size_t i = 0; i < tasks.tasks.size(); ++i) {
        const UserTask& task = tasks.tasks[i];
        if (task.part != Part::Test || task.query.empty()) continue;
        const QueryScores* both[2] = {&scores[0][i], &scores[1][i]};
        double lead = 0;
        Json user = user_json(tasks, task, both, history, lead);
        found.emplace_back(lead, std::move(user));
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& one, const auto& other) {
        return std::abs(one.first) > std::abs(other.first);
    });
    Json out = Json::array();
    for (auto& [lead, user] : found) {
        if (std::ssize(out) >= limit) break;
        out.push_back(std::move(user));
    }
    return out;
}

}  // namespace

Result<Json> user_examples(const ArtifactFolder& artifacts, const std::string& arm,
                           const std::string& base, std::int64_t limit) {
    std::string tasks_key;
    std::vector<QueryScores> scores[2];
    for (const int side : {0, 1}) {
        auto manifest = artifacts.manifest(side == 0 ? arm : base);
        if (!manifest) return manifest.error();
        const std::string scored = input_key(*manifest, "scored");
        const std::string tasks = input_key(*manifest, "tasks");
        if (side == 1 && tasks != tasks_key) return Json::array();  // judged on other users
        tasks_key = tasks;
        const bool kept = !scored.empty() && !tasks_key.empty() && artifacts.has(scored) &&
                          artifacts.has(tasks_key);
        if (!kept) return Json::array();
        auto read = read_query_scores(artifacts.at(scored));
        if (!read) return read.error();
        scores[side] = *std::move(read);
    }
    auto tasks = read_user_tasks(artifacts.at(tasks_key));
    if (!tasks) return tasks.error();
    if (!fit(scores[0], *tasks) || !fit(scores[1], *tasks)) {
        return make_error(ErrorCode::BadFile,
                          "The scores on the disk are not of the users they were made for.");
    }
    return most_different(*tasks, scores, limit);
}

}  // namespace engine
