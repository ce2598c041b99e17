// A disk that takes nothing more, made with the limit on the size of files that a process has.
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <memory>

#include "engine/training/checkpoint.h"
#include "tests/engine/runner/runner_support.h"

namespace engine {
namespace {

// While it lives no file of this process grows beyond `bytes`.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit now = before_;
        now.rlim_cur = bytes;
        EXPECT_EQ(::setrlimit(RLIMIT_FSIZE, &now), 0);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

// The fit has done some steps, and kept the first of them.
bool has_learnt(const RunEvent& event, const std::string& key) {
    const auto* news = std::get_if<Progress>(&event.what);
    return news != nullptr && news->key == key && news->done >= 3;
}

constexpr rlim_t kBytes = 4096;  // less than the weights of the tiny encoder

TEST_F(JobRunnerTest, AFullDiskPausesAFitThatGoesOnWhenThereIsSpaceAndEndsTheSame) {
    const Document document = pipeline(200).document;
    const Watched whole(places("whole"), document, settings_);
    const std::string key = whole.key_of("fine");
    settings_.checkpoint_seconds = 0;  // one after each step
    std::unique_ptr<FullDisk> full;
    std::int64_t kept = -1;
    const auto fill_and_free = [&](Runner& runner, const RunEvent& event) {
        if (kept < 0 && !full && has_learnt(event, key)) full = std::make_unique<FullDisk>(kBytes);
        const auto* changed = std::get_if<JobChanged>(&event.what);
        if (changed == nullptr || changed->state != RunState::Paused) return;
        ASSERT_TRUE(changed->why);
        EXPECT_EQ(changed->why->code, ErrorCode::DiskFull);
        const auto saved = load_checkpoint(artifacts("w").partial(key));
        EXPECT_TRUE(saved) << saved.error().text();
        kept = saved ? saved->step : 0;
        full.reset();
        runner.resume();
    };
    const Watched job(places("w"), document, settings_, fill_and_free);
    EXPECT_GT(kept, 0);
    EXPECT_EQ(job.all<JobChanged>().back().state, RunState::Running);
    EXPECT_EQ(job.end().state, RunState::Done) << job.end().error.text();
    EXPECT_EQ(model_bytes("w", key), model_bytes("whole", key));
    EXPECT_EQ(open_log(folder_.path() / "w").job(job.id)->state, RunState::Done);
}

TEST_F(JobRunnerTest, AResultThatDoesNotFitIsWrittenWhenThereIsSpace) {
    const Document document = pipeline(300).document;  // long enough for the disk to fill meanwhile
    std::unique_ptr<FullDisk> full;
    int pauses = 0;
    const auto fill_and_free = [&](Runner& runner, const RunEvent& event) {
        const auto* node = std::get_if<NodeChanged>(&event.what);
        if (node != nullptr && node->node == "fine" && node->state == NodeState::Running)
            full = std::make_unique<FullDisk>(kBytes);
        const auto* changed = std::get_if<JobChanged>(&event.what);
        if (changed == nullptr || changed->state != RunState::Paused) return;
        ++pauses;
        full.reset();
        runner.resume();
    };
    const Watched job(places("w"), document, settings_, fill_and_free);
    EXPECT_GE(pauses, 1);
    EXPECT_EQ(job.end().state, RunState::Done) << job.end().error.text();
    EXPECT_TRUE(artifacts("w").has(job.key_of("fine")));
}

TEST_F(JobRunnerTest, StopOnAFullDiskKeepsTheCheckpointFromBefore) {
    const Document document = pipeline(400).document;
    settings_.checkpoint_seconds = 0;
    std::unique_ptr<FullDisk> full;
    std::string key;
    const auto fill_and_stop = [&](Runner& runner, const RunEvent& event) {
        const auto* node = std::get_if<NodeChanged>(&event.what);
        if (node != nullptr && node->node == "fine") key = node->key;
        if (!full && !key.empty() && has_learnt(event, key))
            full = std::make_unique<FullDisk>(kBytes);
        const auto* changed = std::get_if<JobChanged>(&event.what);
        if (changed != nullptr && changed->state == RunState::Paused) runner.stop();
    };
    const Watched job(places("w"), document, settings_, fill_and_stop);
    full.reset();
    EXPECT_EQ(job.end().state, RunState::Cancelled);
    const auto saved = load_checkpoint(artifacts("w").partial(key));
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_GT(saved->step, 0);
    EXPECT_LT(saved->step, 400);
    settings_.checkpoint_seconds = 60;
    const Watched resumed(places("w"), document, settings_);
    EXPECT_EQ(resumed.end().state, RunState::Done);
}

}  // namespace
}  // namespace engine
