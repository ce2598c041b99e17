#include "engine/metrics/statistics.h"

#include <algorithm>
#include <cmath>

#include "engine/metrics/regression.h"
#include "tests/engine/metrics/golden.h"

namespace engine {
namespace {

void expect_interval(const Json& want, const Interval& got) {
    EXPECT_NEAR(got.low, want[0].get<double>(), kGolden);
    EXPECT_NEAR(got.high, want[1].get<double>(), kGolden);
}

std::vector<double> minus(std::vector<double> a, const std::vector<double>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) a[i] -= b[i];
    return a;
}

TEST(Statistics, PairedTEqualsScipy) {
    const Json want = metrics_golden("tests")["paired_t"];
    const auto got = paired_t(minus(numbers(want["a"]), numbers(want["b"])));
    EXPECT_NEAR(got.t, want["t"].get<double>(), kGolden);
    EXPECT_NEAR(got.p, want["p"].get<double>(), kGolden);
    expect_interval(want["ci95_of_difference"], got.interval);
}

TEST(Statistics, EqualDifferencesGetTheSignFlipPAndNoWidth) {
    const auto five = paired_t(std::vector<double>(5, 0.1));
    EXPECT_TRUE(five.differences_equal);
    EXPECT_DOUBLE_EQ(five.p, 0.0625);  // five pairs cannot claim
    EXPECT_DOUBLE_EQ(five.interval.low, five.interval.high);
    EXPECT_DOUBLE_EQ(paired_t(std::vector<double>(10, -0.1)).p, std::exp2(-9.0));
    EXPECT_DOUBLE_EQ(paired_t(std::vector<double>(5, 0.0)).p, 1.0);
}

TEST(Statistics, WilcoxonEqualsScipyInEveryMode) {
    const Json tests = metrics_golden("tests");
    for (const Json& want : tests["wilcoxon"]) {
        WilcoxonOptions options;
        const auto zeros = want["zero_method"].get<std::string>();
        if (zeros == "pratt") options.zeros = ZeroDifferences::Pratt;
        if (zeros == "zsplit") options.zeros = ZeroDifferences::Split;
        options.exact = want["method"] == "exact";
        options.continuity = want["correction"].get<bool>();
        const auto got = wilcoxon(numbers(want["d"]), options);
        EXPECT_NEAR(got.statistic, want["statistic"].get<double>(), kGolden);
        EXPECT_NEAR(got.p, want["p"].get<double>(), kGolden) << zeros;
    }
}

TEST(Statistics, FivePairsCannotPassFivePercentByWilcoxonAndSixCan) {
    EXPECT_DOUBLE_EQ(wilcoxon(std::vector<double>{1, 2, 3, 4, 5}).p, 0.0625);
    EXPECT_DOUBLE_EQ(wilcoxon(std::vector<double>{1, 2, 3, 4, 5, 6}).p, 0.03125);
    EXPECT_DOUBLE_EQ(wilcoxon(std::vector<double>{0, 0}).p, 1.0);
}

TEST(Statistics, BayesianSignedRanksEqualBaycomp) {
    // Shares of draws on both sides, 200,000 there and 50,000 here: four standard errors.
    constexpr double kDraws = 0.01;
    const Json cases = metrics_golden("tests")["bayes_signed_rank"];
    ASSERT_EQ(cases.size(), 6U);
    for (const Json& want : cases) {
        const auto got = bayes_signed_rank(numbers(want["d"]), want["rope"].get<double>());
        EXPECT_NEAR(got.below, want["p"][0].get<double>(), kDraws) << want;
        EXPECT_NEAR(got.within, want["p"][1].get<double>(), kDraws) << want;
        EXPECT_NEAR(got.above, want["p"][2].get<double>(), kDraws) << want;
    }
}

TEST(Statistics, BayesianSignedRanksOfOneDifferenceAreABetaLaw) {
    // Only the pair of the prior's 0 with itself lies within: its weight w0^2 is the larger part
    // where w0 > 2^-1/2, and w0 is Beta(1/2, 1).
    const auto got = bayes_signed_rank(std::vector<double>{0.03}, 0.01);
    EXPECT_NEAR(got.above, std::pow(2, -0.25), 0.007);
    EXPECT_EQ(got.below, 0);
    EXPECT_DOUBLE_EQ(got.within + got.above, 1);
}

TEST(Statistics, BayesianSignedRanksSwapSidesWithTheData) {
    const std::vector<double> data = {0.03, -0.01, 0.02, 0.004, -0.03, 0.01};
    std::vector<double> mirrored;
    for (const double d : data) mirrored.push_back(-d);
    for (const double rope : {0.0, 0.01}) {
        const auto one = bayes_signed_rank(data, rope), other = bayes_signed_rank(mirrored, rope);
        EXPECT_EQ(one.below, other.above);
        EXPECT_EQ(one.within, other.within);
        EXPECT_EQ(one.above, other.below);
    }
    const std::vector<double> none(5, 0.0);
    EXPECT_EQ(bayes_signed_rank(none, 0.01).within, 1);
    EXPECT_EQ(bayes_signed_rank(none, 0).below, 0.5);
    EXPECT_EQ(bayes_signed_rank(none, 0).above, 0.5);
}

TEST(Statistics, McNemarEqualsScipyAndTheHandNumbers) {
    const Json tests = metrics_golden("tests");
    for (const Json& want : tests["mcnemar"]) {
        const auto got = mcnemar(want["b"].get<int>(), want["c"].get<int>());
        EXPECT_NEAR(got.p_exact, want["p_exact"].get<double>(), kGolden);
        EXPECT_NEAR(got.p_mid, want["p_mid"].get<double>(), kGolden);
        EXPECT_NEAR(got.chi2, want["chi2_continuity"].get<double>(), kGolden);
        EXPECT_NEAR(got.p_chi2, want["p_chi2_continuity"].get<double>(), kGolden);
    }
    EXPECT_NEAR(mcnemar(10, 2).p_exact, 0.038574, 5e-7);
    EXPECT_NEAR(mcnemar(10, 2).p_mid, 0.022461, 5e-7);
}

TEST(Statistics, HolmAndBenjaminiHochbergEqualTheGoldenNumbers) {
    const Json tests = metrics_golden("tests");
    const auto expect_all = [](const Json& want, const std::vector<double>& got) {
        for (std::size_t i = 0; i < got.size(); ++i)
            EXPECT_NEAR(got[i], want["adjusted"][i].get<double>(), kGolden);
    };
    for (const Json& want : tests["holm"]) expect_all(want, holm(numbers(want["p"])));
    for (const Json& want : tests["benjamini_hochberg"])
        expect_all(want, benjamini_hochberg(numbers(want["p"])));
}

TEST(Statistics, MeanSpreadAndIntervalsEqualScipy) {
    const Json tests = metrics_golden("tests");
    const Json& want = tests["t_interval"];
    const auto x = numbers(want["x"]);
    EXPECT_NEAR(mean(x), want["mean"].get<double>(), kGolden);
    EXPECT_NEAR(standard_deviation(x), want["sd_n_minus_1"].get<double>(), kGolden);
    expect_interval(want["ci95"], *t_interval(x));
    EXPECT_FALSE(t_interval(std::vector<double>{1.0}).has_value());
    for (const Json& one : tests["wilson"])
        expect_interval(one["ci95"], wilson_interval(one["k"].get<int>(), one["n"].get<int>()));
}

TEST(Statistics, FriedmanEqualsScipy) {
    const Json tests = metrics_golden("tests");
    const Json& want = tests["friedman"];
    std::vector<double> table;
    for (const Json& row : want["runs_x_arms"])
        for (const double value : numbers(row)) table.push_back(value);
    const auto got = friedman(table, 4);
    EXPECT_NEAR(got.statistic, want["statistic"].get<double>(), kGolden);
    EXPECT_NEAR(got.p, want["p"].get<double>(), kGolden);
}

TEST(Statistics, RegressionMeasuresEqualScikitLearn) {
    const Json tests = metrics_golden("tests");
    const Json& want = tests["regression"];
    const auto y = numbers(want["y"]), predicted = numbers(want["pred"]);
    EXPECT_NEAR(mean_squared_error(y, predicted), want["mse"].get<double>(), kGolden);
    EXPECT_NEAR(root_mean_squared_error(y, predicted), want["rmse"].get<double>(), kGolden);
    EXPECT_NEAR(mean_absolute_error(y, predicted), want["mae"].get<double>(), kGolden);
    EXPECT_NEAR(*r_squared(y, predicted), want["r2"].get<double>(), kGolden);
    EXPECT_NEAR(*pearson(y, predicted), want["pearson"].get<double>(), kGolden);
    EXPECT_NEAR(*spearman(y, predicted), want["spearman"].get<double>(), kGolden);
    EXPECT_FALSE(r_squared(std::vector<double>{1, 1}, std::vector<double>{1, 2}).has_value());
}

TEST(Statistics, EpisodeIntervalIsMeanAndOnePointNineSixStandardErrors) {
    std::vector<double> values;
    for (int i = 0; i < 600; ++i) values.push_back(i % 2 == 0 ? 0.6 : 0.8);
    const auto got = episode_interval(values);
    EXPECT_NEAR(got->high - 0.7, 1.96 * standard_deviation(values) / std::sqrt(600.0), 1e-12);
}

TEST(Statistics, DetectableEffectOfFiveSeedsIsThreePointSevenTwoStandardErrors) {
    EXPECT_NEAR(minimum_detectable_effect(1.0, 5) * std::sqrt(5.0), 3.72, 5e-3);
    EXPECT_NEAR(minimum_detectable_effect(1.0, 10000) * 100, 2.80, 5e-3);
}

TEST(Statistics, SeedsNeededIsTheFirstNumberThatDetectsDelta) {
    const int more = more_seeds_needed(0.02, 5, 0.01).value();
    EXPECT_LE(minimum_detectable_effect(0.02, 5 + more), 0.01);
    EXPECT_GT(minimum_detectable_effect(0.02, 5 + more - 1), 0.01);
    EXPECT_FALSE(more_seeds_needed(0.02, 5, 0.01, 0.01 * 0.01).has_value());  // rows are the limit
    EXPECT_FALSE(more_seeds_needed(0.02, 5, 0.0).has_value());
}

TEST(Statistics, CorrectedTIsSmallerThanThePlainOne) {
    const std::vector<double> d = {0.01, 0.03, 0.02, 0.04, 0.00};
    EXPECT_NEAR(corrected_t(d, 0, 100).t, paired_t(d).t, 1e-12);
    EXPECT_NEAR(corrected_t(d, 20, 100).t, paired_t(d).t / std::sqrt(2.0), 1e-12);  // 1/5 + 1/5
}

}  // namespace
}  // namespace engine
