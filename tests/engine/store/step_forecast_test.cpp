#include "engine/store/step_forecast.h"

#include <unistd.h>

#include "engine/store/job.h"
#include "engine/store/process.h"
#include "tests/engine/plan/plan_support.h"
#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

// A finished step that was modelled to take `modelled` and took `took`.
NodeRow row_of(const NodeCost& modelled, const NodeCost& took, const std::string& node = "fine") {
    NodeRow row;
    row.node = node;
    row.kind = "fine_tune";
    row.parts = Json::object();
    row.state = NodeState::Done;
    row.modelled = modelled;
    row.seconds = took.seconds;
    row.peak_memory = took.memory;
    row.disk = took.disk;
    return row;
}

const ModelledCost kModelled{{10, 1000, 200}, 0};

TEST(StepForecast, IsTheModelTimesTheMedianOfWhatEarlierStepsTookAgainstTheirs) {
    const std::vector<NodeRow> earlier = {
        row_of({10, 1000, 100}, {20, 1500, 300}),  // 2, 1.5, 3
        row_of({20, 1000, 100}, {20, 1000, 300}),  // 1, 1, 3
        row_of({5, 1000, 100}, {20, 500, 300}),    // 4, 0.5, 3
    };
    const StepForecast out = forecast_step(kModelled, "fine", earlier);
    EXPECT_TRUE(out.measured);
    EXPECT_DOUBLE_EQ(out.expected.seconds, 20);
    EXPECT_EQ(out.expected.memory, 1000);
    EXPECT_EQ(out.expected.disk, 600);
    EXPECT_EQ(out.modelled.seconds, 10);
    const StepForecast two = forecast_step(kModelled, "fine", {earlier[0], earlier[1]});
    EXPECT_DOUBLE_EQ(two.expected.seconds, 15);  // between 2 and 1
}

TEST(StepForecast, RestsOnTheNineNearestAndOnTheSameNodeFirst) {
    std::vector<NodeRow> earlier;
    for (int i = 0; i < 10; ++i) earlier.push_back(row_of({100, 1, 1}, {900, 1, 1}));
    for (int i = 0; i < 9; ++i) earlier.push_back(row_of({10, 1, 1}, {30, 1, 1}));
    EXPECT_DOUBLE_EQ(forecast_step(kModelled, "fine", earlier).expected.seconds, 30);
    for (int i = 0; i < 9; ++i) earlier.push_back(row_of({11, 1, 1}, {22, 1, 1}, "other"));
    EXPECT_DOUBLE_EQ(forecast_step(kModelled, "other", earlier).expected.seconds, 20);
}

TEST(StepForecast, FallsBackToTheModelWhereNothingWasMeasured) {
    // One from before costs were modelled tells nothing.
    for (const auto& earlier :
         {std::vector<NodeRow>(), std::vector<NodeRow>{row_of({0, 0, 0}, {7, 1, 1})}}) {
        const StepForecast out = forecast_step(kModelled, "fine", earlier);
        EXPECT_FALSE(out.measured);
        EXPECT_EQ(out.expected.seconds, 10);
        EXPECT_EQ(out.expected.memory, 1000);
        EXPECT_EQ(out.expected.disk, 200);
    }
}

class ForecastSteps : public testing::Test {
protected:
    StepForecasts forecast(const std::string& machine) {
        test::FakeFacts facts;
        std::vector<std::string> todo;
        for (const Step& step : plan_.steps) todo.push_back(step.key);
        auto out = forecast_steps(plan_, todo, facts, log_, machine);
        EXPECT_TRUE(out.ok());
        return *std::move(out);
    }
    std::string key_of(const std::string& node) { return *test::keys_of(plan_, node).begin(); }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    Document document_ = test::fine_tuned().document;
    Plan plan_ = test::plan_of(document_);
};

TEST_F(ForecastSteps, CountOnlyWhatFinishedOnTheSameMachine) {
    NodeRow row = row_of({1, 1, 1}, {3, 2, 1});
    for (const auto& [key, state] :
         {std::pair{"a", NodeState::Done}, std::pair{"b", NodeState::Cancelled}}) {
        row.key = key;
        row.state = state;
        row.machine = "here";
        ASSERT_TRUE(log_.put_node(row));
        row.seconds = 100;  // of the cancelled one
    }
    row.key = "c";
    row.state = NodeState::Done;
    row.machine = "elsewhere";
    ASSERT_TRUE(log_.put_node(row));
    const StepForecast here = forecast("here")[key_of("fine")];
    EXPECT_TRUE(here.measured);
    EXPECT_DOUBLE_EQ(here.expected.seconds, 3 * here.modelled.seconds);
    EXPECT_EQ(here.expected.memory, 2 * here.modelled.memory);
    EXPECT_FALSE(forecast("nowhere")[key_of("fine")].measured);
    EXPECT_FALSE(forecast("here")[key_of("split")].measured);
}

TEST_F(ForecastSteps, AreKeptInTheRowsOfTheStepsThatAreToRun) {
    const StepForecasts expected = forecast("here");
    const ArtifactFolder artifacts(folder_.path() / "artifacts");
    auto job = prepare_job(plan_, document_, test::catalog(), log_, artifacts, small_job(),
                           {expected, "here"});
    ASSERT_TRUE(job.ok()) << job.error().detail;
    for (const std::string& key : job->todo) {
        const NodeRow row = **log_.node(key);
        EXPECT_EQ(row.machine, "here");
        EXPECT_EQ(row.forecast.seconds, expected.at(key).expected.seconds);
        EXPECT_EQ(row.forecast.memory, expected.at(key).expected.memory);
        EXPECT_EQ(row.forecast.disk, expected.at(key).expected.disk);
        EXPECT_EQ(row.modelled.seconds, expected.at(key).modelled.seconds);
    }
    EXPECT_FALSE(job->todo.empty());
}

NodeRow said(const std::string& node, const NodeCost& forecast, const NodeCost& took) {
    NodeRow row = row_of({1, 1, 1}, took, node);
    row.forecast = forecast;
    row.job = 7;
    return row;
}

TEST(ForecastError, IsTheMedianOverNodesEachWithAllItsSteps) {
    std::vector<NodeRow> nodes = {
        said("a", {1, 100, 10}, {1, 100, 10}),
        said("a", {1, 100, 10}, {3, 200, 10}),  // a: 2 of 4 s, 100 of 200, 20 of 20
        said("b", {3, 150, 10}, {2, 100, 20}),  // b: 3 of 2 s, 150 of 100, 10 of 20
        said("c", {9, 100, 10}, {10, 100, 10}),
    };
    nodes.push_back(said("d", {1, 1, 1}, {9, 9, 9}));
    nodes.back().job = 6;  // another job made it
    nodes.push_back(said("e", {0, 0, 0}, {9, 9, 9}));
    nodes.push_back(said("f", {1, 1, 1}, {9, 9, 9}));
    nodes.back().modelled = {};  // it went on from a checkpoint
    const auto off = forecast_error(nodes, 7);
    ASSERT_TRUE(off.has_value());
    EXPECT_EQ(off->nodes, 3);
    EXPECT_DOUBLE_EQ(off->seconds, 0.5);  // of 0.5, 0.5, 0.1
    EXPECT_DOUBLE_EQ(off->memory, 0.5);   // of 0.5, 0.5, 0
    EXPECT_DOUBLE_EQ(off->disk, 0);       // of 0, 0.5, 0
    EXPECT_DOUBLE_EQ(off->forecast_seconds, 14);
    EXPECT_DOUBLE_EQ(off->took_seconds, 16);
    EXPECT_FALSE(forecast_error(nodes, 8).has_value());
}

TEST(Machine, IsAnotherOneWithOtherThreads) {
    JobSettings one, two;
    one.threads = 1;
    two.threads = 2;
    EXPECT_NE(machine_of(one), machine_of(two));
    EXPECT_EQ(machine_of(one), machine_of(one));
}

TEST(Memory, ThePeakIsThatSinceItWasForgotten) {
    constexpr std::size_t kBytes = std::size_t{256} << 20;
    {
        const std::string filled(kBytes, 'x');
        EXPECT_GE(peak_memory(), static_cast<std::int64_t>(kBytes));
    }
    const std::int64_t before = peak_memory();
    forget_peak_memory();
    if (::access("/proc/self/clear_refs", W_OK) != 0)
        GTEST_SKIP() << "the system does not forget it";
    EXPECT_LT(peak_memory(), before - static_cast<std::int64_t>(kBytes) / 2);
    EXPECT_GT(peak_memory(), 0);
    EXPECT_GT(reachable_memory(), 0);
}

}  // namespace
}  // namespace engine
