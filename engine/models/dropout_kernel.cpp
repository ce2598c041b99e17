#include "engine/models/dropout_kernel.h"

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

WARMSTART_WIDEST
void fill_mask(std::uint64_t key, std::uint64_t first, std::int64_t count, std::uint32_t limit,
               float value, float* __restrict out) {
    const auto low = static_cast<std::uint32_t>(key);
    const auto high =
        static_cast<std::uint32_t>(key >> 32U) + static_cast<std::uint32_t>(first >> 32U);
    const auto begin = static_cast<std::uint32_t>(first);
    const auto n = static_cast<std::uint32_t>(count);
    for (std::uint32_t i = 0; i < n; ++i)
        out[i] = mixed(mixed((begin + i) ^ low) + high) < limit ? value : 0.0F;
}

}  // namespace engine
