#include "engine/data/split.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "engine/base/hash.h"
#include "engine/base/stream.h"
#include "engine/data/clean.h"
#include "engine/data/copies.h"
#include "engine/data/dataset_store.h"
#include "engine/data/load_table.h"
#include "engine/data/split_units.h"
#include "tests/engine/data/data_support.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

// ---------------------------------------------------------------- the sample corpora

struct Golden {
    const char* corpus;
    int classes;
    Part part;
    std::size_t rows;
    std::vector<std::int64_t> per_class;
    const char*
        digest;  // SHA-256 over "<text>\t<label>\n" of its rows in order, by the reference script
};

const Golden kGolden[] = {
#include "tests/engine/data/vader_split_golden.inc"
};

Table corpus_split(DatasetStore& store, const Golden& golden) {
    const Result<Dataset> dataset = store.open(golden.corpus);
    EXPECT_TRUE(dataset) << dataset.error().text();
    auto loaded = load_table(*dataset, {.text = {"text"},
                                        .label = "rating",
                                        .thresholds = {-0.5, 0.5},
                                        .between = golden.classes == 3 ? "neutral" : "dropped",
                                        .group = "group"});
    EXPECT_TRUE(loaded);
    auto cleaned = clean(std::move(loaded->table), {.normalise = false, .strip_urls = false}, 1);
    EXPECT_TRUE(cleaned);
    const auto out = split(cleaned->table, {.by = "group_hash", .train = 0.6, .valid = 0.1});
    EXPECT_TRUE(out);
    EXPECT_EQ(out->report.counts["copies_dropped"], 0);
    return out->table;
}

TEST(SplitOfTheCorpora, EqualsTheReferenceRowForRow) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", corpora());
    for (const Golden& golden : kGolden) {
        SCOPED_TRACE(std::string(golden.corpus) + " " + std::to_string(golden.classes));
        const Table table = corpus_split(store, golden);
        Sha256 digest;
        std::vector<std::int64_t> per_class(static_cast<std::size_t>(golden.classes), 0);
        const auto rows = labelled_rows(table, golden.part);
        for (const std::int64_t row : rows) {
            const auto i = static_cast<std::size_t>(row);
            digest.add(table.text[i] + "\t" + std::to_string(table.label[i]) + "\n");
            ++per_class[static_cast<std::size_t>(table.label[i])];
        }
        EXPECT_EQ(rows.size(), golden.rows);
        EXPECT_EQ(per_class, golden.per_class);
        EXPECT_EQ(hex(digest.finish()), golden.digest);
    }
}

// ---------------------------------------------------------------- properties on made-up rows

constexpr const char* kUnits[] = {"random", "stratified", "group_hash", "time",
                                  "user",   "item",       "class"};

Table made_up(std::uint64_t seed, std::size_t rows, bool with_people) {
    Table table;
    table.class_names = {"a", "b", "c", "d", "e"};
    table.origins = {"made up"};
    Stream stream(seed, "test");
    for (std::size_t i = 0; i < rows; ++i) {
        table.id.push_back(hash64("made up|" + std::to_string(i)));
        // Few different texts, so that there are many copies, in other cases and groups.
        const auto number = std::to_string(stream.below(rows));
        table.text.push_back((stream.below(2) == 0 ? "Text " : "TEXT, ") + number);
        table.label.push_back(static_cast<std::int32_t>(stream.below(7)) - 2);
        table.part.push_back(Part::None);
        table.weight.push_back(1);
        table.group.push_back(stream.below(3) == 0 ? "g" + std::to_string(stream.below(9)) : "");
        table.origin.push_back(0);
        table.time.push_back(stream.below(20) == 0 ? std::nan("")
                                                   : static_cast<double>(stream.below(50)));
        if (with_people) {
            table.user.push_back("u" + std::to_string(stream.below(30)));
            table.item.push_back("i" + std::to_string(stream.below(30)));
        }
    }
    return table;
}

std::map<std::uint64_t, Part> parts_by_id(const Table& table) {
    std::map<std::uint64_t, Part> out;
    for (std::size_t i = 0; i < table.rows(); ++i) out[table.id[i]] = table.part[i];
    return out;
}

template <class Key>
void expect_on_one_side(const Table& table, Key key) {
    std::map<std::string, Part> side;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        const std::string name = key(i);
        if (name.empty()) continue;
        EXPECT_EQ(side.try_emplace(name, table.part[i]).first->second, table.part[i]) << name;
    }
}

TEST(Split, PlacesEveryRowOnceAndNoCopyOnBothSidesWhateverTheOrder) {
    for (const char* by : kUnits) {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            SCOPED_TRACE(by);
            const Table table = made_up(seed, 300, true);
            const SplitOptions options{.by = by, .train = 0.6, .valid = 0.1, .seed = 7};
            const auto out = split(table, options);
            ASSERT_TRUE(out) << out.error().text();
            const std::vector<std::string> keys = copy_keys(out->table);
            expect_on_one_side(out->table, [&](std::size_t i) { return keys[i]; });
            for (const Part part : out->table.part) EXPECT_NE(part, Part::None);
            for (const std::int32_t label : out->table.label) EXPECT_NE(label, kBetween);
            const Json& n = out->report.counts;
            EXPECT_EQ(n["train"].get<int>() + n["valid"].get<int>() + n["test"].get<int>(),
                      out->report.rows_out);
            EXPECT_EQ(out->report.rows_in, out->report.rows_out + n["between_dropped"].get<int>() +
                                               n["copies_dropped"].get<int>() +
                                               n["unplaced_dropped"].get<int>());
            Stream stream(seed, "shuffle");
            const auto shuffled = split(take(table, permutation(stream, 300)), options);
            ASSERT_TRUE(shuffled);
            EXPECT_EQ(parts_by_id(shuffled->table), parts_by_id(out->table));
        }
    }
}

TEST(Split, KeepsItsUnitsTogether) {
    const Table table = made_up(3, 400, true);
    const auto run = [&](const char* by) {
        return split(table, {.by = by, .train = 0.5, .valid = 0.2})->table;
    };
    for (const char* by : {"random", "stratified", "group_hash"}) {
        const Table out = run(by);
        expect_on_one_side(out, [&](std::size_t i) { return out.group[i]; });
    }
    const Table users = run("user");
    expect_on_one_side(users, [&](std::size_t i) { return users.user[i]; });
    const Table items = run("item");
    expect_on_one_side(items, [&](std::size_t i) { return items.item[i]; });
    const Table classes = run("class");
    expect_on_one_side(classes, [&](std::size_t i) { return std::to_string(classes.label[i]); });
    const Table times = run("time");
    double latest_train = -1, latest_valid = -1;
    for (std::size_t i = 0; i < times.rows(); ++i) {
        if (times.part[i] == Part::Train) latest_train = std::max(latest_train, times.time[i]);
        if (times.part[i] == Part::Valid) latest_valid = std::max(latest_valid, times.time[i]);
    }
    for (std::size_t i = 0; i < times.rows(); ++i) {
        EXPECT_TRUE(times.part[i] == Part::Train || times.time[i] > latest_train) << i;
        EXPECT_TRUE(times.part[i] != Part::Test || times.time[i] > latest_valid) << i;
    }
}

Table plain_rows(std::size_t rows) {
    Table table = made_up(1, rows, false);
    for (std::size_t i = 0; i < rows; ++i) {
        table.text[i] = "text " + std::to_string(i);
        table.group[i].clear();
        table.label[i] = static_cast<std::int32_t>(i % 7 % 3);
    }
    table.class_names = {"a", "b", "c"};
    return table;
}

TEST(Split, MeetsTheSharesOfEachClassWithinOneRow) {
    for (const std::size_t rows : {1U, 2U, 10U, 101U, 1000U}) {
        const Table table = plain_rows(rows);
        const auto out = split(table, {.by = "stratified", .train = 0.7, .valid = 0.1});
        ASSERT_TRUE(out);
        std::array<double, 3> total = {};
        std::array<std::array<double, 3>, 3> part = {};
        for (std::size_t i = 0; i < rows; ++i) {
            const auto c = static_cast<std::size_t>(out->table.label[i]);
            total[c] += 1;
            part[c][static_cast<std::size_t>(out->table.part[i]) - 1] += 1;
        }
        for (std::size_t c = 0; c < 3; ++c) {
            EXPECT_LT(std::abs(part[c][0] - 0.7 * total[c]), 1);
            EXPECT_LT(std::abs(part[c][1] - 0.1 * total[c]), 1);
            EXPECT_LT(std::abs(part[c][2] - 0.2 * total[c]), 1);
        }
    }
}

TEST(Split, DrawsAnewWithAnotherSeedAndTheSameWithTheSame) {
    const Table table = plain_rows(200);
    const auto one = split(table, {.by = "random", .seed = 1});
    EXPECT_EQ(one->table.part, split(table, {.by = "random", .seed = 1})->table.part);
    EXPECT_NE(one->table.part, split(table, {.by = "random", .seed = 2})->table.part);
    EXPECT_EQ(split(table, {.by = "group_hash", .seed = 1})->table.part,
              split(table, {.by = "group_hash", .seed = 2})->table.part);
}

TEST(Split, LeavesAPartEmptyWhoseShareIsZero) {
    const auto out = split(plain_rows(50), {.by = "random", .train = 0.8, .valid = 0.0});
    EXPECT_EQ(out->report.counts["valid"], 0);
    EXPECT_EQ(out->report.counts["test"], 10);
    const auto all = split(plain_rows(50), {.by = "stratified", .train = 0.9, .valid = 0.1});
    EXPECT_EQ(all->report.counts["test"], 0);  // 1 - 0.9 - 0.1 is not quite 0 in binary
    EXPECT_TRUE(all->report.warnings.empty());
}

TEST(Split, RefusesSharesAndColumnsThatAreNotThere) {
    const Table table = plain_rows(20);
    EXPECT_EQ(split(table, {.train = 0.9, .valid = 0.2}).error().code, ErrorCode::BadOption);
    EXPECT_EQ(split(table, {.by = "user"}).error().text(),
              "The rows have no user to split by. Name its column in Dataset.");
    EXPECT_EQ(split(table, {.by = "moon"}).error().code, ErrorCode::BadOption);
}

TEST(Split, WarnsOfAnEmptyPart) {
    const auto out = split(plain_rows(2), {.by = "random", .train = 0.9, .valid = 0.05});
    EXPECT_FALSE(out->report.warnings.empty());
}

TEST(LargestRemainder, GivesExactSharesExactly) {
    EXPECT_EQ(largest_remainder(10, {0.7, 0.1, 0.2}), (std::array<std::int64_t, 3>{7, 1, 2}));
    EXPECT_EQ(largest_remainder(1, {0.4, 0.3, 0.3}), (std::array<std::int64_t, 3>{1, 0, 0}));
    EXPECT_EQ(largest_remainder(0, {0.4, 0.3, 0.3}), (std::array<std::int64_t, 3>{0, 0, 0}));
}

}  // namespace
}  // namespace engine
