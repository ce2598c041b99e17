#include "engine/recommend/simple_scorers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

using testing::DoubleEq;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;

struct Rating {
    const char* user;
    const char* item;
    double value;
};

// Two training users rate x and y; the new user has rated x, and y and the unknown z are asked for.
UserTasks small_tasks(int revealed) {
    UserTasks out;
    const std::vector<Rating> all = {{"ann", "x", 5}, {"ann", "y", 3}, {"bob", "x", 4},
                                     {"new", "x", 2}, {"new", "y", 1}, {"new", "z", 3}};
    for (const Rating& rating : all) {
        out.ratings.user.emplace_back(rating.user);
        out.ratings.item.emplace_back(rating.item);
        out.ratings.value.push_back(rating.value);
    }
    out.training = {0, 1, 2};
    out.tasks.push_back({"new", Part::Test, {3}, {4, 5}});
    out.support = revealed;
    out.low = 1;
    out.high = 5;
    return out;
}

QueryScores scored(const char* method, int revealed, const ScorerOptions& options = {},
                   std::uint64_t seed = 1) {
    const auto all = score_simply(method, small_tasks(revealed), seed, options);
    EXPECT_TRUE(all) << all.error().text();
    EXPECT_EQ(all->size(), 1U);
    return all->front();
}

TEST(SimpleScorers, PopularityCountsTrainingRatings) {
    const QueryScores scores = scored("popularity", 1);
    EXPECT_THAT(scores.scores, ElementsAre(1, 0));  // y once, z never; x is not asked for
    EXPECT_THAT(scores.predictions, IsEmpty());
}

TEST(SimpleScorers, TheItemMeanIsDampedTowardsTheMeanOfAll) {
    // mu = (5 + 3 + 4) / 3 = 4; b_y = (3 - 4) / (1 + 1) = -0.5; z is at the mean.
    const QueryScores scores = scored("item_mean", 1, {.item_damping = 1});
    EXPECT_THAT(scores.scores, ElementsAre(DoubleEq(-0.5), DoubleEq(0)));
    EXPECT_THAT(scores.predictions, ElementsAre(DoubleEq(3.5), DoubleEq(4)));
}

TEST(SimpleScorers, TheUsersBiasComesFromWhatIsRevealed) {
    // One pass: b_x = (1 + 0) / (1 + 2) = 1/3, b_y = -1/2. Revealed x = 2:
    // b_new = (2 - 4 - 1/3) / (1 + 1) = -7/6, so y: 4 - 1/2 - 7/6 = 7/3 and z: 4 - 7/6 = 17/6.
    const ScorerOptions once{.item_damping = 1, .user_damping = 1, .iterations = 1};
    EXPECT_THAT(scored("bias", 1, once).predictions,
                ElementsAre(DoubleNear(7.0 / 3, 1e-12), DoubleNear(17.0 / 6, 1e-12)));
    EXPECT_THAT(scored("bias", 0, once).predictions, ElementsAre(DoubleEq(3.5), DoubleEq(4)));
    EXPECT_EQ(scored("bias", 1, once).scores, scored("bias", 0, once).scores);
}

TEST(SimpleScorers, ItemAndUserBiasesAreAlternated) {
    // Second pass: b_ann = (1 - 1/3 - 1 + 1/2) / (1 + 2) = 1/18, b_bob = (0 - 1/3) / 2 = -1/6;
    // b_y = (3 - 4 - 1/18) / 2 = -19/36.
    const ScorerOptions twice{.item_damping = 1, .user_damping = 1, .iterations = 2};
    EXPECT_THAT(scored("bias", 0, twice).scores,
                ElementsAre(DoubleNear(-19.0 / 36, 1e-12), DoubleEq(0)));
}

TEST(SimpleScorers, PredictionsStayWithinTheRangeOfTheRatings) {
    const ScorerOptions harsh{.item_damping = 0, .user_damping = 0, .iterations = 1};
    UserTasks tasks = small_tasks(1);
    tasks.ratings.value[3] = -100;
    const auto scores = score_simply("bias", tasks, 1, harsh);
    ASSERT_TRUE(scores);
    EXPECT_THAT(scores->front().predictions, ElementsAre(1, 1));
}

TEST(SimpleScorers, ChanceIsDrawnByTheSeedAlone) {
    const auto first = scored("random", 1).scores;
    EXPECT_EQ(first, scored("random", 0).scores);
    EXPECT_NE(first, scored("random", 1, {}, 2).scores);
    EXPECT_NE(first[0], first[1]);
}

TEST(SimpleScorers, AnUnknownMethodIsRefusedByName) {
    const auto scores = score_simply("oracle", small_tasks(1), 1);
    ASSERT_FALSE(scores);
    EXPECT_EQ(scores.error().code, ErrorCode::BadOption);
    EXPECT_THAT(scores.error().text(), testing::HasSubstr("oracle"));
    for (const std::string& name : simple_scorers())
        EXPECT_TRUE(score_simply(name, small_tasks(1), 1)) << name;
}

}  // namespace
}  // namespace engine
