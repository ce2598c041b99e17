#include "engine/metrics/probability.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "engine/metrics/statistics.h"

namespace engine {
namespace {

std::size_t largest(std::span<const double> row) {
    return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
}

std::vector<double> column(std::span<const double> table, std::size_t width, std::size_t which) {
    std::vector<double> out(table.size() / width);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = table[i * width + which];
    return out;
}

}  // namespace

std::vector<std::int32_t> predicted_classes(std::span<const double> probabilities, int classes) {
    const auto width = static_cast<std::size_t>(classes);
    assert(classes > 0 && probabilities.size() % width == 0);
    std::vector<std::int32_t> out(probabilities.size() / width);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::int32_t>(largest(probabilities.subspan(i * width, width)));
    return out;
}

double log_loss(std::span<const std::int32_t> truth, std::span<const double> probabilities,
                int classes) {
    const auto width = static_cast<std::size_t>(classes);
    assert(probabilities.size() == truth.size() * width);
    double total = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        double sum = 0;
        for (const double p : probabilities.subspan(i * width, width))
            sum += std::clamp(p, 1e-15, 1.0);
        const double mine = probabilities[i * width + static_cast<std::size_t>(truth[i])];
        total -= std::log(std::clamp(mine, 1e-15, 1.0) / sum);
    }
    return truth.empty() ? 0.0 : total / static_cast<double>(truth.size());
}

double brier_multiclass(std::span<const std::int32_t> truth, std::span<const double> probabilities,
                        int classes) {
    const auto width = static_cast<std::size_t>(classes);
    assert(probabilities.size() == truth.size() * width);
    double total = 0;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const bool is_truth = i % width == static_cast<std::size_t>(truth[i / width]);
        const double gap = probabilities[i] - (is_truth ? 1.0 : 0.0);
        total += gap * gap;
    }
    return truth.empty() ? 0.0 : total / static_cast<double>(truth.size());
}

double brier_binary(std::span<const std::int32_t> truth, std::span<const double> positive) {
    assert(positive.size() == truth.size());
    double total = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        total += (positive[i] - truth[i]) * (positive[i] - truth[i]);
    return truth.empty() ? 0.0 : total / static_cast<double>(truth.size());
}

double expected_calibration_error(std::span<const std::int32_t> truth,
                                  std::span<const double> probabilities, int classes, int bins) {
    const auto width = static_cast<std::size_t>(classes);
    assert(bins > 0 && probabilities.size() == truth.size() * width);
    std::vector<double> right(static_cast<std::size_t>(bins)), confidence(right.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        const auto row = probabilities.subspan(i * width, width);
        const std::size_t said = largest(row);
        const double upper = std::ceil(row[said] * bins) - 1;  // (low, high]
        const auto bin = static_cast<std::size_t>(std::clamp(upper, 0.0, bins - 1.0));
        right[bin] += said == static_cast<std::size_t>(truth[i]) ? 1.0 : 0.0;
        confidence[bin] += row[said];
    }
    double total = 0;  // n_bin/n |right/n_bin - confidence/n_bin| = |right - confidence| / n
    for (std::size_t b = 0; b < right.size(); ++b) total += std::abs(right[b] - confidence[b]);
    return truth.empty() ? 0.0 : total / static_cast<double>(truth.size());
}

std::optional<double> auroc(std::span<const std::int32_t> truth, std::span<const double> scores) {
    assert(truth.size() == scores.size());
    const std::vector<double> ranks = average_ranks(scores);
    double positives = 0, rank_sum = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) {
        if (truth[i] == 0) continue;
        ++positives;
        rank_sum += ranks[i];
    }
    const double negatives = static_cast<double>(truth.size()) - positives;
    if (positives == 0 || negatives == 0) return std::nullopt;
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives);
}

std::optional<double> auroc_one_vs_rest(std::span<const std::int32_t> truth,
                                        std::span<const double> probabilities, int classes) {
    const auto width = static_cast<std::size_t>(classes);
    assert(probabilities.size() == truth.size() * width);
    double total = 0;
    std::vector<std::int32_t> mine(truth.size());
    for (int c = 0; c < classes; ++c) {
        for (std::size_t i = 0; i < truth.size(); ++i) mine[i] = truth[i] == c ? 1 : 0;
        const auto one = auroc(mine, column(probabilities, width, static_cast<std::size_t>(c)));
        if (!one) return std::nullopt;
        total += *one;
    }
    return total / classes;
}

std::optional<double> average_precision(std::span<const std::int32_t> truth,
                                        std::span<const double> scores) {
    assert(truth.size() == scores.size());
    std::vector<std::size_t> order(truth.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    const auto positives = static_cast<double>(
        std::count_if(truth.begin(), truth.end(), [](std::int32_t t) { return t != 0; }));
    if (positives == 0) return std::nullopt;
    double hits = 0, hits_before = 0, area = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        hits += truth[order[i]] != 0 ? 1.0 : 0.0;
        const bool last_of_tie = i + 1 == order.size() || scores[order[i + 1]] != scores[order[i]];
        if (!last_of_tie) continue;
        area += (hits - hits_before) / positives * hits / static_cast<double>(i + 1);
        hits_before = hits;
    }
    return area;
}

}  // namespace engine
