#include "engine/runner/device.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <dlfcn.h>
#include <torch/version.h>

#include <cstdlib>

#include "engine/cuda/gpu_reader.h"
#include "engine/cuda/kernels.h"

namespace engine {

std::filesystem::path libtorch_folder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<void*>(&at::get_num_threads), &info) == 0 ||
        info.dli_fname == nullptr)
        return {};
    return std::filesystem::path(info.dli_fname).parent_path();
}

Result<void> load_cuda_library(const std::filesystem::path& folder) {
    const std::filesystem::path library = folder / "libtorch_cuda.so";
    std::error_code problem;
    if (!std::filesystem::exists(library, problem))
        return make_error(ErrorCode::Unsupported, "This LibTorch is the CPU build.");
    setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);  // or its sums differ from run to run
    if (dlopen(library.c_str(), RTLD_NOW | RTLD_GLOBAL) == nullptr) {
        const char* why = dlerror();
        return make_error(ErrorCode::Unsupported, "LibTorch's CUDA library cannot be loaded: %1.",
                          {why == nullptr ? library.string() : why});
    }
    if (!at::hasCUDA()) {
        auto gpus = cuda::GpuReader().read();
        if (!gpus) return gpus.error();
        return make_error(ErrorCode::Unsupported,
                          "The NVIDIA driver %1 finds %2, but LibTorch cannot use it.",
                          {gpus->driver, gpus->gpus.front().name});
    }
    at::globalContext().setDeterministicAlgorithms(true, /*warn_only=*/true);
    return {};
}

Result<std::string> choose_device(const std::string& wanted, const std::filesystem::path& folder) {
    if (wanted == "cpu") return std::string("cpu");
    const bool any = wanted == "auto";
    if (!any && wanted.rfind("cuda:", 0) != 0) {
        return make_error(ErrorCode::BadUsage,
                          "The device is auto, cpu or cuda:N; \"%1\" is none of them.", {wanted});
    }
    if (const Result<void> there = load_cuda_library(folder); !there) {
        if (any) return std::string("cpu");
        return make_error(ErrorCode::Unsupported,
                          "Device %1 cannot be used. %2 Work on the CPU goes on with --device cpu.",
                          {wanted, there.error().text()});
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

Json gpu_provenance() {
    const Result<void> there = load_cuda_library();
    const cuda::DeviceKernels* kernels = cuda::device_kernels();
    return {
        {"libtorch", there ? "available" : there.error().text()},
        {"kernels", kernels != nullptr ? std::string("compiled for ") + kernels->architectures
                                       : std::string("left out: built without the CUDA Toolkit")}};
}

}  // namespace engine
