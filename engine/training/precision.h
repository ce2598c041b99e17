// Number format of a forward pass, and the generators its dropout draws from.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>

namespace engine {

/// bf16: matrix products in bfloat16 over fp32 master weights (LibTorch's autocast); gradients come
/// back fp32.
enum class Precision { fp32, bf16 };

/// While it lives, forward passes of this thread on `device` run in `precision`. Restores what was
/// set before and drops the cached casts of the weights, which the next update makes stale.
class PrecisionGuard {
public:
    PrecisionGuard(Precision precision, at::DeviceType device);
    ~PrecisionGuard();
    PrecisionGuard(const PrecisionGuard&) = delete;
    PrecisionGuard& operator=(const PrecisionGuard&) = delete;

private:
    at::DeviceType device_;
    bool active_ = false;
    bool was_enabled_ = false;
    at::ScalarType was_type_ = at::kBFloat16;
};

/// A generator of its own for one step or one tensor; nothing global is drawn from or changed.
at::Generator make_generator(at::Device device, std::uint64_t seed);

}  // namespace engine
