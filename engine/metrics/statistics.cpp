#include "engine/metrics/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace engine {
namespace {

double t_quantile(double share, int degrees) {
    return boost::math::quantile(boost::math::students_t(degrees), share);
}

double normal_quantile(double share) { return boost::math::quantile(boost::math::normal(), share); }

/// Order of the values, smallest first; equal ones by index.
std::vector<std::size_t> ascending(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    return order;
}

std::optional<Interval> around_mean(std::span<const double> values, double factor) {
    if (values.size() < 2) return std::nullopt;
    const double half =
        factor * standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
    const double middle = mean(values);
    return Interval{middle - half, middle + half};
}

}  // namespace

double mean(std::span<const double> values) {
    assert(!values.empty());
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
    if (values.size() < 2) return 0.0;
    const double middle = mean(values);
    double total = 0;
    for (const double value : values) total += (value - middle) * (value - middle);
    return std::sqrt(total / static_cast<double>(values.size() - 1));
}

std::vector<double> average_ranks(std::span<const double> values) {
    const auto order = ascending(values);
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
        const double rank = (static_cast<double>(first) + 1 + static_cast<double>(end)) / 2;
        for (; first < end; ++first) ranks[order[first]] = rank;
    }
    return ranks;
}

double quantile_sorted(std::span<const double> sorted, double q) {
    assert(!sorted.empty() && q >= 0 && q <= 1);
    const double place = q * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

std::optional<Interval> t_interval(std::span<const double> values, double confidence) {
    if (values.size() < 2) return std::nullopt;
    return around_mean(values,
                       t_quantile((1 + confidence) / 2, static_cast<int>(values.size()) - 1));
}

std::optional<Interval> episode_interval(std::span<const double> values, double confidence) {
    const double z = confidence == 0.95 ? 1.96 : normal_quantile((1 + confidence) / 2);
    return around_mean(values, z);
}

Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence) {
    assert(trials > 0 && successes >= 0 && successes <= trials);
    const double z = normal_quantile((1 + confidence) / 2);
    const auto n = static_cast<double>(trials);
    const double share = static_cast<double>(successes) / n;
    const double scale = 1 + z * z / n;
    const double middle = (share + z * z / (2 * n)) / scale;
    const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
    return {successes == 0 ? 0.0 : middle - half, successes == trials ? 1.0 : middle + half};
}

PairedT paired_t(std::span<const double> differences, double confidence) {
    assert(differences.size() >= 2);
    const auto n = static_cast<double>(differences.size());
    PairedT out;
    out.mean_difference = mean(differences);
    out.sd = standard_deviation(differences);
    double largest = 0;
    for (const double value : differences) largest = std::max(largest, std::abs(value));
    if (out.sd <= 1e-12 * largest) {
        out.differences_equal = true;
        out.sd = 0;
        out.t = largest == 0 ? 0.0 : std::copysign(HUGE_VAL, out.mean_difference);
        out.p = largest == 0 ? 1.0 : std::exp2(1 - n);
        out.interval = {out.mean_difference, out.mean_difference};
        return out;
    }
    const int degrees = static_cast<int>(differences.size()) - 1;
    const double error = out.sd / std::sqrt(n);
    out.t = out.mean_difference / error;
    const boost::math::students_t law(degrees);
    out.p = 2 * boost::math::cdf(boost::math::complement(law, std::abs(out.t)));
    const double half = t_quantile((1 + confidence) / 2, degrees) * error;
    out.interval = {out.mean_difference - half, out.mean_difference + half};
    return out;
}

CorrectedT corrected_t(std::span<const double> differences, double test_rows, double train_rows) {
    assert(differences.size() >= 2 && train_rows > 0);
    const double sd = standard_deviation(differences);
    const auto n = static_cast<double>(differences.size());
    assert(sd > 0);
    const double t = mean(differences) / (sd * std::sqrt(1 / n + test_rows / train_rows));
    const boost::math::students_t law(n - 1);
    return {t, 2 * boost::math::cdf(boost::math::complement(law, std::abs(t)))};
}

std::vector<double> holm(std::span<const double> p) {
    const auto order = ascending(p);
    std::vector<double> out(p.size());
    double highest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        highest = std::max(highest, static_cast<double>(p.size() - i) * p[order[i]]);
        out[order[i]] = std::min(1.0, highest);
    }
    return out;
}

std::vector<double> benjamini_hochberg(std::span<const double> p) {
    const auto order = ascending(p);
    std::vector<double> out(p.size());
    double lowest = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        const double share = static_cast<double>(p.size()) / static_cast<double>(i + 1);
        lowest = std::min(lowest, share * p[order[i]]);
        out[order[i]] = lowest;
    }
    return out;
}

double minimum_detectable_effect(double sd, int n, double alpha, double power) {
    assert(n >= 2);
    return (t_quantile(1 - alpha / 2, n - 1) + t_quantile(power, n - 1)) * sd /
           std::sqrt(static_cast<double>(n));
}

std::optional<int> more_seeds_needed(double sd, int n, double delta, double row_variance) {
    constexpr int kMost = 10000;
    const auto shows = [&](int seeds) {
        const double error = std::sqrt(sd * sd / seeds + row_variance);
        return minimum_detectable_effect(error * std::sqrt(static_cast<double>(seeds)), seeds) <=
               delta;
    };
    int high = n + kMost;
    if (delta <= 0 || !shows(high)) return std::nullopt;
    int low = std::max(n, 1);  // the effect shrinks with every seed, so halving finds the first
    while (high - low > 1) {
        const int middle = low + (high - low) / 2;
        (middle >= 2 && shows(middle) ? high : low) = middle;
    }
    return high - n;
}

}  // namespace engine
