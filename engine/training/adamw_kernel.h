// AdamW on plain memory, in one pass over weight, gradient and moments, and for rows that have no
// gradient in a step: what they missed is done when they are next looked at, with the same bits.
#pragma once

#include <cstdint>
#include <span>

#include "engine/cuda/kernels.h"

namespace engine {

using AdamWStep = cuda::AdamwStep;

/// @param t  number of this update of the parameter, from 1
AdamWStep adamw_step(double rate, double beta1, double beta2, double decay, double epsilon,
                     std::int64_t t);

/// w, m, v [n] in place by g * scale [n]: w *= keep; m += (1 - beta1)(g - m);
/// v = beta2 v + (1 - beta2) g^2; w -= size m / (sqrt(v) / root + epsilon). The body of the GPU's
/// kernel (cuda/bodies.h), with the same bits.
void adamw_update(const AdamWStep& step, float scale, const float* g, float* w, float* m, float* v,
                  std::int64_t n);

/// Updates without a gradient, one after the other: the bits of adamw_update with g = 0.
void adamw_idle(std::span<const AdamWStep> steps, float* w, float* m, float* v, std::int64_t n);

/// Sum of squares of x [n], added up in a fixed order.
double sum_of_squares(const float* x, std::int64_t n);

}  // namespace engine
