// user_tasks -> baselines -> rank_eval on ratings that can be checked by hand.
#include "engine/data/user_tasks.h"
#include "engine/stages/query_scores.h"
#include "stage_bench.h"

namespace engine {
namespace {

using testing::DoubleNear;

// Sixty users rate twelve to seventeen of twenty items; the last item is rated by few.
Table some_ratings() {
    Table out;
    for (int user = 0; user < 60; ++user) {
        for (int i = 0; i < 12 + user % 6; ++i) {
            const int item = (user + i) % 20;
            out.user.push_back("u" + std::to_string(user));
            out.item.push_back("i" + std::to_string(item));
            out.value.push_back(static_cast<float>(1 + (item * 7 + user * i) % 5));
        }
    }
    for (std::size_t i = 0; i < out.user.size(); ++i) {
        out.id.push_back(hash64(out.user[i] + "|" + out.item[i]));
        out.part.push_back(Part::None);
    }
    return out;
}

class RankingStages : public StageBench {
protected:
    void SetUp() override {
        StageBench::SetUp();
        put("ratings", some_ratings());
        run("user_tasks", "users", {{"least_ratings", 10}, {"support", {3}}},
            {{"data", {"ratings"}}});
    }
    UserTasks tasks() const {
        auto read = read_user_tasks(at("users"));
        EXPECT_TRUE(read) << read.error().text();
        return read ? *std::move(read) : UserTasks{};
    }
    static const Measure* find(const std::vector<Measure>& measures, const std::string& name,
                               const std::string& slice, int k = 0) {
        for (const Measure& one : measures)
            if (one.name == name && one.slice == slice && one.k == k) return &one;
        return nullptr;
    }
    static double value(const std::vector<Measure>& measures, const std::string& name,
                        const std::string& slice, int k = 0) {
        const Measure* found = find(measures, name, slice, k);
        EXPECT_NE(found, nullptr) << name << " " << slice;
        return found == nullptr ? -1 : found->value;
    }
};

TEST_F(RankingStages, RankEvalMeasuresOverAllUsersWhatTheReferenceDoes) {
    const auto bias = run("baselines", "bias", {{"rows", {"bias"}}}, {{"data", {"users"}}});
    const auto ranked =
        run("rank_eval", "ranked", Json::object(), {{"scored", {"bias"}}, {"tasks", {"users"}}});
    for (const char* name : {"precision_at_k", "recall_at_k", "hit_at_k", "ndcg_at_k"}) {
        EXPECT_EQ(value(ranked.measures, name, "", 5),
                  value(bias.measures, name, "reference:bias", 5));
    }
    for (const char* name : {"mrr", "auc", "mae", "rmse"})
        EXPECT_EQ(value(ranked.measures, name, ""), value(bias.measures, name, "reference:bias"));
    // Every measure that a verdict may ask for has a value for each user.
    auto units = read_units(at("ranked"));
    ASSERT_TRUE(units);
    for (const char* name : {"ndcg@5", "precision@10", "recall@5", "hit@5", "mrr", "auc", "mae"})
        EXPECT_EQ(units->values[name].size(), units->units.size()) << name;
}

TEST_F(RankingStages, TheCeilingIsWhatTheTrueRatingsReach) {
    const auto both =
        run("baselines", "both", {{"rows", {"ceiling", "item_mean"}}}, {{"data", {"users"}}});
    const UserTasks known = tasks();
    double precision = 0, users = 0;
    for (const UserTask& task : known.tasks) {
        if (task.part != Part::Test) continue;
        std::vector<double> ratings;
        for (const std::int64_t row : task.query)
            ratings.push_back(known.ratings.value[static_cast<std::size_t>(row)]);
        double chance = 0;  // sum of squares: two independent breaks of the same ties agree
        for (const double one : expected_relevance(ratings, 5)) chance += one * one;
        precision += chance / 5;
        ++users;
    }
    EXPECT_THAT(value(both.measures, "precision_at_k", "reference:ceiling", 5),
                DoubleNear(precision / users, 1e-12));
    EXPECT_EQ(find(both.measures, "mae", "reference:ceiling"), nullptr);
    // It knows the answers, so no arm may be scored by it.
    auto scores = read_query_scores(at("both"));
    ASSERT_TRUE(scores);
    const auto ranked = run("rank_eval", "by the first", Json::object(),
                            {{"scored", {"both"}}, {"tasks", {"users"}}});
    EXPECT_EQ(value(ranked.measures, "mae", ""),
              value(both.measures, "mae", "reference:item_mean"));
    run("baselines", "answers", {{"rows", {"ceiling"}}}, {{"data", {"users"}}});
    EXPECT_FALSE(attempt("rank_eval", "refused", Json::object(),
                         {{"scored", {"answers"}}, {"tasks", {"users"}}}));
    const auto all = run("baselines", "all", Json::object(), {{"data", {"users"}}});
    EXPECT_NE(find(all.measures, "ndcg_at_k", "reference:ceiling", 10), nullptr);
}

TEST_F(RankingStages, ActivityPartsTheUsersIntoThirdsThatAddUpToAll) {
    // Ten users a number of ratings, so that thirds are full.
    UserTasks known;
    std::vector<QueryScores> scores;
    for (int user = 0; user < 30; ++user) {
        UserTask task;
        task.user = std::to_string(user);
        for (int i = 0; i < 4; ++i) {
            task.query.push_back(static_cast<std::int64_t>(known.ratings.value.size()));
            known.ratings.user.push_back(task.user);
            known.ratings.item.push_back("i" + std::to_string(i));
            known.ratings.value.push_back(static_cast<float>(i + 1));
        }
        task.support.assign(static_cast<std::size_t>(user % 3), 0);
        known.tasks.push_back(task);
        QueryScores one{{4, 3, 2, 1}, {}};  // the wrong way round
        if (user % 3 == 2) one.scores = {1, 2, 3, 4};
        for (int i = 0; i < 4; ++i) one.predictions.push_back(i + 1 + user % 3);
        scores.push_back(one);
    }
    known.training = {0};  // item i0
    const auto ranking = rank_users(known, scores, {2}, {"activity", "cold", "warm"});
    EXPECT_EQ(value(ranking.measures, "auc", "activity:few"), 0);
    EXPECT_EQ(value(ranking.measures, "auc", "activity:some"), 0);
    EXPECT_EQ(value(ranking.measures, "auc", "activity:many"), 1);
    EXPECT_THAT(value(ranking.measures, "auc", ""), DoubleNear(1.0 / 3, 1e-12));
    for (const char* slice : {"activity:few", "activity:some", "activity:many"})
        EXPECT_EQ(find(ranking.measures, "mrr", slice)->n, 10);
    EXPECT_EQ(value(ranking.measures, "mae", "activity:some"), 1);
    EXPECT_EQ(value(ranking.measures, "mae", "items:cold"), 1);
    EXPECT_EQ(find(ranking.measures, "mae", "items:warm")->n, 30);
    EXPECT_EQ(find(ranking.measures, "mrr", "items:warm"), nullptr);
    EXPECT_THAT(value(ranking.measures, "rmse", ""), DoubleNear(std::sqrt(5.0 / 3), 1e-12));
}

TEST_F(RankingStages, ErrorsOfColdItemsAreThoseOfItemsNobodyRatedInTraining) {
    UserTasks known;
    std::vector<QueryScores> scores;
    for (int user = 0; user < 6; ++user) {
        UserTask task;
        task.user = std::to_string(user);
        for (const char* item : {"old", "new"}) {
            task.query.push_back(static_cast<std::int64_t>(known.ratings.value.size()));
            known.ratings.item.emplace_back(item);
            known.ratings.value.push_back(3);
        }
        known.tasks.push_back(task);
        scores.push_back({{1, 2}, {3.5, 5}});
    }
    known.training = {0};  // of "old"
    const auto ranking = rank_users(known, scores, {1}, {"cold", "warm"});
    EXPECT_EQ(value(ranking.measures, "mae", "items:cold"), 2);
    EXPECT_EQ(value(ranking.measures, "mae", "items:warm"), 0.5);
    known.tasks.resize(4);  // too few users to say anything
    scores.resize(4);
    const auto few = rank_users(known, scores, {1}, {"cold", "warm", "activity"});
    for (const Measure& measure : few.measures) EXPECT_EQ(measure.slice, "");
}

}  // namespace
}  // namespace engine
