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
    double relevant = 0;                 // items with relevance > 0
    double relevant_before = 0;          // such items in better groups
    double linear = 0, exponential = 0;  // summed gains
};

double gain_of(double relevance, Gain gain) {
    return gain == Gain::Linear ? relevance : std::exp2(relevance) - 1;
}

double discount(std::size_t place) { return 1 / std::log2(static_cast<double>(place) + 1); }

double comparable(double score) {
    return std::isnan(score) ? -std::numeric_limits<double>::infinity() : score;
}

std::vector<TieGroup> tie_groups(std::span<const double> relevance,
                                 std::span<const double> scores) {
    assert(relevance.size() == scores.size());
    const auto order = order_by_score(scores);
    std::vector<TieGroup> groups;
    double seen = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool opens =
            i == 0 || comparable(scores[order[i]]) != comparable(scores[order[i - 1]]);
        if (opens) groups.push_back({.before = i, .relevant_before = seen});
        TieGroup& group = groups.back();
        const double grade = relevance[order[i]];
        ++group.size;
        group.linear += gain_of(grade, Gain::Linear);
        group.exponential += gain_of(grade, Gain::Exponential);
        if (grade <= 0) continue;
        ++group.relevant;
        ++seen;
    }
    return groups;
}

double relevant_items(std::span<const double> relevance) {
    return static_cast<double>(
        std::count_if(relevance.begin(), relevance.end(), [](double r) { return r > 0; }));
}

/// Expected relevant items among the first k places.
double expected_hits(std::span<const TieGroup> groups, std::size_t k) {
    double hits = 0;
    for (const auto& group : groups) {
        if (group.before >= k) break;
        const std::size_t places = std::min(group.size, k - group.before);
        hits += group.relevant * static_cast<double>(places) / static_cast<double>(group.size);
    }
    return hits;
}

double ideal_gain(std::span<const double> relevance, std::size_t k, Gain gain) {
    std::vector<double> grades(relevance.begin(), relevance.end());
    std::sort(grades.begin(), grades.end(), std::greater<>());
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
    const double relevant = relevant_items(relevance);
    return relevant > 0 ? expected_hits(tie_groups(relevance, scores), k) / relevant : 0.0;
}

double hit_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k) {
    for (const auto& group : tie_groups(relevance, scores)) {
        if (group.before >= k) return 0.0;
        if (group.relevant == 0) continue;
        double none = 1;  // probability that the places up to k hold none of the group's relevant
        const std::size_t places = std::min(group.size, k - group.before);
        for (std::size_t j = 0; j < places; ++j) {
            const double left = static_cast<double>(group.size - j);
            none *= std::max(0.0, left - group.relevant) / left;
        }
        return 1 - none;
    }
    return 0.0;
}

double reciprocal_rank_at_k(std::span<const double> relevance, std::span<const double> scores,
                            std::size_t k) {
    for (const auto& group : tie_groups(relevance, scores)) {
        if (group.relevant == 0) continue;
        double none = 1, total = 0;  // P(first relevant at j) = P(none before) * rho / left
        for (std::size_t j = 0; j < group.size && group.before + j < k; ++j) {
            const double left = static_cast<double>(group.size - j);
            total += none * std::min(1.0, group.relevant / left) /
                     static_cast<double>(group.before + j + 1);
            none *= std::max(0.0, left - group.relevant) / left;
        }
        return total;
    }
    return 0.0;
}

double average_precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                              std::size_t k) {
    const double relevant = relevant_items(relevance);
    if (relevant == 0) return 0.0;
    double total = 0;
    for (const auto& group : tie_groups(relevance, scores)) {
        const auto size = static_cast<double>(group.size);
        // given a relevant item at a place, each other place of the group is relevant with this
        // share
        const double others = group.size > 1 ? (group.relevant - 1) / (size - 1) : 0.0;
        for (std::size_t j = 0; j < group.size && group.before + j < k; ++j)
            total += group.relevant / size *
                     (group.relevant_before + 1 + static_cast<double>(j) * others) /
                     static_cast<double>(group.before + j + 1);
    }
    return total / std::min(static_cast<double>(k), relevant);
}

double ndcg_at_k(std::span<const double> relevance, std::span<const double> scores, std::size_t k,
                 Gain gain) {
    const double ideal = ideal_gain(relevance, k, gain);
    if (ideal == 0) return 0.0;
    double total = 0;
    for (const auto& group : tie_groups(relevance, scores)) {
        const double each = (gain == Gain::Linear ? group.linear : group.exponential) /
                            static_cast<double>(group.size);
        for (std::size_t j = 0; j < group.size && group.before + j < k; ++j)
            total += each * discount(group.before + j + 1);
    }
    return total / ideal;
}

std::optional<double> ranking_auc(std::span<const double> relevance,
                                  std::span<const double> scores) {
    double pairs = 0, better = 0;
    const double relevant = relevant_items(relevance);
    for (const auto& group : tie_groups(relevance, scores)) {
        const double others = static_cast<double>(group.size) - group.relevant;
        better += others * (group.relevant_before + group.relevant / 2);
        pairs += others * relevant;
    }
    if (pairs == 0) return std::nullopt;
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
    return relevant_items(counts) / static_cast<double>(counts.size());
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
