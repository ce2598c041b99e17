#include "engine/data/load_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/hash.h"
#include "engine/data/dataset_store.h"
#include "engine/data/labels.h"
#include "tests/engine/data/data_support.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

using testing::ElementsAre;

class LoadTable : public testing::Test {
protected:
    Result<Dataset> dataset(std::string_view csv) {
        const auto info = store_.import({scratch_.file("d.csv", csv)});
        EXPECT_TRUE(info);
        return store_.open("d");
    }
    Scratch scratch_;
    DatasetStore store_{scratch_ / "datasets", scratch_ / "corpora"};
};

TEST_F(LoadTable, JoinsTextsAndCutsRatingsAtTheThresholds) {
    const auto data = dataset(
        "title,body,stars,place\nA,one,-0.5,p\n,two,0.5,\nC,,-0.49,p\nD,four,9,q\nE,five,,q\nF,six,"
        "good,q\n");
    const auto out = load_table(
        *data,
        {.text = {"title", "body"}, .label = "stars", .thresholds = {-0.5, 0.5}, .group = "place"});
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_THAT(out->table.text, ElementsAre("A one", "two", "C", "D four", "E five"));
    EXPECT_THAT(out->table.label, ElementsAre(0, 1, kBetween, 1, kUnlabelled));
    EXPECT_THAT(out->table.class_names, ElementsAre("negative", "positive"));
    EXPECT_THAT(out->table.group, ElementsAre("p", "", "p", "q", "q"));
    EXPECT_THAT(out->table.origins, ElementsAre("d"));
    EXPECT_EQ(out->table.id[3], hash64(data->info().fingerprint + "|3"));
    EXPECT_EQ(out->report.rows_in, 6);
    EXPECT_EQ(out->report.rows_out, 5);
    EXPECT_EQ(out->report.counts["labels_unreadable"], 1);
    EXPECT_EQ(out->report.counts["labels_missing"], 1);
    EXPECT_EQ(out->report.counts["labels_between"], 1);
    EXPECT_EQ(out->report.counts["examples"][0]["cell"], "good");
}

TEST_F(LoadTable, ReadsRatingsAndSetsRowsAsideThatHaveNoNumber) {
    const auto data =
        dataset("u,i,r,t,w\n1,a,4,100,\n1,b,x,100,1\n2,a,5,2001-01-01,0.5\n2,b,1,?,-1\n");
    const auto out =
        load_table(*data, {.weight = "w", .user = "u", .item = "i", .value = "r", .time = "t"});
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_THAT(out->table.user, ElementsAre("1", "2"));
    EXPECT_THAT(out->table.value, ElementsAre(4.0, 5.0));
    EXPECT_THAT(out->table.weight, ElementsAre(1.0F, 0.5F));
    EXPECT_EQ(out->table.time[1], 978307200.0);
    EXPECT_TRUE(out->table.text.empty());
    EXPECT_EQ(out->report.counts["values_unreadable"], 1);
    EXPECT_EQ(out->report.counts["weights_unreadable"], 1);
}

TEST_F(LoadTable, HidesLabelsOfUnlabelledDataAndSaysWhenNoLabelWasNamed) {
    const auto data = dataset("text,label\nx,a\ny,b\n");
    const auto hidden =
        load_table(*data, {.role = "unlabelled", .text = {"text"}, .label = "label"});
    ASSERT_TRUE(hidden);
    EXPECT_THAT(hidden->table.label, ElementsAre(kUnlabelled, kUnlabelled));
    EXPECT_TRUE(hidden->report.warnings.empty());
    const auto none = load_table(*data, {.text = {"text"}});
    ASSERT_TRUE(none);
    EXPECT_EQ(none->report.warnings.at(0).text(),
              "No label column. Pick the column that holds the class.");
}

TEST_F(LoadTable, NamesAMissingColumnAndTheNearestOne) {
    const auto data = dataset("text,label\nx,a\n");
    EXPECT_EQ(load_table(*data, {.text = {"txt"}}).error().text(),
              "Dataset d has no column called txt. Did you mean text?");
    EXPECT_EQ(load_table(*data, {.text = {"text"}, .label = "lable"}).error().text(),
              "Dataset d has no column called lable. Did you mean label?");
    EXPECT_EQ(load_table(*data, {}).error().code, ErrorCode::BadData);
    EXPECT_EQ(load_table(*data, {.label = "label", .thresholds = {0}, .user = "text"}).error().code,
              ErrorCode::BadData);  // no row is left
}

TEST(LabelCells, SortsNumbersAsNumbersAndNamesByBytes) {
    const auto numbers = label_cells({"10", "9", "", "-1"}, {});
    EXPECT_THAT(numbers->class_names, ElementsAre("-1", "9", "10"));
    EXPECT_THAT(numbers->label, ElementsAre(2, 1, kUnlabelled, 0));
    EXPECT_THAT(label_cells({"b", "A", "a"}, {})->class_names, ElementsAre("A", "a", "b"));
}

TEST(LabelCells, TakesClassNamesAsOrderOrAsNewNames) {
    const auto order = label_cells({"pos", "neg"}, {.classes = {"neg", "mid", "pos"}});
    EXPECT_THAT(order->label, ElementsAre(2, 0));
    EXPECT_THAT(order->class_names, ElementsAre("neg", "mid", "pos"));
    const auto renamed = label_cells({"1", "0", "1"}, {.classes = {"bad", "good"}});
    EXPECT_THAT(renamed->label, ElementsAre(1, 0, 1));
    EXPECT_THAT(renamed->class_names, ElementsAre("bad", "good"));
    EXPECT_EQ(label_cells({"1", "0"}, {.classes = {"bad"}}).error().text(),
              "There are 2 classes, but 1 class names.");
}

TEST(LabelCells, MakesMiddleClassesWhenNeutralIsAsked) {
    const auto three =
        label_cells({"-1", "0", "1"}, {.thresholds = {-0.5, 0.5}, .between = "neutral"});
    EXPECT_THAT(three->label, ElementsAre(0, 1, 2));
    EXPECT_THAT(three->class_names, ElementsAre("negative", "neutral", "positive"));
    const auto two = label_cells({"3", "3.1"}, {.thresholds = {3}});
    EXPECT_THAT(two->label, ElementsAre(0, 1));
    const auto four =
        label_cells({"1", "1.5", "2", "2.5", "3"}, {.thresholds = {1, 2, 3}, .between = "neutral"});
    EXPECT_THAT(four->label, ElementsAre(0, 1, 1, 2, 3));
    EXPECT_EQ(four->class_names.size(), 4U);
    EXPECT_FALSE(label_cells({"1"}, {.thresholds = {1, 1}}));
}

TEST(LabelCells, RefusesAColumnOfManyValues) {
    std::vector<std::string> cells;
    for (int i = 0; i < 5000; ++i) cells.push_back("text " + std::to_string(i));
    const auto out = label_cells({cells.begin(), cells.end()}, {.label = "body"});
    ASSERT_FALSE(out);
    EXPECT_THAT(out.error().text(), testing::HasSubstr("5000 different values"));
}

}  // namespace
}  // namespace engine
