#include "engine/data/passport.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/data/dataset_store.h"
#include "engine/data/load_table.h"
#include "tests/engine/data/data_support.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

TEST(Passport, DescribesTheColumnsOfADataset) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    ASSERT_TRUE(store.import({scratch.file("d.csv", "text,n\nGood!,1\ngood,3\n\"\",5\nx\n")}));
    const Json out = dataset_passport(*store.open("d"));
    EXPECT_EQ(out["rows_in"], 4);
    EXPECT_EQ(out["rows_ok"], 3);
    EXPECT_EQ(out["rows_rejected"], 1);
    EXPECT_EQ(out["columns"][0]["different"], 2);
    EXPECT_EQ(out["columns"][0]["copies"], 1);
    EXPECT_EQ(out["columns"][0]["empty"], 1);
    EXPECT_EQ(out["columns"][0]["length"]["most"], 5.0);
    EXPECT_EQ(out["columns"][1]["numbers"]["mean"], 3.0);
    EXPECT_EQ(out["columns"][1]["numbers"]["p25"], 2.0);
}

TEST(Passport, CountsClassesCopiesAndWhatStandsOnBothSides) {
    Table table;
    table.id = {1, 2, 3, 4};
    table.text = {"Same text", "other", "same, text", ""};
    table.label = {0, 1, 1, kUnlabelled};
    table.part = {Part::Train, Part::Train, Part::Test, Part::Test};
    table.weight = {1, 1, 1, 1};
    table.origin = {0, 0, 0, 0};
    table.group = {"g", "", "g", "h"};
    table.class_names = {"no", "yes"};
    table.origins = {"t"};
    const Json out = table_passport(table);
    EXPECT_EQ(out["parts"]["train"]["classes"], (Json{{"no", 1}, {"yes", 1}}));
    EXPECT_EQ(out["parts"]["test"]["unlabelled"], 1);
    EXPECT_EQ(out["text"]["copies"], 1);
    EXPECT_EQ(out["text"]["empty"], 1);
    EXPECT_EQ(out["leakage"]["texts"]["train_test"], 1);
    EXPECT_EQ(out["leakage"]["groups"]["train_test"], 1);
    EXPECT_EQ(out["leakage"]["users"]["train_test"], 0);
    EXPECT_EQ(table_passport(Table())["rows"], 0);
}

TEST(Passport, CountsUsersItemsAndDensity) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const auto loaded = load_table(*store.open("generated-ratings"),
                                   {.user = "user", .item = "item", .value = "rating"});
    ASSERT_TRUE(loaded);
    const Json out = table_passport(loaded->table);
    EXPECT_EQ(out["ratings"]["users"], 600);
    EXPECT_EQ(out["ratings"]["items"], 300);
    EXPECT_NEAR(out["ratings"]["density"].get<double>(),
                static_cast<double>(loaded->table.rows()) / 180000, 1e-12);
}

TEST(Quantiles, InterpolateAndPassOverNothing) {
    EXPECT_EQ(quantiles({1, 2, 3, 4})["median"], 2.5);
    EXPECT_TRUE(quantiles({})["mean"].is_null());
}

TEST(Histogram, CountsEveryNumberOnceAndLetsNoOutlierFlattenIt) {
    std::vector<double> numbers;
    for (int i = 0; i < 240; ++i) numbers.push_back(i % 24);
    numbers.push_back(1e9);
    numbers.push_back(std::nan(""));
    const Json out = histogram(numbers);
    EXPECT_EQ(out["from"], 0.0);
    EXPECT_NEAR(out["width"].get<double>(), 23.0 / 24.0, 1e-9);
    ASSERT_EQ(out["counts"].size(), 24U);
    EXPECT_EQ(out["counts"][0], 10);
    EXPECT_EQ(out["counts"][23], 11);  // and what lies beyond
    std::int64_t sum = 0;
    for (const Json& count : out["counts"]) sum += count.get<std::int64_t>();
    EXPECT_EQ(sum, 241);
    EXPECT_TRUE(histogram({}).is_null());
    EXPECT_TRUE(histogram({3, 3, 3}).is_null());
}

}  // namespace
}  // namespace engine
