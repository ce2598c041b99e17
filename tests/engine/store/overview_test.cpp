#include <gtest/gtest.h>

#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

void put(RunLog& log, const std::string& key, const std::string& kind, std::int64_t job) {
    NodeRow row;
    row.key = key;
    row.node = key;
    row.kind = kind;
    row.title = key;
    row.state = NodeState::Done;
    row.job = job;
    ASSERT_TRUE(log.put_node(row));
}

TEST(JobOverview, NamesEveryStepOnceAndThoseOutsideTheArmsLast) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    JobRow base = small_job();
    base.settings["targets"] = {{{"key", "verdict"}, {"kind", "verdict"}}};
    const auto job = log.add_job(base);
    ASSERT_TRUE(job);
    ASSERT_TRUE(log.add_runs(*job, small_plan(), small_document()));
    put(log, "verdict", "verdict", *job);
    put(log, "another job's", "probe", *job + 1);
    for (const char* key : {"shared", "end-a116", "end-a164", "end-a216", "end-a264"})
        put(log, key, "probe", *job);
    const auto nodes = log.job_nodes(*job);
    ASSERT_TRUE(nodes) << nodes.error().detail;
    std::vector<std::string> keys;
    for (const NodeRow& row : *nodes) keys.push_back(row.key);
    EXPECT_EQ(keys, (std::vector<std::string>{"end-a116", "shared", "end-a164", "end-a216",
                                              "end-a264", "verdict"}));
}

TEST(JobOverview, ASeriesBelongsToTheFirstRunThatRestsOnItsStep) {
    const TemporaryFolder folder;
    RunLog log = open_log(folder.path());
    const auto job = log.add_job(small_job());
    ASSERT_TRUE(job);
    ASSERT_TRUE(log.add_runs(*job, small_plan(), small_document()));
    put(log, "shared", "train_source", *job);
    put(log, "end-a264", "probe", *job);
    ASSERT_TRUE(log.add_points("shared", "train/loss", {{1, 0.5}}));
    ASSERT_TRUE(log.add_points("end-a264", "valid/accuracy", {{1, 0.7}}));
    const auto series = log.job_series(*job);
    ASSERT_TRUE(series) << series.error().detail;
    ASSERT_EQ(series->size(), 2U);
    EXPECT_EQ((*series)[0].arm, "a1");
    EXPECT_EQ((*series)[0].sweep["rows"], 16);
    EXPECT_EQ((*series)[1].arm, "a2");
    EXPECT_EQ((*series)[1].series, "valid/accuracy");
    EXPECT_EQ((*series)[1].seed, 7U);
}

}  // namespace
}  // namespace engine
