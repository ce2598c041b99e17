// Which device a job runs on, and what is written down of it.
#pragma once

#include <filesystem>
#include <string>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

/// The folder that LibTorch was loaded from.
std::filesystem::path libtorch_folder();

/// Loads LibTorch's CUDA library where it lies beside the CPU one. Must come before the first
/// tensor is made, since its hooks are looked up once. On a GPU the same work then gives the same
/// numbers: kernels that do not are refused where LibTorch has others.
/// Errors: Unsupported with the reason why there is no GPU; work on the CPU is not touched by it.
Result<void> load_cuda_library(const std::filesystem::path& folder = libtorch_folder());

/// "auto" -> "cuda:0" where a GPU works, else "cpu"; "cpu"; "cuda:N". Errors: BadUsage;
/// Unsupported with the reason.
Result<std::string> choose_device(const std::string& wanted,
                                  const std::filesystem::path& folder = libtorch_folder());

/// LibTorch version (built and loaded), instruction set, threads, device.
Json engine_provenance(const std::string& device, int threads);

/// What this engine has for GPUs: {"libtorch": "available" or why not, "kernels": what its own were
/// compiled for, or that they were not}.
Json gpu_provenance();

}  // namespace engine
