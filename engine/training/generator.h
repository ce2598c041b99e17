// The generators that dropout draws from.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace engine {

/// A generator of its own for one step or one tensor; nothing global is drawn from or changed.
at::Generator make_generator(at::Device device, std::uint64_t seed);

}  // namespace engine
