#include "engine/runner/precision_probe.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(PrecisionProbe, TimesBothFormatsAndLeavesNothingSwitchedOn) {
    JobSettings settings;
    settings.device = "cpu";
    const auto times = time_precisions(settings);
    ASSERT_TRUE(times) << times.error().text();
    EXPECT_EQ(times->device, "cpu");
    for (const double seconds : {times->fp32_seconds, times->bf16_seconds}) {
        EXPECT_GT(seconds, 0);
        EXPECT_TRUE(std::isfinite(seconds));
    }
    EXPECT_EQ(at::matmul(at::ones({2, 2}), at::ones({2, 2})).scalar_type(), at::kFloat);
}

TEST(PrecisionProbe, SaysWhichDeviceIsNotThere) {
    JobSettings settings;
    settings.device = "cuda:99";
    const auto times = time_precisions(settings);
    ASSERT_FALSE(times);
    EXPECT_EQ(times.error().code, ErrorCode::Unsupported);
    EXPECT_NE(times.error().text().find("cuda:99"), std::string::npos);
}

}  // namespace
}  // namespace engine
