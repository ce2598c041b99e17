#include "engine/metrics/verdict.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

Comparison clear_gain() {
    Comparison c;
    c.arm = "News, then tweets";
    c.control = "Tweets only";
    c.metric = "macro_f1";
    c.kind = PairKind::Planned;
    c.arm_mean = 0.865;
    c.control_mean = 0.834;
    c.pairs = 5;
    c.rows = 984;
    c.difference = 0.031;
    c.interval = {0.012, 0.049};
    c.p = 0.004;
    c.p_holm = 0.012;
    c.family = 3;
    c.sd = 0.01;
    return c;
}

std::string said(const Comparison& c) { return judge(c).sentence.text(); }

TEST(Verdict, AClearGainOverAPlannedControlIsBetter) {
    const auto c = clear_gain();
    EXPECT_EQ(judge(c).code, VerdictCode::Helps);
    EXPECT_EQ(said(c),
              "News, then tweets is better than Tweets only on macro F1: +3.1 points (95 % CI 1.2 "
              "to 4.9; 5 seeds, "
              "984 rows; p = 0.012, Holm over 3 planned).");
}

TEST(Verdict, AClearGainOverTheTwinSaysThatTransferHelps) {
    auto c = clear_gain();
    c.kind = PairKind::Twin;
    c.budget = "16 labels per class";
    EXPECT_EQ(judge(c).code, VerdictCode::Helps);
    EXPECT_EQ(said(c),
              "Transfer helps at 16 labels per class: +3.1 over no transfer (95 % CI 1.2 to 4.9).");
    c.budget.clear();
    EXPECT_EQ(said(c), "Transfer helps: +3.1 over no transfer (95 % CI 1.2 to 4.9).");
}

TEST(Verdict, AGainThatMayBeBelowDeltaIsOnlyAhead) {
    auto c = clear_gain();
    c.interval.low = 0.005;  // lo = delta is not above it
    EXPECT_EQ(judge(c).code, VerdictCode::Ahead);
    EXPECT_EQ(said(c),
              "News, then tweets is ahead of Tweets only by 3.1 points (95 % CI 0.5 to 4.9), but "
              "the gain may be below "
              "the 0.5 that matters.");
    c.kind = PairKind::Twin;
    EXPECT_EQ(judge(c).code, VerdictCode::Ahead);
}

TEST(Verdict, ALossSwapsTheTwoAndForATwinIsNegativeTransfer) {
    auto c = clear_gain();
    c.difference = -0.031;
    c.interval = {-0.049, -0.012};
    EXPECT_EQ(judge(c).code, VerdictCode::Negative);
    EXPECT_EQ(said(c),
              "Tweets only is better than News, then tweets on macro F1: +3.1 points (95 % CI 1.2 "
              "to 4.9; 5 seeds, "
              "984 rows; p = 0.012, Holm over 3 planned).");
    c.interval.high = -0.002;
    EXPECT_EQ(said(c),
              "Tweets only is ahead of News, then tweets by 3.1 points (95 % CI 0.2 to 4.9), but "
              "the gain may be below "
              "the 0.5 that matters.");
    c.kind = PairKind::Twin;
    c.budget = "64 labels";
    EXPECT_EQ(judge(c).code, VerdictCode::Negative);
    EXPECT_EQ(said(c),
              "Negative transfer at 64 labels: -3.1 against no transfer (95 % CI -4.9 to -0.2).");
}

TEST(Verdict, AnIntervalWithinDeltaIsEqualBeforeAnythingIsClaimed) {
    auto c = clear_gain();
    c.difference = 0.003;
    c.interval = {0.001, 0.005};
    EXPECT_EQ(judge(c).code, VerdictCode::Equal);
    EXPECT_EQ(
        said(c),
        "News, then tweets and Tweets only are equal within 0.5 points (95 % CI 0.1 to 0.5).");
    c.delta = 0;
    c.difference = 0;
    c.interval = {0, 0};
    EXPECT_EQ(judge(c).code, VerdictCode::Equal);
}

TEST(Verdict, AnIntervalThatHoldsZeroShowsNoDifferenceWhateverPSays) {
    auto c = clear_gain();
    c.difference = 0.004;
    c.interval = {-0.008, 0.016};
    const auto verdict = judge(c);
    EXPECT_EQ(verdict.code, VerdictCode::Undecided);
    const auto more = more_seeds_needed(c.sd, c.pairs, c.delta).value();
    EXPECT_EQ(verdict.sentence.text(), "No difference shown: +0.4 (95 % CI -0.8 to 1.6). About " +
                                           std::to_string(more) + " more seeds could show 0.5.");
    EXPECT_EQ(verdict.action->text(), "Run " + std::to_string(more) + " seeds");
}

TEST(Verdict, WhenTheRowsAreTheLimitNoNumberOfSeedsIsPromised) {
    auto c = clear_gain();
    c.interval = {-0.008, 0.07};
    c.row_variance = 0.02 * 0.02;
    EXPECT_EQ(
        said(c),
        "No difference shown: +3.1 (95 % CI -0.8 to 7.0). More seeds alone could not show 0.5.");
    EXPECT_FALSE(judge(c).action.has_value());
}

TEST(Verdict, AnIntervalWithoutItsPIsUndecided) {
    auto c = clear_gain();
    c.p_holm = 0.05;
    EXPECT_EQ(judge(c).code, VerdictCode::Undecided);
    EXPECT_EQ(said(c), "Undecided: interval 1.2 to 4.9, p = 0.05.");
    c.kind = PairKind::Twin;
    EXPECT_EQ(judge(c).code, VerdictCode::Undecided);
    c.interval = {-0.049, -0.012};
    EXPECT_EQ(judge(c).code, VerdictCode::Undecided);
    c.p_holm.reset();
    EXPECT_EQ(judge(c).code, VerdictCode::Undecided);
}

TEST(Verdict, FewSeedsClaimNothing) {
    auto c = clear_gain();
    c.pairs = 1;
    EXPECT_EQ(judge(c).code, VerdictCode::TooFewSeeds);
    EXPECT_EQ(said(c), "One seed says nothing about chance: 86.5, 83.4.");
    EXPECT_EQ(judge(c).action->text(), "Run 5 seeds");
    for (c.pairs = 2; c.pairs < 5; ++c.pairs) {
        EXPECT_EQ(judge(c).code, VerdictCode::TooFewSeeds);
        EXPECT_EQ(said(c), "Too few seeds for a claim: " + std::to_string(c.pairs) +
                               " pairs, 5 needed. Means so far 86.5, 83.4.");
        EXPECT_EQ(judge(c).action->text(), "Queue missing seeds");
    }
}

TEST(Verdict, NotComparableComesBeforeDegenerateAndThatBeforeSeeds) {
    auto c = clear_gain();
    c.pairs = 1;
    c.degenerate = {{.of_arm = false, .reason = GuardReason::AllAlike}};
    EXPECT_EQ(judge(c).code, VerdictCode::Degenerate);
    EXPECT_EQ(said(c), "Tweets only scores all items alike or NaN; its ranking is not counted.");
    c.degenerate = {{.of_arm = true, .reason = GuardReason::OneClass}};
    EXPECT_EQ(said(c), "News, then tweets predicts one class only; its result is not counted.");
    c.not_comparable = Sentence{"%1 test rows were also trained on", {"12"}};
    c.common_rows = 300;
    EXPECT_EQ(judge(c).code, VerdictCode::NotComparable);
    EXPECT_EQ(said(c), "Not comparable: 12 test rows were also trained on.");
    EXPECT_EQ(judge(c).action->text(), "Score both on 300 rows");
}

TEST(Verdict, WithoutAControlTheGainIsUnknown) {
    auto c = clear_gain();
    c.has_control = false;
    EXPECT_EQ(judge(c).code, VerdictCode::NotComparable);
    EXPECT_EQ(said(c), "The gain from transfer is unknown without a control arm.");
    EXPECT_EQ(judge(c).action->text(), "Add twin");
}

TEST(Verdict, AnExploratoryPairClaimsNothing) {
    auto c = clear_gain();
    c.kind = PairKind::Exploratory;
    EXPECT_EQ(judge(c).code, VerdictCode::Undecided);
    EXPECT_EQ(said(c),
              "Exploratory, not planned: News, then tweets against Tweets only: +3.1 (95 % CI 1.2 "
              "to 4.9). No claim.");
}

TEST(Verdict, MeasuresThatAreNoSharesAreSaidInTheirOwnUnit) {
    auto c = clear_gain();
    c.metric = "mae";
    c.delta = 0.005;
    EXPECT_EQ(said(c),
              "News, then tweets is better than Tweets only on mean absolute error: +0.031 (95 % "
              "CI 0.012 to 0.049; "
              "5 seeds, 984 rows; p = 0.012, Holm over 3 planned).");
}

TEST(Verdict, BetterWorseAndHelpsStandNowhereElse) {
    int claims = 0;
    for (const auto& text : verdict_templates()) {
        const bool claim = text.find("better") != text.npos || text.find("helps") != text.npos;
        EXPECT_EQ(text.find("worse"), text.npos);
        claims += claim ? 1 : 0;
    }
    EXPECT_EQ(claims, 4);  // better in points and in own units, helps with and without a budget
}

TEST(Verdict, AReferenceThatIsNotBeatenIsNamed) {
    EXPECT_EQ(reference_note("MeLU", 0.535, "item mean", 0.604, "precision_at_5")->text(),
              "MeLU does not beat item mean (53.5 vs 60.4).");
    EXPECT_FALSE(reference_note("MeLU", 0.61, "item mean", 0.604, "precision_at_5").has_value());
    EXPECT_TRUE(reference_note("MeLU", 0.9, "item mean", 0.8, "mae").has_value());
}

TEST(Verdict, JsonHasTheKeysOfTheCommandLineAndNumbersAsShares) {
    const auto c = clear_gain();
    const Json json = verdict_json(c, judge(c), Json{{"rows", 64}});
    // The keys of the command line come first; what a window needs to say it again follows.
    const std::string start =
        R"({"arm":"News, then tweets","control":"Tweets only","sweep":{"rows":64},)"
        R"("metric":"macro_f1","difference":0.031,"ci":[0.012,0.049],"p":0.004,)"
        R"("p_holm":0.012,"n":5,"code":"helps","sentence":)" +
        Json(said(c)).dump() + ",";
    EXPECT_EQ(compact_json(json).substr(0, start.size()), start);
    EXPECT_EQ(
        fill(json["message"].get<std::string>(), json["arguments"].get<std::vector<std::string>>()),
        said(c));
    EXPECT_EQ(json["test"]["family"], 3);
    EXPECT_EQ(json["test"]["rows"], 984);
    EXPECT_TRUE(json["action"].is_null());
}

TEST(Verdict, ABeliefStandsBesideThePOfAPlannedPairAndChangesNoClaim) {
    auto c = clear_gain();
    EXPECT_FALSE(belief_sentence(c).has_value());
    EXPECT_TRUE(verdict_json(c, judge(c), {})["belief"].is_null());
    const std::string before = said(c);
    c.belief = SignedRankBelief{0.001, 0.139, 0.86};
    EXPECT_EQ(said(c), before);
    EXPECT_EQ(belief_sentence(c)->text(),
              "Bayesian signed-rank test over the seeds: ahead by more than 0.5 points with a "
              "chance of 86 %, behind by more with <1 %, neither with 14 %.");
    const Json json = verdict_json(c, judge(c), {})["belief"];
    EXPECT_EQ(json["above"], 0.86);
    EXPECT_EQ(
        fill(json["message"].get<std::string>(), json["arguments"].get<std::vector<std::string>>()),
        belief_sentence(c)->text());
    c.p_holm.reset();  // an exploratory pair
    EXPECT_FALSE(belief_sentence(c).has_value());
}

TEST(Verdict, NoNumberIsMinusZero) {
    auto c = clear_gain();
    c.difference = -0.0001;
    c.interval = {-0.02, 0.02};
    EXPECT_EQ(said(c).find("-0.0 "), std::string::npos) << said(c);
}

}  // namespace
}  // namespace engine
