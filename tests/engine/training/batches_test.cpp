#include "engine/training/batches.h"

#include <algorithm>
#include <numeric>

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

TEST(BatchPlan, ShowsEveryRowOnceAnEpoch) {
    const auto plan = BatchPlan::make(7, 10, 4, 3, 0);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->steps_per_epoch(), 3);
    EXPECT_EQ(plan->total_steps(), 9);
    for (std::int64_t epoch = 0; epoch < 3; ++epoch) {
        std::vector<std::int64_t> seen;
        for (std::int64_t k = 0; k < 3; ++k) {
            const auto rows = plan->rows_of(epoch * 3 + k);
            EXPECT_EQ(rows.size(), k == 2 ? 2U : 4U);
            seen.insert(seen.end(), rows.begin(), rows.end());
        }
        EXPECT_EQ(seen, plan->order(epoch));
        std::ranges::sort(seen);
        std::vector<std::int64_t> all(10);
        std::iota(all.begin(), all.end(), 0);
        EXPECT_EQ(seen, all);
    }
    EXPECT_NE(plan->order(0), plan->order(1));
}

TEST(BatchPlan, KnowsTheRowsOfAStepFromCountersAlone) {
    const auto once = BatchPlan::make(7, 100, 8, 5, 0), again = BatchPlan::make(7, 100, 8, 5, 0);
    const auto other = BatchPlan::make(8, 100, 8, 5, 0);
    EXPECT_EQ(once->rows_of(40), again->rows_of(40));
    EXPECT_NE(once->rows_of(40), other->rows_of(40));
}

TEST(BatchPlan, TakesAtLeastTheLeastNumberOfSteps) {
    const auto plan = BatchPlan::make(1, 5, 32, 3, 30);
    EXPECT_EQ(plan->batch(), 5);
    EXPECT_EQ(plan->total_steps(), 30);
    EXPECT_EQ(plan->epoch_of(29), 29);
}

TEST(BatchPlan, RefusesNoRowsAndNoBatch) {
    EXPECT_EQ(BatchPlan::make(1, 0, 4, 1, 0).error().code, ErrorCode::BadData);
    EXPECT_EQ(BatchPlan::make(1, 4, 0, 1, 0).error().code, ErrorCode::BadOption);
}

TEST(PackRows, PutsRowsOneAfterTheOther) {
    const std::vector<std::vector<std::int32_t>> tokens = {{1, 2, 3}, {4}, {5, 6}};
    const std::vector<std::int64_t> rows = {2, 0};
    const PackedBatch batch = pack_rows(tokens, rows);
    EXPECT_TRUE(at::equal(batch.ids, at::tensor({5, 6, 1, 2, 3}, at::kLong)));
    EXPECT_EQ(batch.lengths, (std::vector<std::int64_t>{2, 3}));
}

}  // namespace
}  // namespace engine
