// Stages that turn rows into rows.
#include <algorithm>
#include <fstream>
#include <set>

#include "engine/data/user_tasks.h"
#include "tests/engine/stages/stage_bench.h"

namespace engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DataStages : public StageBench {};

std::set<std::string> texts_of(const Table& table, const std::vector<std::int64_t>& rows) {
    const auto texts = texts_at(table, rows);
    return {texts.begin(), texts.end()};
}

TEST_F(DataStages, ADatasetGivesItsRowsWithClassesByTheThresholds) {
    std::ofstream(folder_.path() / "mine.csv") << "text,stars\ngood,5\nbad,1\nmeal,3\n";
    ImportRequest request;
    request.file = folder_.path() / "mine.csv";
    ASSERT_TRUE(datasets_.import(request));
    const StageResult result = run("dataset", "data",
                                   {{"source", "mine"},
                                    {"text", {"text"}},
                                    {"label", "stars"},
                                    {"thresholds", {2, 4}},
                                    {"between", "neutral"},
                                    {"classes", {"bad", "so so", "good"}}},
                                   {});
    const Table rows = table("data");
    EXPECT_THAT(rows.text, ElementsAre("good", "bad", "meal"));
    EXPECT_THAT(rows.label, ElementsAre(2, 0, 1));
    EXPECT_THAT(rows.class_names, ElementsAre("bad", "so so", "good"));
    EXPECT_THAT(rows.origins, ElementsAre("mine"));
    EXPECT_EQ(result.summary["classes"], Json({"bad", "so so", "good"}));
    EXPECT_FALSE(attempt("dataset", "none", {{"source", "absent"}, {"text", {"text"}}}, {}));
}

TEST_F(DataStages, ASplitLetsNoTextStandOnTwoSides) {
    Table rows = opinions();
    const Table again = opinions("second");  // the same texts under other ids
    for (std::size_t i = 0; i < again.rows(); ++i) {
        rows.id.push_back(again.id[i]);
        rows.text.push_back(again.text[i]);
        rows.label.push_back(again.label[i]);
        rows.part.push_back(Part::None);
        rows.origin.push_back(0);
        rows.group.emplace_back();
        rows.weight.push_back(1);
    }
    put("rows", rows);
    for (const char* by : {"random", "stratified", "group_hash"}) {
        SCOPED_TRACE(by);
        run("split", by, {{"by", by}, {"train", 0.5}, {"valid", 0.2}}, {{"data", {"rows"}}});
        const Table parted = table(by);
        std::map<std::string, std::set<Part>> sides;
        std::map<Part, int> size;
        for (std::size_t i = 0; i < parted.rows(); ++i) {
            sides[parted.text[i]].insert(parted.part[i]);
            ++size[parted.part[i]];
        }
        for (const auto& [text, parts] : sides) EXPECT_EQ(parts.size(), 1U) << text;
        EXPECT_GT(size[Part::Train], 0);
        EXPECT_GT(size[Part::Valid], 0);
        EXPECT_GT(size[Part::Test], 0);
    }
}

TEST_F(DataStages, SmallerBudgetsLieWithinLargerOnesAndHideNoTestLabel) {
    put("rows", parted_opinions());
    std::set<std::string> smaller;
    for (const int budget : {4, 16}) {
        const std::string name = std::to_string(budget);
        run("budget", name, {{"rows", {budget}}}, {{"data", {"rows"}}}, 7);
        const Table revealed = table(name);
        EXPECT_EQ(training_rows(revealed).size(), static_cast<std::size_t>(budget));
        EXPECT_EQ(labelled_rows(revealed, Part::Test).size(), 6U);
        EXPECT_EQ(labelled_rows(revealed, Part::Valid).size(), 6U);
        const auto larger = texts_of(revealed, training_rows(revealed));
        EXPECT_TRUE(std::includes(larger.begin(), larger.end(), smaller.begin(), smaller.end()));
        smaller = larger;
    }
    run("budget", "other seed", {{"rows", {16}}}, {{"data", {"rows"}}}, 8);
    EXPECT_NE(texts_of(table("other seed"), training_rows(table("other seed"))), smaller);
    const auto sweep = attempt("budget", "sweep", {{"rows", {4, 16}}}, {{"data", {"rows"}}});
    EXPECT_FALSE(sweep);  // the planner binds one value
    run("budget", "too many", {{"rows", {1000}}}, {{"data", {"rows"}}});
    EXPECT_EQ(host.warnings.size(), 1U);
}

TEST_F(DataStages, CombinedRowsKeepTheirOriginAndOnlyTheFirstIsMeasured) {
    Table target = parted_opinions();
    Table source = opinions("news");
    source.class_names = {"good", "bad"};  // other order
    for (auto& label : source.label) label = 1 - label;
    for (auto& text : source.text) text += " trip";
    source.text[0] = target.text[2];  // a copy of a validation row of the target
    put("target", target);
    put("source", source);
    run("combine", "mix", {{"weights", {1.0, 0.25}}}, {{"data", {"target", "source"}}});
    const Table mix = table("mix");
    EXPECT_THAT(mix.origins, ElementsAre("mine", "news"));
    EXPECT_THAT(mix.class_names, ElementsAre("bad", "good"));
    EXPECT_EQ(mix.rows(), target.rows() + source.rows() - 1);
    for (std::size_t i = 0; i < mix.rows(); ++i) {
        const bool lent = mix.origin[i] == 1;
        EXPECT_EQ(mix.weight[i], lent ? 0.25F : 1.0F);
        if (!lent) continue;
        EXPECT_EQ(mix.part[i], Part::Train);
        EXPECT_TRUE(mix.text[i].ends_with(" trip")) << mix.text[i];
        const bool good = mix.text[i].find("good") != std::string::npos ||
                          mix.text[i].find("fine") != std::string::npos ||
                          mix.text[i].find("nice") != std::string::npos;
        EXPECT_EQ(mix.label[i], good ? 1 : 0) << mix.text[i];
    }
    EXPECT_EQ(labelled_rows(mix, Part::Test).size(), 6U);
}

TEST_F(DataStages, UserTasksRevealTheSupportOfNewUsersAndNoMore) {
    Table ratings;
    ratings.origins = {"ratings"};
    for (int user = 0; user < 10; ++user) {
        for (int item = 0; item < 6; ++item) {
            ratings.user.push_back("u" + std::to_string(user));
            ratings.item.push_back("i" + std::to_string(item));
            ratings.value.push_back(1 + (user + item) % 5);
            ratings.id.push_back(hash64(ratings.user.back() + ratings.item.back()));
            ratings.text.emplace_back();
            ratings.label.push_back(kUnlabelled);
            ratings.part.push_back(Part::None);
            ratings.origin.push_back(0);
        }
    }
    put("ratings", ratings);
    run("user_tasks", "tasks",
        {{"least_ratings", 6}, {"most_ratings", 6}, {"support", {2}}, {"query", 3}},
        {{"data", {"ratings"}}}, 4);
    const auto tasks = read_user_tasks(at("tasks"));
    ASSERT_TRUE(tasks) << tasks.error().text();
    EXPECT_EQ(tasks->tasks.size(), 2U);  // a tenth for validation, a tenth for the test
    EXPECT_EQ(tasks->training.size(), 8U * 6);
    for (const UserTask& task : tasks->tasks) {
        EXPECT_EQ(task.query.size(), 3U);
        EXPECT_EQ(task.support.size(), 3U);
        EXPECT_EQ(tasks->revealed(task).size(), 2U);
        for (const std::int64_t row : tasks->training)
            EXPECT_NE(tasks->ratings.user[static_cast<std::size_t>(row)], task.user);
    }
    EXPECT_EQ((*read_json_file(at("tasks") / "tasks.json"))["seed"], 4);
}

TEST_F(DataStages, ADamagedInputIsToldByItsFile) {
    put("rows", opinions());
    std::ofstream(at("rows") / "data.arrow", std::ios::binary) << "not arrow";
    const auto result = attempt("split", "split", Json::object(), {{"data", {"rows"}}});
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().text(), HasSubstr("data.arrow"));
    EXPECT_FALSE(artifacts_.has(key_of("split")));
}

TEST(ShippedStages, AreTheCatalogsKindsThatCompute) {
    const StageRegistry stages = shipped_stages();
    for (const std::string& id : shipped_catalog().ids()) {
        // A recipe is merged into options, and a control stands for an encoder: neither is a step.
        const bool only_planned = id == "recipe" || id == "no_transfer";
        EXPECT_EQ(stages.find(id) == nullptr, only_planned) << id;
    }
    for (const StageEntry& stage : stages.entries())
        EXPECT_NE(shipped_catalog().find(stage.id), nullptr) << stage.id;
}

}  // namespace
}  // namespace engine
