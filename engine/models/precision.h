// Number format of a forward pass: one switch for encoders and heads, with and without gradients.
#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// bf16: matrix products in bfloat16 over fp32 master weights (LibTorch's autocast). Residuals and
/// LayerNorm stay fp32, and gradients come back fp32.
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

}  // namespace engine
