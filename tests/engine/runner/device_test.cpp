// Every state that the two builds of LibTorch can be found in, without a GPU: what the user is
// told, and that work on the CPU goes on.
#include "engine/runner/device.h"

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/cuda/gpu_reader.h"
#include "tests/support/fake_libraries.h"

namespace engine {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::filesystem::path folder(const std::string& kind) { return support::fake_libraries() / kind; }

std::string reason(const std::string& kind) {
    const auto loaded = load_cuda_library(folder(kind));
    EXPECT_FALSE(loaded) << "a fake library cannot make a GPU";
    return loaded ? "" : loaded.error().text();
}

TEST(Device, IsTheCpuWhereLibTorchIsTheCpuBuild) {
    EXPECT_EQ(reason("nothing_here"), "This LibTorch is the CPU build.");
}

TEST(Device, NamesTheCudaPackageThatIsMissing) {
    EXPECT_THAT(reason("lacking"),
                AllOf(StartsWith("LibTorch's CUDA library cannot be loaded: "),
                      HasSubstr("libcudnn.so.9: cannot open shared object file")));
}

TEST(Device, SaysThatThereIsNoDriverWhereAllPackagesAreThere) {
    if (at::hasCUDA()) GTEST_SKIP() << "this computer has a GPU that LibTorch uses";
    const auto gpus = cuda::GpuReader().read();
    EXPECT_EQ(reason("whole"), gpus ? "The NVIDIA driver " + gpus->driver + " finds " +
                                          gpus->gpus.front().name + ", but LibTorch cannot use it."
                                    : gpus.error().text());
}

class EachBuild : public testing::TestWithParam<const char*> {};

TEST_P(EachBuild, LeavesWorkOnTheCpuAlone) {
    const auto automatic = choose_device("auto", folder(GetParam()));
    ASSERT_TRUE(automatic) << automatic.error().text();
    EXPECT_EQ(*automatic, "cpu");
    EXPECT_EQ(choose_device("cpu", folder(GetParam())).value(), "cpu");
    const auto first = choose_device("cuda:0", folder(GetParam()));
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(first.error().text(),
                AllOf(StartsWith("Device cuda:0 cannot be used. " + reason(GetParam())),
                      HasSubstr("--device cpu")));
    const at::Tensor one = at::ones({2, 2}, at::Device(*automatic));
    EXPECT_EQ(at::mm(one, one).sum().item<double>(), 8);
}

INSTANTIATE_TEST_SUITE_P(OfLibTorch, EachBuild,
                         testing::Values("nothing_here", "lacking", "whole"));

TEST(Device, RefusesAnythingElseByName) {
    const auto device = choose_device("gpu", folder("nothing_here"));
    ASSERT_FALSE(device);
    EXPECT_EQ(device.error().code, ErrorCode::BadUsage);
    EXPECT_THAT(device.error().text(), HasSubstr("\"gpu\" is none of them"));
}

}  // namespace
}  // namespace engine
