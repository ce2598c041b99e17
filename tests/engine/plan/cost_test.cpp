#include "engine/plan/cost.h"

#include "tests/engine/plan/plan_support.h"

namespace engine {
namespace {

using test::fine_tuned;

// The cost of the first step of a node. 100 rows; an encoder of 6 layers, 384 wide, 22.7 million
// weights.
ModelledCost cost_of(const Document& document, const std::string& node) {
    test::FakeFacts facts;
    const Plan plan = test::plan_of(document);
    const auto costs = modelled_costs(plan, facts);
    EXPECT_TRUE(costs.ok());
    for (const Step& step : plan.steps) {
        if (step.node == node) return costs->at(step.key);
    }
    ADD_FAILURE() << "no step of " << node;
    return {};
}

// A token: 2 x 12 x 6 x 384^2 + 4 x 6 x 384 x 32 = 21,528,576 FLOP; 32 tokens a text.
double forward_seconds(double texts) { return 21528576.0 * 32 * texts / 1.6e11; }

TEST(Cost, AFitIsSixFlopAWeightAndTokenOfEveryStepAndItsValidation) {
    // 16 labels: batches of 16, 3 epochs, but at least 30 steps; 10 validation rows five times.
    EXPECT_NEAR(cost_of(fine_tuned().document, "fine").cost.seconds,
                1 + 3 * forward_seconds(30 * 16) + forward_seconds(10 * 5), 1e-9);
    Document half = fine_tuned().document;
    test::set(half, "fine.precision=bf16");
    EXPECT_NEAR(cost_of(half, "fine").cost.seconds,
                1 + 3 / 1.6 * forward_seconds(30 * 16) + forward_seconds(10 * 5), 1e-9);
    // All 100 news rows: 4 batches, 2 epochs, no validation rows, at least 30 steps of 32.
    EXPECT_NEAR(cost_of(fine_tuned().document, "source").cost.seconds,
                1 + 3 * forward_seconds(30 * 32), 1e-9);
}

TEST(Cost, ScoringRunsTheEncoderUnlessItsVectorsAreKept) {
    EXPECT_NEAR(cost_of(fine_tuned().document, "e_fine").cost.seconds, 0.0025 + forward_seconds(20),
                1e-9);
    const Document look = test::first_look();
    EXPECT_NEAR(cost_of(look, "x_target").cost.seconds, 0.002 + forward_seconds(100), 1e-9);
    EXPECT_NEAR(cost_of(look, "e_target").cost.seconds, 0.0042 + 2.3e-7 * 30, 1e-9);
    EXPECT_NEAR(cost_of(look, "e_tfidf").cost.seconds, 0.022 + 9e-5 * 16, 1e-9);
}

TEST(Cost, GoingThroughATableTakesTimeARow) {
    EXPECT_NEAR(cost_of(test::first_look(), "split").cost.seconds, 0.0005 + 8e-7 * 100, 1e-9);
    EXPECT_NEAR(cost_of(test::first_look(), "budget").cost.seconds, 0.0005 + 2.5e-7 * 100, 1e-9);
}

TEST(Cost, RowsThatAreComputedAtOnceDecideTheMemoryOfAFit) {
    // 17 vectors a token of 6 layers, 128 tokens of 384 floats
    const std::int64_t row = 17LL * 6 * 128 * 384 * 4;
    Document document = fine_tuned().document;
    const ModelledCost whole = cost_of(document, "fine");
    EXPECT_EQ(whole.row_bytes, row);
    test::set(document, "fine.at_once=8");
    EXPECT_EQ(whole.cost.memory - cost_of(document, "fine").cost.memory, (32 - 8) * row);
}

// A student learns on the texts whose label is hidden too, and its teacher reads them once.
TEST(Cost, AStudentLearnsOnAllTexts) {
    const auto student = [](int labels, double soft) {
        test::Sketch s = fine_tuned();
        test::set(s.document, "budget.rows=[" + std::to_string(labels) + "]");
        s.node("small", "distil", {{"min_steps", 0}, {"soft", soft}}).node("e_small", "evaluate");
        s.edge("source.trained > small.teacher").edge("bert.encoder > small.student");
        s.edge("budget.data > small.data").edge("small.trained > e_small.scored");
        s.edge("split.data > e_small.data").arm("student", "small", "control");
        return cost_of(s.document, "small").cost.seconds;
    };
    EXPECT_EQ(student(16, 0.5), student(64, 0.5));
    EXPECT_NEAR(student(16, 0.5) - student(16, 0), forward_seconds(70), 1e-9);
}

// What lies between two thresholds is dropped before anything is done with it.
TEST(Cost, DroppedRowsTakeNothing) {
    class Half : public test::FakeFacts {
    public:
        Result<double> kept_share(const std::string&, const Json&) override { return 0.5; }
    } half;
    const Plan plan = test::plan_of(test::first_look());
    const auto kept = modelled_costs(plan, half);
    ASSERT_TRUE(kept.ok());
    for (const Step& step : plan.steps) {
        if (step.node != "x_target") continue;
        EXPECT_NEAR(kept->at(step.key).cost.seconds, 0.002 + forward_seconds(50), 1e-9);
    }
}

TEST(Cost, WhatKeepsWeightsTakesTheirBytes) {
    EXPECT_EQ(cost_of(fine_tuned().document, "fine").cost.disk, 4 * 22'700'000);
    EXPECT_EQ(cost_of(fine_tuned().document, "bert").cost.disk, 200);  // it stays in the library
}

TEST(Cost, IsKnownOfEveryStep) {
    test::FakeFacts facts;
    for (const Document& document : {test::first_look(), fine_tuned().document}) {
        const Plan plan = test::plan_of(document);
        const auto costs = modelled_costs(plan, facts);
        ASSERT_TRUE(costs.ok());
        EXPECT_EQ(costs->size(), plan.steps.size());
        for (const auto& [key, one] : *costs) {
            EXPECT_GT(one.cost.seconds, 0);
            EXPECT_GT(one.cost.memory, 0);
            EXPECT_GT(one.cost.disk, 0);
        }
    }
}

}  // namespace
}  // namespace engine
