#include "engine/plan/reason.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

class ReasonTest : public testing::Test {
protected:
    std::string say(const Json& now, const Json& earlier, const char* kind = "fine_tune") const {
        return text_of(explain(*catalog_.find(kind), now, earlier));
    }

    Catalog catalog_ = shipped_catalog();
    const Json parts_ = {
        {"kind", "fine_tune"},
        {"revision", 1},
        {"options",
         {{"unfreeze", "all"}, {"rate", 0.001}, {"epochs", 3}, {"batch", 32}, {"clip", 1.0}}},
        {"inputs", {{"start", "k1", "trained"}, {"data", "k2", "data"}}},
        {"data", Json::object()},
        {"seed", 3}};
};

TEST_F(ReasonTest, SaysThatNothingLikeItHasRun) {
    EXPECT_EQ(say(parts_, Json()), "Nothing like it has run before.");
}

TEST_F(ReasonTest, NamesAnOptionByItsLabelWithBothValues) {
    Json now = parts_;
    now["options"]["rate"] = 0.0003;
    EXPECT_EQ(say(now, parts_), "Learning rate 0.001 -> 0.0003.");
    EXPECT_EQ(explain(*catalog_.find("fine_tune"), now, parts_),
              (Sentences{{"%w1 %2 -> %3.", {"Learning rate", "0.001", "0.0003"}}}));
    now = parts_;
    now["options"]["unfreeze"] = "last_k";
    EXPECT_EQ(explain(*catalog_.find("fine_tune"), now, parts_),
              (Sentences{{"%w1 %w2 -> %w3.", {"Unfreeze", "all", "last_k"}}}));
}

TEST_F(ReasonTest, NamesThreeOptionsAndCountsTheOthers) {
    Json now = parts_;
    now["options"]["unfreeze"] = "bias";
    now["options"]["rate"] = 0.1;
    now["options"]["epochs"] = 5;
    EXPECT_EQ(say(now, parts_), "Unfreeze all -> bias. Learning rate 0.001 -> 0.1. Epochs 3 -> 5.");
    now["options"]["batch"] = 8;
    now["options"]["clip"] = 0.5;
    EXPECT_EQ(say(now, parts_),
              "Unfreeze all -> bias. Learning rate 0.001 -> 0.1. Epochs 3 -> 5. 2 more options are "
              "different.");
}

TEST_F(ReasonTest, NamesOptionsThatAVersionAddedOrDropped) {
    Json now = parts_;
    now["options"].erase("clip");
    now["options"]["new_one"] = true;
    EXPECT_EQ(say(now, parts_), "new_one not set -> on. Gradient limit 1.0 -> not set.");
}

TEST_F(ReasonTest, NamesInputsByTheirPort) {
    Json now = parts_;
    now["inputs"][1][1] = "k9";
    EXPECT_EQ(say(now, parts_), "Its input data changed.");
    now["options"]["epochs"] = 5;
    EXPECT_EQ(say(now, parts_), "Epochs 3 -> 5. Its input data changed.");
    const Json several = {{"inputs", {{"data", "a", "data"}, {"data", "b", "data"}}}};
    const Json turned = {{"inputs", {{"data", "b", "data"}, {"data", "a", "data"}}}};
    EXPECT_EQ(say(turned, several, "combine"), "Its input data changed.");
}

TEST_F(ReasonTest, NamesTheDataThatChanged) {
    const Json earlier = {{"options", {{"source", "tweets"}}}, {"data", {{"dataset", "f1"}}}};
    Json now = earlier;
    now["data"]["dataset"] = "f2";
    EXPECT_EQ(say(now, earlier, "dataset"), "The data of tweets changed.");
    now["options"]["source"] = "news";  // other data was asked for: that is the reason
    EXPECT_EQ(say(now, earlier, "dataset"), "Dataset tweets -> news.");
}

TEST_F(ReasonTest, SaysThatASeedIsNewWithoutBlamingTheInputsThatItBrings) {
    Json now = parts_;
    now["seed"] = 6;
    now["inputs"][1][1] = "k9";
    EXPECT_EQ(say(now, parts_), "No run with seed 6 had been made.");
}

TEST_F(ReasonTest, SaysThatTheStepOrTheMachineIsAnother) {
    Json now = parts_;
    now["revision"] = 2;
    EXPECT_EQ(say(now, parts_), "This step works differently since then.");
    now = parts_;
    now["provenance"] = "cuda:0";
    EXPECT_EQ(say(now, parts_), "Device or build changed.");
}

TEST_F(ReasonTest, SaysThatAResultIsGoneWhereNothingDiffers) {
    EXPECT_EQ(say(parts_, parts_), "Its result is no longer on the disk.");
}

TEST_F(ReasonTest, ShowsShortValuesWithoutCuttingACharacter) {
    Json now = parts_;
    now["options"]["rows"] = {64};
    EXPECT_EQ(say(now, parts_), "rows not set -> 64.");
    std::string text;
    for (int i = 0; i < 40; ++i) text += "中";  // three bytes each
    now["options"]["rows"] = "a" + text;
    EXPECT_EQ(say(now, parts_), "rows not set -> a" + text.substr(0, 57) + "....");
}

TEST_F(ReasonTest, ComparesWithTheSameSeedFirstThenWithTheSameInputs) {
    Json other_seed = parts_;
    other_seed["seed"] = 4;
    Json other_input = parts_;
    other_input["inputs"][1][1] = "k9";
    Json other_options = parts_;
    other_options["options"]["epochs"] = 5;
    other_options["options"]["batch"] = 8;
    Json other_option = parts_;
    other_option["options"]["epochs"] = 9;
    EXPECT_EQ(nearest_parts(parts_, {}), -1);
    EXPECT_EQ(nearest_parts(parts_, {other_seed}), 0);
    EXPECT_EQ(nearest_parts(parts_, {other_seed, other_input}), 1);
    EXPECT_EQ(nearest_parts(parts_, {other_seed, other_input, other_options}), 2);
    EXPECT_EQ(nearest_parts(parts_, {other_seed, other_input, other_options, other_option}), 3);
    EXPECT_EQ(nearest_parts(parts_, {other_option, other_option}), 0);  // the newest of equals
}

TEST_F(ReasonTest, ListsEveryDifferenceAsJson) {
    Json now = parts_;
    now["options"]["unfreeze"] = "bias";
    now["seed"] = 4;
    const auto all = differences(parts_, now);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].what, "option");
    EXPECT_EQ(all[0].name, "unfreeze");
    EXPECT_EQ(all[0].before, "\"all\"");
    EXPECT_EQ(all[0].after, "\"bias\"");
    EXPECT_EQ(all[1].what, "seed");
    EXPECT_EQ(all[1].after, "4");
    EXPECT_TRUE(differences(parts_, parts_).empty());
    EXPECT_TRUE(differences(Json(), Json()).empty());
}

}  // namespace
}  // namespace engine
