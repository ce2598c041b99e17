#include "engine/store/run_log.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <cmath>
#include <limits>
#include <thread>

#include "engine/base/hash.h"
#include "store_support.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class RunLogTest : public testing::Test {
protected:
    std::int64_t add_job(RunState state = RunState::Queued) {
        return *log_.add_job(small_job(state));
    }
    std::vector<std::int64_t> add_runs(std::int64_t job) {
        return *log_.add_runs(job, small_plan(), small_document());
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
};

TEST_F(RunLogTest, GivesBackAJobAsItWasWritten) {
    const std::int64_t id = add_job();
    ASSERT_TRUE(log_.set_job(id, RunState::Failed, {{"The disk is full.", {}}}, 3, 9));
    add_runs(id);
    log_ = open_log(folder_.path());
    const JobRow job = *log_.job(id);
    const JobRow put = small_job();
    EXPECT_EQ(job.title, put.title);
    EXPECT_EQ(job.document, put.document);
    EXPECT_EQ(job.device, put.device);
    EXPECT_EQ(compact_json(job.provenance), compact_json(put.provenance));
    EXPECT_EQ(compact_json(job.settings), compact_json(put.settings));
    EXPECT_EQ(job.state, RunState::Failed);
    EXPECT_EQ(text_of(job.cause), "The disk is full.");
    EXPECT_EQ(job.nodes_ran, 3);
    EXPECT_EQ(job.nodes_reused, 9);
    EXPECT_EQ(job.runs, 4);
}

TEST_F(RunLogTest, KeepsTheTimesOfAJob) {
    const std::int64_t id = add_job();
    EXPECT_EQ(log_.job(id)->started, 0);
    ASSERT_TRUE(log_.set_job(id, RunState::Running, {}, 0, 0));
    const std::int64_t started = log_.job(id)->started;
    EXPECT_GT(started, 1'700'000'000'000);
    EXPECT_EQ(log_.job(id)->ended, 0);
    ASSERT_TRUE(log_.set_job(id, RunState::Cancelled, {}, 1, 0));
    EXPECT_GE(log_.job(id)->ended, started);
    ASSERT_TRUE(log_.set_job(id, RunState::Running, {}, 1, 0));  // taken up again
    EXPECT_EQ(log_.job(id)->started, started);
    EXPECT_EQ(log_.job(id)->ended, 0);
}

TEST_F(RunLogTest, ListsJobsNewestFirstAndNeverGivesANumberTwice) {
    const std::int64_t a = *log_.add_job(small_job(RunState::Done));
    const std::int64_t b = *log_.add_job(small_job(RunState::Done));
    add_job();  // it waits: the queue has it
    const auto two = *log_.jobs();
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0].id, b);
    EXPECT_EQ(two[1].id, a);
    EXPECT_EQ(log_.jobs(1)->size(), 1U);
    ASSERT_TRUE(log_.delete_job(b));
    EXPECT_GT(add_job(), b);
}

TEST_F(RunLogTest, SaysWhichJobOrRunIsUnknown) {
    EXPECT_EQ(log_.job(5).error().text(), "There is no job 5.");
    EXPECT_EQ(log_.set_job(5, RunState::Done, {}, 0, 0).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.heartbeat(5).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.delete_job(5).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.add_runs(5, small_plan(), small_document()).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.set_run(6, RunState::Done, {}, 0).error().text(), "There is no run 6.");
    EXPECT_EQ(log_.put_measures(6, {}).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.measures(6).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.run_keys(6).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.tag(6, "x", true).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.tags(6).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.set_note(6, "x").error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.note(6).error().code, ErrorCode::BadUsage);
}

TEST_F(RunLogTest, GivesBackRunsInThePlansOrder) {
    const std::int64_t job = add_job();
    const auto ids = add_runs(job);
    ASSERT_TRUE(log_.set_run(ids[1], RunState::Done, {}, 12.5));
    const auto runs = *log_.runs({});
    ASSERT_EQ(runs.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(runs[i].id, ids[i]);
    EXPECT_EQ(runs[1].job, job);
    EXPECT_EQ(runs[1].arm, "a1");
    EXPECT_EQ(runs[1].arm_title, "News, then tweets");
    EXPECT_EQ(runs[2].arm_title, "a2");  // has no title
    EXPECT_EQ(compact_json(runs[1].sweep), R"({"rows":64})");
    EXPECT_EQ(runs[1].seed, 7U);
    EXPECT_EQ(runs[1].end, "end-a164");
    EXPECT_EQ(runs[1].state, RunState::Done);
    EXPECT_EQ(runs[1].seconds, 12.5);
    EXPECT_EQ(runs[0].state, RunState::Queued);
    EXPECT_THAT(*log_.run_keys(ids[1]), ElementsAre("end-a164", "shared"));
}

TEST_F(RunLogTest, KeepsEverySeedOf64Bits) {
    Plan plan = small_plan();
    plan.runs.resize(1);
    plan.runs[0].seed = std::numeric_limits<std::uint64_t>::max() - 1;
    ASSERT_TRUE(log_.add_runs(add_job(), plan, small_document()));
    EXPECT_EQ(log_.runs({})->at(0).seed, std::numeric_limits<std::uint64_t>::max() - 1);
}

TEST_F(RunLogTest, FindsRunsByJobArmStateAndText) {
    add_runs(add_job());
    const std::int64_t job = add_job();
    const auto ids = add_runs(job);
    ASSERT_TRUE(log_.set_run(ids[3], RunState::Failed, {{"NaN", {}}}, 1));
    const auto count = [&](const RunFilter& filter) { return log_.runs(filter)->size(); };
    EXPECT_EQ(count({}), 8U);
    EXPECT_EQ(log_.runs({})->front().job, job);  // newest job first
    EXPECT_EQ(count({.job = job}), 4U);
    EXPECT_EQ(count({.job = job, .arm = "a1"}), 2U);
    EXPECT_EQ(count({.state = RunState::Failed}), 1U);
    EXPECT_EQ(count({.text = "then TWEETS"}), 4U);
    EXPECT_EQ(count({.text = "to comments"}), 8U);  // title of the job
    EXPECT_EQ(count({.text = "%"}), 0U);            // plain, not a pattern
    EXPECT_EQ(count({.limit = 3, .offset = 6}), 2U);
}

TEST_F(RunLogTest, DeletesAJobWithAllThatHangsOnIt) {
    const std::int64_t job = add_job();
    const auto ids = add_runs(job);
    ASSERT_TRUE(log_.put_measures(ids[0], {Measure{}}));
    ASSERT_TRUE(log_.tag(ids[0], "best", true));
    ASSERT_TRUE(log_.set_note(ids[0], "note"));
    EXPECT_EQ(*log_.delete_job(job), 4);
    EXPECT_THAT(*log_.runs({}), IsEmpty());
    EXPECT_FALSE(log_.job(job));
    EXPECT_FALSE(log_.measures(ids[0]));
}

TEST_F(RunLogTest, RefusesToDeleteAJobThatIsRunning) {
    const std::int64_t job = add_job(RunState::Running);
    const auto refused = log_.delete_job(job);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text(), "Job 1 is still running; stop it first.");
    EXPECT_TRUE(log_.job(job));
}

TEST_F(RunLogTest, KeepsOneRowAKeyAndTheNewestNodesFirst) {
    NodeRow node;
    node.key = "k1";
    node.node = "adapt";
    node.kind = "fine_tune";
    node.title = "Fine-tune (64 labels, seed 3)";
    node.parts = {{"kind", "fine_tune"}, {"options", {{"rate", 3e-4}, {"clip", 1.0}}}};
    node.state = NodeState::Running;
    node.reason = {{"Its input %w1 changed.", {"data"}}, {"Device or build changed.", {}}};
    node.job = 1;
    ASSERT_TRUE(log_.put_node(node));
    NodeRow other = node;
    other.key = "k2";
    other.state = NodeState::Done;
    ASSERT_TRUE(log_.put_node(other));
    node.state = NodeState::Done;
    node.seconds = 2.5;
    node.peak_memory = 1LL << 40;
    node.last_step = 30;
    ASSERT_TRUE(log_.put_node(node));
    const NodeRow back = **log_.node("k1");
    EXPECT_EQ(back.node, "adapt");
    EXPECT_EQ(back.title, node.title);
    EXPECT_EQ(compact_json(back.parts), compact_json(node.parts));  // "1.0" stays a real number
    EXPECT_EQ(back.state, NodeState::Done);
    EXPECT_EQ(back.reason, node.reason);
    EXPECT_EQ(back.seconds, 2.5);
    EXPECT_EQ(back.peak_memory, 1LL << 40);
    EXPECT_EQ(back.last_step, 30);
    EXPECT_FALSE(log_.node("k3")->has_value());
    const auto recent = *log_.recent_nodes("fine_tune", 10);
    ASSERT_EQ(recent.size(), 2U);
    EXPECT_EQ(recent[0].key, "k1");
    EXPECT_EQ(log_.recent_nodes("fine_tune", 1)->size(), 1U);
    EXPECT_THAT(*log_.recent_nodes("probe", 10), IsEmpty());
}

TEST_F(RunLogTest, ComparesWithFinishedNodesOnly) {
    NodeRow node;
    node.kind = "probe";
    for (const auto state :
         {NodeState::Queued, NodeState::Failed, NodeState::Cancelled, NodeState::Running}) {
        node.key = name_of(state);
        node.state = state;
        ASSERT_TRUE(log_.put_node(node));
    }
    EXPECT_THAT(*log_.recent_nodes("probe", 10), IsEmpty());
}

TEST_F(RunLogTest, ReplacesTheMeasuresOfARunAndKeepsTheirOrder) {
    const auto ids = add_runs(add_job());
    Measure one;
    one.name = "macro_f1";
    one.slice = "class:positive";
    one.k = 10;
    one.unit = "rows";
    one.n = 984;
    one.value = 0.1 + 0.2;
    one.split = "validation";
    Measure two;
    two.name = "ece";
    two.value = std::numeric_limits<double>::quiet_NaN();
    ASSERT_TRUE(log_.put_measures(ids[0], {two}));
    ASSERT_TRUE(log_.put_measures(ids[0], {one, two}));
    const auto back = *log_.measures(ids[0]);
    ASSERT_EQ(back.size(), 2U);
    EXPECT_EQ(back[0].name, one.name);
    EXPECT_EQ(back[0].slice, one.slice);
    EXPECT_EQ(back[0].k, one.k);
    EXPECT_EQ(back[0].unit, one.unit);
    EXPECT_EQ(back[0].n, one.n);
    EXPECT_EQ(back[0].value, one.value);
    EXPECT_EQ(back[0].split, one.split);
    EXPECT_TRUE(std::isnan(back[1].value));
    EXPECT_THAT(*log_.measures(ids[1]), IsEmpty());
}

TEST_F(RunLogTest, KeepsTagsNotesAndSettings) {
    const auto ids = add_runs(add_job());
    ASSERT_TRUE(log_.tag(ids[0], "paper", true));
    ASSERT_TRUE(log_.tag(ids[0], "best", true));
    ASSERT_TRUE(log_.tag(ids[0], "best", true));
    EXPECT_THAT(*log_.tags(ids[0]), ElementsAre("best", "paper"));
    ASSERT_TRUE(log_.tag(ids[0], "paper", false));
    EXPECT_THAT(*log_.tags(ids[0]), ElementsAre("best"));
    EXPECT_EQ(*log_.note(ids[0]), "");
    ASSERT_TRUE(log_.set_note(ids[0], "better than 上次"));
    EXPECT_EQ(*log_.note(ids[0]), "better than 上次");
    EXPECT_FALSE(log_.setting("precision")->has_value());
    ASSERT_TRUE(log_.set_setting("precision", "fp32"));
    ASSERT_TRUE(log_.set_setting("precision", "bf16"));
    EXPECT_EQ(**log_.setting("precision"), "bf16");
}

void set_time(const fs::path& path, std::int64_t seconds) {
    const timespec times[2] = {{seconds, 0}, {seconds, 0}};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

TEST_F(RunLogTest, RemembersTheHashOfAFileUntilItChanges) {
    const fs::path file = folder_.path() / "weights";
    write_text(file, "abc");
    set_time(file, 1'000'000'000);
    EXPECT_EQ(*log_.file_hash(file), sha256_hex("abc"));
    write_text(file, "xyz");
    set_time(file, 1'000'000'000);
    EXPECT_EQ(*log_.file_hash(file), sha256_hex("abc"));  // not read again
    set_time(file, 1'000'000'001);
    EXPECT_EQ(*log_.file_hash(file), sha256_hex("xyz"));
    EXPECT_EQ(log_.file_hash(folder_.path() / "none").error().code, ErrorCode::MissingFile);
}

TEST_F(RunLogTest, DoesNotTrustTheTimeOfAFileThatHasJustChanged) {
    const fs::path file = folder_.path() / "weights";
    write_text(file, "abc");
    EXPECT_EQ(*log_.file_hash(file), sha256_hex("abc"));
    struct stat before {};
    ASSERT_EQ(::stat(file.c_str(), &before), 0);
    write_text(file, "xyz");
    const timespec times[2] = {before.st_mtim, before.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    EXPECT_EQ(*log_.file_hash(file), sha256_hex("xyz"));
}

TEST_F(RunLogTest, KeepsNothingOfATransactionThatFails) {
    const auto failed = log_.together([&]() -> Result<void> {
        add_runs(add_job());
        if (auto done = log_.set_setting("a", "b"); !done) return done;
        return make_error(ErrorCode::Cancelled, "stopped");
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::Cancelled);
    EXPECT_THAT(*log_.jobs(), IsEmpty());
    EXPECT_THAT(*log_.runs({}), IsEmpty());
    EXPECT_FALSE(log_.setting("a")->has_value());
}

TEST_F(RunLogTest, KeepsAllOfATransactionThatSucceedsButForItsFailedParts) {
    const auto done = log_.together([&]() -> Result<void> {
        if (auto set = log_.set_setting("a", "1"); !set) return set;
        const auto part = log_.together([&]() -> Result<void> {
            if (auto set = log_.set_setting("b", "2"); !set) return set;
            return make_error(ErrorCode::Cancelled, "stopped");
        });
        EXPECT_FALSE(part);
        return log_.set_setting("c", "3");
    });
    ASSERT_TRUE(done) << done.error().text();
    EXPECT_TRUE(log_.setting("a")->has_value());
    EXPECT_FALSE(log_.setting("b")->has_value());
    EXPECT_TRUE(log_.setting("c")->has_value());
}

TEST_F(RunLogTest, IsReadByOthersWhileOneWrites) {
    RunLog reader = open_log(folder_.path(), RunLog::Mode::ReadOnly);
    const auto done = log_.together([&]() -> Result<void> {
        if (auto set = log_.set_setting("a", "1"); !set) return set;
        EXPECT_FALSE(reader.setting("a")->has_value());  // not there before the whole is
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(**reader.setting("a"), "1");
    const auto refused = reader.set_setting("a", "2");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Locked);
}

TEST_F(RunLogTest, TakesTurnsWithOtherWritersAndLosesNothing) {
    const auto write = [&](const std::string& series) {
        RunLog mine = open_log(folder_.path());
        for (std::int64_t i = 0; i < 50; ++i) {
            const auto done = mine.add_points("key", series, {{i, 1.0}});
            EXPECT_TRUE(done) << done.error().text();
        }
    };
    std::vector<std::jthread> threads;
    for (const char* series : {"a", "b", "c", "d"}) threads.emplace_back(write, series);
    threads.clear();
    for (const char* series : {"a", "b", "c", "d"})
        EXPECT_EQ(log_.points("key", series)->size(), 50U);
}

}  // namespace
}  // namespace engine
