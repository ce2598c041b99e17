#include "engine/data/clean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "engine/base/hash.h"
#include "engine/data/copies.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

using testing::ElementsAre;

constexpr CleanOptions kNothing{.normalise = false, .strip_urls = false, .deduplicate = false};

Table texts(std::vector<std::string> text, std::vector<std::int32_t> label) {
    Table table;
    table.class_names = {"no", "yes"};
    table.origins = {"t"};
    for (std::size_t i = 0; i < text.size(); ++i) {
        table.id.push_back(hash64("t|" + std::to_string(i)));
        table.part.push_back(Part::None);
        table.weight.push_back(1);
        table.origin.push_back(0);
    }
    table.text = std::move(text);
    table.label = std::move(label);
    return table;
}

TEST(Clean, KeepsTheFirstOfCopiesAlsoWhenItIsBetweenTheThresholds) {
    CleanOptions options = kNothing;
    options.deduplicate = true;
    const auto out =
        clean(texts({"Good.", "fine", "good", "FINE!", "bad"}, {kBetween, 1, 1, 0, 0}), options, 1);
    ASSERT_TRUE(out);
    EXPECT_THAT(out->table.text, ElementsAre("fine", "bad"));
    EXPECT_EQ(out->report.counts["copies_dropped"], 2);
    EXPECT_EQ(out->report.counts["between_dropped"], 1);
    EXPECT_EQ(out->report.rows_in, 5);
    EXPECT_EQ(out->report.rows_out, 2);
}

TEST(Clean, DropsRowsBetweenThresholdsAndNothingElseWhenAllIsOff) {
    const auto out = clean(texts({"A  b", "A  b", "c"}, {0, 1, kBetween}), kNothing, 1);
    ASSERT_TRUE(out);
    EXPECT_THAT(out->table.text, ElementsAre("A  b", "A  b"));
    EXPECT_EQ(out->report.counts["texts_changed"], 0);
}

TEST(Clean, ATextWithoutItsWordsIsNeverOneThatIsTestedOn) {
    Table table = texts({"a good film", "my good film", "a good day", "Good", "film!", "a", "my"},
                        {1, 1, 1, 1, 1, 0, 0});
    for (std::size_t i = 0; i < table.rows(); ++i) table.part[i] = i < 3 ? Part::Train : Part::Test;
    const std::set<std::string> tested = {"good", "film", "a", "my"};
    CleanOptions options = kNothing;
    options.drop_words = 0.9;  // one word is left of most texts
    std::int64_t dropped = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto out = clean(table, options, seed);
        ASSERT_TRUE(out);
        for (std::size_t i = 0; i < 3; ++i) EXPECT_FALSE(tested.contains(out->table.text[i]));
        dropped += out->report.counts["words_dropped"].get<std::int64_t>();
    }
    EXPECT_GT(dropped, 0);
}

TEST(Clean, PreparesTextsAndCountsWhatItDid) {
    const auto out = clean(texts({"See HTTP://t.co/x NOW", "http://t.co/y", "ok"}, {0, 1, 1}),
                           {.deduplicate = false}, 1);
    ASSERT_TRUE(out);
    EXPECT_THAT(out->table.text, ElementsAre("see now", "", "ok"));
    EXPECT_EQ(out->report.counts["urls_removed"], 2);
    EXPECT_EQ(out->report.counts["texts_changed"], 2);
    EXPECT_EQ(out->report.counts["texts_emptied"], 1);
}

TEST(Clean, GivesForManyRowsWhatItGivesForEach) {
    const std::vector<std::string> kinds = {"See www.a.org: Nr. %", "Über  ＡＢＣ %", "www.b.org",
                                            "nr. % stays as it is"};
    std::vector<std::string> text, expected;
    std::set<std::string> seen;
    std::int64_t urls = 0, changed = 0, emptied = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string one = kinds[static_cast<std::size_t>(i) % kinds.size()];
        if (const auto at = one.find('%'); at != std::string::npos)
            one.replace(at, 1, std::to_string(i / 3 % 5000));
        const Stripped alone = prepared_text(one, {});
        urls += alone.removed;
        changed += alone.text != one ? 1 : 0;
        emptied += alone.text.empty() ? 1 : 0;
        if (seen.insert(copy_key(alone.text)).second) expected.push_back(alone.text);
        text.push_back(std::move(one));
    }
    const auto out = clean(texts(text, std::vector<std::int32_t>(text.size(), 1)), {}, 1);
    ASSERT_TRUE(out);
    EXPECT_EQ(out->table.text, expected);
    EXPECT_EQ(out->report.counts["urls_removed"], urls);
    EXPECT_EQ(out->report.counts["texts_changed"], changed);
    EXPECT_EQ(out->report.counts["texts_emptied"], emptied);
    EXPECT_EQ(out->report.counts["copies_dropped"], text.size() - expected.size());
}

TEST(FirstCopies, ComparesTextsUsersAndItems) {
    Table table = texts({"Good.", "good", "good", "Good!", "?", "!"}, {0, 0, 0, 0, 0, 0});
    EXPECT_THAT(first_copies(table), ElementsAre(0, 4, 5));
    table.user = {"a", "b", "a", "b", "a", "a"};
    EXPECT_THAT(first_copies(table), ElementsAre(0, 1, 4, 5));
    table.item = {"x", "y", "z", "y", "x", "x"};
    EXPECT_THAT(first_copies(table), ElementsAre(0, 1, 2, 4, 5));
    table.text.clear();
    EXPECT_THAT(first_copies(table), ElementsAre(0, 1, 2));
    table.user.clear();
    table.item.clear();  // nothing to be compared by
    EXPECT_THAT(first_copies(table), ElementsAre(0, 1, 2, 3, 4, 5));
}

Table unbalanced() {
    Table table = texts({"a", "b", "c", "d", "e", "f", "g", "h"}, {0, 0, 0, 0, 0, 1, 1, 1});
    table.part = {Part::Train, Part::Train, Part::Train, Part::Train,
                  Part::Test,  Part::Train, Part::Valid, Part::Test};
    return table;
}

std::array<int, 2> training_counts(const Table& table) {
    std::array<int, 2> counts = {};
    for (const std::int64_t row : training_rows(table)) {
        ++counts[static_cast<std::size_t>(table.label[static_cast<std::size_t>(row)])];
    }
    return counts;
}

TEST(Clean, BalancesTrainingRowsOnlyAndGivesRepeatsAnIdOfTheirOwn) {
    CleanOptions options = kNothing;
    options.balance = "over";
    const auto over = clean(unbalanced(), options, 3);
    ASSERT_TRUE(over);
    EXPECT_EQ(training_counts(over->table), (std::array<int, 2>{4, 4}));
    EXPECT_EQ(over->table.rows(), 11U);
    EXPECT_EQ(std::set<std::uint64_t>(over->table.id.begin(), over->table.id.end()).size(), 11U);
    EXPECT_EQ(over->table.id, clean(unbalanced(), options, 3)->table.id);
    options.balance = "under";
    const auto under = clean(unbalanced(), options, 3);
    EXPECT_EQ(training_counts(under->table), (std::array<int, 2>{1, 1}));
    EXPECT_EQ(under->table.rows(), 5U);  // and the three rows to be judged
    EXPECT_EQ(under->report.counts["rows_balanced_away"], 3);
    EXPECT_TRUE(under->report.warnings.empty());
    options.balance = "sideways";
    EXPECT_EQ(clean(unbalanced(), options, 3).error().code, ErrorCode::BadOption);
}

TEST(Clean, WarnsWhenItTakesUnsplitRowsForTrainingRows) {
    CleanOptions options = kNothing;
    options.balance = "over";
    const auto out = clean(texts({"a", "b", "c"}, {0, 0, 1}), options, 1);
    EXPECT_EQ(out->table.rows(), 4U);
    EXPECT_EQ(out->report.warnings.size(), 1U);
}

TEST(Clean, DropsWordsOfTrainingRowsAndNeverAllOfThem) {
    Table table = texts(
        {"one two three four five six seven eight", "alone", "one two three four five six seven"},
        {0, 1, 1});
    table.part = {Part::Train, Part::Train, Part::Test};
    CleanOptions options = kNothing;
    options.drop_words = 0.5;
    const auto out = clean(table, options, 5);
    ASSERT_TRUE(out);
    EXPECT_LT(out->table.text[0].size(), table.text[0].size());
    EXPECT_FALSE(out->table.text[0].empty());
    EXPECT_EQ(out->table.text[1], "alone");
    EXPECT_EQ(out->table.text[2], table.text[2]);
    EXPECT_EQ(out->table.text, clean(table, options, 5)->table.text);
    EXPECT_NE(out->table.text[0], clean(table, options, 6)->table.text[0]);
}

}  // namespace
}  // namespace engine
