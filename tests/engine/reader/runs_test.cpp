// Runs of many jobs as the table of runs reads them, and two arms side by side.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/data/table_io.h"
#include "engine/reader/run_json.h"
#include "engine/reader/workspace_reader.h"
#include "tests/engine/plan/plan_support.h"
#include "tests/engine/report/report_support.h"

namespace engine {
namespace {

// Accuracy of a run: the mixed arm is a tenth above the others, each seed a hundredth above the
// last.
double accuracy_of(const engine::Run& run) {
    return (run.arm == "mix" ? 0.7 : 0.6) + 0.01 * static_cast<double>(run.seed);
}

Document judged_by_accuracy() {
    Document out = test::first_look();
    out.node("verdict")->options["metric"] = "accuracy";
    return out;
}

class ReadRuns : public testing::Test {
protected:
    std::int64_t add_job(RunState state = RunState::Done) {
        JobRow job = small_job(state);
        job.document = write_document(document_);
        const auto id = log_.add_job(job);
        EXPECT_TRUE(id.ok());
        const auto runs = log_.add_runs(*id, plan_, document_);
        EXPECT_TRUE(runs.ok());
        for (std::size_t i = 0; i < runs->size(); ++i) {
            EXPECT_TRUE(log_.set_run((*runs)[i], state, {}, 2).ok());
            if (state != RunState::Done) continue;
            EXPECT_TRUE(log_.put_measures((*runs)[i], {{"accuracy", "", 0, "rows", 100,
                                                        accuracy_of(plan_.runs[i])},
                                                       {"recall", "class:a", 0, "rows", 40, 0.5}})
                            .ok());
        }
        first_run_ = runs->front();
        return *id;
    }

    Json groups(std::int64_t before, std::int64_t least) {
        auto page = run_groups_json(log_, before, least);
        EXPECT_TRUE(page.ok()) << page.error().text();
        return page.ok() ? *std::move(page) : Json();
    }

    std::unique_ptr<Reader> open_reader() {
        Places places;
        places.workspace = folder_.path();
        auto reader = WorkspaceReader::open(places);
        EXPECT_TRUE(reader.ok());
        return *std::move(reader);
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    ArtifactFolder artifacts_{folder_.path() / "artifacts"};
    Document document_ = judged_by_accuracy();
    Plan plan_ = test::plan_of(document_);
    std::int64_t first_run_ = 0;
};

TEST_F(ReadRuns, SeedsAreFoldedAndSummedUpByHand) {
    const std::int64_t job = add_job();
    const Json page = groups(0, 100);
    EXPECT_EQ(page["total"], 12);  // four arms at three budgets
    EXPECT_EQ(page["next"], 0);
    ASSERT_EQ(page["groups"].size(), 12U);
    for (const Json& group : page["groups"]) {
        EXPECT_EQ(group["job"], job);
        EXPECT_EQ(group["runs"].size(), 3U);
        EXPECT_EQ(group["states"], (Json{{"done", 3}}));
        EXPECT_FALSE(group["metrics"].contains("recall")) << "slices are not listed";
        if (group["arm_id"] == "news") {  // one result stands for all seeds
            EXPECT_EQ(group["metrics"]["accuracy"]["n"], 1);
            continue;
        }
        // .61 .62 .63 (or a tenth more): mean .62, sd .01, t of two degrees 4.302653
        const double mean = group["arm_id"] == "mix" ? 0.72 : 0.62;
        const Json& accuracy = group["metrics"]["accuracy"];
        EXPECT_EQ(accuracy["n"], 3);
        EXPECT_NEAR(accuracy["mean"].get<double>(), mean, 1e-12);
        EXPECT_NEAR(accuracy["low"].get<double>(), mean - 4.302653 * 0.01 / std::sqrt(3.0), 1e-7);
        if (group["arm_id"] == "mix") {
            EXPECT_NEAR(group["gain"].get<double>(), 0.1, 1e-12);
        }
        if (group["arm_id"] == "target") {
            EXPECT_TRUE(group["gain"].is_null());
        }
    }
}

TEST_F(ReadRuns, PagesFollowEachOtherAndNeverCutAJob) {
    std::vector<std::int64_t> jobs = {add_job(), add_job(), add_job()};
    std::vector<std::int64_t> seen;
    std::int64_t before = 0;
    int pages = 0;
    do {
        const Json page = groups(before, 13);  // more than one job, less than two
        EXPECT_EQ(page["total"], 36);
        for (const Json& group : page["groups"]) {
            const auto job = group["job"].get<std::int64_t>();
            if (seen.empty() || seen.back() != job) seen.push_back(job);
        }
        before = page["next"].get<std::int64_t>();
        ++pages;
    } while (before != 0 && pages < 10);
    std::reverse(jobs.begin(), jobs.end());
    EXPECT_EQ(seen, jobs);
    EXPECT_EQ(pages, 2);
}

TEST_F(ReadRuns, TagsAndNotesComeWithTheirRunAndTheirGroup) {
    const std::int64_t job = add_job();
    ASSERT_TRUE(log_.tag(first_run_, "paper", true).ok());
    ASSERT_TRUE(log_.set_note(first_run_, "the first").ok());
    const Json group = groups(0, 1)["groups"][0];
    EXPECT_EQ(group["tags"], (Json{"paper"}));
    EXPECT_EQ(group["notes"], (Json{"the first"}));
    auto runs = runs_json(log_, job);
    ASSERT_TRUE(runs.ok());
    ASSERT_EQ(runs->size(), 36U);
    EXPECT_EQ((*runs)[0]["run"], first_run_);
    EXPECT_EQ((*runs)[0]["tags"], (Json{"paper"}));
    EXPECT_EQ((*runs)[0]["note"], "the first");
    EXPECT_TRUE((*runs)[1]["tags"].empty());
    EXPECT_NEAR((*runs)[0]["measures"]["accuracy"].get<double>(), accuracy_of(plan_.runs[0]),
                1e-12);
}

TEST_F(ReadRuns, AJobThatIsNotThereIsAnErrorNotItsNeighbour) {
    const std::int64_t job = add_job();
    EXPECT_EQ(runs_json(log_, job + 1).error().code, ErrorCode::BadUsage);
    add_job();
    ASSERT_TRUE(log_.delete_job(job + 1).ok());
    EXPECT_EQ(runs_json(log_, job + 1).error().code, ErrorCode::BadUsage);
}

TEST_F(ReadRuns, UnfinishedRunsHaveNoMean) {
    add_job(RunState::Interrupted);
    const Json page = groups(0, 100);
    EXPECT_FALSE(page["groups"].empty());
    for (const Json& group : page["groups"]) {
        EXPECT_TRUE(group["metrics"].empty());
        EXPECT_TRUE(group["seconds"].is_null());
        EXPECT_TRUE(group["gain"].is_null());
    }
}

class CompareArms : public ReadRuns {
protected:
    void SetUp() override {
        job_ = add_job();
        std::set<std::string> done;
        for (const engine::Run& run : plan_.runs) {
            const bool first = done.insert(run.end).second;
            if (first)
                test::publish_scores(artifacts_, run.end, run.arm == "mix" ? 0.9 : 0.6, run.seed);
        }
    }
    std::int64_t job_ = 0;
    const Json sweep_ = {{"rows", 16}};
};

TEST_F(CompareArms, ConfusionsSumTheRowsOfEverySeed) {
    auto confusion = open_reader()->confusion(job_);
    ASSERT_TRUE(confusion.ok()) << confusion.error().text();
    ASSERT_EQ(confusion->size(), 12U);
    for (const Json& one : *confusion) {
        std::int64_t rows = 0, right = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const auto n = one["counts"][i].get<std::int64_t>();
            rows += n;
            if (i == 0 || i == 3) right += n;
        }
        const int runs = one["arm_id"] == "news" ? 1 : 3;
        EXPECT_EQ(one["runs"], runs);
        EXPECT_EQ(rows, 200 * runs);
        if (one["arm_id"] == "mix") {
            EXPECT_NEAR(static_cast<double>(right) / rows, 0.9, 0.05);
        }
    }
}

TEST_F(CompareArms, ExamplesAreTheRowsInWhichOneArmLeads) {
    auto examples = open_reader()->examples(job_, "mix", "target", sweep_, 5);
    ASSERT_TRUE(examples.ok()) << examples.error().text();
    EXPECT_EQ((*examples)["seeds"], 3);
    EXPECT_EQ((*examples)["rows"], 200);
    const Json& leads = (*examples)["arm_leads"];
    EXPECT_EQ(leads["rows"].size(), 5U);
    EXPECT_GT(leads["total"].get<int>(), (*examples)["base_leads"]["total"].get<int>());
    int ahead = 4;
    for (const Json& row : leads["rows"]) {
        const int now = row["a"]["right"].get<int>() - row["b"]["right"].get<int>();
        EXPECT_GT(now, 0);
        EXPECT_LE(now, ahead) << "the furthest ahead come first";
        ahead = now;
        EXPECT_EQ(row["text"], "") << "no data is kept here";
    }
    const Json& worst = (*examples)["arm_worst"];
    EXPECT_LT(worst["total"].get<int>(), (*examples)["base_worst"]["total"].get<int>());
    double before = 0;
    for (const Json& row : worst["rows"]) {
        const double now = row["a"]["right"].get<int>() + row["a"]["of_truth"].get<double>();
        EXPECT_LT(row["a"]["right"].get<int>(), 3);
        EXPECT_GE(now, before) << "the furthest from the truth come first";
        before = now;
    }
}

TEST_F(CompareArms, AnUnplannedPairIsExploratory) {
    auto found = open_reader()->compare(job_, "mix", "tfidf", "accuracy");
    ASSERT_TRUE(found.ok()) << found.error().text();
    ASSERT_EQ(found->size(), 3U);
    for (const Json& one : *found) {
        EXPECT_EQ(one["arm_id"], "mix");
        EXPECT_EQ(one["control_id"], "tfidf");
        EXPECT_TRUE(one["test"]["exploratory"].get<bool>());
        EXPECT_GT(one["difference"].get<double>(), 0.1);
        EXPECT_TRUE(one["p_holm"].is_null());
    }
    EXPECT_EQ(open_reader()->compare(job_, "mix", "nobody", "").error().code, ErrorCode::BadUsage);
}

// The same pipeline run twice, of which the second went on from the first.
TEST_F(CompareArms, ArmsOfTwoJobsAreComparedLikeThoseOfOne) {
    const std::int64_t other = add_job();
    const std::string there = std::to_string(other) + ":target";
    const auto reader = open_reader();
    const auto within = reader->compare(job_, "mix", "target", "accuracy");
    const auto across = reader->compare(job_, "mix", there, "accuracy");
    ASSERT_TRUE(within.ok() && across.ok());
    ASSERT_EQ(across->size(), within->size());
    for (std::size_t i = 0; i < across->size(); ++i) {
        EXPECT_EQ((*across)[i]["difference"], (*within)[i]["difference"]);
        EXPECT_EQ((*across)[i]["ci"], (*within)[i]["ci"]);
        EXPECT_TRUE((*across)[i]["test"]["exploratory"].get<bool>());
        EXPECT_EQ((*across)[i]["control_id"], there);
        EXPECT_EQ((*across)[i]["control"],
                  (*within)[i]["control"].get<std::string>() + " #" + std::to_string(other));
    }
    const auto report = reader->report(job_, {other});
    ASSERT_TRUE(report.ok());
    const auto alone = reader->report(job_);
    EXPECT_EQ((*report)["groups"].size(), 2 * (*alone)["groups"].size());
    EXPECT_EQ((*report)["arms"].size(), 2 * (*alone)["arms"].size());
    EXPECT_EQ((*report)["arms"].back()["id"].get<std::string>().find(std::to_string(other) + ":"),
              0U);
    EXPECT_EQ(reader->confusion(job_, {other})->size(), 2 * reader->confusion(job_)->size());
    const auto examples = reader->examples(job_, "mix", there, sweep_, 5);
    ASSERT_TRUE(examples.ok());
    EXPECT_EQ((*examples)["arm_leads"],
              (*reader->examples(job_, "mix", "target", sweep_, 5))["arm_leads"]);
    EXPECT_EQ(reader->compare(job_, "mix", "99:target", "").error().code, ErrorCode::BadUsage);
    const std::string title = document_.arm("target")->title;
    const auto by_title = reader->compare(job_, "mix", std::to_string(other) + ":" + title, "");
    ASSERT_TRUE(by_title.ok()) << by_title.error().text();
    EXPECT_EQ((*by_title)[0]["control_id"], there);
}

TEST_F(CompareArms, ArmsOfOtherClassesOrRowsAreNotCompared) {
    const std::int64_t other = add_job();
    for (const engine::Run& run : plan_.runs) {
        if (run.arm != "target") continue;
        std::filesystem::remove_all(artifacts_.at(run.end));
        test::publish_scores(artifacts_, run.end, 0.6, run.seed, {{"classes", {"no", "yes"}}});
    }
    const auto found = open_reader()->compare(job_, "mix", std::to_string(other) + ":target", "");
    ASSERT_TRUE(found.ok()) << found.error().text();
    for (const Json& one : *found) {
        EXPECT_EQ(one["code"], "not_comparable");
        EXPECT_NE(one["sentence"].get<std::string>().find("scored on other classes"),
                  std::string::npos)
            << one["sentence"];
    }
}

TEST_F(CompareArms, SeedCurvesAreMeansWithIntervals) {
    for (const engine::Run& run : plan_.runs) {
        if (run.arm != "mix" || run.sweep != sweep_) continue;
        std::vector<Point> points;
        for (int step = 0; step < 10; ++step)
            points.push_back({step, step + static_cast<double>(run.seed)});
        ASSERT_TRUE(log_.add_points(run.end, "train/loss", points).ok());
        ASSERT_TRUE(log_.add_points(run.end, "pace/seconds", points).ok());  // no measure
    }
    auto curves = open_reader()->seed_curves(job_, "mix", sweep_, 100);
    ASSERT_TRUE(curves.ok());
    ASSERT_EQ(curves->size(), 1U);
    const Json& one = (*curves)[0];
    EXPECT_EQ(one["series"], "train/loss");
    EXPECT_EQ(one["n"], 3);
    ASSERT_EQ(one["x"].size(), 10U);
    EXPECT_DOUBLE_EQ(one["mean"][4].get<double>(), 6.0);  // 4 + mean of 1, 2, 3
    EXPECT_NEAR(one["low"][4].get<double>(), 6.0 - 4.302653 / std::sqrt(3.0), 1e-5);
    const auto there = open_reader()->seed_curves(999, std::to_string(job_) + ":mix", sweep_, 100);
    ASSERT_TRUE(there.ok());
    EXPECT_EQ(*there, *curves) << "of another job by its number";
}

}  // namespace
}  // namespace engine
