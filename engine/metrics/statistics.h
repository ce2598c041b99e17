// Intervals and tests on plain numbers. Spread is the standard deviation with n - 1; p values are
// two-sided.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine {

struct Interval {
    double low = 0, high = 0;
};

double mean(std::span<const double> values);  // at least one value
/// Standard deviation with n - 1; 0 for fewer than two values.
double standard_deviation(std::span<const double> values);
/// Ranks from 1, smallest first, ties at their average rank. @param values [n], no NaN
std::vector<double> average_ranks(std::span<const double> values);
/// Quantile with linear interpolation at (n - 1) q, as NumPy. @param sorted [n] ascending, n > 0
double quantile_sorted(std::span<const double> sorted, double q);

/// mean +- t sd / sqrt(n). Nothing for fewer than two values.
std::optional<Interval> t_interval(std::span<const double> values, double confidence = 0.95);
/// mean +- 1.96 sd / sqrt(E) over scored episodes (z of the confidence in place of 1.96). It covers
/// the draw of the episodes only: training seeds come on top. Nothing for fewer than two episodes.
std::optional<Interval> episode_interval(std::span<const double> values, double confidence = 0.95);
/// Wilson's interval of a share. @param successes 0..trials  @param trials > 0
Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence = 0.95);

struct PairedT {
    double mean_difference = 0;
    double sd = 0;  // of the differences
    double t = 0;   // infinite when the differences are equal and not 0
    double p = 1;
    Interval interval;  // of the mean difference
    bool differences_equal = false;
};
/// Paired t test over n >= 2 pairs. When all differences are equal, t does not exist: then p is
/// that of the exact sign-flip test, 2^(1-n) (1 when the difference is 0), the least that n pairs
/// can give without assuming a shape, and the interval has no width. Differences count as equal
/// when their sd is below 1e-12 of their size, so that rounding is not taken for spread.
PairedT paired_t(std::span<const double> differences, double confidence = 0.95);

/// t with the variance corrected for overlapping training sets: mean / sqrt((1/J + test/train)
/// s^2), J - 1 degrees. Source: Nadeau and Bengio 2003, "Inference for the generalization error".
/// At least two values that differ.
struct CorrectedT {
    double t = 0, p = 1;
};
CorrectedT corrected_t(std::span<const double> differences, double test_rows, double train_rows);

enum class ZeroDifferences { Drop, Pratt, Split };  // scipy: wilcox, pratt, zsplit
struct WilcoxonOptions {
    ZeroDifferences zeros = ZeroDifferences::Drop;
    bool exact = true;  // false: normal approximation, variance corrected for ties
    bool continuity = false;
};
struct TestResult {
    double statistic = 0, p = 1;
};
/// Wilcoxon signed-rank test; statistic = the smaller rank sum. Exact means: all 2^n signs of the
/// ranks that there are, ties and half ranks included (equal to the tables without ties). Cost
/// exact: O(n^3). With 5 pairs p cannot go below 0.0625.
TestResult wilcoxon(std::span<const double> differences, const WilcoxonOptions& options = {});

/// How likely the typical difference lies below, within and above the region where it does not
/// matter: together 1.
struct SignedRankBelief {
    double below = 0, within = 1, above = 0;
};
/// Bayesian signed-rank test: each draw weighs the differences, and one of 0 besides, by a
/// Dirichlet law (1 each, 1/2 for the one of 0); the region that holds most of the weighted means
/// of two is its winner, and what is returned are the shares of the draws. A mean on an edge counts
/// half on each side. Same differences and seed: same numbers. Cost: draws n^2. Source: Benavoli et
/// al. 2014, "A Bayesian Wilcoxon signed-rank test based on the Dirichlet process"; Benavoli et al.
/// 2017, "Time for a change", section 4.3.
/// @param rope  half the width of the region, from 0 on
SignedRankBelief bayes_signed_rank(std::span<const double> differences, double rope,
                                   std::uint64_t seed = 1, int draws = 50000);

struct McNemar {
    double p_exact = 1;  // binomial
    double p_mid = 1;    // exact - P(X = min)
    double chi2 = 0;     // (|b - c| - 1)^2 / (b + c)
    double p_chi2 = 1;
};
/// @param b, c  rows that only the one, only the other got right
McNemar mcnemar(std::int64_t b, std::int64_t c);

/// Friedman's test of runs x arms, ties corrected. @param table [runs x arms], row after row; arms
/// >= 2
TestResult friedman(std::span<const double> table, int arms);

std::vector<double> holm(std::span<const double> p);
std::vector<double> benjamini_hochberg(std::span<const double> p);

/// Least true difference that n pairs find with the power: (t_{1-alpha/2} + t_{power}) sd /
/// sqrt(n), n - 1 degrees.
double minimum_detectable_effect(double sd, int n, double alpha = 0.05, double power = 0.8);

/// How many seeds beyond n could show a difference of delta, or nothing when no number of seeds can
/// (the rows alone leave more doubt than delta, or more than 10,000 would be needed). At least 1.
/// @param sd        of the per-seed differences
/// @param row_variance  variance of the mean difference that comes from the choice of test rows and
/// stays however many seeds are run
std::optional<int> more_seeds_needed(double sd, int n, double delta, double row_variance = 0.0);

}  // namespace engine
