// LayerNorm(x + dropout(y)) as one pass over the states, forwards and backwards, on the CPU. Its
// gradient cannot be differentiated again.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/models/dropout.h"

namespace engine {

/// The masks of y [tokens, width]: stretches of whole tokens, one behind the other.
struct TokenMask {
    double rate = 0;
    std::uint64_t key = 0;
    std::vector<MaskRun> runs;  // empty: no dropout
};

/// Whether add_norm takes these: float, on the CPU.
bool can_add_norm(const at::Tensor& x, const at::Tensor& y);

/// x, y [tokens, width] float; weight, bias [width] -> [tokens, width]. Mean and variance (biased)
/// of each token; the masks are those of dropout_mask. Source: Ba et al. 2016, "Layer
/// Normalization", eq. 4; the numbers of at::layer_norm up to rounding.
at::Tensor add_norm(const at::Tensor& x, const at::Tensor& y, const TokenMask& mask,
                    const at::Tensor& weight, const at::Tensor& bias, double epsilon);

}  // namespace engine
