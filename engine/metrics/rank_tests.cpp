// Tests on ranks and counts: Wilcoxon and its Bayesian kin, McNemar, Friedman.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>
#include <map>

#include "engine/base/stream.h"
#include "engine/metrics/statistics.h"

namespace engine {
namespace {

struct SignedRanks {
    std::vector<double> ranks;  // of the differences that count, 0 ranks left out under Pratt
    double plus = 0, minus = 0;
    double count = 0;  // differences that were ranked
    double zeros = 0;
    double zero_half = 0;  // what split zeros add to both sums
    double tie_term = 0;   // sum of t^3 - t over ties of what counts
};

double sum_of_ties(std::span<const double> values, bool without_zero) {
    std::map<double, double> sizes;
    for (const double value : values) ++sizes[value];
    double total = 0;
    for (const auto& [value, size] : sizes)
        if (!(without_zero && value == 0)) total += size * size * size - size;
    return total;
}

SignedRanks rank_signed(std::span<const double> differences, ZeroDifferences zeros) {
    std::vector<double> kept, sizes;
    for (const double d : differences)
        if (d != 0 || zeros != ZeroDifferences::Drop) kept.push_back(d);
    for (const double d : kept) sizes.push_back(std::abs(d));
    const auto ranks = average_ranks(sizes);
    SignedRanks out;
    out.count = static_cast<double>(kept.size());
    out.tie_term = sum_of_ties(sizes, zeros == ZeroDifferences::Pratt);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const bool zero = kept[i] == 0;
        if (zero) ++out.zeros;
        const bool split = zero && zeros == ZeroDifferences::Split;
        if (kept[i] > 0 || split) out.plus += split ? ranks[i] / 2 : ranks[i];
        if (kept[i] < 0 || split) out.minus += split ? ranks[i] / 2 : ranks[i];
        if (split) out.zero_half += ranks[i] / 2;
        if (!zero) out.ranks.push_back(ranks[i]);
    }
    return out;
}

/// Two-sided p of the positive rank sum over all signs of the ranks; doubled ranks keep half ranks
/// whole.
double exact_p(const SignedRanks& signed_ranks) {
    std::size_t top = 0;
    std::vector<std::size_t> steps;
    for (const double rank : signed_ranks.ranks) {
        steps.push_back(static_cast<std::size_t>(std::llround(2 * rank)));
        top += steps.back();
    }
    std::vector<double> law(top + 1);  // probability of each doubled rank sum
    law[0] = 1;
    std::size_t reach = 0;
    for (const std::size_t step : steps) {
        reach += step;
        for (std::size_t s = reach + 1; s-- > 0;)
            law[s] = 0.5 * law[s] + (s >= step ? 0.5 * law[s - step] : 0.0);
    }
    const double sum = std::min(signed_ranks.plus, signed_ranks.minus) - signed_ranks.zero_half;
    const auto least = static_cast<std::size_t>(std::llround(2 * sum));
    double below = 0;
    for (std::size_t s = 0; s <= least && s < law.size(); ++s) below += law[s];
    return std::min(1.0, 2 * below);
}

/// 1 above the edge, 1/2 on it.
double beyond(double value, double edge) {
    if (value == edge) return 0.5;
    return value > edge ? 1.0 : 0.0;
}

/// What share of a pair's weight lies below and above the region. [n x n], row after row
struct PairRegions {
    PairRegions(std::span<const double> values, double rope) : size(values.size()) {
        for (const double one : values) {
            for (const double other : values) {
                below.push_back(beyond(-(one + other), 2 * rope));
                above.push_back(beyond(one + other, 2 * rope));
            }
        }
    }
    std::size_t size;
    std::vector<double> below, above;
};

/// Weights of a Dirichlet law, but for their sum: 1/2 for the first, 1 for the others.
void draw_weights(Stream& stream, std::vector<double>& weights) {
    const double normal = stream.normal();
    weights[0] = normal * normal / 2;
    for (std::size_t i = 1; i < weights.size(); ++i) weights[i] = -std::log1p(-stream.uniform());
}

/// Adds the draw to the regions that hold most; equal ones share it.
void count_draw(const PairRegions& pairs, const std::vector<double>& weights,
                SignedRankBelief& counts) {
    double below = 0, above = 0, sum = 0;
    for (std::size_t i = 0; i < pairs.size; ++i) {
        sum += weights[i];
        for (std::size_t j = 0; j < pairs.size; ++j) {
            const double weight = weights[i] * weights[j];
            below += weight * pairs.below[i * pairs.size + j];
            above += weight * pairs.above[i * pairs.size + j];
        }
    }
    const double within = sum * sum - (below + above);
    const double most = std::max({below, within, above});
    const double winners =
        (below == most ? 1 : 0) + (within == most ? 1 : 0) + (above == most ? 1 : 0);
    if (below == most) counts.below += 1 / winners;
    if (within == most) counts.within += 1 / winners;
    if (above == most) counts.above += 1 / winners;
}

}  // namespace

TestResult wilcoxon(std::span<const double> differences, const WilcoxonOptions& options) {
    const SignedRanks ranks = rank_signed(differences, options.zeros);
    TestResult out{std::min(ranks.plus, ranks.minus), 1.0};
    if (ranks.ranks.empty()) return out;
    if (options.exact) {
        out.p = exact_p(ranks);
        return out;
    }
    const double n = ranks.count;
    double middle = n * (n + 1) / 4;
    double spread = n * (n + 1) * (2 * n + 1) - ranks.tie_term / 2;
    if (options.zeros == ZeroDifferences::Pratt) {  // Cureton 1967
        const double z = ranks.zeros;
        middle -= z * (z + 1) / 4;
        spread -= z * (z + 1) * (2 * z + 1);
    }
    const double error = std::sqrt(spread / 24);
    double distance = std::abs(ranks.plus - middle);
    if (options.continuity && distance > 0) distance -= 0.5;
    const boost::math::normal law;
    out.p = std::min(1.0, 2 * boost::math::cdf(boost::math::complement(law, distance / error)));
    return out;
}

SignedRankBelief bayes_signed_rank(std::span<const double> differences, double rope,
                                   std::uint64_t seed, int draws) {
    assert(rope >= 0 && draws > 0);
    std::vector<double> values{0.0};
    values.insert(values.end(), differences.begin(), differences.end());
    const PairRegions pairs(values, rope);
    Stream stream(seed, "bayes_signed_rank");
    std::vector<double> weights(values.size());
    SignedRankBelief counts{0, 0, 0};
    for (int draw = 0; draw < draws; ++draw) {
        draw_weights(stream, weights);
        count_draw(pairs, weights, counts);
    }
    return {counts.below / draws, counts.within / draws, counts.above / draws};
}

McNemar mcnemar(std::int64_t b, std::int64_t c) {
    assert(b >= 0 && c >= 0);
    McNemar out;
    if (b + c == 0) return out;
    const auto n = static_cast<double>(b + c), least = static_cast<double>(std::min(b, c));
    const boost::math::binomial_distribution<> law(n, 0.5);
    const double at_least = boost::math::pdf(law, least);
    out.p_exact = b == c ? 1.0 : std::min(1.0, 2 * boost::math::cdf(law, least));
    out.p_mid = b == c ? 1 - at_least / 2 : out.p_exact - at_least;
    const double gap = std::abs(static_cast<double>(b - c)) - 1;
    out.chi2 = gap * gap / n;
    out.p_chi2 = boost::math::cdf(
        boost::math::complement(boost::math::chi_squared_distribution<>(1), out.chi2));
    return out;
}

TestResult friedman(std::span<const double> table, int arms) {
    const auto width = static_cast<std::size_t>(arms);
    assert(arms >= 2 && !table.empty() && table.size() % width == 0);
    const std::size_t rows = table.size() / width;
    const auto runs = static_cast<double>(rows);
    std::vector<double> sums(width);
    double ties = 0;
    for (std::size_t row = 0; row < table.size(); row += width) {
        const auto ranks = average_ranks(table.subspan(row, width));
        for (std::size_t a = 0; a < width; ++a) sums[a] += ranks[a];
        ties += sum_of_ties(table.subspan(row, width), false);
    }
    const double k = arms;
    const double correction = 1 - ties / (k * (k * k - 1) * runs);
    if (correction <= 0) return {0.0, 1.0};  // every run ties all arms
    double squares = 0;
    for (const double sum : sums) squares += sum * sum;
    const double statistic =
        (12 / (k * runs * (k + 1)) * squares - 3 * runs * (k + 1)) / correction;
    const boost::math::chi_squared_distribution<> law(k - 1);
    return {statistic, boost::math::cdf(boost::math::complement(law, std::max(0.0, statistic)))};
}

}  // namespace engine
