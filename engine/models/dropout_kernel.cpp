#include "engine/models/dropout_kernel.h"

#include <cmath>

#include "engine/base/widest.h"

namespace engine {
namespace {

// Every bit of x changes every bit of the result. Constants: Wellons 2018, "lowbias32".
inline std::uint32_t mixed(std::uint32_t x) {
    x ^= x >> 16U;
    x *= 0x7feb352dU;
    x ^= x >> 15U;
    x *= 0x846ca68bU;
    return x ^ (x >> 16U);
}

}  // namespace

MaskRule mask_rule(std::uint64_t key, double rate) {
    const double keep = 1.0 - rate;
    return {key, static_cast<std::uint32_t>(std::lround(keep * 4294967295.0)),
            keep > 0 ? static_cast<float>(1.0 / keep) : 0.0F};
}

WARMSTART_WIDEST
void fill_mask(const MaskRule& rule, std::uint64_t first, std::int64_t count,
               float* __restrict out) {
    const auto low = static_cast<std::uint32_t>(rule.key);
    const auto high =
        static_cast<std::uint32_t>(rule.key >> 32U) + static_cast<std::uint32_t>(first >> 32U);
    const auto begin = static_cast<std::uint32_t>(first);
    const auto n = static_cast<std::uint32_t>(count);
    const std::uint32_t limit = rule.limit;
    const float value = rule.value;
    for (std::uint32_t i = 0; i < n; ++i)
        out[i] = mixed(mixed((begin + i) ^ low) + high) < limit ? value : 0.0F;
}

}  // namespace engine
