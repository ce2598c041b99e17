#include "engine/metrics/bootstrap.h"

#include <algorithm>
#include <cmath>

#include "engine/base/stream.h"
#include "tests/engine/metrics/golden.h"

namespace engine {
namespace {

using Lists = std::vector<std::vector<std::int32_t>>;

/// Predictions that are right with the given share. -> [seeds][rows]
Lists guesses(const std::vector<std::int32_t>& truth, int classes, std::size_t seeds, double share,
              std::uint64_t seed) {
    Lists out(seeds, truth);
    for (std::size_t s = 0; s < seeds; ++s) {
        Stream stream(seed, "guesses", 0, s);
        for (auto& value : out[s]) {
            const bool right = stream.uniform() < share;
            const auto other =
                static_cast<std::int32_t>(stream.below(static_cast<std::uint64_t>(classes)));
            if (!right) value = other;
        }
    }
    return out;
}

std::vector<std::int32_t> labels(std::size_t rows, int classes, std::uint64_t seed) {
    Stream stream(seed, "labels");
    std::vector<std::int32_t> out(rows);
    for (auto& value : out)
        value = static_cast<std::int32_t>(stream.below(static_cast<std::uint64_t>(classes)));
    return out;
}

PairedPredictions paired(const std::vector<std::int32_t>& truth, const Lists& arm,
                         const Lists& control, int classes) {
    PairedPredictions out{
        .classes = classes, .truth = {truth}, .arm = {}, .control = {}, .cluster = {}};
    out.arm.assign(arm.begin(), arm.end());
    out.control.assign(control.begin(), control.end());
    return out;
}

std::vector<std::vector<double>> hits(const std::vector<std::int32_t>& truth, const Lists& lists) {
    std::vector<std::vector<double>> out;
    for (const auto& list : lists) {
        std::vector<double> row;
        for (std::size_t i = 0; i < list.size(); ++i) row.push_back(list[i] == truth[i] ? 1 : 0);
        out.push_back(row);
    }
    return out;
}

TEST(Bootstrap, PercentilesOfGivenResamplesEqualNumPy) {
    const Json tests = metrics_golden("tests");
    const Json& want = tests["bootstrap_percentile"];
    std::vector<std::vector<std::size_t>> indices;
    for (const Json& draw : want["resample_indices"])
        indices.push_back(draw.get<std::vector<std::size_t>>());
    auto means = resampled_means(numbers(want["values"]), indices);
    const auto wide = percentile_interval(means), narrow = percentile_interval(means, 0.90);
    EXPECT_NEAR(wide.low, want["ci95_linear_interpolation"][0].get<double>(), kGolden);
    EXPECT_NEAR(wide.high, want["ci95_linear_interpolation"][1].get<double>(), kGolden);
    EXPECT_NEAR(narrow.low, want["ci90"][0].get<double>(), kGolden);
    EXPECT_NEAR(narrow.high, want["ci90"][1].get<double>(), kGolden);

    const Json& pair = tests["paired_bootstrap"];
    auto difference = numbers(pair["a"]);
    const auto b = numbers(pair["b"]);
    for (std::size_t i = 0; i < b.size(); ++i) difference[i] -= b[i];
    auto gains = resampled_means(difference, indices);
    const auto not_above =
        std::count_if(gains.begin(), gains.end(), [](double g) { return g <= 0; });
    EXPECT_NEAR(static_cast<double>(not_above) / 200, pair["share_le_0"].get<double>(), kGolden);
    const auto got = percentile_interval(gains);
    EXPECT_NEAR(got.low, pair["ci95_of_mean_difference"][0].get<double>(), kGolden);
    EXPECT_NEAR(got.high, pair["ci95_of_mean_difference"][1].get<double>(), kGolden);
}

TEST(Bootstrap, AConstantGainHasNoWidth) {
    const std::vector<std::vector<double>> arm(5, std::vector<double>(40, 0.75));
    const std::vector<std::vector<double>> control(5, std::vector<double>(40, 0.5));
    const auto got = bootstrap_units(arm, control, true, {.resamples = 200});
    EXPECT_DOUBLE_EQ(got.difference, 0.25);
    EXPECT_DOUBLE_EQ(got.interval.low, 0.25);
    EXPECT_DOUBLE_EQ(got.interval.high, 0.25);
}

TEST(Bootstrap, AccuracyFromCountsEqualsTheMeanOfHitsDrawByDraw) {
    const auto truth = labels(120, 3, 1);
    const auto arm = guesses(truth, 3, 4, 0.7, 2), control = guesses(truth, 3, 4, 0.6, 3);
    const BootstrapOptions options{.resamples = 500};
    const auto counts =
        bootstrap_predictions(paired(truth, arm, control, 3), CountMetric::Accuracy, options);
    const auto units = bootstrap_units(hits(truth, arm), hits(truth, control), true, options);
    EXPECT_NEAR(counts.difference, units.difference, 1e-12);
    EXPECT_NEAR(counts.interval.low, units.interval.low, 1e-12);
    EXPECT_NEAR(counts.interval.high, units.interval.high, 1e-12);
    EXPECT_NEAR(counts.standard_error, units.standard_error, 1e-12);
}

TEST(Bootstrap, TheDifferenceIsThatOfTheMetricOnTheRowsAsTheyAre) {
    const auto truth = labels(90, 4, 5);
    const auto arm = guesses(truth, 4, 3, 0.7, 6), control = guesses(truth, 4, 3, 0.5, 7);
    for (const auto metric : {CountMetric::MacroF1, CountMetric::Kappa, CountMetric::MacroRecall}) {
        double want = 0;
        for (std::size_t s = 0; s < 3; ++s)
            want += (value_of(metric, count_classes(truth, arm[s], 4).tally()) -
                     value_of(metric, count_classes(truth, control[s], 4).tally())) /
                    3;
        const auto got =
            bootstrap_predictions(paired(truth, arm, control, 4), metric, {.resamples = 50});
        EXPECT_NEAR(got.difference, want, 1e-12);
    }
}

TEST(Bootstrap, WidthAgreesWithTheTwoVarianceComponents) {
    // unit value = seed effect + row effect + noise; the variance of the mean difference under both
    // levels is sd_seed^2 / S + sd_row^2 / n (noise is small), less the usual (S - 1) / S of
    // resampling few seeds
    const std::size_t seeds = 20, units = 300;
    Stream stream(11, "components");
    std::vector<double> row(units);
    for (double& value : row) value = stream.normal();
    std::vector<std::vector<double>> arm, control(seeds, std::vector<double>(units, 0.0));
    for (std::size_t s = 0; s < seeds; ++s) {
        const double seed_effect = 0.3 * stream.normal();
        arm.emplace_back();
        for (std::size_t u = 0; u < units; ++u) arm[s].push_back(seed_effect + row[u]);
    }
    std::vector<double> means;
    for (const auto& list : arm) means.push_back(mean(list));
    const double s = standard_deviation(means), r = standard_deviation(row);
    const double want = std::sqrt(s * s / 20 * 19 / 20 + r * r / 300 * 299 / 300);
    const auto got = bootstrap_units(arm, control, true);
    EXPECT_NEAR(got.standard_error, want, 0.03 * want);  // 10,000 resamples know an sd to 0.7 %
}

TEST(Bootstrap, ClustersAreDrawnWholeAndWidenTheInterval) {
    std::vector<std::int32_t> truth(200, 0), cluster(200);
    Lists arm(3, truth), control(3, truth);
    for (std::size_t i = 0; i < 200; ++i) {
        cluster[i] = static_cast<std::int32_t>(i / 20);
        truth[i] = static_cast<std::int32_t>(i % 2);
        for (std::size_t s = 0; s < 3; ++s) {
            arm[s][i] = truth[i];
            control[s][i] = cluster[i] % 2 == 0 ? truth[i] : 1 - truth[i];  // whole clusters fail
        }
    }
    auto data = paired(truth, arm, control, 2);
    const auto single = bootstrap_predictions(data, CountMetric::Accuracy, {.resamples = 2000});
    data.cluster = cluster;
    const auto whole = bootstrap_predictions(data, CountMetric::Accuracy, {.resamples = 2000});
    EXPECT_NEAR(whole.standard_error / single.standard_error, std::sqrt(20.0), 0.3);
}

TEST(Bootstrap, RowsOfTheirOwnPerSeedAverageOutAndCommonRowsDoNot) {
    const auto truth = labels(200, 2, 21);
    const Lists arm(8, guesses(truth, 2, 1, 0.8, 22)[0]),
        control(8, guesses(truth, 2, 1, 0.6, 23)[0]);
    auto data = paired(truth, arm, control, 2);
    const auto crossed = bootstrap_predictions(data, CountMetric::Accuracy, {.resamples = 2000});
    data.truth.assign(8, truth);
    const auto nested = bootstrap_predictions(data, CountMetric::Accuracy, {.resamples = 2000});
    EXPECT_NEAR(crossed.standard_error / nested.standard_error, std::sqrt(8.0), 0.25);
    EXPECT_DOUBLE_EQ(crossed.difference, nested.difference);
}

TEST(Bootstrap, RepeatsUnderOneSeedAndDiffersUnderAnother) {
    const auto truth = labels(60, 2, 31);
    const auto data_arm = guesses(truth, 2, 3, 0.7, 32),
               data_control = guesses(truth, 2, 3, 0.6, 33);
    const auto data = paired(truth, data_arm, data_control, 2);
    const auto run = [&](std::uint64_t seed) {
        return bootstrap_predictions(data, CountMetric::MacroF1, {.resamples = 300, .seed = seed});
    };
    EXPECT_EQ(run(1).interval.low, run(1).interval.low);
    EXPECT_EQ(run(1).standard_error, run(1).standard_error);
    EXPECT_NE(run(1).standard_error, run(2).standard_error);
}

}  // namespace
}  // namespace engine
