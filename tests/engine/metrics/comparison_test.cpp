#include "engine/metrics/comparison.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "engine/base/stream.h"

namespace engine {
namespace {

constexpr int kClasses = 2;

std::vector<std::int32_t> truth_of(std::size_t rows, std::uint64_t world) {
    Stream stream(world, "truth");
    std::vector<std::int32_t> out(rows);
    for (auto& value : out) value = static_cast<std::int32_t>(stream.below(kClasses));
    return out;
}

/// Whether a row is answered right: row difficulty common to all, luck of the arm's seed, luck of
/// the answer.
ScoredArm simulated(const char* title, std::uint64_t world, double skill, std::size_t seeds,
                    std::size_t rows, double luck = 0.15) {
    ScoredArm arm{.title = title, .runs = {}, .classes = kClasses, .width = 1};
    const auto truth = truth_of(rows, world);
    Stream difficulty(world, "difficulty");
    std::vector<double> hard(rows);
    for (double& value : hard) value = difficulty.normal();
    Stream own(world, std::string(title) + " rows");
    for (double& value : hard) value += 0.5 * own.normal();
    for (std::size_t s = 0; s < seeds; ++s) {
        Stream stream(world, title, 0, s);
        const double of_seed = luck * stream.normal();
        ScoredRun run{.seed = s + 1,
                      .row_ids = {},
                      .truth = truth,
                      .predicted = truth,
                      .scores = {},
                      .values = {},
                      .guard = {}};
        for (std::size_t i = 0; i < rows; ++i) {
            run.row_ids.push_back(static_cast<std::int64_t>(i));
            const bool right = skill + of_seed - hard[i] + 0.5 * stream.normal() > 0;
            if (!right) run.predicted[i] = 1 - truth[i];
        }
        arm.runs.push_back(std::move(run));
    }
    return arm;
}

std::vector<Compared> compared(const std::vector<ScoredArm>& arms,
                               const std::vector<PlannedPair>& pairs,
                               FamilyOptions options = {.resamples = 1000}) {
    auto got = compare_family(arms, pairs, options);
    EXPECT_TRUE(got) << got.error().text();
    return got ? *got : std::vector<Compared>(pairs.size());
}

const std::vector<PlannedPair> kOnePair = {
    {.arm = 0, .control = 1, .budget = "16 labels", .not_comparable = {}}};

VerdictCode code_of(const std::vector<ScoredArm>& arms) {
    return compared(arms, kOnePair)[0].verdict.code;
}

TEST(Comparison, ALargeGainHelpsAndTheSameTurnedRoundIsNegativeTransfer) {
    const auto good = simulated("good", 1, 1.6, 5, 400), poor = simulated("poor", 1, 0.6, 5, 400);
    const auto got = compared({good, poor}, kOnePair)[0];
    EXPECT_EQ(got.verdict.code, VerdictCode::Helps) << got.verdict.sentence.text();
    EXPECT_EQ(got.comparison.pairs, 5);
    EXPECT_EQ(got.comparison.rows, 400);
    EXPECT_GT(got.comparison.interval.low, 0.05);
    EXPECT_NEAR(got.comparison.difference, mean(got.differences), 1e-12);
    const auto turned = compared({poor, good}, kOnePair)[0];
    EXPECT_EQ(turned.verdict.code, VerdictCode::Negative);
    EXPECT_NEAR(turned.comparison.difference, -got.comparison.difference, 1e-12);
}

// The probability of so many claims or more, were their rate 5 %: the exact binomial test.
double as_many_at_five_percent(int claims, int worlds) {
    const boost::math::binomial_distribution<> law(worlds, 0.05);
    return claims == 0 ? 1.0 : boost::math::cdf(boost::math::complement(law, claims - 1));
}

TEST(Comparison, WithoutATrueDifferenceClaimsStayWithinFivePercentOfTwoThousandWorlds) {
    constexpr int kWorlds = 667;
    int all = 0;
    for (const double luck : {0.02, 0.15, 0.4}) {
        int claims = 0;
        for (std::uint64_t world = 1; world <= kWorlds; ++world) {
            const auto got = compared({simulated("a", world, 1.0, 5, 150, luck),
                                       simulated("b", world, 1.0, 5, 150, luck)},
                                      kOnePair, {.delta = 0.0, .resamples = 300});
            const auto code = got[0].verdict.code;
            claims += code == VerdictCode::Helps || code == VerdictCode::Negative ? 1 : 0;
        }
        EXPECT_GE(as_many_at_five_percent(claims, kWorlds), 0.01)
            << claims << " claims at seed luck " << luck;
        RecordProperty("claims at " + std::to_string(luck), claims);
        all += claims;
    }
    EXPECT_GE(as_many_at_five_percent(all, 3 * kWorlds), 0.05) << all << " claims";
}

TEST(Comparison, ATrueDifferenceIsFoundInMostWorlds) {
    int found = 0;
    for (std::uint64_t world = 1; world <= 100; ++world)
        found += code_of({simulated("a", world, 1.6, 5, 300),
                          simulated("b", world, 1.0, 5, 300)}) == VerdictCode::Helps
                     ? 1
                     : 0;
    EXPECT_GE(found, 80);
}

TEST(Comparison, HolmRunsOverThePlannedPairsOnly) {
    const std::vector<ScoredArm> arms = {simulated("a", 3, 1.2, 5, 200),
                                         simulated("b", 3, 1.0, 5, 200),
                                         simulated("c", 3, 0.9, 5, 200)};
    const auto got = compared(
        arms,
        {{.arm = 0, .control = 1, .budget = "", .not_comparable = {}},
         {.arm = 1, .control = 2, .kind = PairKind::Planned, .budget = "", .not_comparable = {}},
         {.arm = 0,
          .control = 2,
          .kind = PairKind::Exploratory,
          .budget = "",
          .not_comparable = {}},
         {.arm = 2, .control = {}, .budget = "", .not_comparable = {}}});
    const std::vector<double> p = {*got[0].comparison.p, *got[1].comparison.p};
    const auto adjusted = holm(p);
    EXPECT_DOUBLE_EQ(*got[0].comparison.p_holm, adjusted[0]);
    EXPECT_DOUBLE_EQ(*got[1].comparison.p_holm, adjusted[1]);
    EXPECT_EQ(got[0].comparison.family, 2);
    EXPECT_FALSE(got[2].comparison.p_holm.has_value());
    const auto belief = bayes_signed_rank(got[0].differences, got[0].comparison.delta, 1, 5000);
    EXPECT_EQ(got[0].comparison.belief->above, belief.above);
    EXPECT_EQ(got[3].verdict.code, VerdictCode::NotComparable);
}

TEST(Comparison, AnArmThatDoesNotVaryPairsWithEverySeedOfItsControl) {
    auto fixed = simulated("source left alone", 4, 1.6, 1, 300);
    fixed.varies_with_seed = false;
    const auto control = simulated("target only", 4, 0.6, 5, 300);
    const auto got = compared({fixed, control}, kOnePair)[0];
    EXPECT_EQ(got.comparison.pairs, 5);
    EXPECT_EQ(got.seeds, (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
    EXPECT_EQ(got.verdict.code, VerdictCode::Helps);
    EXPECT_EQ(compared({control, fixed}, kOnePair)[0].verdict.code, VerdictCode::Negative);
}

TEST(Comparison, TwoArmsThatNeverVaryCountAsOneSeedHoweverOftenTheyRan) {
    auto a = simulated("a", 5, 1.6, 5, 300), b = simulated("b", 5, 0.6, 5, 300);
    for (std::size_t s = 1; s < 5; ++s) {
        a.runs[s].predicted = a.runs[0].predicted;
        b.runs[s].predicted = b.runs[0].predicted;
    }
    const auto got = compared({a, b}, kOnePair)[0];
    EXPECT_EQ(got.comparison.pairs, 1);
    EXPECT_EQ(got.verdict.code, VerdictCode::TooFewSeeds);
    EXPECT_EQ(got.comparison.notes[0].text(),
              "Neither arm changes with the seed: 5 seeds count as one.");
    EXPECT_FALSE(got.verdict.action);  // more of the same would be offered in vain
}

TEST(Comparison, ArmsWithOneResultForAllSeedsAreOnePairWithAnIntervalFromRowsAndNoP) {
    auto a = simulated("a", 5, 1.6, 1, 300), b = simulated("b", 5, 0.6, 1, 300);
    EXPECT_EQ(compared({a, b}, kOnePair)[0].verdict.action->text(), "Run 5 seeds");
    a.varies_with_seed = b.varies_with_seed = false;
    const auto got = compared({a, b}, kOnePair)[0];
    EXPECT_EQ(got.comparison.pairs, 1);
    EXPECT_FALSE(got.comparison.p);
    EXPECT_LT(got.comparison.interval.low, got.comparison.interval.high);
    EXPECT_EQ(got.verdict.code, VerdictCode::TooFewSeeds);
    EXPECT_EQ(got.comparison.notes[0].text(),
              "Neither arm changes with the seed: more seeds show nothing new.");
    EXPECT_FALSE(got.verdict.action);
}

TEST(Comparison, OnlyCommonSeedsArePaired) {
    auto a = simulated("a", 6, 1.0, 5, 100), b = simulated("b", 6, 1.0, 5, 100);
    b.runs.erase(b.runs.begin());
    b.runs[3].seed = 77;
    const auto got = compared({a, b}, kOnePair)[0];
    EXPECT_EQ(got.seeds, (std::vector<std::uint64_t>{2, 3, 4}));
    EXPECT_EQ(got.verdict.code, VerdictCode::TooFewSeeds);
    for (auto& run : b.runs) run.seed += 100;
    EXPECT_EQ(code_of({a, b}), VerdictCode::NotComparable);
}

TEST(Comparison, PlantedFaultsGetTheirNamedGuards) {
    const auto control = simulated("control", 7, 0.8, 5, 100);
    auto nan = simulated("nan", 7, 1.6, 5, 100);
    for (auto& run : nan.runs) run.scores.assign(100, 0.5);
    nan.runs[3].scores[7] = std::numeric_limits<double>::quiet_NaN();  // one is enough
    auto got = compared({nan, control}, kOnePair)[0];
    EXPECT_EQ(got.verdict.code, VerdictCode::Degenerate);
    EXPECT_EQ(got.comparison.degenerate[0].reason, GuardReason::NotFinite);

    auto constant = simulated("constant", 7, 1.6, 5, 100);
    for (auto& run : constant.runs) run.predicted.assign(100, 1);
    got = compared({constant, control}, kOnePair)[0];
    EXPECT_EQ(got.verdict.code, VerdictCode::Degenerate);
    EXPECT_EQ(got.comparison.degenerate[0].reason, GuardReason::OneClass);
    got = compared({control, constant}, kOnePair)[0];
    EXPECT_FALSE(got.comparison.degenerate[0].of_arm);

    auto shuffled = simulated("shuffled", 7, 1.6, 5, 100);
    std::swap(shuffled.runs[2].row_ids[0], shuffled.runs[2].row_ids[1]);
    got = compared({shuffled, control}, kOnePair)[0];
    EXPECT_EQ(got.verdict.sentence.text(), "Not comparable: the rows are in another order.");

    auto shorter = simulated("shorter", 7, 1.6, 5, 90);
    got = compared({shorter, control}, kOnePair)[0];
    EXPECT_EQ(got.verdict.sentence.text(),
              "Not comparable: 90 rows were scored by the one, 100 by the other.");
    EXPECT_EQ(got.verdict.action->text(), "Score both on 90 rows");

    auto leaky = simulated("leaky", 7, 3.0, 5, 100);
    auto pairs = kOnePair;
    pairs[0].not_comparable = Sentence{"%1 test rows were also trained on", {"100"}};
    EXPECT_EQ(compared({leaky, control}, pairs)[0].verdict.code, VerdictCode::NotComparable);
    leaky.runs[3].leaked = 12;  // one seed is enough
    leaky.runs[3].judged = 100;
    got = compared({leaky, control}, kOnePair)[0];
    EXPECT_EQ(got.verdict.code, VerdictCode::NotComparable);
    EXPECT_EQ(got.verdict.sentence.text(),
              "Not comparable: 12 of 100 test texts were in the arm's training.");
    EXPECT_EQ(got.comparison.notes.size(), 1U);
    got = compared({control, leaky}, kOnePair)[0];
    EXPECT_EQ(got.verdict.sentence.text(),
              "Not comparable: 12 of 100 test texts were in the control's training.");
}

TEST(Comparison, OneCollapsedSeedIsCountedAndNoted) {
    auto arm = simulated("arm", 8, 1.4, 5, 100);
    arm.runs[0].predicted.assign(100, 1);
    const auto got = compared({arm, simulated("control", 8, 0.8, 5, 100)}, kOnePair)[0];
    EXPECT_TRUE(got.comparison.degenerate.empty());
    EXPECT_EQ(got.comparison.notes[0].text(), "arm gives one answer to every row in 1 of 5 seeds.");
    EXPECT_EQ(got.comparison.pairs, 5);
}

TEST(Comparison, ALowerErrorIsAGain) {
    std::vector<ScoredArm> arms(2);
    for (std::size_t a = 0; a < 2; ++a) {
        arms[a].title = a == 0 ? "arm" : "control";
        for (std::size_t s = 0; s < 6; ++s) {
            Stream stream(9, arms[a].title, 0, s);
            ScoredRun run;
            run.seed = s;
            for (int u = 0; u < 200; ++u)
                run.values.push_back((a == 0 ? 0.7 : 0.9) + 0.2 * stream.normal());
            arms[a].runs.push_back(run);
        }
    }
    const auto got =
        compared(arms, kOnePair, {.metric = "mae", .unit = "users", .resamples = 1000})[0];
    EXPECT_EQ(got.verdict.code, VerdictCode::Helps);
    EXPECT_NEAR(got.comparison.difference, 0.2, 0.03);
    EXPECT_LT(got.comparison.arm_mean, got.comparison.control_mean);
    EXPECT_LT(got.bootstrap.share_not_above, 0.01);
}

TEST(Comparison, WrongInputIsAnErrorAndNotANumber) {
    const std::vector<ScoredArm> arms = {simulated("a", 1, 1, 5, 20), simulated("b", 1, 1, 5, 20)};
    EXPECT_EQ(compare_family(arms, kOnePair, {.metric = "auroc"}).error().code,
              ErrorCode::BadOption);
    EXPECT_EQ(compare_family(arms, kOnePair, {.delta = -1}).error().code, ErrorCode::BadOption);
    auto pairs = kOnePair;
    pairs[0].control = 5;
    EXPECT_EQ(compare_family(arms, pairs, {}).error().code, ErrorCode::BadUsage);
    auto odd = arms;
    odd[0].runs[0].predicted[3] = 2;
    EXPECT_EQ(compare_family(odd, kOnePair, {}).error().code, ErrorCode::BadData);
    odd[0].runs[0].predicted.pop_back();
    EXPECT_EQ(compare_family(odd, kOnePair, {}).error().code, ErrorCode::BadData);
}

}  // namespace
}  // namespace engine
