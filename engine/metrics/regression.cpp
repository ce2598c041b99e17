#include "engine/metrics/regression.h"

#include <cassert>
#include <cmath>

#include "engine/metrics/statistics.h"

namespace engine {

double mean_squared_error(std::span<const double> truth, std::span<const double> predicted) {
    assert(truth.size() == predicted.size() && !truth.empty());
    double total = 0;
    for (std::size_t i = 0; i < truth.size(); ++i)
        total += (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
    return total / static_cast<double>(truth.size());
}

double root_mean_squared_error(std::span<const double> truth, std::span<const double> predicted) {
    return std::sqrt(mean_squared_error(truth, predicted));
}

double mean_absolute_error(std::span<const double> truth, std::span<const double> predicted) {
    assert(truth.size() == predicted.size() && !truth.empty());
    double total = 0;
    for (std::size_t i = 0; i < truth.size(); ++i) total += std::abs(truth[i] - predicted[i]);
    return total / static_cast<double>(truth.size());
}

std::optional<double> r_squared(std::span<const double> truth, std::span<const double> predicted) {
    const double middle = mean(truth);
    double spread = 0;
    for (const double value : truth) spread += (value - middle) * (value - middle);
    if (spread == 0) return std::nullopt;
    return 1 - mean_squared_error(truth, predicted) * static_cast<double>(truth.size()) / spread;
}

std::optional<double> pearson(std::span<const double> a, std::span<const double> b) {
    assert(a.size() == b.size() && !a.empty());
    const double mean_a = mean(a), mean_b = mean(b);
    double both = 0, square_a = 0, square_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - mean_a) * (b[i] - mean_b);
        square_a += (a[i] - mean_a) * (a[i] - mean_a);
        square_b += (b[i] - mean_b) * (b[i] - mean_b);
    }
    if (square_a == 0 || square_b == 0) return std::nullopt;
    return both / (std::sqrt(square_a) * std::sqrt(square_b));
}

std::optional<double> spearman(std::span<const double> a, std::span<const double> b) {
    return pearson(average_ranks(a), average_ranks(b));
}

}  // namespace engine
