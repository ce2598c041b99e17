#include "engine/data/table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/base/files.h"
#include "engine/data/columnar_file.h"
#include "engine/data/table_io.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

Table small_table() {
    Table table;
    table.id = {11, 22, ~std::uint64_t{0}};
    table.text = {"", "zwei\nZeilen", "三"};
    table.label = {1, kUnlabelled, kBetween};
    table.part = {Part::Train, Part::None, Part::Test};
    table.weight = {1.0F, 0.5F, 2.0F};
    table.time = {0.0, std::numeric_limits<double>::quiet_NaN(), -1.5};
    table.class_names = {"negative", "positive \"quoted\""};
    table.origins = {"nyt"};
    table.origin = {0, 0, 0};
    return table;
}

TEST(Table, TakesRowsInTheGivenOrderAndKeepsTheNames) {
    const Table taken = take(small_table(), {2, 0, 0});
    EXPECT_EQ(taken.id, (std::vector<std::uint64_t>{~std::uint64_t{0}, 11, 11}));
    EXPECT_EQ(taken.text[0], "三");
    EXPECT_EQ(taken.label, (std::vector<std::int32_t>{kBetween, 1, 1}));
    EXPECT_TRUE(taken.user.empty());
    EXPECT_EQ(taken.class_names, small_table().class_names);
}

TEST(Table, KeepsRowsAsTakeWouldTakeThem) {
    for (const std::vector<std::int64_t>& rows :
         {std::vector<std::int64_t>{}, {1}, {0, 2}, {0, 1, 2}}) {
        Table kept = small_table();
        kept.user = {"a", "a user whose name takes memory of its own", "c"};
        const Table taken = take(kept, rows);
        keep_rows(kept, rows);
        EXPECT_EQ(kept.id, taken.id);
        EXPECT_EQ(kept.text, taken.text);
        EXPECT_EQ(kept.label, taken.label);
        EXPECT_EQ(kept.part, taken.part);
        EXPECT_EQ(kept.weight, taken.weight);
        EXPECT_EQ(kept.time.size(), taken.time.size());
        EXPECT_EQ(kept.origin, taken.origin);
        EXPECT_EQ(kept.user, taken.user);
        EXPECT_EQ(kept.class_names, taken.class_names);
    }
}

TEST(Table, TrainsOnVisibleLabelsOfTheTrainingPartAndOfUnsplitRows) {
    Table table = small_table();
    table.label = {0, 1, 1};
    EXPECT_EQ(training_rows(table), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(labelled_rows(table, Part::Test), (std::vector<std::int64_t>{2}));
    table.label[0] = kUnlabelled;
    EXPECT_EQ(training_rows(table), (std::vector<std::int64_t>{1}));
}

TEST(TableIo, GivesBackWhatWasSavedAndTheSameBytesEachTime) {
    const Scratch scratch;
    const Table table = small_table();
    ASSERT_TRUE(save_table(table, scratch / "a.arrow"));
    ASSERT_TRUE(save_table(table, scratch / "b.arrow"));
    EXPECT_EQ(*read_file(scratch / "a.arrow"), *read_file(scratch / "b.arrow"));
    const Result<Table> back = read_table(scratch / "a.arrow");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->id, table.id);
    EXPECT_EQ(back->text, table.text);
    EXPECT_EQ(back->label, table.label);
    EXPECT_EQ(back->part, table.part);
    EXPECT_EQ(back->weight, table.weight);
    EXPECT_TRUE(std::isnan(back->time[1]));
    EXPECT_EQ(back->class_names, table.class_names);
    EXPECT_EQ(back->origins, table.origins);
    EXPECT_TRUE(back->item.empty());
}

TEST(TableIo, KeepsATableWithoutRows) {
    const Scratch scratch;
    Table table;
    table.class_names = {"a"};
    ASSERT_TRUE(save_table(table, scratch / "a.arrow"));
    const Result<Table> back = read_table(scratch / "a.arrow");
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(back->rows(), 0U);
    EXPECT_EQ(back->class_names, table.class_names);
}

TEST(TableIo, SaysWhichFileIsMissingOrDamaged) {
    const Scratch scratch;
    const Result<Table> missing = read_table(scratch / "none.arrow");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::MissingFile);
    ASSERT_TRUE(save_table(small_table(), scratch / "a.arrow"));
    const std::string whole = *read_file(scratch / "a.arrow");
    for (std::size_t size = 0; size < whole.size();
         size += 37) {  // cut anywhere: an error, never a crash
        scratch.quick_file("cut.arrow", whole.substr(0, size));
        const Result<Table> cut = read_table(scratch / "cut.arrow");
        ASSERT_FALSE(cut) << size;
    }
}

TEST(TableIo, SurvivesFlippedBytes) {
    const Scratch scratch;
    ASSERT_TRUE(save_table(small_table(), scratch / "a.arrow"));
    const std::string whole = *read_file(scratch / "a.arrow");
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        std::string bent = whole;
        bent[at] = static_cast<char>(bent[at] ^ 0x55);
        scratch.quick_file("bent.arrow", bent);
        const Result<Table> read =
            read_table(scratch / "bent.arrow");  // a table or an error, never a crash
        EXPECT_TRUE(read.ok() || !read.error().text().empty());
    }
}

TEST(ColumnarFile, MapsStringsWithoutCopyAndRefusesOtherTypes) {
    const Scratch scratch;
    StringColumn words;
    words.add("a");
    words.add("");
    words.add("ccc");
    ASSERT_TRUE(write_columns(scratch / "s.arrow", {{{"word", words}}, {{"note", "x"}}}));
    const Result<MappedStrings> mapped = MappedStrings::open(scratch / "s.arrow");
    ASSERT_TRUE(mapped) << mapped.error().text();
    EXPECT_EQ(mapped->rows(), 3);
    EXPECT_EQ(mapped->cell(0, 2), "ccc");
    EXPECT_EQ(mapped->notes().at("note"), "x");
    ASSERT_TRUE(write_columns(scratch / "n.arrow", {{{"n", std::vector<double>{1.0}}}, {}}));
    const Result<MappedStrings> numbers = MappedStrings::open(scratch / "n.arrow");
    ASSERT_FALSE(numbers);
    EXPECT_EQ(numbers.error().code, ErrorCode::BadFile);
}

TEST(ColumnarFile, WritesManyMegabytesOfStringsAsTheyStand) {
    const Scratch scratch;
    std::vector<StringColumn> columns(2);
    for (int i = 0; i < 1'000'000; ++i) {
        columns[0].add("a cell of some length, number " + std::to_string(i));
        columns[1].add("");
    }
    const Notes notes = {{"note", "x"}};
    ASSERT_TRUE(write_strings(scratch / "a.arrow", {"long", "none"}, columns, notes));
    ASSERT_TRUE(
        write_columns(scratch / "b.arrow", {{{"long", columns[0]}, {"none", columns[1]}}, notes}));
    EXPECT_TRUE(*read_file(scratch / "a.arrow") == *read_file(scratch / "b.arrow"));
    const Result<MappedStrings> mapped = MappedStrings::open(scratch / "a.arrow");
    ASSERT_TRUE(mapped) << mapped.error().text();
    ASSERT_EQ(mapped->rows(), 1'000'000);
    for (std::int64_t i = 0; i < mapped->rows(); i += 999)
        ASSERT_EQ(mapped->cell(0, i), columns[0][i]);
}

}  // namespace
}  // namespace engine
