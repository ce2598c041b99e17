#include "engine/base/stream.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>
#include <utility>

#include "engine/base/hash.h"

namespace engine {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                    std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

Stream::Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t epoch,
               std::uint64_t id) {
    const std::uint64_t key = mix64(mix64(seed) ^ hash64(purpose));
    const std::uint64_t place = mix64(mix64(epoch) + id * 0x9E3779B97F4A7C15ULL);
    key_ = {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
    counter_ = {0, 0, static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place >> 32)};
}

std::uint32_t Stream::next32() {
    if (used_ == 4) {
        block_ = philox(counter_, key_);
        if (++counter_[0] == 0) ++counter_[1];
        used_ = 0;
    }
    return block_[static_cast<std::size_t>(used_++)];
}

std::uint64_t Stream::next64() {
    const std::uint64_t low = next32();
    return low | (std::uint64_t{next32()} << 32);
}

double Stream::uniform() { return static_cast<double>(next64() >> 11) * 0x1.0p-53; }

std::uint64_t Stream::below(std::uint64_t limit) {
    assert(limit > 0);
    const std::uint64_t reject = (0 - limit) % limit;  // 2^64 mod limit
    for (;;) {
        const std::uint64_t draw = next64();
        if (draw >= reject) return draw % limit;
    }
}

double Stream::normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

std::vector<std::int64_t> permutation(Stream& stream, std::int64_t n) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(n));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[stream.below(i)]);
    return order;
}

}  // namespace engine
