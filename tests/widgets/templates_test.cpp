#include "widgets/data/templates.h"

#include <gtest/gtest.h>

#include "engine/base/files.h"
#include "engine/plan/check.h"
#include "tests/widgets/support.h"

namespace widgets {
namespace {

using engine::Json;

engine::Document shipped(OwnTemplate which, const engine::Catalog& catalog) {
    const auto path = test::experiment(QString::fromStdString(shippedName(which))).toStdString();
    auto text = engine::read_file(path);
    EXPECT_TRUE(text);
    auto document = engine::read_document(*text, catalog, path);
    EXPECT_TRUE(document) << document.error().text();
    return *std::move(document);
}

OwnData texts(std::int64_t rows, std::vector<OwnData::Class> classes) {
    OwnData data;
    data.name = "mine";
    data.fingerprint = std::string(64, 'a');
    data.rows = rows;
    data.text = {"message"};
    data.label = "intent";
    data.classes = std::move(classes);
    return data;
}

engine::Document built(OwnTemplate which, const OwnData& data) {
    const engine::Catalog catalog = engine::shipped_catalog();
    auto document = withOwnData(shipped(which, catalog), which, data, catalog);
    EXPECT_TRUE(document) << document.error().text();
    const auto problems = engine::check(*document, catalog);
    EXPECT_TRUE(engine::first_blocking(problems)) << problems.front().what.text();
    for (const auto& problem : problems) ADD_FAILURE() << problem.what.text();
    // It reads back as it was written.
    const std::string text = engine::write_document(*document);
    auto again = engine::read_document(text, catalog, "");
    EXPECT_TRUE(again) << again.error().text();
    EXPECT_EQ(engine::write_document(*again), text);
    return *std::move(document);
}

TEST(OwnTemplates, ClassesUnlikeThoseOfTheNewsLeaveTheNewsOut) {
    const auto document = built(OwnTemplate::Transfer, texts(500, {{"a", 250}, {"b", 250}}));
    EXPECT_EQ(document.arms.size(), 2U);
    EXPECT_EQ(document.node("source"), nullptr);
    EXPECT_EQ(document.arm("target")->control, "tfidf");
    const engine::Node* target = document.node("target");
    EXPECT_EQ(target->options["source"], "mine");
    EXPECT_EQ(target->options["text"], Json({"message"}));
    EXPECT_EQ(target->options["label"], "intent");
    EXPECT_EQ(target->options["thresholds"], Json::array());
    EXPECT_EQ(document.node("target-split")->options["by"], "stratified");
    EXPECT_EQ(document.data["mine"]["sha256"], std::string(64, 'a'));
    EXPECT_FALSE(document.canvas.contains("source"));
    EXPECT_EQ(document.canvas["target"]["y"], 0);  // moved up to where the news stood
    EXPECT_EQ(document.canvas["target-clean"]["y"], 96);
}

TEST(OwnTemplates, ClassesOfTheSameNamesAddTheNews) {
    const auto document =
        built(OwnTemplate::Transfer, texts(500, {{"positive", 250}, {"negative", 250}}));
    EXPECT_EQ(document.arms.size(), 4U);
    EXPECT_NE(document.node("source"), nullptr);
}

TEST(OwnTemplates, BudgetsAreFittedToTheTrainingRows) {
    // 0.6 of the rows train: 300 of 500, 60 of 100, 6 of 10.
    const auto rows = [](std::int64_t n) {
        return built(OwnTemplate::Transfer, texts(n, {{"a", n / 2}, {"b", n / 2}}))
            .node("labels")
            ->options["rows"];
    };
    EXPECT_EQ(rows(500), Json({16, 64, 256}));
    EXPECT_EQ(rows(100), Json({16}));
    EXPECT_EQ(rows(10), Json({0}));  // all there are
}

TEST(OwnTemplates, NumbersAroundZeroAreCutLikeTheSampleCorpora) {
    OwnData data = texts(500, {});
    data.label_least = -4, data.label_low = -1, data.label_high = 1, data.label_most = 4;
    const auto document = built(OwnTemplate::Transfer, data);
    EXPECT_EQ(document.node("target")->options["thresholds"], Json({-0.5, 0.5}));
    EXPECT_EQ(document.arms.size(), 4U);
}

TEST(OwnTemplates, OtherNumbersAreCutAtTheirQuartersAndTheNewsIsLeftOut) {
    OwnData data = texts(500, {});
    data.label_least = 0, data.label_low = 20, data.label_high = 70, data.label_most = 100;
    const auto document = built(OwnTemplate::Transfer, data);
    EXPECT_EQ(document.node("target")->options["thresholds"], Json({20.0, 70.0}));
    EXPECT_EQ(document.node("target")->options["classes"], Json({"low", "high"}));
    EXPECT_EQ(document.arms.size(), 2U);
}

TEST(OwnTemplates, RulesOfTheImportBecomeOptionsOfClean) {
    OwnData data = texts(500, {{"a", 250}, {"b", 250}});
    data.group = "thread";
    data.rules = {{"deduplicate", false}, {"normalise", true}, {"strip_urls", true}};
    const auto document = built(OwnTemplate::Transfer, data);
    const Json& clean = document.node("target-clean")->options;
    EXPECT_EQ(clean["deduplicate"], false);
    EXPECT_EQ(clean["normalise"], true);
    EXPECT_EQ(clean["strip_urls"], true);
    EXPECT_EQ(document.node("target-split")->options["by"], "group_hash");
    EXPECT_EQ(document.node("target")->options["group"], "thread");
}

TEST(OwnTemplates, TasksAskForNoMoreClassesAndRowsThanThereAre) {
    const auto few = built(OwnTemplate::FewShot, texts(12, {{"a", 4}, {"b", 4}, {"c", 4}}));
    EXPECT_EQ(few.node("split")->options["train"], 0.0);
    EXPECT_EQ(few.node("tasks")->options["n_way"], 3);
    EXPECT_EQ(few.node("tasks")->options["query"], 3);
    EXPECT_EQ(few.seeds.size(), 5U);
    EXPECT_TRUE(few.node("clean")->options["deduplicate"].get<bool>());  // no copy in a task
    EXPECT_FALSE(few.node("clean")->options["normalise"].get<bool>());
    std::vector<OwnData::Class> classes;
    for (int i = 0; i < 20; ++i) classes.push_back({"c" + std::to_string(i), 60});
    const auto many = built(OwnTemplate::FewShot, texts(1200, classes));
    EXPECT_EQ(many.node("split")->options["train"], 0.5);
    EXPECT_EQ(many.node("tasks")->options["n_way"], 5);
    EXPECT_EQ(many.node("tasks")->options["query"], 15);
}

TEST(OwnTemplates, UsersItemsAndRatingsGetTheColdStart) {
    OwnData data;
    data.name = "shop";
    data.rows = 5000;
    data.users = 100;
    data.user = "customer", data.item = "article", data.value = "stars", data.time = "when";
    const auto document = built(OwnTemplate::ColdUsers, data);
    const Json& options = document.node("ratings")->options;
    EXPECT_EQ(options["user"], "customer");
    EXPECT_EQ(options["item"], "article");
    EXPECT_EQ(options["value"], "stars");
    EXPECT_EQ(options["time"], "when");
    EXPECT_EQ(document.node("users")->options["least_ratings"], 13);
    data.users = 1000;  // five ratings each
    EXPECT_EQ(built(OwnTemplate::ColdUsers, data).node("users")->options["least_ratings"], 5);
}

TEST(OwnTemplates, SayWhyTheyCannotBeBuilt) {
    OwnData data = texts(500, {});
    data.label.clear();
    for (const TemplateOffer& offer : templatesFor(data)) EXPECT_FALSE(offer.why_not.isEmpty());
    const engine::Catalog catalog = engine::shipped_catalog();
    const auto refused =
        withOwnData(shipped(OwnTemplate::Transfer, catalog), OwnTemplate::Transfer, data, catalog);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, engine::ErrorCode::BadData);
}

TEST(OwnTemplates, APassportTellsAllTheyMustKnow) {
    const Json passport = {
        {"name", "mine"},
        {"fingerprint", "12"},
        {"rows_ok", 40},
        {"columns",
         {{{"name", "t"}, {"length", {{"p95", 300.0}}}},
          {{"name", "l"}, {"numbers", {{"least", 1}, {"p25", 2}, {"p75", 4}, {"most", 5}}}}}},
        {"roles", {"text", "label"}},
        {"classes", {{{"name", "1"}, {"rows", 20}}, {{"name", "5"}, {"rows", 20}}}}};
    const OwnData data = ownDataOf(passport, {{"deduplicate", false}});
    EXPECT_EQ(data.text, std::vector<std::string>{"t"});
    EXPECT_EQ(data.label, "l");
    EXPECT_EQ(data.classes.size(), 2U);
    EXPECT_FALSE(data.labelIsNumber());
    EXPECT_EQ(data.long_text, 300);
    EXPECT_EQ(data.rules["deduplicate"], false);
    EXPECT_EQ(built(OwnTemplate::Transfer, data).node("encoder")->options["max_tokens"], 128);
}

}  // namespace
}  // namespace widgets
