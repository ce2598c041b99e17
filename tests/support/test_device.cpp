#include "tests/support/test_device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <dlfcn.h>

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
    setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);
    Dl_info info{};
    dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info);
    const auto library = std::filesystem::path(info.dli_fname).parent_path() / "libtorch_cuda.so";
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) give_up(dlerror());
    if (!at::hasCUDA()) give_up("no GPU answers");
    at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);  // as the engine does
    return at::Device(named);
}

const at::Device kDevice = chosen();  // before main, and so before any tensor

}  // namespace

at::Device test_device() { return kDevice; }

}  // namespace support
