// The device that golden tests run on: the CPU, or the one that WARMSTART_TEST_DEVICE names
// (./dev gpu-check sets it to cuda:0).
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>

namespace support {

/// Chosen before main(), since LibTorch's CUDA library has to be loaded before the first tensor is
/// made. A device that cannot be had ends the program, so that no test passes on another one.
at::Device test_device();

inline std::map<std::string, at::Tensor> on_test_device(std::map<std::string, at::Tensor> tensors) {
    for (auto& [name, tensor] : tensors) tensor = tensor.to(test_device());
    return tensors;
}

}  // namespace support
