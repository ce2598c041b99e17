#include "engine/data/near_copies.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/base/stream.h"
#include "engine/data/passport.h"
#include "engine/data/split.h"
#include "tests/engine/data/data_support.h"
#include "tests/support/requests.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

Table table_of(const std::vector<std::pair<std::string, Part>>& rows) {
    Table table;
    table.class_names = {"a"};
    table.origins = {"t"};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        table.id.push_back(i + 1);
        table.text.push_back(rows[i].first);
        table.part.push_back(rows[i].second);
        table.label.push_back(0);
        table.weight.push_back(1);
        table.origin.push_back(0);
    }
    return table;
}

TEST(Shingles, AreTheDifferentRunsOfFiveCharacters) {
    EXPECT_EQ(shingles("Hello, you!").size(), 5U);  // "hello you": hello ello_ llo_y lo_yo o_you
    EXPECT_EQ(shingles("HELLO... you"), shingles("hello you"));
    EXPECT_EQ(shingles("aaaaaaaa").size(), 1U);
    EXPECT_EQ(shingles("abc").size(), 1U);
    EXPECT_EQ(shingles("我们今天去公园").size(), 3U);
    EXPECT_TRUE(shingles("").empty());
}

TEST(Jaccard, IsTheCommonShareOfAll) {
    EXPECT_EQ(jaccard({1, 2, 3, 4}, {3, 4, 5}), 2.0 / 5.0);
    EXPECT_EQ(jaccard({1}, {2}), 0.0);
    EXPECT_EQ(jaccard({1, 2}, {1, 2}), 1.0);
    EXPECT_EQ(jaccard({}, {}), 1.0);
}

TEST(NearCopies, AreSoughtAcrossPartsOnlyAndTheMostAlikeIsNamed) {
    const std::string text = "the parcel came three days late and the box was torn at one side";
    const Table table = table_of({{text, Part::Train},
                                  {text + " today", Part::Train},
                                  {"nothing of the kind is said in this one", Part::Train},
                                  {"The parcel came three days late and the box was torn, at one "
                                   "side: today!",
                                   Part::Test},
                                  {text + " again", Part::Valid},
                                  {text, Part::None},
                                  {"", Part::Train},
                                  {"", Part::Test}});
    const auto found = near_copies(table);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].row, 3);  // test against train: equal but for punctuation
    EXPECT_EQ(found[0].origin, 1);
    EXPECT_EQ(found[0].similarity, 1.0);
    EXPECT_EQ(found[1].row, 3);  // test against validation
    EXPECT_EQ(found[1].origin, 4);
    EXPECT_EQ(found[2].row, 4);
    EXPECT_EQ(found[2].origin, 0);
    EXPECT_GT(found[2].similarity, 0.85);
    EXPECT_TRUE(near_copies(table, 3).empty());  // the first three rows alone
    EXPECT_TRUE(near_copies(Table()).empty());
}

// Texts of random words, half of them with a planted near copy that had some letters changed.
TEST(NearCopies, FindsWhatComparingEveryPairFinds) {
    Stream stream(5, "test");
    const auto word = [&] {
        std::string out;
        for (int i = 0; i < 6; ++i) out.push_back(static_cast<char>('a' + stream.below(26)));
        return out;
    };
    std::vector<std::pair<std::string, Part>> rows;
    for (int i = 0; i < 400; ++i) {
        std::string text = word();
        for (int w = 0; w < 20; ++w) text += " " + word();
        rows.emplace_back(text, Part::Train);
        if (i % 2 == 1) continue;
        for (std::uint64_t edits = stream.below(5); edits > 0; --edits)
            text[stream.below(text.size())] = 'x';
        rows.emplace_back(text, Part::Test);
    }
    const Table table = table_of(rows);
    std::vector<std::vector<std::uint64_t>> sets;
    for (const std::string& text : table.text) sets.push_back(shingles(text));
    std::set<std::int64_t> truth;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        for (std::size_t j = 0; j < table.rows() && table.part[i] == Part::Test; ++j) {
            if (table.part[j] == Part::Train && jaccard(sets[i], sets[j]) >= kNearCopy)
                truth.insert(static_cast<std::int64_t>(i));
        }
    }
    std::set<std::int64_t> found;
    for (const NearCopy& one : near_copies(table)) found.insert(one.row);
    EXPECT_GT(truth.size(), 100U);
    for (const std::int64_t row : found) EXPECT_TRUE(truth.contains(row)) << row;
    EXPECT_GE(static_cast<double>(found.size()), 0.947 * static_cast<double>(truth.size()));
}

TEST(NearCopies, OfTextsFromOneMouldCostNoSquare) {
    std::vector<std::pair<std::string, Part>> rows;
    for (int i = 0; i < 20000; ++i)
        rows.emplace_back("Your order has been shipped and will arrive soon, number " +
                              std::to_string(100000 + i),
                          i % 4 == 0 ? Part::Test : Part::Train);
    const auto found = near_copies(table_of(rows));
    EXPECT_GT(found.size(), 4900U);
}

TEST(Split, DropsNearCopiesFromLaterPartsWhereAsked) {
    std::vector<std::pair<std::string, Part>> rows;
    for (int i = 0; i < 60; ++i) {
        const std::string text = request_text(i);
        rows.emplace_back(text, Part::None);
        rows.emplace_back(text + " ok", Part::None);
    }
    const Table table = table_of(rows);
    const SplitOptions options{.by = "random", .train = 0.5, .valid = 0.1};
    const auto kept = split(table, options);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->table.rows(), 120U);
    EXPECT_EQ(kept->report.counts["near_copies_dropped"], 0);
    const auto before = near_copies(kept->table);
    EXPECT_GT(before.size(), 10U);
    SplitOptions drop = options;
    drop.near_copies = "drop";
    const auto cleaned = split(table, drop);
    ASSERT_TRUE(cleaned);
    EXPECT_TRUE(near_copies(cleaned->table).empty());
    std::set<std::int64_t> rows_before;
    for (const NearCopy& one : before) rows_before.insert(one.row);
    EXPECT_EQ(cleaned->report.counts["near_copies_dropped"], rows_before.size());
    EXPECT_EQ(cleaned->table.rows(), 120U - rows_before.size());
    // What stays is where it was.
    std::map<std::uint64_t, Part> where;
    for (std::size_t i = 0; i < kept->table.rows(); ++i)
        where[kept->table.id[i]] = kept->table.part[i];
    for (std::size_t i = 0; i < cleaned->table.rows(); ++i)
        EXPECT_EQ(cleaned->table.part[i], where[cleaned->table.id[i]]);
    drop.near_copies = "perhaps";
    EXPECT_FALSE(split(table, drop));
}

}  // namespace
}  // namespace engine
