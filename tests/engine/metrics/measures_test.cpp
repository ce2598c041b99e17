#include "engine/metrics/measures.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "engine/base/stream.h"
#include "engine/metrics/guards.h"

namespace engine {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const std::vector<std::string> kNames = {"negative", "positive"};
const std::vector<std::int32_t> kTruth = {0, 1, 1, 0};
const std::vector<double> kProbabilities = {.9, .1, .2, .8, .6, .4, .7, .3};

std::optional<double> value(const std::vector<Measure>& all, const std::string& name,
                            const std::string& slice = "") {
    for (const Measure& one : all)
        if (one.name == name && one.slice == slice) return one.value;
    return std::nullopt;
}

TEST(Measures, ClassificationGivesAllNamedMeasuresAndThoseOfEachClass) {
    const auto got = classification_measures({kTruth, kProbabilities, {}, kNames});
    ASSERT_TRUE(got);
    EXPECT_DOUBLE_EQ(*value(*got, "accuracy"), 0.75);
    EXPECT_DOUBLE_EQ(*value(*got, "recall", "class:positive"), 0.5);
    EXPECT_DOUBLE_EQ(*value(*got, "auroc"), 1.0);
    EXPECT_NEAR(*value(*got, "macro_f1"), (4.0 / 5 + 2.0 / 3) / 2, 1e-12);
    for (const char* name : {"balanced_accuracy", "macro_recall", "micro_f1", "weighted_f1", "mcc",
                             "kappa", "log_loss", "brier", "ece", "average_precision"})
        EXPECT_TRUE(value(*got, name).has_value()) << name;
    for (const Measure& one : *got) EXPECT_TRUE(metric_info(one.name).has_value()) << one.name;
}

TEST(Measures, WithoutProbabilitiesCalibrationIsLeftOut) {
    const std::vector<std::int32_t> predicted = {0, 1, 0, 0};
    const auto got = classification_measures({kTruth, {}, predicted, kNames});
    ASSERT_TRUE(got);
    EXPECT_DOUBLE_EQ(*value(*got, "accuracy"), 0.75);
    EXPECT_FALSE(value(*got, "ece").has_value());
}

TEST(Measures, RowsThatDoNotFitAreErrors) {
    const std::vector<std::int32_t> outside = {0, 1, 2, 0};
    auto broken = kProbabilities;
    broken[3] = kNan;
    EXPECT_EQ(classification_measures({kTruth, {}, {}, kNames}).error().code, ErrorCode::BadData);
    EXPECT_EQ(classification_measures({{}, {}, {}, kNames}).error().code, ErrorCode::BadData);
    EXPECT_EQ(classification_measures({outside, kProbabilities, {}, kNames}).error().code,
              ErrorCode::BadData);
    EXPECT_EQ(classification_measures({kTruth, broken, {}, kNames}).error().code,
              ErrorCode::Numeric);
    EXPECT_EQ(regression_measures({}, {}).error().code, ErrorCode::BadData);
}

TEST(Measures, RankingIsTheMeanOverLists) {
    const std::vector<RankedList> lists = {{{1, 0, 0}, {3, 2, 1}}, {{0, 0, 1}, {3, 2, 1}}};
    const auto got = ranking_measures(lists, 1);
    ASSERT_TRUE(got);
    EXPECT_DOUBLE_EQ(*value(*got, "precision_at_k"), 0.5);
    EXPECT_DOUBLE_EQ(*value(*got, "mrr"), (1 + 1.0 / 3) / 2);
    EXPECT_DOUBLE_EQ(*value(*got, "auc"), 0.5);
    EXPECT_EQ(ranking_measures(std::vector<RankedList>{{{1, 0}, {kNan, 1}}}, 1).error().code,
              ErrorCode::Numeric);
}

TEST(Measures, NamesWithPlacesAreKnownByTheirFamily) {
    EXPECT_EQ(metric_title("ndcg_at_10"), "nDCG@10");
    EXPECT_EQ(metric_title("macro_f1"), "macro F1");
    EXPECT_EQ(metric_title("speed"), "speed");
    EXPECT_FALSE(metric_info("mae")->higher_is_better);
    EXPECT_FALSE(metric_info("speed").has_value());
}

TEST(Guards, EachFaultHasItsName) {
    const std::vector<std::int64_t> rows = {5, 6, 7};
    const std::vector<double> good = {.1, .2, .3}, alike = {.2, .2, .2};
    const std::vector<double> broken = {.1, kNan, .3};
    const std::vector<std::int64_t> moved = {6, 5, 7};
    const std::vector<std::int32_t> said = {0, 1, 0}, one_class = {1, 1, 1};
    const auto guard = [&](const PredictionSet& set) { return prediction_guard(rows, set); };
    EXPECT_FALSE(guard({rows, good, 1, said}).has_value());
    EXPECT_EQ(guard({{}, {}, 1, {}}), GuardReason::RowCount);
    EXPECT_EQ(guard({rows, std::span(good).first(2), 1, said}), GuardReason::RowCount);
    EXPECT_EQ(guard({moved, good, 1, said}), GuardReason::RowOrder);
    EXPECT_EQ(guard({rows, broken, 1, said}), GuardReason::NotFinite);
    EXPECT_EQ(guard({rows, alike, 1, said}), GuardReason::AllAlike);
    EXPECT_EQ(guard({rows, good, 1, one_class}), GuardReason::OneClass);
    EXPECT_EQ(name_of(GuardReason::OneClass), "one_class");
    const std::vector<double> pairs = {.3, .7, .3, .7, .3, .7};  // equal rows of two scores
    EXPECT_EQ(guard({rows, pairs, 2, said}), GuardReason::AllAlike);
}

TEST(Guards, ATestRowThatWasTrainedOnIsCounted) {
    const std::vector<std::uint64_t> train = {1, 2, 3}, test = {4, 5}, shared = {9, 3};
    EXPECT_EQ(leaked_rows(train, test), 0);
    EXPECT_EQ(leaked_rows(train, shared), 1);
}

TEST(Guards, ShuffledLabelsMustStayAtChance) {
    Stream stream(3, "guard");
    std::vector<std::int32_t> truth(200), chance(200), leak(200);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        truth[i] = static_cast<std::int32_t>(stream.below(2));
        chance[i] = static_cast<std::int32_t>(stream.below(2));
        leak[i] = stream.uniform() < 0.3 ? 1 - truth[i] : truth[i];
    }
    EXPECT_FALSE(shuffled_guard(truth, chance).has_value());
    EXPECT_EQ(shuffled_guard(truth, leak), GuardReason::ShuffledLearns);
}

}  // namespace
}  // namespace engine
