// AdamW on plain memory, in one pass over weight, gradient and moments, and for rows that have no
// gradient in a step: what they missed is done when they are next looked at, with the same bits.
#pragma once

#include <cstdint>
#include <span>

namespace engine {

/// Factors of one update.
struct AdamWStep {
    float keep = 1;   // 1 - rate * decay
    float first = 0;  // 1 - beta1
    float beta2 = 0;
    float second = 0;     // 1 - beta2
    float step_size = 0;  // rate / (1 - beta1^t)
    float root = 1;       // sqrt(1 - beta2^t)
    float epsilon = 0;
};

/// @param t  number of this update of the parameter, from 1
AdamWStep adamw_step(double rate, double beta1, double beta2, double decay, double epsilon,
                     std::int64_t t);

/// w, m, v [n] in place by g * scale [n]: w *= keep; m += (1 - beta1)(g - m);
/// v = beta2 v + (1 - beta2) g^2; w -= step_size m / (sqrt(v) / root + epsilon).
/// Source: Loshchilov and Hutter 2019, algorithm 2, in the order of torch.optim.AdamW. Rounded
/// after every operation, so that the bits are the same on every processor.
void adamw_update(const AdamWStep& step, float scale, const float* g, float* w, float* m, float* v,
                  std::int64_t n);

/// Updates without a gradient, one after the other: the bits of adamw_update with g = 0.
void adamw_idle(std::span<const AdamWStep> steps, float* w, float* m, float* v, std::int64_t n);

/// Sum of squares of x [n], added up in a fixed order.
double sum_of_squares(const float* x, std::int64_t n);

}  // namespace engine
