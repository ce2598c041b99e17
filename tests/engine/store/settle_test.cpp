#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include "engine/store/process.h"
#include "engine/store/run_log.h"
#include "store_support.h"

namespace engine {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

// Changes what a job's row says of its process.
void set_owner(const std::filesystem::path& folder, const std::string& change) {
    SQLite::Database file((folder / "workspace.sqlite").string(), SQLite::OPEN_READWRITE);
    file.exec("UPDATE job SET " + change);
}

// A child that starts a job, says so through the pipe, works, and is killed while it does.
void kill_a_worker(const std::filesystem::path& folder) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        auto log = RunLog::open(folder, RunLog::Mode::ReadWrite);
        const auto job = log->add_job(small_job(RunState::Running));
        const auto runs = log->add_runs(*job, small_plan(), small_document());
        bool good = runs.ok() && log->set_run((*runs)[0], RunState::Done, {}, 1).ok();
        good = good && log->set_run((*runs)[1], RunState::Running, {}, 0).ok();
        NodeRow node;
        node.key = "k";
        node.job = *job;
        node.state = NodeState::Running;
        node.last_step = 12;
        good = good && log->put_node(node).ok();
        for (std::int64_t step = 0; good; ++step) {
            good = log->add_points("k", "train/loss", {{step, 1.0}}).ok();
            if (step == 20) good = ::write(ends[1], "x", 1) == 1;
        }
        ::_exit(1);
    }
    char ready = 0;
    ASSERT_EQ(::read(ends[0], &ready, 1), 1);
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST(Settle, InterruptsTheJobOfAKilledProcessAndKeepsWhatItHadDone) {
    const TemporaryFolder folder;
    kill_a_worker(folder.path());
    RunLog log = open_log(folder.path());
    EXPECT_EQ(log.job(1)->state, RunState::Running);
    EXPECT_THAT(*log.settle(), ElementsAre(1));
    const JobRow job = *log.job(1);
    EXPECT_EQ(job.state, RunState::Interrupted);
    EXPECT_EQ(text_of(job.cause), "killed");
    EXPECT_GT(job.ended, 0);
    const auto runs = *log.runs({});
    ASSERT_EQ(runs.size(), 4U);
    EXPECT_EQ(runs[0].state, RunState::Done);
    EXPECT_EQ(text_of(runs[0].cause), "");
    for (std::size_t i = 1; i < 4; ++i) {
        EXPECT_EQ(runs[i].state, RunState::Interrupted);
        EXPECT_EQ(text_of(runs[i].cause), "killed");
    }
    EXPECT_EQ((*log.node("k"))->state, NodeState::Queued);
    EXPECT_EQ((*log.node("k"))->last_step, 12);
    EXPECT_GE(log.points("k", "train/loss")->size(), 21U);
    EXPECT_THAT(*log.settle(), IsEmpty());
}

TEST(Settle, TakesAProcessThatNobodyHasWaitedForAsGone) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::pause();
        ::_exit(0);
    }
    const std::string stat = read_text("/proc/" + std::to_string(child) + "/stat");
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    siginfo_t info{};
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT),
              0);  // it stays a zombie
    ProcessId process = this_process();
    process.pid = child;
    std::istringstream fields(stat.substr(stat.rfind(')') + 1));
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    process.start = std::stoll(field);
    EXPECT_EQ(fate_of(process), ProcessFate::Gone);
    ::waitpid(child, nullptr, 0);
}

TEST(Settle, LeavesTheJobsOfALivingProcessAndThoseThatWait) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    ASSERT_TRUE(log.add_job(small_job(RunState::Running)));
    ASSERT_TRUE(log.add_job(small_job(RunState::Queued)));
    ASSERT_TRUE(log.add_job(small_job(RunState::Held)));
    ASSERT_TRUE(log.add_job(small_job(RunState::Done)));
    EXPECT_THAT(*log.settle(), IsEmpty());
    set_owner(folder.path(), "pid = 0, boot = 'another'");
    EXPECT_THAT(*log.settle(), ElementsAre(1));
    EXPECT_EQ(log.job(2)->state, RunState::Queued);
    EXPECT_EQ(log.job(3)->state, RunState::Held);
    EXPECT_EQ(log.job(4)->state, RunState::Done);
}

TEST(Settle, SaysThatTheMachineWasRestarted) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    ASSERT_TRUE(log.add_job(small_job()));
    ASSERT_TRUE(log.add_runs(1, small_plan(), small_document()));
    ASSERT_TRUE(log.set_job(1, RunState::Running, {}, 0, 0));
    ASSERT_TRUE(log.set_job(1, RunState::Paused, {}, 0, 0));
    set_owner(folder.path(), "boot = 'another'");
    EXPECT_THAT(*log.settle(), ElementsAre(1));
    EXPECT_EQ(text_of(log.job(1)->cause), "machine restarted");
    EXPECT_THAT(*log.runs({}), Each(Field(&RunRow::cause, Sentences{{"machine restarted", {}}})));
}

TEST(Settle, IsNotMistakenByANumberThatAnotherProcessHasNow) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    ASSERT_TRUE(log.add_job(small_job(RunState::Running)));
    set_owner(folder.path(),
              "process_start = process_start - 1");  // this very pid, but an earlier process
    EXPECT_THAT(*log.settle(), ElementsAre(1));
    EXPECT_EQ(text_of(log.job(1)->cause), "killed");
}

}  // namespace
}  // namespace engine
