// Which device a job runs on, and what is written down of it.
#pragma once

#include <string>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

/// Loads LibTorch's CUDA library where it lies beside the CPU one. Must come before the first
/// tensor is made, since its hooks are looked up once. -> why there is no GPU, "" where there is
/// one.
std::string load_cuda_library();

/// "auto" -> "cuda:0" where a GPU works, else "cpu"; "cpu"; "cuda:N". Errors: Unsupported with the
/// reason.
Result<std::string> choose_device(const std::string& wanted);

/// LibTorch version (built and loaded), instruction set, threads, device.
Json engine_provenance(const std::string& device, int threads);

}  // namespace engine
