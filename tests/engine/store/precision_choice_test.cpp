#include "engine/store/precision_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/plan/plan_support.h"
#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kCpu =
    "processor\t: 0\nmodel name\t: Fast Chip 9\nflags\t\t: sse2 avx2 amx_bf16 avx512f\n\n"
    "processor\t: 1\nmodel name\t: Fast Chip 9\nflags\t\t: sse2 avx2\n";

class PrecisionChoiceTest : public testing::Test {
protected:
    // A machine on which bf16 takes 1/speed of the time.
    PrecisionSource machine(const std::string& hardware, double speed) {
        return {hardware, [this, speed]() -> Result<PrecisionTimes> {
                    ++probes_;
                    return PrecisionTimes{speed, 1, "cpu"};
                }};
    }
    JobPlan planned(const Document& document, const JobSettings& settings,
                    const PrecisionSource& source) {
        test::FakeFacts facts;
        auto plan = plan_job(document, test::catalog(), facts, settings, log_, source);
        EXPECT_TRUE(plan) << plan.error().text();
        return *std::move(plan);
    }
    static std::set<std::string> precisions(const Plan& plan) {
        std::set<std::string> out;
        for (const Step& step : plan.steps) {
            if (step.options.contains("precision"))
                out.insert(step.options["precision"].get<std::string>());
        }
        return out;
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    Document document_ = test::fine_tuned().document;
    int probes_ = 0;
};

TEST(ChoosePrecision, TakesBf16OnlyWhenItIsClearlyFaster) {
    EXPECT_EQ(choose_precision({1.15, 1, "cpu"}).precision, "bf16");
    EXPECT_EQ(choose_precision({1.14, 1, "cpu"}).precision, "fp32");
    EXPECT_EQ(words_of(choose_precision({0.9, 1, "cpu"})), "fp32 (bf16 is 0.90x as fast here)");
    EXPECT_EQ(words_of(choose_precision({3, 2, "cuda:0"})), "bf16 (bf16 is 1.50x as fast here)");
}

TEST_F(PrecisionChoiceTest, ProbesOnceAHardware) {
    const JobPlan first = planned(document_, {}, machine("old", 0.5));
    EXPECT_EQ(precisions(first.plan), std::set<std::string>{"fp32"});
    EXPECT_EQ(first.settings.precision, "fp32");
    const JobPlan second = planned(document_, {}, machine("old", 2));
    EXPECT_EQ(probes_, 1);
    EXPECT_EQ(second.choice->speed, 0.5);
    EXPECT_EQ(test::keys_of(second.plan), test::keys_of(first.plan));
    const JobPlan other = planned(document_, {}, machine("new", 2));
    EXPECT_EQ(probes_, 2);
    EXPECT_EQ(precisions(other.plan), std::set<std::string>{"bf16"});
    EXPECT_EQ(other.settings.precision, "bf16");
}

TEST_F(PrecisionChoiceTest, PlansAsIfThePrecisionHadBeenForced) {
    const JobPlan chosen = planned(document_, {}, machine("new", 2));
    EXPECT_EQ(test::keys_of(chosen.plan), test::keys_of(test::plan_of(document_, {"bf16", ""})));
}

TEST_F(PrecisionChoiceTest, ProbesNothingWhenPrecisionIsForcedOrNoStepAsks) {
    JobSettings forced;
    forced.precision = "fp32";
    const JobPlan plan = planned(document_, forced, machine("new", 2));
    EXPECT_EQ(precisions(plan.plan), std::set<std::string>{"fp32"});
    EXPECT_FALSE(plan.choice);
    EXPECT_FALSE(planned(test::first_look(), {}, machine("new", 2)).choice);
    for (const char* node : {"source", "fine", "alone"})
        test::set(document_, std::string(node) + ".precision=fp32");
    EXPECT_FALSE(planned(document_, {}, machine("new", 2)).choice);
    EXPECT_EQ(probes_, 0);
}

TEST_F(PrecisionChoiceTest, LeavesItOpenWhereNothingMayBeMeasured) {
    const JobPlan open = planned(document_, {}, {"new"});
    EXPECT_EQ(precisions(open.plan), std::set<std::string>{"auto"});
    EXPECT_FALSE(open.choice);
    planned(document_, {}, machine("new", 2));
    EXPECT_EQ(planned(document_, {}, {"new"}).choice->precision, "bf16");
}

TEST_F(PrecisionChoiceTest, PassesOnWhyNothingCouldBeMeasured) {
    test::FakeFacts facts;
    const auto plan = plan_job(document_, test::catalog(), facts, {}, log_,
                               {"new", []() -> Result<PrecisionTimes> {
                                    return make_error(ErrorCode::Unsupported, "No");
                                }});
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().text(), "No");
    EXPECT_FALSE(stored_precision(log_, "new")->has_value());
}

TEST_F(PrecisionChoiceTest, MeasuresAgainWhatItCannotRead) {
    ASSERT_TRUE(log_.set_setting("precision on new", "{\"precision\":\"fp8\"}"));
    EXPECT_EQ(planned(document_, {}, machine("new", 2)).choice->precision, "bf16");
    EXPECT_EQ(probes_, 1);
    const auto stored = stored_precision(log_, "new");
    ASSERT_TRUE(stored && stored->has_value());
    EXPECT_EQ((*stored)->speed, 2);
    EXPECT_EQ((*stored)->device, "cpu");
}

TEST_F(PrecisionChoiceTest, KnowsHardwareByItsModelAndWideInstructions) {
    write_text(folder_.path() / "cpuinfo", kCpu);
    EXPECT_EQ(hardware_of("cpu", folder_.path()), "Fast Chip 9 (amx_bf16 avx2 avx512f)");
    EXPECT_EQ(hardware_of("auto", folder_.path()), hardware_of("cpu", folder_.path()));
    const auto gpus = folder_.path() / "driver/nvidia/gpus";
    std::filesystem::create_directories(gpus / "0000:01:00.0");
    write_text(gpus / "0000:01:00.0/information", "Model: \t\t Big Card\nIRQ: 7\n");
    EXPECT_THAT(hardware_of("auto", folder_.path()), HasSubstr("auto: Big Card"));
    EXPECT_THAT(hardware_of("cpu", folder_.path()), Not(HasSubstr("Big Card")));
    EXPECT_NE(hardware_of("cuda:1", folder_.path()), hardware_of("auto", folder_.path()));
}

}  // namespace
}  // namespace engine
