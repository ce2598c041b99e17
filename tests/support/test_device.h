// The device that golden tests run on: the CPU, or the one that WARMSTART_TEST_DEVICE names
// (./dev gpu-check sets it to cuda:0).
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace support {

/// The first call loads LibTorch's CUDA library where a GPU is named: before any tensor is made
/// there. A device that cannot be had ends the program, so that no test passes on another one.
at::Device test_device();

inline std::map<std::string, at::Tensor> on_test_device(std::map<std::string, at::Tensor> tensors) {
    for (auto& [name, tensor] : tensors) tensor = tensor.to(test_device());
    return tensors;
}

}  // namespace support
