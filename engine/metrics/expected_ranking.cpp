#include "engine/metrics/expected_ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace engine {
namespace {

// Items by falling score, cut into groups of equal scores: [first, last) places and the relevance
// in them.
struct TieGroup {
    std::size_t first = 0;
    std::size_t size = 0;
    double relevance = 0;
};

std::vector<TieGroup> tie_groups(std::span<const double> relevance,
                                 std::span<const double> scores) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<TieGroup> groups;
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (groups.empty() || scores[order[place]] != scores[order[groups.back().first]])
            groups.push_back({place, 0, 0});
        groups.back().size += 1;
        groups.back().relevance += relevance[order[place]];
    }
    return groups;
}

double discount(std::size_t place) { return 1.0 / std::log2(static_cast<double>(place) + 2.0); }

}  // namespace

double expected_precision_at_k(std::span<const double> relevance, std::span<const double> scores,
                               std::size_t k) {
    double sum = 0;
    for (const TieGroup& group : tie_groups(relevance, scores)) {
        if (group.first >= k) break;
        const auto places = static_cast<double>(std::min(k - group.first, group.size));
        sum += group.relevance * places / static_cast<double>(group.size);
    }
    return sum / static_cast<double>(k);
}

double expected_ndcg_at_k(std::span<const double> relevance, std::span<const double> scores,
                          std::size_t k) {
    double dcg = 0;
    for (const TieGroup& group : tie_groups(relevance, scores)) {
        if (group.first >= k) break;
        double places = 0;
        for (std::size_t place = group.first; place < std::min(k, group.first + group.size);
             ++place)
            places += discount(place);
        dcg += group.relevance * places / static_cast<double>(group.size);
    }
    const auto relevant = static_cast<std::size_t>(
        std::llround(std::accumulate(relevance.begin(), relevance.end(), 0.0)));
    double ideal = 0;
    for (std::size_t place = 0; place < std::min(k, relevant); ++place) ideal += discount(place);
    return ideal > 0 ? dcg / ideal : 0;
}

double expected_auc(std::span<const double> relevance, std::span<const double> scores) {
    double won = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
        for (std::size_t j = 0; j < scores.size(); ++j) {
            if (i == j) continue;
            const double weight = relevance[i] * (1 - relevance[j]);
            pairs += weight;
            won += weight * (scores[i] > scores[j] ? 1.0 : scores[i] == scores[j] ? 0.5 : 0.0);
        }
    }
    return pairs > 0 ? won / pairs : 0.5;
}

}  // namespace engine
