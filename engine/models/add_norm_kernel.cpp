#include "engine/models/add_norm_kernel.h"

#include <cmath>

#include "engine/base/widest.h"

namespace engine {
namespace {

constexpr std::int64_t kLanes = 16;

}  // namespace

// Sums run in 16 lanes, the same on every processor.
WARMSTART_WIDEST
void norm_forward(const NormShape& shape, const float* __restrict x, const float* __restrict y,
                  const float* __restrict mask, const float* __restrict weight,
                  const float* __restrict bias, float epsilon, float* __restrict out,
                  float* __restrict unit, float* __restrict scale) {
    const std::int64_t width = shape.width, whole = width - width % kLanes;
    const auto count = static_cast<float>(width);
    for (std::int64_t token = 0; token < shape.tokens; ++token) {
        const std::int64_t at = token * width;
        if (mask == nullptr) {
            for (std::int64_t i = 0; i < width; ++i) unit[at + i] = x[at + i] + y[at + i];
        } else {
            for (std::int64_t i = 0; i < width; ++i)
                unit[at + i] = x[at + i] + y[at + i] * mask[at + i];
        }
        float lanes[kLanes] = {};
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) lanes[lane] += unit[at + i + lane];
        }
        float sum = 0;
        for (std::int64_t i = whole; i < width; ++i) sum += unit[at + i];
        for (float& lane : lanes) {
            sum += lane;
            lane = 0;
        }
        const float mean = sum / count;
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                const float off = unit[at + i + lane] - mean;
                lanes[lane] += off * off;
            }
        }
        float square = 0;
        for (std::int64_t i = whole; i < width; ++i) {
            const float off = unit[at + i] - mean;
            square += off * off;
        }
        for (const float lane : lanes) square += lane;
        const float by = 1.0F / std::sqrt(square / count + epsilon);
        scale[token] = by;
        for (std::int64_t i = 0; i < width; ++i) {
            unit[at + i] = (unit[at + i] - mean) * by;
            out[at + i] = unit[at + i] * weight[i] + bias[i];
        }
    }
}

// With h = gradient * weight: sum = scale * (h - mean(h) - unit * mean(h * unit)).
WARMSTART_WIDEST
void norm_backward(const NormShape& shape, const float* __restrict gradient,
                   const float* __restrict unit, const float* __restrict scale,
                   const float* __restrict weight, const float* __restrict mask,
                   float* __restrict sum, float* __restrict masked,
                   float* __restrict weight_gradient, float* __restrict bias_gradient) {
    const std::int64_t width = shape.width, whole = width - width % kLanes;
    const auto count = static_cast<float>(width);
    for (std::int64_t token = 0; token < shape.tokens; ++token) {
        const std::int64_t at = token * width;
        float plain[kLanes] = {}, along[kLanes] = {};
        for (std::int64_t i = 0; i < width; ++i) {
            weight_gradient[i] += gradient[at + i] * unit[at + i];
            bias_gradient[i] += gradient[at + i];
            sum[at + i] = gradient[at + i] * weight[i];
        }
        for (std::int64_t i = 0; i < whole; i += kLanes) {
            for (std::int64_t lane = 0; lane < kLanes; ++lane) {
                plain[lane] += sum[at + i + lane];
                along[lane] += sum[at + i + lane] * unit[at + i + lane];
            }
        }
        float all = 0, all_along = 0;
        for (std::int64_t i = whole; i < width; ++i) {
            all += sum[at + i];
            all_along += sum[at + i] * unit[at + i];
        }
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            all += plain[lane];
            all_along += along[lane];
        }
        const float mean = all / count, mean_along = all_along / count, by = scale[token];
        for (std::int64_t i = 0; i < width; ++i)
            sum[at + i] = (sum[at + i] - mean - unit[at + i] * mean_along) * by;
        if (masked == nullptr) continue;
        for (std::int64_t i = 0; i < width; ++i) masked[at + i] = sum[at + i] * mask[at + i];
    }
}

}  // namespace engine
