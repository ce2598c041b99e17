#include "engine/models/random_twin.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "engine/base/hash.h"
#include "engine/base/stream.h"

namespace engine {
namespace {

constexpr std::int64_t kPerBlock = 4;  // one block of Philox: 128 bits, four numbers

// Two 32-bit words -> two independent standard normal numbers.
std::array<float, 2> box_muller(std::uint32_t a, std::uint32_t b, double sd) {
    const double radius =
        sd * std::sqrt(-2.0 * std::log((static_cast<double>(a) + 1.0) * 0x1.0p-32));
    const double angle = 2.0 * std::numbers::pi * static_cast<double>(b) * 0x1.0p-32;
    return {static_cast<float>(radius * std::cos(angle)),
            static_cast<float>(radius * std::sin(angle))};
}

std::array<float, kPerBlock> block_of(std::uint64_t number, std::array<std::uint32_t, 2> key,
                                      double sd) {
    const auto words = philox(
        {static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), 0, 0}, key);
    const auto first = box_muller(words[0], words[1], sd);
    const auto second = box_muller(words[2], words[3], sd);
    return {first[0], first[1], second[0], second[1]};
}

}  // namespace

at::Tensor normal_tensor(at::IntArrayRef shape, double sd, std::uint64_t seed,
                         const std::string& name) {
    at::Tensor out = at::empty(shape, at::kFloat);
    float* numbers = out.mutable_data_ptr<float>();
    const std::int64_t count = out.numel();
    // The stream gives the key; counting blocks below it lets threads share the work without
    // sharing state.
    const std::uint64_t drawn = Stream(seed, "init", 0, hash64(name)).next64();
    const std::array key = {static_cast<std::uint32_t>(drawn),
                            static_cast<std::uint32_t>(drawn >> 32)};
    at::parallel_for(0, (count + kPerBlock - 1) / kPerBlock, 1 << 14,
                     [&](std::int64_t from, std::int64_t to) {
                         for (std::int64_t i = from; i < to; ++i) {
                             const auto block = block_of(static_cast<std::uint64_t>(i), key, sd);
                             std::copy_n(block.begin(), std::min(kPerBlock, count - i * kPerBlock),
                                         numbers + i * kPerBlock);
                         }
                     });
    return out;
}

// GPT-2's matrices that write into the residual stream start smaller, the more layers there are.
// Radford et al. 2019, 2.3.
double spread_of(const EncoderShape& shape, const ParameterInfo& parameter) {
    const bool writes = shape.is_decoder() && parameter.name.ends_with("output.dense.weight");
    return shape.initializer_range /
           (writes ? std::sqrt(2.0 * static_cast<double>(shape.layers)) : 1.0);
}

Weights random_twin(const EncoderShape& shape, std::uint64_t seed) {
    Weights out;
    for (const ParameterInfo& parameter : parameters_of(shape)) {
        switch (parameter.role) {
            case ParameterRole::Matrix:
            case ParameterRole::Embedding:
                out[parameter.name] = normal_tensor(parameter.shape, spread_of(shape, parameter),
                                                    seed, parameter.name);
                break;
            case ParameterRole::NormWeight:
                out[parameter.name] = at::ones(parameter.shape);
                break;
            case ParameterRole::Bias:
            case ParameterRole::NormBias:
                out[parameter.name] = at::zeros(parameter.shape);
                break;
        }
    }
    return out;
}

}  // namespace engine
