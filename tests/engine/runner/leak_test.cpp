// A planted leak from its job to the report.
#include <gmock/gmock.h>

#include "engine/report/html_report.h"
#include "engine/report/job_report.h"
#include "runner_support.h"

namespace engine {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class LeakInAJob : public JobRunnerTest {
protected:
    // Arm "b" learns from all rows of the data, those of the test too, and says why it may.
    static test::Sketch leaky() {
        test::Sketch s = pipeline(4);
        s.node("fine2", "fine_tune", s.document.node("fine")->options);
        s.node("score2", "evaluate").node("verdict", "verdict", {{"metric", "accuracy"}});
        s.edge("bert.encoder > fine2.start").edge("data.data > fine2.data");
        s.edge("fine2.trained > score2.scored").edge("split.data > score2.data");
        s.edge("score.metrics > verdict.metrics").edge("score2.metrics > verdict.metrics", 1);
        s.arm("b", "fine2", "a");
        s.document.waivers.push_back({"leakage", "fine2", "shows what leakage does"});
        return s;
    }
};

TEST_F(LeakInAJob, IsSaidByWarningVerdictAndReportAndClaimsNothing) {
    const Watched job(places("w"), leaky().document, settings_);
    ASSERT_EQ(job.end().state, RunState::Done) << job.end().error.text();
    std::vector<std::string> said;
    for (const Warning& warning : job.all<Warning>()) said.push_back(warning.what.text());
    EXPECT_THAT(said, Contains(HasSubstr("test texts were in training")));
    RunLog log = open_log(folder_.path() / "w");
    const ArtifactFolder kept = artifacts("w");
    const auto report = read_job_report(job.id, shipped_catalog(), log, kept);
    ASSERT_TRUE(report) << report.error().text();
    ASSERT_EQ(report->verdicts.size(), 1U);
    const ReportVerdict& verdict = report->verdicts.front();
    EXPECT_EQ(verdict.verdict.code, VerdictCode::NotComparable);
    EXPECT_THAT(verdict.verdict.sentence.text(),
                HasSubstr("test texts were in the arm's training"));
    const auto page = html_report(*report, log, kept);
    ASSERT_TRUE(page) << page.error().text();
    EXPECT_THAT(*page, HasSubstr("were in training; the result is compared with none"));
    EXPECT_THAT(*page, HasSubstr("recalled, not judged"));
    EXPECT_THAT(*page, Not(HasSubstr("No test text was in training")));
}

TEST_F(LeakInAJob, IsNotSaidWhereASplitHoldsTheTestBack) {
    const Watched job(places("w"), pipeline(4).document, settings_);
    ASSERT_EQ(job.end().state, RunState::Done) << job.end().error.text();
    RunLog log = open_log(folder_.path() / "w");
    const auto report = read_job_report(job.id, shipped_catalog(), log, artifacts("w"));
    ASSERT_TRUE(report) << report.error().text();
    const auto page = html_report(*report, log, artifacts("w"));
    ASSERT_TRUE(page) << page.error().text();
    EXPECT_THAT(*page, HasSubstr("No test text was in training"));
}

}  // namespace
}  // namespace engine
