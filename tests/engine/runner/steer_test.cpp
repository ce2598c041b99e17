// A job steered by another program, and a resumed fit held against itself.
#include <gmock/gmock.h>

#include <chrono>
#include <thread>

#include "engine/training/checkpoint.h"
#include "tests/engine/runner/runner_support.h"

namespace engine {
namespace {

RunState wait_for(const RunLog& log, std::int64_t job, RunState state) {
    for (int i = 0; i < 1000 && log.job(job)->state != state; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return log.job(job)->state;
}

TEST_F(JobRunnerTest, ASecondProgramPausesResumesAndStopsTheJob) {
    const Document document = pipeline(100000).document;
    std::jthread other;
    const auto steer = [&](std::int64_t job) {
        RunLog log = open_log(folder_.path() / "w");
        ASSERT_TRUE(log.request(job, JobRequest::Pause));
        EXPECT_EQ(wait_for(log, job, RunState::Paused), RunState::Paused);
        ASSERT_TRUE(log.request(job, JobRequest::Resume));
        EXPECT_EQ(wait_for(log, job, RunState::Running), RunState::Running);
        ASSERT_TRUE(log.request(job, JobRequest::Stop));
        EXPECT_EQ(wait_for(log, job, RunState::Cancelled), RunState::Cancelled);
    };
    const Watched job(places("w"), document, settings_, [&](Runner&, const RunEvent& event) {
        const auto* started = std::get_if<JobStarted>(&event.what);
        if (started != nullptr) other = std::jthread([&, id = started->job] { steer(id); });
    });
    other.join();
    EXPECT_EQ(job.end().state, RunState::Cancelled);
    EXPECT_EQ(job.all<JobChanged>().back().state, RunState::Stopping);
}

TEST_F(JobRunnerTest, WhoLeavesAJobLeavesItToBeGoneOnWith) {
    const Document document = pipeline(200).document;
    const Watched whole(places("whole"), document, settings_);
    const std::string key = whole.key_of("fine");
    const Watched left(places("w"), document, settings_,
                       [&](Runner& runner, const RunEvent& event) {
                           if (learns(event, key)) runner.leave();
                       });
    EXPECT_EQ(left.end().state, RunState::Interrupted);
    RunLog log = open_log(folder_.path() / "w");
    const auto unfinished = log.unfinished(5);
    ASSERT_TRUE(unfinished && unfinished->size() == 1);
    EXPECT_EQ(unfinished->front().job.id, left.id);
    EXPECT_THAT(unfinished->front().step, testing::HasSubstr("Fine-tune"));
    EXPECT_GT(unfinished->front().last_step, 0);
    const Watched resumed(places("w"), document, settings_);
    EXPECT_EQ(resumed.end().state, RunState::Done);
    EXPECT_EQ(model_bytes("w", key), model_bytes("whole", key));
    EXPECT_TRUE(log.unfinished(5)->empty());
}

TEST_F(JobRunnerTest, AResumedFitIsHeldAgainstItsOwnStepsFromBefore) {
    const Document document = pipeline(2000).document;
    settings_.checkpoint_seconds = 0.05;
    std::string key;
    const Watched cut(places("w"), document, settings_, [&](Runner& runner, const RunEvent& event) {
        const auto* node = std::get_if<NodeChanged>(&event.what);
        if (node != nullptr && node->node == "fine") key = node->key;
        const auto* news = std::get_if<Progress>(&event.what);
        if (news != nullptr && news->key == key && news->done > 100) runner.leave();
    });
    ASSERT_EQ(cut.end().state, RunState::Interrupted);
    const auto newest = load_checkpoint(artifacts("w").partial(key));
    ASSERT_TRUE(newest);
    settings_.verify_steps = 5;
    const Watched resumed(places("w"), document, settings_);
    EXPECT_EQ(resumed.end().state, RunState::Done);
    RunLog log = open_log(folder_.path() / "w");
    const Json proof = *log.proof(key);
    ASSERT_FALSE(proof.is_null());
    EXPECT_GE(proof["steps"], 1);
    EXPECT_LE(proof["steps"], 5);
    EXPECT_LT(proof["from"], newest->step);  // nothing followed the last checkpoint
    EXPECT_EQ(proof["equal"], true) << proof.dump();
    EXPECT_EQ(proof["largest_difference"], 0.0);
}

}  // namespace
}  // namespace engine
