#include "engine/training/schedules.h"

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

using training_tests::golden_json;

void expect_factors(const Json& golden, Schedule schedule) {
    std::int64_t step = 0;
    for (const Json& factor : golden.at("factor")) {
        EXPECT_NEAR(schedule_factor(schedule, step), factor.get<double>(), 1e-12)
            << "step " << step;
        ++step;
    }
}

TEST(Schedules, EqualTheReferenceAtEveryStep) {
    const Json all = golden_json("optim/schedules.json").at("schedules");
    const std::vector<std::pair<const char*, ScheduleKind>> cases = {
        {"linear_w10_n100", ScheduleKind::linear},
        {"linear_w0_n30", ScheduleKind::linear},
        {"cosine_w10_n100", ScheduleKind::cosine},
        {"cosine_w0_n25", ScheduleKind::cosine},
        {"cosine_with_restarts_w5_n60", ScheduleKind::restarts},
        {"inverse_sqrt_w10_n60", ScheduleKind::inverse_sqrt},
        {"polynomial_w5_n60", ScheduleKind::polynomial},
        {"constant_w0_n10", ScheduleKind::constant},
        {"constant_with_warmup_w8_n30", ScheduleKind::constant},
    };
    for (const auto& [name, kind] : cases) {
        SCOPED_TRACE(name);
        const Json& golden = all.at(name);
        Schedule schedule{.kind = kind,
                          .total_steps = golden.at("total").get<std::int64_t>(),
                          .warmup_steps = golden.at("warmup").get<std::int64_t>()};
        if (kind == ScheduleKind::cosine) {
            // The reference goes up again past the end of the run, which no run reaches.
            Json within = golden;
            within["factor"].erase(within["factor"].size() - 1);
            expect_factors(within, schedule);
        } else {
            expect_factors(golden, schedule);
        }
    }
    expect_factors(all.at("slanted_triangle_n100"),
                   {.kind = ScheduleKind::triangle, .total_steps = 100, .warmup_steps = 10});
}

TEST(Schedules, FallInStepsAfterTheWarmUp) {
    const Schedule schedule{.kind = ScheduleKind::step,
                            .total_steps = 20,
                            .warmup_steps = 2,
                            .step_every = 6,
                            .step_factor = 0.5};
    EXPECT_EQ(schedule_factor(schedule, 1), 0.5);
    EXPECT_EQ(schedule_factor(schedule, 7), 1.0);
    EXPECT_EQ(schedule_factor(schedule, 8), 0.5);
    EXPECT_EQ(schedule_factor(schedule, 19), 0.25);
}

TEST(Schedules, FallAsASquareWherePolynomial) {
    Schedule schedule{
        .kind = ScheduleKind::polynomial, .total_steps = 12, .warmup_steps = 2, .power = 2};
    EXPECT_EQ(schedule_factor(schedule, 1), 0.5);
    EXPECT_EQ(schedule_factor(schedule, 2), 1.0);
    EXPECT_NEAR(schedule_factor(schedule, 7), 0.25, 1e-7);
    EXPECT_NEAR(schedule_factor(schedule, 10), 0.04, 1e-7);
    EXPECT_EQ(schedule_factor(schedule, 12), kPolynomialLeast);
    EXPECT_EQ(schedule_factor(schedule, 20), kPolynomialLeast);
    schedule.rate = 1e-3;  // the reference's lr_end is a rate: with 1e-7 of 1e-3 a factor of 1e-4
    EXPECT_NEAR(schedule_factor(schedule, 12), 1e-4, 1e-16);
}

TEST(Schedules, RoundTheWarmUpShareUp) {
    EXPECT_EQ(warmup_steps_of(0.1, 30), 3);
    EXPECT_EQ(warmup_steps_of(0.06, 30), 2);
    EXPECT_EQ(warmup_steps_of(0, 30), 0);
}

TEST(Schedules, StayFiniteWithoutWarmUpAndInRunsOfOneStep) {
    for (const ScheduleKind kind :
         {ScheduleKind::constant, ScheduleKind::linear, ScheduleKind::cosine, ScheduleKind::step,
          ScheduleKind::triangle, ScheduleKind::polynomial}) {
        for (const std::int64_t warmup : {0, 1}) {
            const Schedule schedule{.kind = kind, .total_steps = 1, .warmup_steps = warmup};
            EXPECT_TRUE(std::isfinite(schedule_factor(schedule, 0)));
        }
    }
}

}  // namespace
}  // namespace engine
