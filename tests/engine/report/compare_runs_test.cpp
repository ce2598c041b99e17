#include "engine/report/compare_runs.h"

#include <gtest/gtest.h>

#include "engine/base/hash.h"
#include "report_support.h"

namespace engine {
namespace {

class CompareSides : public testing::Test {
protected:
    // One artifact a seed, or one for all of them.
    Side side(const std::string& name, double share, bool varies) {
        Side out{name, {}};
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const std::string key = sha256_hex(name + (varies ? std::to_string(seed) : ""));
            if (!artifacts_.has(key))
                test::publish_scores(artifacts_, key, share, varies ? seed : 77);
            out.ends.emplace_back(seed, key);
        }
        return out;
    }
    Comparison compared(const Side& arm, const Side& control) {
        const auto got = compare_sides({{arm, control, PairKind::Planned, ""}}, artifacts_,
                                       {.metric = "accuracy", .resamples = 500});
        EXPECT_TRUE(got.ok()) << got.error().text();
        return got.ok() ? got->front().comparison : Comparison();
    }

    TemporaryFolder folder_;
    ArtifactFolder artifacts_{folder_.path() / "artifacts"};
};

TEST_F(CompareSides, ResultsThatDoNotDrawOnTheSeedAreOnePairHoweverManySeedsThereAre) {
    const Comparison c = compared(side("a", 0.9, false), side("b", 0.6, false));
    EXPECT_EQ(c.pairs, 1);
    EXPECT_TRUE(c.repeats);
    EXPECT_FALSE(c.p);  // nothing is known about chance in training
    EXPECT_LT(c.interval.low, c.difference);
    EXPECT_GT(c.interval.high, c.difference);  // rows alone
    EXPECT_EQ(judge(c).code, VerdictCode::TooFewSeeds);
    EXPECT_FALSE(judge(c).action);
}

TEST_F(CompareSides, OneResultOfASidePairsWithEverySeedOfTheOther) {
    const Comparison c = compared(side("a", 0.9, true), side("b", 0.6, false));
    EXPECT_EQ(c.pairs, 5);
    EXPECT_FALSE(c.repeats);
    EXPECT_TRUE(c.p);
    EXPECT_EQ(judge(c).code, VerdictCode::Helps);
}

TEST_F(CompareSides, WhatWasTrainedOnItsTestIsNotCompared) {
    const std::string key = sha256_hex("leaky");
    test::publish_scores(artifacts_, key, 0.99, 1, {{"leak", {{"rows", 12}, {"of", 200}}}});
    const Side leaky{"leaky", {{1, key}}};
    for (const bool of_arm : {true, false}) {
        const Side other = side("b", 0.6, true);
        const Comparison c = of_arm ? compared(leaky, other) : compared(other, leaky);
        const Verdict verdict = judge(comparison_of(comparison_numbers(c)));
        EXPECT_EQ(verdict.code, VerdictCode::NotComparable);
        EXPECT_EQ(verdict.sentence.text(), std::string("Not comparable: 12 of 200 test texts were "
                                                       "in the ") +
                                               (of_arm ? "arm" : "control") + "'s training.");
    }
}

TEST_F(CompareSides, NumbersComeBackAsTheyWereStored) {
    for (const bool varies : {false, true}) {
        const Comparison c = compared(side("a", 0.8, varies), side("b", 0.7, varies));
        const Json stored = comparison_numbers(c);
        EXPECT_EQ(comparison_numbers(comparison_of(stored)), stored);
        EXPECT_EQ(comparison_of(stored).repeats, !varies);
    }
}

}  // namespace
}  // namespace engine
