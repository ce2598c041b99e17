// What the checks say of an arm and what it is compared with.
#include <gtest/gtest.h>

#include "plan_support.h"

namespace engine {
namespace {

using test::drop_edges;
using test::rewired;
using test::Sketch;
using test::told;
using test::Told;

TEST(CheckControl, AnArmAndItsControlAreScoredOnTheSameRows) {
    const auto scored_by = [](const Json& split, const char* rows) {
        Sketch s = rewired("e_alone", "data", "other.data");
        s.node("movies", "dataset", {{"source", "movies"}}).node("clean", "clean");
        s.edge("tweets.data > clean.data");
        s.node("other", "split", split).edge(std::string(rows) + ".data > other.data");
        return told(s.document)[0];
    };
    const std::string other_rows =
        "same_test: Arm \"transfer\" is scored on other rows than arm \"control\".";
    EXPECT_EQ(scored_by({{"seed", 1}}, "tweets"), other_rows);
    EXPECT_EQ(scored_by(Json::object(), "movies"), other_rows);
    EXPECT_EQ(scored_by(Json::object(), "clean"), other_rows);
    // Equal splits of the same rows part them alike. (That the control may train on what the other
    // node tests is another fault.)
    EXPECT_EQ(scored_by(Json::object(), "tweets").substr(0, 8), "leakage:");
}

TEST(CheckControl, WhatLiesBetweenSplitAndScoreMayChangeTextsButNotWhichRowsAreTested) {
    const auto cleaned = [](bool deduplicate) {
        Sketch s = rewired("e_alone", "data", "clean.data");
        s.node("clean", "clean", {{"deduplicate", deduplicate}}).edge("split.data > clean.data");
        return told(s.document);
    };
    EXPECT_EQ(cleaned(false), Told{});
    EXPECT_EQ(cleaned(true), Told{"same_test: Arm \"transfer\" is scored on other rows than arm "
                                  "\"control\"."});
    // Of stacked rows the first input is tested, and a budget hides labels of training rows only.
    Sketch stacked = rewired("e_alone", "data", "stack.data");
    stacked.node("stack", "combine")
        .edge("budget.data > stack.data", 0)
        .edge("news.data > stack.data", 1);
    EXPECT_EQ(told(stacked.document), Told{});
}

TEST(CheckControl, AControlThatIsTrainedDifferentlyIsAWarning) {
    Sketch s = test::fine_tuned();
    test::set(s.document, "alone.epochs=9");
    test::set(s.document, "alone.batch=8");
    const Told both = {
        "arm: Arm \"transfer\" and its control \"control\" are trained differently: Epochs, "
        "Batch."};
    EXPECT_EQ(told(s.document), both);
    EXPECT_TRUE(first_blocking(check(s.document, test::catalog())).ok());
    // A recipe speaks for the whole group, so what stands in the node does not count.
    s.node("recipe", "recipe")
        .edge("recipe.recipe > alone.recipe")
        .edge("recipe.recipe > fine.recipe");
    EXPECT_EQ(told(s.document), Told{});
    // The part under a search counts, not the search.
    Sketch searched = rewired("e_fine", "scored", "tune.trained");
    searched.node(
        "tune", "tune",
        {{"ranges",
          Json::array({{{"node", "fine"}, {"option", "warmup"}, {"values", {0, 0.1}}}})}});
    searched.edge("fine.trained > tune.trained");
    searched.document.arms[0].ends = "tune";
    EXPECT_EQ(told(searched.document), Told{});
    test::set(searched.document, "alone.epochs=9");
    EXPECT_EQ(told(searched.document).size(), 1U);
    // Unlike methods have no common settings to compare; the method's own options are the question.
    Sketch unlike = rewired("e_alone", "scored", "bare.trained");
    unlike.node("bare", "train_source", {{"epochs", 7}})
        .edge("bert.encoder > bare.encoder")
        .edge("budget.data > bare.data");
    unlike.document.arms[1].ends = "bare";
    EXPECT_EQ(told(unlike.document), Told{});
    Sketch method = test::fine_tuned();
    test::set(method.document, "alone.unfreeze=bias");
    EXPECT_EQ(told(method.document), Told{});
}

TEST(CheckControl, AStudentNeedsATeacherUnlessItIsItsOwnControl) {
    Sketch s = test::fine_tuned();
    s.node("small", "distil", {{"layers", 3}})
        .edge("bert.encoder > small.student")
        .edge("budget.data > small.data");
    EXPECT_EQ(told(s.document), Told{"missing_input: Distil has no teacher (Trained)."});
    test::set(s.document, "small.soft=0");
    EXPECT_EQ(told(s.document), Told{});
}

TEST(CheckControl, AControlOfAnotherSizeThanTheStudentIsAWarning) {
    Sketch s = rewired("fine", "start", "small.trained");
    drop_edges(s.document, "without", "start");
    s.node("small", "distil", {{"layers", 3}})
        .edge("source.trained > small.teacher")
        .edge("bert.encoder > small.student")
        .edge("news.data > small.data")
        .edge("small.trained > without.start");
    EXPECT_EQ(told(s.document),
              Told{"arm: Control goes back to the whole encoder; the student of Distil is smaller, "
                   "so more than the transfer differs."});
    EXPECT_TRUE(first_blocking(check(s.document, test::catalog())).ok());
    test::set(s.document, "small.layers=0");
    EXPECT_EQ(told(s.document), Told{});
}

TEST(CheckControl, ControlsMustBeOtherArmsThatAreThere) {
    Sketch s = test::fine_tuned();
    s.document.arms[0].control = "contrl";
    EXPECT_EQ(told(s.document), Told{"unknown: Arm \"transfer\" has the control \"contrl\", which "
                                     "is not there. Did you mean \"control\"?"});
    s.document.arms[0].control = "transfer";
    EXPECT_EQ(told(s.document), Told{"arm: Arm \"transfer\" cannot be its own control."});
}

}  // namespace
}  // namespace engine
