#include "engine/runner/device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <filesystem>

namespace engine {
namespace {

// The folder that libtorch_cpu was loaded from.
std::filesystem::path library_folder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info) == 0 ||
        info.dli_fname == nullptr)
        return {};
    return std::filesystem::path(info.dli_fname).parent_path();
}

}  // namespace

std::string load_cuda_library() {
    const std::filesystem::path library = library_folder() / "libtorch_cuda.so";
    std::error_code problem;
    if (!std::filesystem::exists(library, problem)) return "This LibTorch is the CPU build.";
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char* why = dlerror();
        return std::string("LibTorch's CUDA library cannot be loaded: ") +
               (why == nullptr ? "no reason given" : why);
    }
    if (!at::hasCUDA()) return "No NVIDIA driver with a usable GPU was found.";
    return "";
}

Result<std::string> choose_device(const std::string& wanted) {
    if (wanted == "cpu") return std::string("cpu");
    const bool any = wanted == "auto";
    if (!any && wanted.rfind("cuda:", 0) != 0) {
        return make_error(ErrorCode::BadUsage,
                          "The device is auto, cpu or cuda:N; \"%1\" is none of them.", {wanted});
    }
    const std::string missing = load_cuda_library();
    if (!missing.empty()) {
        if (any) return std::string("cpu");
        return make_error(ErrorCode::Unsupported,
                          "Device %1 cannot be used. %2 Work on the CPU goes on with --device cpu.",
                          {wanted, missing});
    }
    const int count = static_cast<int>(at::detail::getCUDAHooks().deviceCount());
    if (any) return std::string(count > 0 ? "cuda:0" : "cpu");
    int number = -1;
    for (int i = 0; i < count; ++i) number = wanted == "cuda:" + std::to_string(i) ? i : number;
    if (number < 0) {
        return make_error(ErrorCode::Unsupported, "There is no device %1: %2 GPUs were found.",
                          {wanted, std::to_string(count)});
    }
    return wanted;
}

Json engine_provenance(const std::string& device, int threads) {
    return {{"libtorch", TORCH_VERSION},
            {"instruction_set", at::get_cpu_capability()},
            {"threads", threads > 0 ? threads : at::get_num_threads()},
            {"device", device}};
}

}  // namespace engine
