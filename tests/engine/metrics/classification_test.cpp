#include "engine/metrics/classification.h"

#include "engine/metrics/probability.h"
#include "tests/engine/metrics/golden.h"

namespace engine {
namespace {

struct Case {
    std::vector<std::int32_t> truth, predicted;
    std::vector<double> probabilities;
    int classes = 0;
    Json expected;
};

std::vector<Case> cases() {
    std::vector<Case> out;
    for (const Json& one : metrics_golden("classification")) {
        Case item;
        item.truth = one["y"].get<std::vector<std::int32_t>>();
        for (const Json& row : one["p"])
            for (const double p : numbers(row)) item.probabilities.push_back(p);
        item.classes = static_cast<int>(one["p"][0].size());
        item.predicted = predicted_classes(item.probabilities, item.classes);
        item.expected = one["expected"];
        out.push_back(item);
    }
    return out;
}

void expect_three(const Json& expected, const PrecisionRecall& got) {
    EXPECT_NEAR(got.precision, expected[0].get<double>(), kGolden);
    EXPECT_NEAR(got.recall, expected[1].get<double>(), kGolden);
    EXPECT_NEAR(got.f1, expected[2].get<double>(), kGolden);
}

TEST(Classification, EqualsScikitLearnOnEveryGoldenCase) {
    for (const Case& item : cases()) {
        const auto counts = count_classes(item.truth, item.predicted, item.classes);
        const auto tally = counts.tally();
        const Json& want = item.expected;
        EXPECT_NEAR(accuracy(tally), want["accuracy"].get<double>(), kGolden);
        EXPECT_NEAR(balanced_accuracy(tally), want["balanced_accuracy"].get<double>(), kGolden);
        EXPECT_NEAR(matthews_correlation(tally), want["mcc"].get<double>(), kGolden);
        EXPECT_NEAR(cohen_kappa(tally), want["kappa"].get<double>(), kGolden);
        expect_three(want["prf_macro"], averaged_measures(tally, Average::Macro));
        expect_three(want["prf_micro"], averaged_measures(tally, Average::Micro));
        expect_three(want["prf_weighted"], averaged_measures(tally, Average::Weighted));
        for (int c = 0; c < item.classes; ++c) {
            const auto i = static_cast<std::size_t>(c);
            const Json& each = want["prf_per_class"];
            expect_three({each[0][i], each[1][i], each[2][i]}, class_measures(tally, c));
        }
    }
}

TEST(Classification, ConfusionMatrixCountsTruthByRowAndPredictionByColumn) {
    for (const Case& item : cases()) {
        const auto cells = confusion_matrix(item.truth, item.predicted, item.classes);
        std::vector<std::int64_t> want;
        for (const Json& row : item.expected["confusion"])
            for (const Json& cell : row) want.push_back(cell.get<std::int64_t>());
        EXPECT_EQ(cells, want);
    }
}

TEST(Classification, ProbabilityMeasuresEqualScikitLearnOnEveryGoldenCase) {
    for (const Case& item : cases()) {
        const Json& want = item.expected;
        const auto near = [&](double got, const char* key) {
            EXPECT_NEAR(got, want[key].get<double>(), kGolden) << key;
        };
        const auto& p = item.probabilities;
        near(log_loss(item.truth, p, item.classes), "log_loss");
        near(brier_multiclass(item.truth, p, item.classes), "brier_multiclass");
        near(expected_calibration_error(item.truth, p, item.classes, 10), "ece_10");
        near(expected_calibration_error(item.truth, p, item.classes), "ece_15");
        if (item.classes == 2) {
            std::vector<double> positive;
            for (std::size_t i = 1; i < p.size(); i += 2) positive.push_back(p[i]);
            near(auroc(item.truth, positive).value(), "auroc");
            near(average_precision(item.truth, positive).value(), "average_precision");
            near(brier_binary(item.truth, positive), "brier_binary");
        } else if (want.contains("auroc_ovr_macro")) {
            near(auroc_one_vs_rest(item.truth, p, item.classes).value(), "auroc_ovr_macro");
        }
    }
}

TEST(Classification, AClassThatNeverOccursCountsZeroInMacroAndNotInBalancedAccuracy) {
    const std::vector<std::int32_t> truth = {0, 0, 1, 1}, predicted = {0, 0, 1, 0};
    const auto counts = count_classes(truth, predicted, 3);
    EXPECT_DOUBLE_EQ(averaged_measures(counts.tally(), Average::Macro).recall, (1 + 0.5) / 3);
    EXPECT_DOUBLE_EQ(balanced_accuracy(counts.tally()), 0.75);
}

TEST(Classification, AreaUnderTheCurveIsUndefinedWithOneClass) {
    const std::vector<std::int32_t> truth = {1, 1};
    const std::vector<double> scores = {0.2, 0.3};
    EXPECT_FALSE(auroc(truth, scores).has_value());
    EXPECT_FALSE(average_precision(std::vector<std::int32_t>{0, 0}, scores).has_value());
}

TEST(Classification, CalibrationErrorIsZeroWhenConfidenceIsKept) {
    const std::vector<std::int32_t> truth = {0, 0, 0, 0, 1};  // four of five right at 0.8
    std::vector<double> p;
    for (int i = 0; i < 5; ++i) p.insert(p.end(), {0.8, 0.2});
    EXPECT_NEAR(expected_calibration_error(truth, p, 2), 0.0, 1e-12);
}

TEST(Classification, EveryNamedCountMetricIsKnown) {
    EXPECT_EQ(count_metric("macro_f1"), CountMetric::MacroF1);
    EXPECT_EQ(count_metric("f1"), CountMetric::MacroF1);
    EXPECT_EQ(count_metric("recall"), CountMetric::MacroRecall);
    EXPECT_FALSE(count_metric("auroc").has_value());
}

}  // namespace
}  // namespace engine
