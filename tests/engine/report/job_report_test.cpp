#include "engine/report/job_report.h"

#include <gtest/gtest.h>

#include "engine/base/files.h"
#include "engine/report/compare_runs.h"
#include "report_support.h"
#include "tests/engine/plan/plan_support.h"

namespace engine {
namespace {

class ReadBack : public testing::Test {
protected:
    // A finished job of this document whose verdict is stored and whose runs measured `accuracy`.
    JobReport report_of(const Document& document, double (*accuracy)(const engine::Run&)) {
        const Plan plan = test::plan_of(document);
        JobRow job = small_job(RunState::Done);
        job.document = write_document(document);
        for (const Step& step : plan.steps) {
            if (step.kind != "verdict") continue;
            store_verdict(step);
            job.settings["targets"] = {
                {{"key", step.key}, {"kind", step.kind}, {"sweep", step.sweep}}};
        }
        const auto id = log_.add_job(job);
        EXPECT_TRUE(id.ok());
        const auto runs = log_.add_runs(*id, plan, document);
        EXPECT_TRUE(runs.ok());
        for (std::size_t i = 0; i < runs->size(); ++i) {
            EXPECT_TRUE(log_.set_run((*runs)[i], RunState::Done, {}, 1).ok());
            EXPECT_TRUE(log_.put_measures((*runs)[i], {{"accuracy", "", 0, "rows", 100,
                                                        accuracy(plan.runs[i])}})
                            .ok());
        }
        auto report = read_job_report(*id, test::catalog(), log_, artifacts_);
        EXPECT_TRUE(report.ok()) << report.error().text();
        return report.ok() ? *std::move(report) : JobReport();
    }

    void store_verdict(const Step& step) {
        Json stored = Json::array();
        for (const Json& sides : step.gather) {
            stored.push_back(
                {{"arm", side_id(sides["arm"].get<std::vector<std::string>>())},
                 {"control", side_id(sides["control"].get<std::vector<std::string>>())},
                 {"numbers", comparison_numbers(Comparison())}});
        }
        const auto folder = artifacts_.begin(step.key);
        ASSERT_TRUE(folder.ok());
        ASSERT_TRUE(write_file_atomically(*folder / "comparisons.json", compact_json(stored)).ok());
        ASSERT_TRUE(artifacts_.publish(step.key, *folder, Json::object()).ok());
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    ArtifactFolder artifacts_{folder_.path() / "artifacts"};
};

TEST_F(ReadBack, FindsEveryVerdictWhateverTheOrderOfTheSeeds) {
    for (const std::vector<std::uint64_t>& seeds :
         {std::vector<std::uint64_t>{1, 2, 3}, std::vector<std::uint64_t>{3, 1, 2}}) {
        Document document = test::first_look();
        document.seeds = seeds;
        const JobReport report = report_of(document, [](const engine::Run&) { return 0.5; });
        EXPECT_EQ(report.verdicts.size(), 6U);  // two arms with a control at three budgets
    }
}

TEST_F(ReadBack, AResultThatStandsForAllSeedsCountsOnce) {
    const JobReport report = report_of(test::first_look(), [](const engine::Run& run) {
        return run.arm == "news" ? 0.8 : 0.5 + 0.01 * static_cast<double>(run.seed);
    });
    std::size_t fixed = 0;
    for (const Group& group : report.groups) {
        const auto& accuracy = group.metrics.at("accuracy");
        EXPECT_EQ(group.runs.size(), 3U);
        EXPECT_EQ(group.varies_with_seed, group.arm != "news");
        EXPECT_EQ(accuracy.n, group.varies_with_seed ? 3 : 1) << group.arm;
        if (group.varies_with_seed) {
            EXPECT_LT(accuracy.low, accuracy.high);
        } else {
            EXPECT_EQ(accuracy.mean, 0.8);
            ++fixed;
        }
    }
    EXPECT_EQ(fixed, 3U);  // at every budget
}

}  // namespace
}  // namespace engine
