#include "engine/data/budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/base/hash.h"
#include "engine/base/stream.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

Table labelled(std::size_t rows) {
    Table table;
    table.class_names = {"a", "b", "c"};
    table.origins = {"t"};
    for (std::size_t i = 0; i < rows; ++i) {
        table.id.push_back(hash64("t|" + std::to_string(i)));
        table.text.push_back("text " + std::to_string(i));
        table.label.push_back(i % 20 == 0 ? 2 : static_cast<std::int32_t>(i % 3 == 0));
        table.part.push_back(i % 10 == 9 ? Part::Test : i % 10 == 8 ? Part::Valid : Part::Train);
        table.weight.push_back(1);
        table.origin.push_back(0);
    }
    return table;
}

std::set<std::uint64_t> revealed(const Table& table) {
    std::set<std::uint64_t> ids;
    for (const std::int64_t row : training_rows(table))
        ids.insert(table.id[static_cast<std::size_t>(row)]);
    return ids;
}

Prepared run(int rows, std::uint64_t seed, const char* draw = "random") {
    auto out = apply_budget(labelled(400), {.rows = {rows}, .draw = draw}, seed);
    EXPECT_TRUE(out) << out.error().text();
    return *std::move(out);
}

TEST(Budget, RevealsSoManyLabelsAndHidesTheOthers) {
    const Prepared out = run(16, 1);
    EXPECT_EQ(revealed(out.table).size(), 16U);
    EXPECT_EQ(out.table.rows(), 400U);
    EXPECT_EQ(labelled_rows(out.table, Part::Test).size(), 40U);  // never hidden
    EXPECT_EQ(labelled_rows(out.table, Part::Valid).size(), 40U);
    EXPECT_EQ(out.report.counts["labels_revealed"], 16);
    EXPECT_EQ(out.report.counts["labels_available"], 320);
}

TEST(Budget, IsNestedForEveryDrawAndSeed) {
    for (const char* draw : {"random", "per_class"}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            std::set<std::uint64_t> smaller;
            for (const int rows : {1, 16, 64, 256, 300}) {
                const std::set<std::uint64_t> larger = revealed(run(rows, seed, draw).table);
                EXPECT_TRUE(
                    std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end()));
                smaller = larger;
            }
        }
    }
    EXPECT_NE(revealed(run(16, 1).table), revealed(run(16, 2).table));
}

TEST(Budget, DoesNotDependOnTheOrderOfTheRows) {
    const Table table = labelled(400);
    Stream stream(1, "shuffle");
    for (const char* draw : {"random", "per_class"}) {
        const auto shuffled =
            apply_budget(take(table, permutation(stream, 400)), {.rows = {64}, .draw = draw}, 3);
        EXPECT_EQ(revealed(shuffled->table), revealed(run(64, 3, draw).table));
    }
}

TEST(Budget, SharesEquallyAmongClassesWhileTheyLast) {
    const Prepared out = run(30, 1, "per_class");
    EXPECT_EQ(out.report.counts["classes"], (Json{{"a", 10}, {"b", 10}, {"c", 10}}));
    const Prepared more = run(100, 1, "per_class");  // class c has 20 rows
    EXPECT_EQ(more.report.counts["classes"], (Json{{"a", 40}, {"b", 40}, {"c", 20}}));
}

TEST(Budget, TakesAllForZeroAndWarnsWhenThereAreFewer) {
    EXPECT_EQ(revealed(run(0, 1).table).size(), 320U);
    EXPECT_TRUE(run(0, 1).report.warnings.empty());
    const Prepared out = run(1000, 1);
    EXPECT_EQ(revealed(out.table).size(), 320U);
    EXPECT_EQ(out.report.warnings.at(0).text(),
              "1000 labels are asked for, but only 320 are there; all are used.");
}

TEST(Budget, WarnsWhenAClassIsLeftWithoutAnExample) {
    EXPECT_EQ(run(1, 1).report.warnings.at(0).text(),
              "The 1 revealed labels leave 2 classes without an example.");
}

TEST(Budget, RefusesListsUnknownDrawsAndRowsWithoutLabels) {
    EXPECT_EQ(apply_budget(labelled(10), {.rows = {1, 2}}, 1).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(apply_budget(labelled(10), {.rows = {1}, .draw = "x"}, 1).error().code,
              ErrorCode::BadOption);
    Table blank = labelled(10);
    blank.label.assign(10, kUnlabelled);
    EXPECT_EQ(apply_budget(blank, {.rows = {1}}, 1).error().code, ErrorCode::BadData);
}

}  // namespace
}  // namespace engine
