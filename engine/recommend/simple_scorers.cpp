#include "engine/recommend/simple_scorers.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/base/stream.h"

namespace engine {
namespace {

struct ItemNumbers {
    double mean = 0;  // mu, over the training ratings
    std::unordered_map<std::string, double> count;
    std::unordered_map<std::string, double> bias;  // b_i; 0 for an item nobody rated

    double bias_of(const std::string& item) const {
        const auto it = bias.find(item);
        return it == bias.end() ? 0 : it->second;
    }
};

struct Sum {
    double total = 0;
    double n = 0;
};

// One pass of b = sum(r - mu - other) / (damping + n) by key.
std::unordered_map<std::string, double> damped(
    const UserTasks& tasks, double mean, double damping, const std::vector<std::string>& keys,
    const std::vector<std::string>& others, const std::unordered_map<std::string, double>& other) {
    std::unordered_map<std::string, Sum> sums;
    for (const std::int64_t row : tasks.training) {
        const auto i = static_cast<std::size_t>(row);
        const auto known = other.find(others[i]);
        Sum& sum = sums[keys[i]];
        sum.total += tasks.ratings.value[i] - mean - (known == other.end() ? 0 : known->second);
        sum.n += 1;
    }
    std::unordered_map<std::string, double> out;
    for (const auto& [key, sum] : sums) out[key] = sum.total / (damping + sum.n);
    return out;
}

ItemNumbers item_numbers(const UserTasks& tasks, const ScorerOptions& options, int iterations) {
    ItemNumbers out;
    for (const std::int64_t row : tasks.training) {
        out.mean += tasks.ratings.value[static_cast<std::size_t>(row)];
        out.count[tasks.ratings.item[static_cast<std::size_t>(row)]] += 1;
    }
    if (!tasks.training.empty()) out.mean /= static_cast<double>(tasks.training.size());
    std::unordered_map<std::string, double> users;
    for (int i = 0; i < iterations; ++i) {
        out.bias = damped(tasks, out.mean, options.item_damping, tasks.ratings.item,
                          tasks.ratings.user, users);
        if (i + 1 < iterations)
            users = damped(tasks, out.mean, options.user_damping, tasks.ratings.user,
                           tasks.ratings.item, out.bias);
    }
    return out;
}

double user_bias(const UserTasks& tasks, const UserTask& task, const ItemNumbers& items,
                 double damping) {
    double total = 0;
    const auto revealed = tasks.revealed(task);
    for (const std::int64_t row : revealed) {
        const auto i = static_cast<std::size_t>(row);
        total += tasks.ratings.value[i] - items.mean - items.bias_of(tasks.ratings.item[i]);
    }
    return total / (damping + static_cast<double>(revealed.size()));
}

}  // namespace

const std::vector<std::string>& simple_scorers() {
    static const std::vector<std::string> names = {"random", "popularity", "item_mean", "bias"};
    return names;
}

Result<std::vector<QueryScores>> score_simply(std::string_view method, const UserTasks& tasks,
                                              std::uint64_t seed, const ScorerOptions& options) {
    const auto& known = simple_scorers();
    if (std::find(known.begin(), known.end(), method) == known.end()) {
        return make_error(ErrorCode::BadOption, "There is no simple recommender called \"%1\".",
                          {std::string(method)});
    }
    const ItemNumbers items =
        item_numbers(tasks, options, method == "bias" ? options.iterations : 1);
    std::vector<QueryScores> out;
    for (const UserTask& task : tasks.tasks) {
        QueryScores one;
        const double own =
            method == "bias" ? user_bias(tasks, task, items, options.user_damping) : 0;
        for (const std::int64_t row : task.query) {
            const std::string& item = tasks.ratings.item[static_cast<std::size_t>(row)];
            if (method == "random") {
                one.scores.push_back(
                    Stream(seed, "random_scorer", 0, hash64(task.user + "|" + item)).uniform());
            } else if (method == "popularity") {
                const auto count = items.count.find(item);
                one.scores.push_back(count == items.count.end() ? 0 : count->second);
            } else {
                // The user's own constant cannot change the order, so it stays out of the scores.
                one.scores.push_back(items.bias_of(item));
                one.predictions.push_back(
                    std::clamp(items.mean + items.bias_of(item) + own, tasks.low, tasks.high));
            }
        }
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace engine
