#include <gtest/gtest.h>

#include "engine/reader/column_roles.h"
#include "engine/reader/workspace_reader.h"
#include "tests/engine/data/data_support.h"
#include "tests/support/folders.h"
#include "tests/support/requests.h"

namespace engine {
namespace {

// A reader of a workspace of its own.
struct Desk {
    Scratch scratch;
    std::unique_ptr<Reader> reader;

    Desk() {
        EXPECT_TRUE(make_workspace(scratch / "workspace"));
        reopen();
    }
    void reopen() {
        reader.reset();
        auto opened = WorkspaceReader::open({scratch / "workspace", scratch / "models", corpora()});
        EXPECT_TRUE(opened) << opened.error().text();
        reader = *std::move(opened);
    }
};

std::vector<std::string> roles_in(const Json& json) {
    return json["roles"].get<std::vector<std::string>>();
}

const char* const kComments =
    "comment,topic,who\n"
    "the parcel came late and was torn,shipping,a\n"
    "The parcel came late and was torn!,shipping,b\n"
    ",billing,c\n"
    "charged twice for the same order,billing,\n"
    "charged once but the wrong amount,,e\n"
    "too,many,fields,here\n";

TEST(Preview, GuessesWhatEachColumnIsFor) {
    Desk desk;
    auto seen = desk.reader->preview(desk.scratch.file("c.csv", kComments), Json::object());
    ASSERT_TRUE(seen) << seen.error().text();
    EXPECT_EQ(roles_in(*seen), (std::vector<std::string>{"text", "label", "ignore"}));
    EXPECT_EQ((*seen)["rows"].size(), 5U);
    EXPECT_EQ((*seen)["rejects"].size(), 1U);
    EXPECT_EQ((*seen)["rows_in"], 6);
}

TEST(Preview, CountsWhatTheRulesWouldMeet) {
    Desk desk;
    auto seen = desk.reader->preview(desk.scratch.file("c.csv", kComments),
                                     {{"roles", {"text", "label", "ignore"}}});
    ASSERT_TRUE(seen) << seen.error().text();
    EXPECT_EQ((*seen)["counts"], Json({{"rows", 5},
                                       {"left", 4},
                                       {"changed", 0},
                                       {"copies", 1},
                                       {"empty", 1},
                                       {"unlabelled", 1}}));
    auto odd = desk.reader->preview(desk.scratch.file("c.csv", kComments), {{"roles", {"text"}}});
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().code, ErrorCode::BadOption);
}

TEST(Preview, ShowsRealRowsBeforeAndAfterTheRules) {
    Desk desk;
    const auto file = desk.scratch.file("u.csv",
                                        "text,label\n"
                                        "plain words,a\n"
                                        "SEE  www.example.com now,b\n"
                                        "Plain WORDS!,a\n"
                                        "www.example.org,b\n");
    const Json roles = {"text", "label"};
    auto seen = desk.reader->preview(
        file, {{"roles", roles},
               {"rules", {{"deduplicate", true}, {"normalise", true}, {"strip_urls", true}}}});
    ASSERT_TRUE(seen) << seen.error().text();
    const Json& rows = (*seen)["samples"];
    ASSERT_EQ(rows.size(), 4U);  // those that change come first
    EXPECT_EQ(rows[0], Json({{"row", 2},
                             {"before", "SEE  www.example.com now"},
                             {"after", "see now"},
                             {"copy_of", 0}}));
    EXPECT_EQ(rows[1]["copy_of"], 1);
    EXPECT_EQ(rows[2]["after"], "");
    EXPECT_EQ(rows[3]["before"], "plain words");
    EXPECT_EQ((*seen)["counts"]["changed"], 3);
    EXPECT_EQ((*seen)["counts"]["left"], 3);
    seen = desk.reader->preview(file, {{"roles", roles}, {"rules", {{"deduplicate", false}}}});
    EXPECT_EQ((*seen)["counts"]["left"], 4);
    EXPECT_EQ((*seen)["counts"]["copies"], 1);
    EXPECT_EQ((*seen)["samples"][2]["copy_of"], 0);  // nothing goes
}

TEST(Preview, NamesTheLikelyEncodingAndReadsTheFileWithIt) {
    Desk desk;
    // "label,text" and two rows of Chinese in GBK.
    std::string bytes = "label,text\n";
    for (int i = 0; i < 12; ++i)
        bytes +=
            "a,\xD5\xE2\xB8\xF6\xB2\xFA\xC6\xB7\xBA\xDC\xBA\xC3\xA3\xAC\xCE\xD2\xCF\xB2\xBB\xB6\n";
    const auto file = desk.scratch.file("gbk.csv", bytes);
    auto refused = desk.reader->preview(file, Json::object());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text(), "The file is not UTF-8; it looks like GBK.");
    auto read = desk.reader->preview(file, {{"encoding", "gbk"}});
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ((*read)["rows"][0][1], "这个产品很好，我喜欢");
}

TEST(ColumnRoles, UsersItemsAndRatingsAreARecommendation) {
    const std::vector<ColumnSample> columns = {{"userId", "integer", {"1", "1"}},
                                               {"movieId", "integer", {"4", "5"}},
                                               {"rating", "number", {"3.5", "4"}},
                                               {"timestamp", "integer", {"1", "2"}}};
    EXPECT_EQ(guess_roles(columns), (std::vector<std::string>{"user", "item", "rating", "time"}));
}

TEST(ColumnRoles, ARatingOfTextsIsTheirLabel) {
    const std::vector<ColumnSample> columns = {
        {"id", "text", {"1_1", "1_2"}},
        {"rating", "number", {"0.5", "-2"}},
        {"text", "text", {"a sentence of some length", "and another one"}},
        {"group", "text", {"1", "1"}}};
    EXPECT_EQ(guess_roles(columns), (std::vector<std::string>{"ignore", "label", "text", "group"}));
}

TEST(ColumnRoles, AUserWithoutItemsIsNoRecommendation) {
    const std::vector<ColumnSample> columns = {{"user", "text", {"a", "b"}},
                                               {"text", "text", {"a sentence", "another"}}};
    EXPECT_EQ(guess_roles(columns), (std::vector<std::string>{"ignore", "text"}));
}

TEST(ColumnRoles, WithoutTellingNamesLongTextsAreTextAndRepeatedWordsTheirClasses) {
    const std::vector<ColumnSample> columns = {
        {"a", "text", {"x", "y", "x", "y", "x", "x"}},
        {"b",
         "text",
         {"one long sentence", "two long sentences", "three of them", "four of them here",
          "five sentences", "six sentences"}}};
    EXPECT_EQ(guess_roles(columns), (std::vector<std::string>{"label", "text"}));
}

TEST(ColumnRoles, NumbersWithoutTextsAreNoTask) {
    const std::vector<ColumnSample> columns = {{"a", "integer", {"1", "2", "1", "2"}},
                                               {"b", "integer", {"3", "3", "4", "4"}}};
    EXPECT_EQ(guess_roles(columns), (std::vector<std::string>{"ignore", "ignore"}));
}

TEST(Passport, CountsClassesByTheRolesThatWereChosen) {
    Desk desk;
    const auto file = desk.scratch.file("c.csv", kComments);
    auto info = desk.reader->import(file, "mine", Json::object());
    ASSERT_TRUE(info) << info.error().text();
    auto passport = desk.reader->passport("mine");
    ASSERT_TRUE(passport) << passport.error().text();
    EXPECT_FALSE((*passport)["roles_chosen"].get<bool>());
    EXPECT_EQ((*passport)["classes"], Json({{{"name", "billing"}, {"rows", 2}, {"left", 2}},
                                            {{"name", "shipping"}, {"rows", 2}, {"left", 1}}}));
    EXPECT_EQ((*passport)["unlabelled"], 1);

    const std::string key = "dataset:" + (*info)["fingerprint"].get<std::string>() + ":roles";
    ASSERT_TRUE(desk.reader->set_setting(key, {{"comment", "text"}, {"who", "label"}}));
    passport = desk.reader->passport("mine");
    ASSERT_TRUE(passport);
    EXPECT_TRUE((*passport)["roles_chosen"].get<bool>());
    EXPECT_EQ(roles_in(*passport), (std::vector<std::string>{"text", "ignore", "label"}));
    EXPECT_EQ((*passport)["classes"].size(), 4U);
}

TEST(Passport, SaysHowThickAndHowUnevenRatingsAre) {
    Desk desk;
    const auto file = desk.scratch.file(
        "r.csv", "user,item,rating\na,x,1\na,y,2\nb,x,3\nc,x,3\n");  // 3 users, 2 items, 3 + 1
    ASSERT_TRUE(desk.reader->import(file, "ratings", Json::object()));
    auto passport = desk.reader->passport("ratings");
    ASSERT_TRUE(passport) << passport.error().text();
    const Json ratings = (*passport)["ratings"];
    EXPECT_EQ(ratings["users"], 3);
    EXPECT_EQ(ratings["items"], 2);
    EXPECT_NEAR(ratings["density"].get<double>(), 4.0 / 6.0, 1e-12);
    EXPECT_NEAR(ratings["gini"].get<double>(), 0.25, 1e-12);  // (-1 * 1 + 1 * 3) / (2 * 4)
    EXPECT_EQ(ratings["cold_share"], 1.0);
}

TEST(Rows, AreThoseOfTheNameAlsoAfterOtherRowsTookIt) {
    Desk desk;
    ASSERT_TRUE(desk.reader->import(desk.scratch.file("a.csv", "t\none\n"), "d", Json::object()));
    auto rows = desk.reader->rows("d", {}, 0, 10);
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)["rows"], Json({{"one"}}));
    ASSERT_TRUE(desk.reader->import(desk.scratch.file("b.csv", "t\ntwo\nthree\n"), "d",
                                    {{"replace", true}}));
    rows = desk.reader->rows("d", {}, 1, 10);
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)["rows"], Json({{"three"}}));
    EXPECT_EQ((*rows)["total"], 2);
}

TEST(RemovedDataset, ComesBackUntilTheReaderEnds) {
    Desk desk;
    ASSERT_TRUE(desk.reader->import(desk.scratch.file("a.csv", "t\none\n"), "d", Json::object()));
    auto fingerprint = desk.reader->remove_dataset("d");
    ASSERT_TRUE(fingerprint) << fingerprint.error().text();
    EXPECT_FALSE(desk.reader->passport("d"));
    ASSERT_TRUE(desk.reader->restore_dataset(*fingerprint));
    EXPECT_TRUE(desk.reader->passport("d"));
    ASSERT_TRUE(desk.reader->remove_dataset("d"));
    desk.reopen();
    auto back = desk.reader->restore_dataset(*fingerprint);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::BadData);
    EXPECT_FALSE(desk.reader->passport("d"));
}

TEST(Rows, StandInTheOrderThatIsWishedAndAreExportedSo) {
    Desk desk;
    const auto file = desk.scratch.file("d.csv", "n,t\n3,Pear\n1,apple\n2,=1+1\n,PEARL\n");
    ASSERT_TRUE(desk.reader->import(file, "d", Json::object()));
    const Json wish = {{"filter", "pear"}, {"column", "n"}, {"descending", true}};
    auto state = desk.reader->arrange("d", wish, false);
    ASSERT_TRUE(state) << state.error().text();
    EXPECT_EQ(*state, Json({{"seen", 4}, {"found", 2}, {"total", 4}, {"done", true}}));
    auto rows = desk.reader->rows("d", wish, 0, 10);
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)["rows"],
              Json::array({Json::array({"3", "Pear"}), Json::array({"", "PEARL"})}));
    EXPECT_EQ((*rows)["numbers"], Json({1, 4}));
    // Of an order that is kept no longer, and of one that stopped early.
    for (const char* column : {"n", "t"}) {
        ASSERT_TRUE(desk.reader->arrange("d", {{"column", column}}, false));
    }
    rows = desk.reader->rows("d", wish, 1, 10);
    ASSERT_TRUE(rows);
    EXPECT_EQ((*rows)["numbers"], Json({4}));
    state = desk.reader->arrange("d", {{"column", "t"}, {"descending", true}}, true);
    ASSERT_TRUE(state);
    EXPECT_EQ((*state)["found"], 0);
    EXPECT_FALSE(desk.reader->arrange("d", {{"column", "none"}}, false));
    EXPECT_FALSE(desk.reader->arrange("d", {{"column", 3}}, false));

    const auto out = desk.scratch / "out.csv";
    auto written = desk.reader->export_rows("d", {{"column", "n"}}, out);
    ASSERT_TRUE(written) << written.error().text();
    EXPECT_EQ(*written, 4);
    // A text that a spreadsheet would run as a formula is one no more.
    EXPECT_EQ(*read_file(out), "n,t\n1,apple\n2,'=1+1\n3,Pear\n,PEARL\n");
    written = desk.reader->export_rows("d", {}, out);
    EXPECT_EQ(*read_file(out), "n,t\n3,Pear\n1,apple\n2,'=1+1\n,PEARL\n");
}

TEST(DatasetSplit, CountsClassesOfEachPartAndNamesNearCopies) {
    Desk desk;
    ASSERT_TRUE(
        desk.reader->import(desk.scratch.file("d.csv", requests_csv()), "d", Json::object()));
    auto split = desk.reader->split("d", {});
    ASSERT_TRUE(split) << split.error().text();
    EXPECT_EQ((*split)["options"]["by"], "stratified");
    EXPECT_EQ((*split)["options"]["train"], 0.6);
    EXPECT_EQ((*split)["parts"]["train"]["rows"], 150);
    EXPECT_EQ((*split)["parts"]["train"]["classes"], Json({{"a", 90}, {"b", 60}}));
    const Json near = (*split)["near"];
    EXPECT_EQ(near["looked_at"], 250);
    EXPECT_GT(near["test_rows"], 5);
    ASSERT_FALSE(near["pairs"].empty());
    const Json& pair = near["pairs"][0];
    EXPECT_EQ(std::abs(pair["row"].get<int>() - pair["other"].get<int>()), 1);
    EXPECT_GE(pair["similarity"], 0.8);

    // What was chosen for the dataset is what is asked for from then on.
    Json options = (*split)["options"];
    options["near_copies"] = "drop";
    const auto info = desk.reader->passport("d");
    const std::string key = "dataset:" + (*info)["fingerprint"].get<std::string>() + ":split";
    ASSERT_TRUE(desk.reader->set_setting(key, options));
    split = desk.reader->split("d", {});
    ASSERT_TRUE(split);
    EXPECT_EQ((*split)["near"]["test_rows"], 0);
    EXPECT_GT((*split)["counts"]["near_copies_dropped"], 5);
    EXPECT_FALSE(desk.reader->split("d", {{"by", "moon"}}));
    ASSERT_TRUE(desk.reader->import(desk.scratch.file("r.csv", "user,item,rating\na,x,1\nb,y,2\n"),
                                    "r", Json::object()));
    EXPECT_TRUE(desk.reader->split("r", {})->is_null());  // no texts
}

TEST(ImportedModel, NeedsSafetensorsAndATokenizerAndAFreeName) {
    Desk desk;
    const auto folder = desk.scratch / "tiny";
    std::filesystem::create_directories(folder);
    const auto reason = [&] {
        auto added = desk.reader->import_model(folder, "tiny");
        return added ? std::string() : added.error().text();
    };
    EXPECT_NE(reason().find("lacks config.json"), std::string::npos);
    ASSERT_TRUE(write_file_atomically(folder / "config.json", "{}"));
    EXPECT_NE(reason().find("lacks model.safetensors"), std::string::npos);
    ASSERT_TRUE(write_file_atomically(folder / "pytorch_model.bin", "x"));
    EXPECT_EQ(reason(), "Pickle files can run code and are refused. Convert to safetensors.");
    ASSERT_TRUE(write_file_atomically(folder / "model.safetensors", "x"));
    EXPECT_EQ(reason(), "The folder lacks vocab.txt, so text cannot be tokenized.");
    ASSERT_TRUE(write_file_atomically(folder / "vocab.txt", "a\n"));
    EXPECT_EQ(reason(), "");
    const auto models = desk.reader->models();
    ASSERT_TRUE(models);
    ASSERT_EQ(models->size(), 1U);
    EXPECT_EQ((*models)[0]["name"], "tiny");
    EXPECT_FALSE(
        std::filesystem::exists(desk.scratch / "workspace" / "models/tiny/pytorch_model.bin"));
    EXPECT_NE(reason().find("already"), std::string::npos);
}

TEST(Tokens, OfAModelThatReadsBytesAreNeverUnknown) {
    Desk desk;
    const auto from = std::filesystem::path(support::source_folder) / "tests/golden/models/gpt2";
    const auto folder = desk.scratch / "workspace" / "models/gpt2";
    std::filesystem::create_directories(folder.parent_path());
    std::filesystem::copy(from, folder);
    const auto tokens = desk.reader->tokens("gpt2", "the \u4e2d", 0);
    ASSERT_TRUE(tokens) << tokens.error().text();
    EXPECT_EQ((*tokens)["bytes"], true);
    EXPECT_TRUE((*tokens)["unknown"].empty());
    std::string whole;
    int parts = 0;
    for (const Json& piece : (*tokens)["pieces"]) {
        if (piece["part_of_character"] == Json(true)) {
            ++parts;
        } else {
            whole += piece["text"].get<std::string>();
        }
    }
    EXPECT_EQ(whole.substr(0, 3), "the");
    EXPECT_GE(parts, 1);  // three bytes that no token of this vocabulary joins
    EXPECT_EQ((*tokens)["pieces"].back()["text"].get<std::string>().back(), '>');
    const auto fact = desk.reader->models();
    ASSERT_TRUE(fact);
    EXPECT_EQ((*fact)[0]["dim"], 32);
    EXPECT_EQ((*fact)[0]["layers"], 2);
}

TEST(TrainedModels, AreNoneInAnEmptyWorkspace) {
    Desk desk;
    const auto trained = desk.reader->trained(100);
    ASSERT_TRUE(trained) << trained.error().text();
    EXPECT_EQ(*trained, Json::array());
}

}  // namespace
}  // namespace engine
