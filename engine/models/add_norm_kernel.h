// LayerNorm over x + y * mask on plain memory, token by token.
#pragma once

#include <cstdint>

namespace engine {

struct NormShape {
    std::int64_t tokens = 0, width = 0;
};

/// x, y, mask [tokens, width] (mask null: all 1) -> out = weight * unit + bias and unit, the
/// normalised sum, [tokens, width]; scale [tokens] = 1 / sqrt(variance + epsilon).
void norm_forward(const NormShape& shape, const float* x, const float* y, const float* mask,
                  const float* weight, const float* bias, float epsilon, float* out, float* unit,
                  float* scale);

/// Gradient of out -> that of the sum in `sum` (x's), and by the mask in `masked` (y's; null where
/// there is no mask), [tokens, width]; those of weight and bias are added to [width].
void norm_backward(const NormShape& shape, const float* gradient, const float* unit,
                   const float* scale, const float* weight, const float* mask, float* sum,
                   float* masked, float* weight_gradient, float* bias_gradient);

}  // namespace engine
