#include "engine/runner/precision_probe.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <limits>

#include "engine/base/clock.h"
#include "engine/models/encoder.h"
#include "engine/models/precision.h"
#include "engine/models/random_twin.h"
#include "engine/runner/device.h"

namespace engine {
namespace {

constexpr double kEnoughSeconds = 0.8;  // no further pair of steps is begun after so long
constexpr int kMostPairs = 8;

EncoderShape probe_shape() {
    EncoderShape shape;
    shape.hidden = 384;
    shape.layers = 2;
    shape.heads = 12;
    shape.intermediate = 1536;
    shape.vocabulary = 64;
    shape.positions = 32;
    shape.has_pooler = false;
    return shape;
}

PackedBatch probe_batch(const EncoderShape& shape, const at::Device& device, std::int64_t rows) {
    PackedBatch batch;
    batch.lengths.assign(static_cast<std::size_t>(rows), 24);
    batch.ids = at::arange(rows * 24, at::kLong).remainder(shape.vocabulary).to(device);
    return batch;
}

// Forward and backward; reading one number of the result waits for a GPU.
double seconds_of_step(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                       Precision precision) {
    const double begun = monotonic_seconds();
    const at::Tensor loss = [&] {
        const PrecisionGuard guard(precision, batch.ids.device().type());
        return encode(shape, weights, batch).square().mean();
    }();
    std::vector<at::Tensor> inputs;
    for (const auto& [name, weight] : weights) inputs.push_back(weight);
    const auto gradients = torch::autograd::grad({loss}, inputs);
    static_cast<void>(gradients.front().sum().item<double>());
    return monotonic_seconds() - begun;
}

}  // namespace

Result<PrecisionTimes> time_precisions(const JobSettings& settings) {
    auto device = choose_device(settings.device);
    if (!device) return device.error();
    if (settings.threads > 0) at::set_num_threads(settings.threads);
    const EncoderShape shape = probe_shape();
    Weights weights = random_twin(shape, 1);
    for (auto& [name, weight] : weights)
        weight = weight.to(at::Device(*device)).set_requires_grad(true);
    const double begun = monotonic_seconds();
    const PackedBatch first = probe_batch(shape, at::Device(*device), 2);  // kernels are made once
    for (const Precision precision : {Precision::fp32, Precision::bf16})
        seconds_of_step(shape, weights, first, precision);
    const PackedBatch batch = probe_batch(shape, at::Device(*device), 16);
    PrecisionTimes out{std::numeric_limits<double>::infinity(),
                       std::numeric_limits<double>::infinity(), *device};
    for (int pair = 0;
         pair < kMostPairs && (pair == 0 || monotonic_seconds() - begun < kEnoughSeconds); ++pair) {
        out.fp32_seconds =
            std::min(out.fp32_seconds, seconds_of_step(shape, weights, batch, Precision::fp32));
        out.bf16_seconds =
            std::min(out.bf16_seconds, seconds_of_step(shape, weights, batch, Precision::bf16));
    }
    return out;
}

}  // namespace engine
