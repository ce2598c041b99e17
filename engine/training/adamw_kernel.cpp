#include "engine/training/adamw_kernel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/widest.h"
#include "engine/cuda/bodies.h"

namespace engine {
namespace {

bool all_zero(const float* x, std::int64_t n) {
    return std::all_of(x, x + n, [](float value) { return value == 0.0F; });
}

}  // namespace

AdamWStep adamw_step(double rate, double beta1, double beta2, double decay, double epsilon,
                     std::int64_t t) {
    const auto power = static_cast<double>(t);
    return {.keep = 1.0 - rate * decay,
            .first = 1.0 - beta1,
            .beta2 = beta2,
            .second = 1.0 - beta2,
            .size = rate / (1.0 - std::pow(beta1, power)),
            .root = std::sqrt(1.0 - std::pow(beta2, power)),
            .epsilon = epsilon};
}

WARMSTART_WIDEST
void adamw_update(const AdamWStep& step, float scale, const float* __restrict g,
                  float* __restrict w, float* __restrict m, float* __restrict v, std::int64_t n) {
    const AdamWStep s = step;
    for (std::int64_t i = 0; i < n; ++i) cuda::adamw_update(w[i], m[i], v[i], g[i] * scale, s);
}

WARMSTART_WIDEST
void adamw_idle(std::span<const AdamWStep> steps, float* __restrict w, float* __restrict m,
                float* __restrict v, std::int64_t n) {
    if (all_zero(m, n) && all_zero(v, n)) {  // never had a gradient: only the decay moves it
        for (const AdamWStep& s : steps) {
            const auto keep = static_cast<float>(s.keep);
            if (keep == 1.0F) continue;
            for (std::int64_t i = 0; i < n; ++i) w[i] = w[i] * keep;
        }
        return;
    }
    for (const AdamWStep& s : steps) {
        for (std::int64_t i = 0; i < n; ++i) cuda::adamw_update(w[i], m[i], v[i], 0.0F, s);
    }
}

WARMSTART_WIDEST
double sum_of_squares(const float* x, std::int64_t n) {
    constexpr std::int64_t kLanes = 16;
    std::array<double, kLanes> sums{};
    std::int64_t i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const double value = x[i + lane];
            sums[static_cast<std::size_t>(lane)] += value * value;
        }
    }
    double total = 0;
    for (; i < n; ++i) total += static_cast<double>(x[i]) * x[i];
    for (const double sum : sums) total += sum;
    return total;
}

}  // namespace engine
