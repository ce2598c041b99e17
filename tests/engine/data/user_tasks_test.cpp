#include "engine/data/user_tasks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/base/hash.h"
#include "engine/base/stream.h"
#include "engine/data/dataset_store.h"
#include "engine/data/load_table.h"
#include "engine/data/split.h"
#include "tests/engine/data/data_support.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

using testing::ElementsAre;

Table ratings() {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const Result<Dataset> dataset = store.open("generated-ratings");
    EXPECT_TRUE(dataset);
    auto out =
        load_table(*dataset, {.user = "user", .item = "item", .value = "rating", .time = "time"});
    EXPECT_TRUE(out);
    return std::move(out->table);
}

UserTasks make(const Table& table, int support, std::uint64_t seed,
               const char* state = "user_cold") {
    auto out = make_user_tasks(table, {.support = {support}, .state = state}, seed);
    EXPECT_TRUE(out) << out.error().text();
    return *std::move(out);
}

// "user:item,item,...;..." of the test users in their order, as the reference protocol prints it.
std::string signature(const UserTasks& tasks, std::vector<std::int64_t> UserTask::*rows) {
    std::string text;
    for (const UserTask& task : tasks.tasks) {
        if (task.part != Part::Test) continue;
        if (!text.empty()) text += ";";
        text += task.user + ":";
        for (std::size_t i = 0; i < (task.*rows).size(); ++i) {
            text +=
                (i == 0 ? "" : ",") + tasks.ratings.item[static_cast<std::size_t>((task.*rows)[i])];
        }
    }
    return sha256_hex(text).substr(0, 16);
}

TEST(UserTasks, FollowTheProtocolOfTheReference) {
    // The signatures were computed by the reference's split rule, in Python, on the same generated
    // ratings.
    const UserTasks tasks = make(ratings(), 5, 1128);
    EXPECT_EQ(tasks.counts["users_kept"], 599);
    EXPECT_EQ(tasks.counts["test_users"], 59);
    EXPECT_EQ(signature(tasks, &UserTask::query), "e487b5f1e44e86e1");
    EXPECT_EQ(signature(tasks, &UserTask::support), "fd8fee71a10ce119");
}

TEST(UserTasks, LeaveNoTrainingRatingToNewUsersAndNestTheirSupport) {
    const Table table = ratings();
    const UserTasks small = make(table, 2, 1);
    const UserTasks large = make(table, 10, 1);
    EXPECT_EQ(small.training, large.training);
    std::set<std::string> trained;
    for (const std::int64_t row : small.training) {
        trained.insert(small.ratings.user[static_cast<std::size_t>(row)]);
    }
    ASSERT_EQ(small.tasks.size(), large.tasks.size());
    for (std::size_t t = 0; t < small.tasks.size(); ++t) {
        const UserTask& task = small.tasks[t];
        EXPECT_FALSE(trained.contains(task.user));
        EXPECT_EQ(task.query, large.tasks[t].query);
        EXPECT_EQ(task.query.size(), 10U);
        const auto few = small.revealed(task);
        const auto many = large.revealed(large.tasks[t]);
        EXPECT_EQ(few.size(), 2U);
        EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
        for (const std::int64_t row : task.support) {
            EXPECT_EQ(std::count(task.query.begin(), task.query.end(), row), 0);
        }
    }
    EXPECT_TRUE(make(table, 0, 1).revealed(small.tasks[0]).empty());
    EXPECT_EQ(small.low, 1);
    EXPECT_EQ(small.high, 5);
}

TEST(UserTasks, LearnFromAllButTheQueriesWhenUsersAreWarm) {
    const UserTasks warm = make(ratings(), 5, 1, "warm");
    const UserTasks cold = make(ratings(), 5, 1);
    std::size_t support = 0;
    for (const UserTask& task : warm.tasks) support += task.support.size();
    EXPECT_EQ(warm.training.size(), cold.training.size() + support);
}

TEST(UserTasks, DoNotDependOnTheOrderOfTheRows) {
    const Table table = ratings();
    Stream stream(1, "shuffle");
    const Table shuffled =
        take(table, permutation(stream, static_cast<std::int64_t>(table.rows())));
    const UserTasks one = make(table, 5, 2);
    const UserTasks two = make(shuffled, 5, 2);
    EXPECT_EQ(signature(one, &UserTask::query), signature(two, &UserTask::query));
    EXPECT_EQ(signature(one, &UserTask::support), signature(two, &UserTask::support));
    EXPECT_EQ(one.training.size(), two.training.size());
}

TEST(UserTasks, TakeThePartsOfASplitByUserAndRefuseOthers) {
    const auto by_user = split(ratings(), {.by = "user", .train = 0.6, .valid = 0.1});
    ASSERT_TRUE(by_user);
    const UserTasks tasks = make(by_user->table, 5, 1);
    EXPECT_GT(tasks.counts["test_users"].get<int>(), 100);
    const auto by_row = split(ratings(), {.by = "random"});
    const auto refused = make_user_tasks(by_row->table, {.support = {5}}, 1);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().text(), testing::HasSubstr("Split by user"));
}

Table few(std::vector<std::tuple<std::string, std::string, double>> rows) {
    Table table;
    table.origins = {"t"};
    for (const auto& [user, item, value] : rows) {
        table.id.push_back(table.id.size() + 1);
        table.user.push_back(user);
        table.item.push_back(item);
        table.value.push_back(value);
        table.label.push_back(kUnlabelled);
        table.part.push_back(Part::None);
        table.origin.push_back(0);
    }
    return table;
}

TEST(UserTasks, CountTheLastRatingOfAPairAndKeepUsersByTheirNumber) {
    Table table = few(
        {{"a", "x", 1}, {"a", "x", 5}, {"b", "x", 2}, {"b", "y", 3}, {"c", "x", 4}, {"c", "y", 4}});
    table.part = {Part::Train, Part::Train, Part::Train, Part::Train, Part::Test, Part::Test};
    const auto out = make_user_tasks(
        table, {.least_ratings = 1, .most_ratings = 2, .support = {1}, .query = 1}, 1);
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_THAT(out->ratings.value, ElementsAre(5, 2, 3, 4, 4));
    EXPECT_EQ(out->counts["ratings_repeated"], 1);
    EXPECT_EQ(out->tasks.size(), 1U);
    const auto two = make_user_tasks(
        table, {.least_ratings = 2, .most_ratings = 2, .support = {1}, .query = 1}, 1);
    EXPECT_EQ(two->counts["users_kept"], 2);
}

TEST(UserTasks, RefuseWhatCannotBeJudged) {
    const Table table = ratings();
    EXPECT_EQ(make_user_tasks(table, {.support = {1, 2}}, 1).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(make_user_tasks(table, {.least_ratings = 5, .support = {1}}, 1).error().code,
              ErrorCode::BadOption);
    EXPECT_EQ(
        make_user_tasks(few({{"a", "x", 1}}), {.least_ratings = 1, .support = {1}, .query = 1}, 1)
            .error()
            .code,
        ErrorCode::BadData);
    Table bare = table;
    bare.item.clear();
    EXPECT_EQ(make_user_tasks(bare, {.support = {1}}, 1).error().text(),
              "The rows have no item. Name its column in Dataset.");
}

TEST(ExpectedRelevance, SharesTheEdgeAmongTies) {
    const std::vector<double> ratings = {3, 5, 4, 4, 4, 1};
    EXPECT_THAT(expected_relevance(ratings, 3), ElementsAre(0, 1, 2.0 / 3, 2.0 / 3, 2.0 / 3, 0));
    EXPECT_THAT(expected_relevance(std::vector<double>(4, 2.0), 1),
                ElementsAre(0.25, 0.25, 0.25, 0.25));
    EXPECT_THAT(expected_relevance(std::vector<double>{1, 2}, 5), ElementsAre(1, 1));
}

TEST(UserTasks, AreReadAsTheyWereSaved) {
    const Scratch scratch;
    const UserTasks tasks = make(ratings(), 5, 1, "warm");
    ASSERT_TRUE(save_user_tasks(tasks, scratch / ""));
    const auto back = read_user_tasks(scratch / "");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->training, tasks.training);
    ASSERT_EQ(back->tasks.size(), tasks.tasks.size());
    for (std::size_t t = 0; t < tasks.tasks.size(); ++t) {
        EXPECT_EQ(back->tasks[t].user, tasks.tasks[t].user);
        EXPECT_EQ(back->tasks[t].part, tasks.tasks[t].part);
        EXPECT_EQ(back->tasks[t].support, tasks.tasks[t].support);
        EXPECT_EQ(back->tasks[t].query, tasks.tasks[t].query);
    }
    EXPECT_EQ(back->support, 5);
    EXPECT_EQ(back->counts, tasks.counts);
    scratch.file("roles.arrow", "");
    EXPECT_EQ(read_user_tasks(scratch / "").error().code, ErrorCode::BadFile);
}

}  // namespace
}  // namespace engine
