#include "engine/data/dataset_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/data/builtin_datasets.h"
#include "engine/data/numbers.h"
#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

TEST(DatasetStore, AStoppedImportLeavesNothingBehind) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    std::string csv = "text\n";
    for (int i = 0; i < 20'000; ++i) csv += "row " + std::to_string(i) + "\n";
    const auto file = scratch.file("many.csv", csv);
    // Stopped while it is read, and at the last moment, when its rows are written already.
    for (const double when : {0.1, 0.9}) {
        std::stop_source stop;
        double seen = 0;
        const auto info = store.import({file}, {stop.get_token(), [&](double share) {
                                                    EXPECT_GE(share, seen);
                                                    seen = share;
                                                    if (share >= when) stop.request_stop();
                                                }});
        ASSERT_FALSE(info);
        EXPECT_EQ(info.error().code, ErrorCode::Cancelled);
        EXPECT_GE(seen, when);
        EXPECT_TRUE(store.list()->empty());
        std::error_code none;
        EXPECT_TRUE(!std::filesystem::exists(scratch / "datasets") ||
                    std::filesystem::is_empty(scratch / "datasets", none));
    }
    const auto whole = store.import({file});
    ASSERT_TRUE(whole) << whole.error().text();
    EXPECT_EQ(whole->rows_ok, 20'000);
}

std::string type_of(const std::vector<std::string>& cells) {
    RawRows rows;
    rows.names = {"x"};
    rows.columns.resize(1);
    for (const std::string& cell : cells) rows.columns[0].add(cell);
    return describe_columns(rows).at(0).type;
}

TEST(DescribeColumns, GuessesTypesFromEveryWayToWriteANumber) {
    EXPECT_EQ(type_of({"1", "-12", "007", ""}), "integer");
    EXPECT_EQ(type_of({"+3", " 4 "}), "integer");
    EXPECT_EQ(type_of({"1", "2.5", "-0.25"}), "number");
    EXPECT_EQ(type_of({".5", "5."}), "number");
    EXPECT_EQ(type_of({"1e3"}), "number");
    for (const char* none : {"x", "-", "1.2.3", "12-", "1,5", "--1", "0x1f"})
        EXPECT_EQ(type_of({"1", none}), "text") << none;
    EXPECT_EQ(type_of({std::string(400, '9')}), "text");  // beyond what a double holds
    EXPECT_EQ(type_of({"2024-05-01"}), "time");
    EXPECT_EQ(type_of({"2024-05-01", "7"}), "text");
    EXPECT_EQ(type_of({"", ""}), "empty");
}

TEST(DatasetStore, KeepsRawColumnsLedgerAndCounts) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const auto info =
        store.import({scratch.file("my.csv", "text,stars,day\nfine,5,2024-01-01\nx\nbad,1.5,\n")});
    ASSERT_TRUE(info) << info.error().text();
    EXPECT_EQ(info->names, (std::vector<std::string>{"my"}));
    EXPECT_EQ(info->rows_in, 3);
    EXPECT_EQ(info->rows_ok, 2);
    EXPECT_EQ(info->rows_rejected, 1);
    const Result<Dataset> dataset = store.open("my");
    ASSERT_TRUE(dataset) << dataset.error().text();
    EXPECT_EQ(dataset->rows(), 2);
    EXPECT_EQ(dataset->cell(1, 1), "1.5");
    EXPECT_EQ(dataset->info().columns[0].type, "text");
    EXPECT_EQ(dataset->info().columns[1].type, "number");
    EXPECT_EQ(dataset->info().columns[2].type, "time");
    EXPECT_EQ(dataset->info().columns[2].empty, 1);
    const Result<std::string> ledger = dataset->rejects();
    ASSERT_TRUE(ledger);
    EXPECT_EQ(*ledger,
              "{\"line\":3,\"last_line\":3,\"code\":\"fields\",\"reason\":\"Line 3 has 1 fields, 3 "
              "expected.\",\"message\":\"Line %1 has %2 fields, %3 "
              "expected.\",\"arguments\":[\"3\",\"1\",\"3\"],\"raw\":\"x\"}\n");
}

TEST(DatasetStore, GivesEqualContentOneFingerprintWhateverTheFile) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const auto csv = store.import({scratch.file("a.csv", "text,stars\n\"x,y\",1.50\n")});
    const auto tsv = store.import({scratch.file("b.tsv", "text\tstars\r\nx,y\t1.50\r\n")});
    const auto json =
        store.import({scratch.file("c.jsonl", "{\"text\": \"x,y\", \"stars\": 1.50}\n")});
    ASSERT_TRUE(csv && tsv && json);
    EXPECT_EQ(csv->fingerprint, tsv->fingerprint);
    EXPECT_EQ(csv->fingerprint, json->fingerprint);
    EXPECT_EQ(store.list()->size(), 1U);
    EXPECT_EQ(store.list()->front().names, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(store.open("b")->name(), "b");
    EXPECT_EQ(store.open(csv->fingerprint)->name(), "a");
    EXPECT_EQ(store.open(csv->fingerprint.substr(0, 8))->name(), "a");
    const auto other = store.import({scratch.file("d.csv", "text,stars\n\"x,y1\",.50\n")});
    ASSERT_TRUE(other);
    EXPECT_NE(other->fingerprint, csv->fingerprint);  // the same bytes, cut elsewhere
}

TEST(DatasetStore, DoesNotReplaceANameUnlessAsked) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    ASSERT_TRUE(store.import({scratch.file("a.csv", "x\n1\n")}));
    const auto path = scratch.file("a.csv", "x\n2\n");
    const auto refused = store.import({path});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadUsage);
    const auto replaced = store.import({.file = path, .replace = true});
    ASSERT_TRUE(replaced) << replaced.error().text();
    EXPECT_EQ(store.open("a")->cell(0, 0), "2");
    EXPECT_EQ(store.list()->size(), 2U);  // the old rows stay, for the runs that used them
    EXPECT_EQ(store.import({.file = path, .name = "tweets"}).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(store.import({.file = path, .name = "../x"}).error().code, ErrorCode::BadUsage);
}

TEST(DatasetStore, NamesTheNearestDatasetAndColumn) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", corpora());
    EXPECT_EQ(store.open("tweet").error().text(),
              "No dataset is called tweet. Did you mean tweets?");
    EXPECT_EQ(store.open("zzzzzzzzzzzzzz").error().text(), "No dataset is called zzzzzzzzzzzzzz.");
    ASSERT_TRUE(store.import({scratch.file("a.csv", "rating,text\n1,x\n")}));
    EXPECT_EQ(store.open("a")->column("ratting").error().text(),
              "Dataset a has no column called ratting. Did you mean rating?");
    EXPECT_EQ(*store.open("a")->column("text"), 1U);
}

TEST(DatasetStore, RemovesADatasetAndSaysWhenThereIsNone) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    ASSERT_TRUE(store.import({scratch.file("a.csv", "x\n1\n")}));
    ASSERT_TRUE(store.remove("a"));
    EXPECT_TRUE(store.list()->empty());
    EXPECT_FALSE(store.remove("a"));
}

TEST(DatasetStore, LeavesNothingBehindWhenAnImportFails) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    EXPECT_FALSE(store.import({scratch.file("a.csv", "x,y\n1\n")}));
    EXPECT_FALSE(std::filesystem::exists(scratch / "datasets"));
    const Result<Dataset> tweets = store.open("tweets");
    ASSERT_FALSE(tweets);
    EXPECT_EQ(tweets.error().code, ErrorCode::MissingFile);
    EXPECT_THAT(tweets.error().text(), testing::HasSubstr("./dev setup"));
}

TEST(DatasetStore, RefusesADamagedDataset) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    const auto info = store.import({scratch.file("a.csv", "x\n1\n")});
    ASSERT_TRUE(info);
    const auto rows = scratch / "datasets" / info->fingerprint / "rows.arrow";
    const std::string whole = *read_file(rows);
    ASSERT_TRUE(write_file_atomically(rows, whole.substr(0, whole.size() / 2)));
    EXPECT_EQ(store.open("a").error().code, ErrorCode::BadFile);
    ASSERT_TRUE(write_file_atomically(rows, ""));
    EXPECT_EQ(store.open("a").error().code, ErrorCode::BadFile);
}

TEST(DatasetStore, ImportsTheSampleCorporaWhenFirstAskedFor) {
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", corpora());
    const std::map<std::string, std::int64_t> expected = {
        {"nyt", 5190}, {"tweets", 4200}, {"movie", 10605}, {"amazon", 3708}};
    for (const auto& [name, rows] : expected) {
        const Result<Dataset> dataset = store.open(name);
        ASSERT_TRUE(dataset) << dataset.error().text();
        EXPECT_EQ(dataset->rows(), rows) << name;
        EXPECT_EQ(dataset->info().rows_rejected, 0) << name;
        EXPECT_EQ(dataset->columns(), (std::vector<std::string>{"id", "rating", "text", "group"}));
    }
    EXPECT_EQ(store.list()->size(), 4U);
}

TEST(GeneratedRatings, AreSyntheticSkewedAndAlwaysTheSame) {
    const RawRows raw = generated_ratings();
    EXPECT_EQ(fingerprint_of(raw), fingerprint_of(generated_ratings()));
    std::map<std::string, int> users;
    std::map<std::string, int> items;
    std::map<std::string, int> ratings;
    std::set<std::string> pairs;
    for (std::int64_t i = 0; i < raw.rows_ok(); ++i) {
        ++users[std::string(raw.columns[0][i])];
        ++items[std::string(raw.columns[1][i])];
        ++ratings[std::string(raw.columns[2][i])];
        pairs.insert(std::string(raw.columns[0][i]) + " " + std::string(raw.columns[1][i]));
    }
    EXPECT_EQ(users.size(), 600U);
    EXPECT_EQ(items.size(), 300U);
    EXPECT_EQ(static_cast<std::int64_t>(pairs.size()), raw.rows_ok());
    EXPECT_EQ(ratings.size(), 5U);
    for (const auto& [rating, count] : ratings) EXPECT_GT(count, raw.rows_ok() / 50) << rating;
    const auto by_count = [](const auto& a, const auto& b) { return a.second < b.second; };
    EXPECT_GT(std::max_element(items.begin(), items.end(), by_count)->second,
              5 * std::min_element(items.begin(), items.end(), by_count)->second);
    const Scratch scratch;
    DatasetStore store(scratch / "datasets", scratch / "corpora");
    EXPECT_TRUE(store.open("generated-ratings")->info().synthetic);
}

TEST(GeneratedIntents, HoldSixtyDifferentSentencesOfTwentyIntents) {
    const RawRows raw = generated_intents();
    EXPECT_EQ(raw.rows_ok(), 1200);
    std::map<std::string, std::set<std::string>> sentences;
    for (std::int64_t i = 0; i < raw.rows_ok(); ++i) {
        sentences[std::string(raw.columns[1][i])].insert(std::string(raw.columns[0][i]));
        EXPECT_EQ(raw.columns[0][i].find('{'), std::string_view::npos) << raw.columns[0][i];
    }
    EXPECT_EQ(sentences.size(), 20U);
    for (const auto& [label, texts] : sentences) EXPECT_EQ(texts.size(), 60U) << label;
}

}  // namespace
}  // namespace engine
