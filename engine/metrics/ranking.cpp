#include "engine/metrics/ranking.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/metrics/statistics.h"

namespace engine {
namespace {

/// Items of one score, in the places before + 1 .. before + size (counted from 1).
struct TieGroup {
    std::size_t before = 0, size = 0;
    double sure = 0;                     // items with relevance >= 1
    double tied = 0;                     // items with a share of one
    double linear = 0, exponential = 0;  // summed gains

    double other() const { return static_cast<double>(size) - sure - tied; }
};

/// A list cut into groups of equal scores, best first.
struct Groups {
    std::vector<TieGroup> list;
    double sure = 0, tied = 0;
    double chosen = 0;  // how many of the tied items are relevant

    double relevant() const { return sure + chosen; }
    /// Probability of a tied item to be relevant, and of two of them at once.
    double one() const { return tied > 0 ? chosen / tied : 0; }
    double two() const { return tied > 1 ? one() * (chosen - 1) / (tied - 1) : 0; }
};

double gain_of(double relevance, Gain gain) {
    if (relevance < 1) return relevance;  // grade 1 with that probability
    return gain == Gain::Linear ? relevance : std::exp2(relevance) - 1;
}

double discount(std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 1); }

double comparable(double score) {
    return std::isnan(score) ? -std::numeric_limits<double>::infinity() : score;
}

Groups tie_groups(std::span<const double> relevance, std::span<const double> scores) {
    assert(relevance.size() == scores.size());
    const auto order = order_by_score(scores);
    Groups out;
    double shares = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool opens =
            i == 0 || comparable(scores[order[i]]) != comparable(scores[order[i - 1]]);
        if (opens) out.list.push_back({.before = i});
        TieGroup& group = out.list.back();
        const double grade = relevance[order[i]];
        ++group.size;
        group.linear += gain_of(grade, Gain::Linear);
        group.exponential += gain_of(grade, Gain::Exponential);
        if (grade >= 1) {
            ++group.sure;
            ++out.sure;
        } else if (grade > 0) {
            ++group.tied;
            ++out.tied;
            shares += grade;
        }
    }
    out.chosen = std::round(shares);
    return out;
}

/// Expected relevant items among the first k places.
double expected_hits(const Groups& groups, std::size_t k) {
    double hits = 0;
    for (const auto& group : groups.list) {
        if (group.before >= k) break;
        const std::size_t places = std::min(group.size, k - group.before);
        hits += (group.sure + group.tied * groups.one()) * static_cast<double>(places) /
                static_cast<double>(group.size);
    }
    return hits;
}

/// Binomial coefficients as logarithms, so that long lists do not overflow.
class Choices {
public:
    explicit Choices(std::size_t most) : log_factorial_(most + 1, 0.0) {
        for (std::size_t i = 2; i <= most; ++i)
            log_factorial_[i] = log_factorial_[i - 1] + std::log(static_cast<double>(i));
    }
    /// ln C(n, k); minus infinity where there is no such choice.
    double operator()(double n, double k) const {
        if (k < 0 || k > n) return -std::numeric_limits<double>::infinity();
        return at(n) - at(k) - at(n - k);
    }

private:
    double at(double n) const { return log_factorial_[static_cast<std::size_t>(n)]; }
    std::vector<double> log_factorial_;
};

/// Probability that none of the first `places` items is relevant, for places = 0, 1, ... up to k or
/// to where it is 0. Of a group that reaches over the edge a part stands above it: `x` of its tied
/// items and otherwise only items that are surely not relevant.
std::vector<double> none_relevant(const Groups& groups, std::size_t items, std::size_t k) {
    const Choices choose(items);
    std::vector<double> out = {1.0};
    double tied_above = 0;
    for (const TieGroup& group : groups.list) {
        const auto size = static_cast<double>(group.size);
        for (std::size_t j = 1; j <= group.size && group.before + j <= k; ++j) {
            const auto taken = static_cast<double>(j);
            double none = 0;
            const auto least = static_cast<std::int64_t>(std::max(0.0, taken - group.other()));
            const auto most = static_cast<std::int64_t>(std::min(taken, group.tied));
            for (std::int64_t count = least; count <= most; ++count) {
                const auto x = static_cast<double>(count);
                none += std::exp(choose(group.tied, x) + choose(group.other(), taken - x) -
                                 choose(size, taken) +
                                 choose(groups.tied - tied_above - x, groups.chosen) -
                                 choose(groups.tied, groups.chosen));
            }
            out.push_back(none);
            if (none == 0) return out;
        }
        tied_above += group.tied;
    }
    return out;
}

double ideal_gain(std::span<const double> relevance, const Groups& groups, std::size_t k,
                  Gain gain) {
    std::vector<double> grades;
    std::copy_if(relevance.begin(), relevance.end(), std::back_inserter(grades),
                 [](double grade) { return grade >= 1; });
    std::sort(grades.begin(), grades.end(), std::greater<>());
    grades.insert(grades.end(), static_cast<std::size_t>(groups.chosen), 1.0);
    double total = 0;
    for (std::size_t i = 0; i < std::min(k, grades.size()); ++i)
        total += gain_of(grades[i], gain) * discount(i + 1);
    return total;
}

}  // namespace

std::vector<std::size_t> order_by_score(std::span<const double> scores) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return comparable(scores[a]) > comparable(scores[b]);
    });
    return order;
}

double precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                      std::size_t k) {
    assert(k > 0);
    return expected_hits(tie_groups(relevance, scores), k) / static_cast<double>(k);
}

double recall_at_k(std::span<const double> relevance, std::span<const double> scores,
                   std::size_t k) {
    const Groups groups = tie_groups(relevance, scores);
    return groups.relevant() > 0 ? expected_hits(groups, k) / groups.relevant() : 0.0;
}

double hit_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k) {
    return 1 - none_relevant(tie_groups(relevance, scores), scores.size(), k).back();
}

double reciprocal_rank_at_k(std::span<const double> relevance, std::span<const double> scores,
                            std::size_t k) {
    const auto none = none_relevant(tie_groups(relevance, scores), scores.size(), k);
    double total = 0;
    for (std::size_t place = 1; place < none.size(); ++place)
        total += (none[place - 1] - none[place]) / static_cast<double>(place);
    return total;
}

double average_precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                              std::size_t k) {
    const Groups groups = tie_groups(relevance, scores);
    if (groups.relevant() == 0) return 0.0;
    double total = 0;
    double sure = 0, tied = 0;  // in better groups
    for (const auto& group : groups.list) {
        const auto size = static_cast<double>(group.size);
        const double here = group.sure + group.tied * groups.one();
        // Expected pairs of relevant items: one of this group with one of a better group, and two
        // of this group (ordered).
        const double above = group.sure * (sure + tied * groups.one()) +
                             group.tied * (sure * groups.one() + tied * groups.two());
        const double within = group.sure * (group.sure - 1) +
                              2 * group.sure * group.tied * groups.one() +
                              group.tied * (group.tied - 1) * groups.two();
        const double others = group.size > 1 ? within / (size * (size - 1)) : 0.0;
        for (std::size_t j = 0; j < group.size && group.before + j < k; ++j)
            total += ((here + above) / size + static_cast<double>(j) * others) /
                     static_cast<double>(group.before + j + 1);
        sure += group.sure;
        tied += group.tied;
    }
    return total / std::min(static_cast<double>(k), groups.relevant());
}

double ndcg_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k,
                 Gain gain) {
    const Groups groups = tie_groups(relevance, scores);
    const double ideal = ideal_gain(relevance, groups, k, gain);
    if (ideal == 0) return 0.0;
    double total = 0;
    for (const auto& group : groups.list) {
        const double each = (gain == Gain::Linear ? group.linear : group.exponential) /
                            static_cast<double>(group.size);
        for (std::size_t j = 0; j < group.size && group.before + j < k; ++j)
            total += each * discount(group.before + j + 1);
    }
    return total / ideal;
}

std::optional<double> ranking_auc(std::span<const double> relevance,
                                  std::span<const double> scores) {
    const Groups groups = tie_groups(relevance, scores);
    const double one = groups.one();
    const double pairs =
        groups.relevant() * (static_cast<double>(scores.size()) - groups.relevant());
    if (pairs == 0) return std::nullopt;
    // Of two tied items either may be the relevant one: half of their pairs, however they score.
    double better = groups.chosen * (groups.tied - groups.chosen) / 2;
    double sure = 0, tied = 0;  // in better groups
    for (const auto& group : groups.list) {
        better += (sure + group.sure / 2) * (group.other() + group.tied * (1 - one)) +
                  (tied + group.tied / 2) * one * group.other();
        sure += group.sure;
        tied += group.tied;
    }
    return better / pairs;
}

OrderedMeasures measures_in_order(std::span<const double> relevance,
                                  std::span<const std::size_t> order, std::size_t k) {
    assert(order.size() == relevance.size() && k > 0);
    std::vector<double> places(order.size());  // distinct scores that give this order
    for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = -static_cast<double>(i);
    return {.precision = precision_at_k(relevance, places, k),
            .recall = recall_at_k(relevance, places, k),
            .hit = hit_at_k(relevance, places, k),
            .reciprocal_rank = reciprocal_rank_at_k(relevance, places, k),
            .average_precision = average_precision_at_k(relevance, places, k),
            .ndcg = ndcg_at_k(relevance, places, k, Gain::Linear),
            .ndcg_exponential = ndcg_at_k(relevance, places, k, Gain::Exponential)};
}

double coverage(std::span<const double> counts) {
    if (counts.empty()) return 0.0;
    const auto recommended =
        std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; });
    return static_cast<double>(recommended) / static_cast<double>(counts.size());
}

double gini(std::span<const double> counts) {
    std::vector<double> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double total = 0, weighted = 0;
    for (std::size_t j = 0; j < sorted.size(); ++j) {
        total += sorted[j];
        weighted += (2 * (static_cast<double>(j) + 1) - n - 1) * sorted[j];
    }
    return total > 0 ? weighted / (n * total) : 0.0;
}

}  // namespace engine
