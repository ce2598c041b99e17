#include "tests/support/test_device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace support {
namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "WARMSTART_TEST_DEVICE: %s\n", why.c_str());
    std::exit(1);
}

at::Device chosen() {
    const char* named = std::getenv("WARMSTART_TEST_DEVICE");
    if (named == nullptr || std::string(named) == "cpu") return at::kCPU;
    Dl_info info{};
    dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info);
    const auto library = std::filesystem::path(info.dli_fname).parent_path() / "libtorch_cuda.so";
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) give_up(dlerror());
    if (!at::hasCUDA()) give_up("no GPU answers");
    return at::Device(named);
}

// Before the first test, and so before the first tensor.
class ChoosesFirst : public testing::Environment {
public:
    void SetUp() override { test_device(); }
};

const auto* const kChoosesFirst = testing::AddGlobalTestEnvironment(new ChoosesFirst);

}  // namespace

at::Device test_device() {
    static const at::Device device = chosen();
    return device;
}

}  // namespace support
