#include "engine/data/episodes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/base/stream.h"
#include "engine/data/dataset_store.h"
#include "engine/data/load_table.h"
#include "engine/data/split.h"
#include "tests/engine/data/data_support.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

Table intents() {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const Result<Dataset> dataset = store.open("generated-intents");
    EXPECT_TRUE(dataset);
    auto loaded = load_table(*dataset, {.text = {"text"}, .label = "label"});
    EXPECT_TRUE(loaded);
    auto out = split(loaded->table, {.by = "class", .train = 0.5, .valid = 0.1});
    EXPECT_TRUE(out);
    EXPECT_EQ(out->report.counts["test"], 480);
    return std::move(out->table);
}

constexpr EpisodesOptions kOptions{.n_way = 5, .k_shot = 3, .query = 4, .count = 50};

TEST(Episodes, HoldDifferentRowsOfDifferentTestClasses) {
    const Table table = intents();
    const auto out = draw_episodes(table, kOptions, 1);
    ASSERT_TRUE(out) << out.error().text();
    ASSERT_EQ(out->count(), 50U);
    std::set<std::vector<std::int32_t>> orders;
    for (std::size_t task = 0; task < 50; ++task) {
        const auto classes = out->classes(task);
        EXPECT_EQ(std::set<std::int32_t>(classes.begin(), classes.end()).size(), 5U);
        orders.insert(classes);
        std::set<std::int32_t> rows;
        const auto support = out->support(task);
        for (std::size_t i = 0; i < support.size(); ++i) {
            rows.insert(support[i]);
            EXPECT_EQ(table.label[static_cast<std::size_t>(support[i])], classes[i / 3]);
            EXPECT_EQ(table.part[static_cast<std::size_t>(support[i])], Part::Test);
        }
        const auto query = out->query_rows(task);
        for (std::size_t i = 0; i < query.size(); ++i) {
            rows.insert(query[i]);
            EXPECT_EQ(table.label[static_cast<std::size_t>(query[i])], classes[i / 4]);
        }
        EXPECT_EQ(rows.size(), 35U);  // none twice
    }
    EXPECT_GT(orders.size(), 45U);  // classes are numbered anew in each task
}

TEST(Episodes, DependOnSeedTaskAndRowIdsOnly) {
    const Table table = intents();
    const auto out = draw_episodes(table, kOptions, 1);
    EpisodesOptions more = kOptions;
    more.count = 80;
    const auto longer = draw_episodes(table, more, 1);
    EXPECT_TRUE(std::equal(out->index.begin(), out->index.end(), longer->index.begin()));
    EXPECT_NE(out->index, draw_episodes(table, kOptions, 2)->index);
    Stream stream(1, "shuffle");
    const auto shuffled = draw_episodes(
        take(table, permutation(stream, static_cast<std::int64_t>(table.rows()))), kOptions, 1);
    for (std::size_t i = 0; i < out->index.size(); ++i) {
        EXPECT_EQ(table.id[static_cast<std::size_t>(out->index[i])],
                  shuffled->rows.id[static_cast<std::size_t>(shuffled->index[i])]);
    }
}

TEST(Episodes, ComeFromAllRowsWhenNothingIsSplitAndFromAnyPartWhenAsked) {
    Table table = intents();
    EXPECT_TRUE(draw_episodes(table, kOptions, 1, Part::Train));
    table.part.assign(table.rows(), Part::None);
    const auto out = draw_episodes(table, {.n_way = 20, .k_shot = 30, .query = 30, .count = 2}, 1);
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_EQ(out->summary()["classes_seen"], 20);
}

TEST(Episodes, SayHowManyClassesAreThere) {
    const auto out = draw_episodes(intents(), {.n_way = 9, .k_shot = 3, .query = 4, .count = 5}, 1);
    ASSERT_FALSE(out);
    EXPECT_THAT(out.error().text(), testing::HasSubstr("only 8 classes have so many"));
    EXPECT_FALSE(draw_episodes(intents(), {.n_way = 5, .k_shot = 60, .query = 1, .count = 5}, 1));
    EXPECT_EQ(
        draw_episodes(intents(), {.n_way = 8, .k_shot = 30, .query = 30, .count = 100000 * 10}, 1)
            .error()
            .code,
        ErrorCode::BadOption);
}

TEST(Episodes, AreReadAsTheyWereSaved) {
    const Scratch scratch;
    const auto out = draw_episodes(intents(), kOptions, 1);
    ASSERT_TRUE(save_episodes(*out, scratch / ""));
    const auto back = read_episodes(scratch / "");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->index, out->index);
    EXPECT_EQ(back->rows.text, out->rows.text);
    EXPECT_EQ(back->count(), 50U);
    scratch.file("episodes.arrow", "no");
    EXPECT_EQ(read_episodes(scratch / "").error().code, ErrorCode::BadFile);
}

}  // namespace
}  // namespace engine
