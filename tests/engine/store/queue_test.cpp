#include "engine/store/queue.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class QueueTest : public testing::Test {
protected:
    std::int64_t add(RunState state = RunState::Queued) { return *log_.add_job(small_job(state)); }
    std::vector<std::int64_t> order() {
        std::vector<std::int64_t> out;
        const auto open = log_.open_jobs();
        EXPECT_TRUE(open) << open.error().detail;
        for (const JobRow& row : *open) out.push_back(row.id);
        return out;
    }
    // Begins the next job as a runner does.
    Result<std::int64_t> next(std::int64_t job = 0) {
        return begin_waiting(folder_.path(), job, events_,
                             [&](const JobRow& row) -> Result<std::int64_t> {
                                 if (refuse_) return *refuse_;
                                 JobRow base = row;
                                 base.device = "cpu";
                                 base.started = 5;
                                 auto taken = log_.take_waiting(base);
                                 if (!taken) return taken.error();
                                 return row.id;
                             });
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    EventQueue events_{[] {}};
    std::optional<Error> refuse_;
};

TEST_F(QueueTest, KeepsTheOrderInWhichJobsCameUnlessOneIsPutFirst) {
    const std::int64_t a = add(), b = add(), c = add();
    EXPECT_THAT(order(), ElementsAre(a, b, c));
    ASSERT_TRUE(log_.put_first(c));
    ASSERT_TRUE(log_.put_first(b));
    EXPECT_THAT(order(), ElementsAre(b, c, a));
    const std::int64_t d = add();
    EXPECT_THAT(order(), ElementsAre(b, c, a, d));
    ASSERT_TRUE(log_.remove_waiting(c));
    EXPECT_THAT(order(), ElementsAre(b, a, d));
    EXPECT_EQ(log_.job(c).error().code, ErrorCode::BadUsage);
}

TEST_F(QueueTest, TakesTheFirstThatIsNotHeld) {
    const std::int64_t a = add(), b = add();
    ASSERT_TRUE(log_.hold(a, true));
    EXPECT_EQ(log_.job(a)->state, RunState::Held);
    EXPECT_EQ(*next(), b);
    EXPECT_EQ(log_.job(b)->state, RunState::Running);
    EXPECT_EQ(log_.job(b)->device, "cpu");
    EXPECT_EQ(*next(), 0);  // the other is held
    ASSERT_TRUE(log_.hold(a, false));
    EXPECT_EQ(*next(), a);
    EXPECT_EQ(*next(), 0);
    EXPECT_THAT(*log_.settle(), IsEmpty());  // both belong to this process
}

TEST_F(QueueTest, ListsWhatIsWorkedOnBeforeWhatWaits) {
    const std::int64_t a = add(), b = add(RunState::Running);
    EXPECT_THAT(order(), ElementsAre(b, a));
    add(RunState::Done);
    EXPECT_THAT(order(), ElementsAre(b, a));
    ASSERT_TRUE(log_.put_first(a));
    EXPECT_THAT(order(), ElementsAre(b, a));
}

TEST_F(QueueTest, DoesNothingToAJobThatNoLongerWaits) {
    const std::int64_t a = add();
    ASSERT_EQ(*next(a), a);
    for (const auto& done :
         {log_.hold(a, true), log_.hold(a, false), log_.put_first(a), log_.remove_waiting(a)}) {
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().text(), "Job 1 does not wait in the queue.");
    }
    EXPECT_EQ(next(a).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(next(99).error().code, ErrorCode::BadUsage);
    EXPECT_EQ(log_.job(a)->state, RunState::Running);
}

TEST_F(QueueTest, AJobThatCannotBeginEndsAsFailedAndTheNextHasItsTurn) {
    const std::int64_t a = add(), b = add();
    refuse_ = make_error(ErrorCode::BadData, "There is no dataset %1.", {"mine"});
    EXPECT_EQ(*next(), a);
    EXPECT_EQ(log_.job(a)->state, RunState::Failed);
    EXPECT_THAT(text_of(log_.job(a)->cause), HasSubstr("mine"));
    const auto news = events_.drain();
    ASSERT_EQ(news.size(), 2U);
    EXPECT_EQ(std::get<JobStarted>(news[0].what).document, small_job().document);
    EXPECT_EQ(std::get<JobFinished>(news[1].what).state, RunState::Failed);
    refuse_.reset();
    EXPECT_EQ(*next(), b);
}

TEST_F(QueueTest, AFullDiskIsNoReasonToGiveAJobUp) {
    const std::int64_t a = add();
    refuse_ = make_error(ErrorCode::DiskFull, "The disk is full: %1 was not written.", {"x"});
    EXPECT_EQ(next().error().code, ErrorCode::DiskFull);
    EXPECT_EQ(log_.job(a)->state, RunState::Queued);
}

TEST_F(QueueTest, SurvivesTheProcessThatMadeIt) {
    const pid_t child = ::fork();
    if (child == 0) {
        RunLog log = open_log(folder_.path());
        const bool good = log.add_job(small_job()) && log.add_job(small_job()) &&
                          log.hold(1, true) && log.put_first(2);
        ::kill(::getpid(), good ? SIGKILL : SIGTERM);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_THAT(*log_.settle(), IsEmpty());
    EXPECT_THAT(order(), ElementsAre(2, 1));
    EXPECT_EQ(log_.job(1)->state, RunState::Held);
}

TEST_F(QueueTest, RefusesADocumentWithAFaultBeforeItWaits) {
    const Catalog catalog = shipped_catalog();
    EXPECT_FALSE(queue_document("{", catalog, {}, log_));
    Document lacking;
    lacking.title = "Lacking";
    lacking.nodes.push_back({"score", "evaluate", "", Json::object()});
    lacking.seeds = {1};
    EXPECT_FALSE(queue_document(write_document(lacking), catalog, {}, log_));
    EXPECT_THAT(order(), IsEmpty());
}

TEST_F(QueueTest, NamesWhatWasInterruptedWithItsStepUntilItIsBegunAgain) {
    const std::int64_t job = add(RunState::Running);
    NodeRow node;
    node.key = "k";
    node.title = "Fine-tune (64 labels, seed 3)";
    node.job = job;
    node.peak_memory = 1;
    node.state = NodeState::Running;
    ASSERT_TRUE(log_.put_node(node));
    ASSERT_TRUE(log_.add_points("k", "train/loss", {{1, 2.0}, {812, 1.0}}));
    EXPECT_THAT(*log_.unfinished(5), IsEmpty());
    ASSERT_TRUE(log_.set_job(job, RunState::Interrupted, {{"killed", {}}}, 3, 0));
    const auto found = log_.unfinished(5);
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->at(0).job.id, job);
    EXPECT_EQ(text_of(found->at(0).job.cause), "killed");
    EXPECT_EQ(found->at(0).step, "Fine-tune (64 labels, seed 3)");
    EXPECT_EQ(found->at(0).last_step, 812);
    add(RunState::Running);  // the same pipeline
    EXPECT_THAT(*log_.unfinished(5), IsEmpty());
}

TEST_F(QueueTest, ARequestToWhoeverWorksOnAJobIsTakenOnceAndTheNewestCounts) {
    const std::int64_t waits = add(), runs = add(RunState::Running);
    EXPECT_EQ(log_.request(waits, JobRequest::Stop).error().text(), "No program works on job 1.");
    EXPECT_EQ(log_.request(9, JobRequest::Stop).error().code, ErrorCode::BadUsage);
    EXPECT_FALSE(log_.take_request(runs)->has_value());
    RunLog other = open_log(folder_.path());
    ASSERT_TRUE(other.request(runs, JobRequest::Pause));
    ASSERT_TRUE(other.request(runs, JobRequest::Stop));
    EXPECT_EQ(**log_.take_request(runs), JobRequest::Stop);
    EXPECT_FALSE(log_.take_request(runs)->has_value());
    ASSERT_TRUE(other.request(runs, JobRequest::Resume));
    ASSERT_TRUE(log_.set_job(runs, RunState::Done, {}, 0, 0));
    EXPECT_FALSE(log_.take_request(runs)->has_value());  // it came too late
}

TEST_F(QueueTest, KeepsTheProofOfAResumedFit) {
    EXPECT_TRUE(log_.proof("k")->is_null());
    ASSERT_TRUE(log_.put_proof("k", {{"steps", 12}, {"equal", true}}));
    ASSERT_TRUE(log_.put_proof("k", {{"steps", 13}, {"equal", true}}));
    EXPECT_EQ(log_.proof("k")->value("steps", 0), 13);
}

}  // namespace
}  // namespace engine
