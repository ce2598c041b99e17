#include "engine/runner/job_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "engine/store/precision_choice.h"
#include "engine/store/step_forecast.h"
#include "engine/training/checkpoint.h"
#include "tests/engine/runner/runner_support.h"

namespace engine {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST_F(JobRunnerTest, TellsItsStoryInOrderAndWithoutGaps) {
    Document document = pipeline(4).document;
    document.seeds = {1, 2};
    const Watched job(places("w"), document, settings_);
    ASSERT_TRUE(std::holds_alternative<JobStarted>(job.events.front().what));
    EXPECT_EQ(job.end().state, RunState::Done) << job.end().error.text();
    for (std::size_t i = 0; i < job.events.size(); ++i)
        EXPECT_EQ(job.events[i].sequence, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(job.all<JobFinished>().size(), 1U);
    const JobStarted started = job.all<JobStarted>().front();
    EXPECT_EQ(started.runs, 2);
    EXPECT_EQ(started.nodes_to_run, 3 + 2 * 2);  // data, split, encoder; per seed fit and score
    EXPECT_EQ(job.end().nodes_ran, started.nodes_to_run);
    EXPECT_EQ(job.all<RunFinished>().size(), 2U);
    std::map<std::string, std::vector<NodeState>> states;
    for (const NodeChanged& change : job.all<NodeChanged>())
        states[change.key].push_back(change.state);
    EXPECT_EQ(states.size(), 7U);
    for (const auto& [key, story] : states)
        EXPECT_EQ(story, (std::vector{NodeState::Running, NodeState::Done}));
}

TEST_F(JobRunnerTest, WritesDownWhatItDidAndOnWhat) {
    const Watched job(places("w"), pipeline(4).document, settings_);
    RunLog log = open_log(folder_.path() / "w");
    const auto row = log.job(job.id);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->state, RunState::Done);
    EXPECT_EQ(row->device, "cpu");
    EXPECT_EQ(row->provenance["threads"], 1);
    EXPECT_THAT(row->provenance["libtorch"].get<std::string>(), StartsWith("2."));
    EXPECT_EQ(row->settings["precision"], "fp32");
    RunFilter filter;
    filter.job = job.id;
    const auto runs = log.runs(filter);
    ASSERT_TRUE(runs && runs->size() == 1);
    EXPECT_EQ(runs->front().state, RunState::Done);
    std::set<std::string> names;
    const auto measures = log.measures(runs->front().id);
    ASSERT_TRUE(measures);
    for (const Measure& measure : *measures) names.insert(measure.name);
    EXPECT_TRUE(names.contains("accuracy") && names.contains("seconds"));
    const std::string key = job.key_of("fine");
    EXPECT_EQ(log.points(key, "train/loss")->size(), 6U);  // 22 rows, 4 a step
    const auto manifest = artifacts("w").manifest(key);
    ASSERT_TRUE(manifest);
    EXPECT_EQ((*manifest)["device"], "cpu");
    EXPECT_EQ((*manifest)["threads"], 1);
    EXPECT_EQ((*manifest)["parts"]["options"]["precision"], "fp32");
    EXPECT_EQ((**log.node(key)).state, NodeState::Done);
}

TEST_F(JobRunnerTest, RunsNothingTwice) {
    const Document document = pipeline(4).document;
    const Watched first(places("w"), document, settings_);
    const Watched again(places("w"), document, settings_);
    EXPECT_EQ(again.all<JobStarted>().front().nodes_to_run, 0);
    EXPECT_EQ(again.end().state, RunState::Done);
    EXPECT_EQ(again.end().nodes_ran, 0);
    EXPECT_EQ(again.all<RunFinished>().front().state, RunState::Done);
    for (const NodeChanged& change : again.all<NodeChanged>())
        EXPECT_THAT(text_of(change.reason),
                    HasSubstr("Reused from job " + std::to_string(first.id)));
    RunLog log = open_log(folder_.path() / "w");
    RunFilter filter;
    filter.job = again.id;
    EXPECT_FALSE(log.measures(log.runs(filter)->front().id)->empty());
}

TEST_F(JobRunnerTest, AStoppedFitGoesOnAndEqualsTheUninterruptedOne) {
    const Document document = pipeline(200).document;
    const Watched whole(places("whole"), document, settings_);
    const std::string key = whole.key_of("fine");
    const Watched cut(places("cut"), document, settings_,
                      [&](Runner& runner, const RunEvent& event) {
                          if (learns(event, key)) runner.stop();
                      });
    EXPECT_EQ(cut.end().state, RunState::Cancelled);
    EXPECT_FALSE(artifacts("cut").has(key));
    EXPECT_EQ(cut.all<RunFinished>().front().state, RunState::Cancelled);
    const auto saved = load_checkpoint(artifacts("cut").partial(key));
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_LT(saved->step, 200);
    {
        RunLog log = open_log(folder_.path() / "cut");
        EXPECT_EQ(log.job(cut.id)->state, RunState::Cancelled);
        EXPECT_EQ(log.points(key, "train/loss")->back().step, saved->step);
    }
    const Watched resumed(places("cut"), document, settings_);
    EXPECT_EQ(resumed.end().state, RunState::Done);
    EXPECT_EQ(resumed.end().nodes_ran, 2);  // the fit and its score
    EXPECT_EQ(model_bytes("cut", key), model_bytes("whole", key));
    // No forecast rests on what a part of it took.
    RunLog log = open_log(folder_.path() / "cut");
    EXPECT_EQ((**log.node(key)).modelled.seconds, 0);
    EXPECT_EQ(forecast_error(*log.job_nodes(resumed.id), resumed.id)->nodes, 1);  // the score
    RunLog other = open_log(folder_.path() / "whole");
    const auto points = log.points(key, "train/loss");
    const auto expected = other.points(key, "train/loss");
    ASSERT_EQ(points->size(), expected->size());
    for (std::size_t i = 0; i < points->size(); ++i)
        EXPECT_EQ((*points)[i].value, (*expected)[i].value) << i;
}

TEST_F(JobRunnerTest, KeepsWhatAStepWasToTakeBesideWhatItTookAndForecastsTheNextFromIt) {
    const Places where = places("w");
    test::Sketch s = pipeline(4);
    const Watched first(where, s.document, settings_);
    RunLog log = open_log(where.workspace);
    const auto nodes = log.job_nodes(first.id);
    ASSERT_TRUE(nodes.ok());
    EXPECT_EQ(nodes->size(), 5U);  // data, split, encoder, fit, score
    for (const NodeRow& node : *nodes) {
        const NodeRow row = **log.node(node.key);
        EXPECT_GT(row.forecast.seconds, 0) << node.node;
        EXPECT_EQ(row.forecast.seconds, row.modelled.seconds);  // nothing had run before
        EXPECT_EQ(row.machine, machine_of(settings_));
        EXPECT_GT(row.peak_memory, 0);
        EXPECT_GT(row.disk, 0);
        EXPECT_EQ(row.disk, (*artifacts("w").manifest(node.key))["bytes"].get<std::int64_t>());
    }
    EXPECT_EQ(forecast_error(*nodes, first.id)->nodes, 5);
    const NodeRow before = **log.node(first.key_of("fine"));
    test::set(s.document, "fine.rate=0.002");
    const Watched second(where, s.document, settings_);
    const NodeRow after = **log.node(second.key_of("fine"));
    EXPECT_NE(after.key, before.key);
    EXPECT_DOUBLE_EQ(after.forecast.seconds,
                     after.modelled.seconds * (before.seconds / before.modelled.seconds));
    EXPECT_EQ(after.forecast.disk, before.disk);
}

TEST_F(JobRunnerTest, APausedFitWaitsWithACheckpointAndEndsTheSame) {
    const Document document = pipeline(200).document;
    const Watched whole(places("whole"), document, settings_);
    const std::string key = whole.key_of("fine");
    bool paused = false;
    const auto pause_once = [&](Runner& runner, const RunEvent& event) {
        if (paused || !learns(event, key)) return;
        paused = true;
        runner.pause();
        Result<TrainState> saved = load_checkpoint(artifacts("w").partial(key));
        for (int i = 0; i < 3000 && !saved; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            saved = load_checkpoint(artifacts("w").partial(key));
        }
        EXPECT_TRUE(saved) << saved.error().text();
        EXPECT_FALSE(artifacts("w").has(key));
        runner.resume();
    };
    const Watched job(places("w"), document, settings_, pause_once);
    EXPECT_TRUE(paused);
    EXPECT_EQ(job.end().state, RunState::Done);
    const auto changes = job.all<JobChanged>();
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].state, RunState::Paused);
    EXPECT_FALSE(changes[0].why);
    EXPECT_EQ(changes[1].state, RunState::Running);
    EXPECT_EQ(model_bytes("w", key), model_bytes("whole", key));
}

TEST_F(JobRunnerTest, AFailingStepTakesOnlyItsOwnRunsWithIt) {
    test::Sketch s = pipeline(4);
    // What it learns has other classes than the rows that it is scored on.
    s.node("stars", "dataset", {{"source", "stars"}, {"text", {"text"}}, {"label", "label"}});
    s.node("fine2", "fine_tune",
           {{"rate", 0.001}, {"epochs", 1}, {"min_steps", 0}, {"patience", 0}});
    s.node("score2", "evaluate").edge("bert.encoder > fine2.start");
    s.edge("stars.data > fine2.data").edge("fine2.trained > score2.scored");
    s.edge("split.data > score2.data").arm("b", "fine2");
    std::swap(s.document.arms[0], s.document.arms[1]);  // what fails comes first
    const Watched job(places("w"), s.document, settings_);
    EXPECT_EQ(job.end().state, RunState::Failed);
    EXPECT_THAT(job.end().error.text(), HasSubstr("knows no class"));
    std::map<std::string, RunState> ends;
    for (const RunFinished& run : job.all<RunFinished>()) ends[run.arm] = run.state;
    EXPECT_EQ(ends["a"], RunState::Done);
    EXPECT_EQ(ends["b"], RunState::Failed);
    std::map<std::string, NodeState> nodes;
    for (const NodeChanged& change : job.all<NodeChanged>()) nodes[change.node] = change.state;
    EXPECT_EQ(nodes["score2"], NodeState::Failed);
    EXPECT_EQ(nodes["score"], NodeState::Done);
    RunLog log = open_log(folder_.path() / "w");
    RunFilter filter;
    filter.arm = "b";
    EXPECT_THAT(text_of(log.runs(filter)->front().cause), HasSubstr("knows no class"));
    EXPECT_EQ((**log.node(job.key_of("score2"))).state, NodeState::Failed);
    EXPECT_FALSE(artifacts("w").has(job.key_of("score2")));
    EXPECT_TRUE(artifacts("w").has(job.key_of("fine2")));
}

TEST_F(JobRunnerTest, TakesTheStoredPrecisionWhereItIsLeftToTheMachine) {
    const Places where = places("w");
    {
        RunLog log = open_log(where.workspace);
        ASSERT_TRUE(store_precision(log, hardware_of("cpu"), {"bf16", 2, "cpu"}));
    }
    settings_.precision = "auto";
    const Watched job(where, pipeline(4).document, settings_);
    EXPECT_EQ(job.end().state, RunState::Done);
    RunLog log = open_log(where.workspace);
    EXPECT_EQ(log.job(job.id)->settings["precision"], "bf16");
    EXPECT_EQ((**log.node(job.key_of("fine"))).parts["options"]["precision"], "bf16");
}

TEST_F(JobRunnerTest, TakesTheJobsOfTheQueueUnderTheirNumbersAndFailsWhatCannotBegin) {
    const Places where = places("w");
    test::Sketch lost = pipeline(4);
    lost.document.nodes.front().options["source"] = "gone";
    RunLog log = open_log(where.workspace);
    for (const Document& document : {lost.document, pipeline(4).document}) {
        JobRow row;
        row.title = document.title;
        row.document = write_document(document);
        row.provenance = Json::object();
        row.settings = settings_json(settings_);
        ASSERT_TRUE(log.add_job(row));
    }
    const auto next = [](Runner& runner) { return runner.start_waiting(0); };
    const Watched first(where, next);
    EXPECT_EQ(first.id, 1);
    EXPECT_EQ(first.end().state, RunState::Failed);
    EXPECT_THAT(first.end().error.text(), HasSubstr("gone"));
    EXPECT_EQ(first.all<JobStarted>().size(), 1U);
    const Watched second(where, next);
    EXPECT_EQ(second.id, 2);
    EXPECT_EQ(second.end().state, RunState::Done);
    EXPECT_EQ(second.all<JobStarted>().front().document, write_document(pipeline(4).document));
    EXPECT_EQ(log.job(2)->state, RunState::Done);
    EXPECT_EQ(log.job(2)->runs, 1);
    EXPECT_EQ(log.job(2)->settings["threads"], 1);
    EventQueue queue([] {});
    EXPECT_EQ(*JobRunner(where, queue).start_waiting(0), 0);
}

TEST_F(JobRunnerTest, RefusesWhatCannotBeginAndLeavesNoJob) {
    EventQueue queue([] {});
    JobRunner runner(places("w"), queue);
    EXPECT_EQ(runner.start("{", settings_).error().code, ErrorCode::BadFile);
    settings_.device = "cuda:99";
    EXPECT_EQ(runner.start(write_document(pipeline(4).document), settings_).error().code,
              ErrorCode::Unsupported);
    settings_.device = "toaster";
    EXPECT_EQ(runner.start(write_document(pipeline(4).document), settings_).error().code,
              ErrorCode::BadUsage);
    EXPECT_TRUE(queue.drain().empty());
    RunLog log = open_log(folder_.path() / "w");
    EXPECT_TRUE(log.jobs()->empty());
}

}  // namespace
}  // namespace engine
