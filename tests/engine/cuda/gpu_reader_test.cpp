#include "engine/cuda/gpu_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/fake_libraries.h"

namespace engine::cuda {
namespace {

using testing::HasSubstr;

std::string fake() { return support::fake_libraries() / "libfake_driver.so"; }

class GpuReaderTest : public testing::Test {
protected:
    ~GpuReaderTest() override { unsetenv("WARMSTART_FAKE_DRIVER"); }
    static Result<GpuList> read_as(const char* kind, const std::string& runtime = fake()) {
        setenv("WARMSTART_FAKE_DRIVER", kind, 1);
        return GpuReader(fake(), runtime).read();
    }
    static std::string sentence(const Result<GpuList>& answer) {
        EXPECT_FALSE(answer);
        if (answer) return "";
        EXPECT_EQ(answer.error().code, ErrorCode::Unsupported);
        return answer.error().text();
    }
};

TEST_F(GpuReaderTest, ListsTheGpusAsCudaCountsThem) {
    const auto list = read_as("");
    ASSERT_TRUE(list) << list.error().text();
    EXPECT_EQ(list->driver, "580.65.06");
    EXPECT_EQ(list->cuda, "13.0");
    ASSERT_EQ(list->gpus.size(), 2U);
    EXPECT_EQ(list->gpus[0].name, "Large");
    EXPECT_EQ(list->gpus[0].index, 0);
    EXPECT_EQ(list->gpus[0].memory_total, 80'000);
    EXPECT_EQ(list->gpus[0].memory_free, 20'000);
    EXPECT_EQ(list->gpus[0].load, 37);
    EXPECT_EQ(list->gpus[1].name, "Small");
    EXPECT_EQ(list->gpus[1].load, -1);
    EXPECT_EQ(gpu_json(*list)["gpus"][1]["load_percent"], Json());
    EXPECT_EQ(gpu_json(*list)["gpus"][1]["device"], "cuda:1");
}

TEST_F(GpuReaderTest, TakesTheOrderOfTheDriverWithoutACudaRuntime) {
    const auto list = read_as("", "libnothing_of_that_name.so.13");
    ASSERT_TRUE(list) << list.error().text();
    EXPECT_EQ(list->gpus[0].name, "Small");
    EXPECT_EQ(list->gpus[1].name, "Large");
}

TEST_F(GpuReaderTest, AnswersAgainWithoutAskingForTheLibrariesAgain) {
    setenv("WARMSTART_FAKE_DRIVER", "", 1);
    GpuReader reader(fake(), fake());
    ASSERT_TRUE(reader.read());
    setenv("WARMSTART_FAKE_DRIVER", "silent", 1);  // an init would fail now
    EXPECT_TRUE(reader.read());
}

TEST_F(GpuReaderTest, SaysWhyThereIsNone) {
    EXPECT_THAT(sentence(GpuReader("libno_driver.so.1").read()),
                HasSubstr("No NVIDIA driver is installed: libno_driver.so.1 is not there."));
    EXPECT_THAT(sentence(read_as("silent")),
                HasSubstr("The NVIDIA driver does not answer: Driver Not Loaded"));
    EXPECT_THAT(sentence(read_as("empty")), HasSubstr("580.65.06 runs, but finds no GPU"));
    EXPECT_THAT(sentence(read_as("old")),
                HasSubstr("driver 580.65.06 runs CUDA up to 12.4, and CUDA 13.0 is needed"));
    EXPECT_THAT(sentence(GpuReader("libc.so.6").read()), HasSubstr("lacks functions"));
}

TEST_F(GpuReaderTest, ReadsThisComputerWhateverItHas) {
    const auto list = GpuReader().read();
    if (list) {
        for (const GpuState& gpu : list->gpus) EXPECT_GE(gpu.memory_total, gpu.memory_free);
    } else {
        EXPECT_EQ(list.error().code, ErrorCode::Unsupported) << list.error().text();
    }
}

}  // namespace
}  // namespace engine::cuda
