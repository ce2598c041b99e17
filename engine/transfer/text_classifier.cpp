#include "engine/transfer/text_classifier.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <cmath>

#include "engine/models/encoder.h"
#include "engine/models/heads.h"
#include "engine/models/random_twin.h"

namespace engine {

namespace {

at::Tensor states_of(const TextClassifier& model, const Weights& weights, const PackedBatch& batch,
                     const PassOptions& options) {
    if (model.frozen_layers == 0) return encode(model.shape, weights, batch, options);
    at::Tensor below = batch.states;
    if (!below.defined()) {
        const at::NoGradGuard no_grad;
        below = encode(model.shape, weights, batch, {.once = true, .layers = model.frozen_layers});
    }
    return run_layers(model.shape, weights, below, batch.lengths, model.frozen_layers,
                      model.shape.layers, options);
}

}  // namespace

Forward text_forward(const TextClassifier& model) {
    return [model](const Weights& weights, const PackedBatch& batch, Dropout* dropout) {
        PassOptions options;
        options.dropout = dropout;
        options.once = true;
        const at::Tensor states = states_of(model, weights, batch, options);
        const at::Tensor pooled = pool(states, batch.lengths, model.pooling);
        return linear_head(drop_rows(pooled, model.head_dropout, dropout), weights.at(kHeadWeight),
                           weights.at(kHeadBias));
    };
}

Weights encoder_only(const Weights& weights) {
    Weights out;
    for (const auto& [name, tensor] : weights) {
        if (name.starts_with("embeddings.") || name.starts_with("encoder."))
            out.emplace(name, tensor);
    }
    return out;
}

void add_fresh_head(Weights& weights, std::int64_t classes, std::int64_t hidden,
                    std::uint64_t seed) {
    weights[kHeadWeight] = normal_tensor({classes, hidden}, 0.02, seed, kHeadWeight);
    weights[kHeadBias] = at::zeros({classes}, at::kFloat);
}

std::vector<std::int64_t> kept_layers(std::int64_t layers, std::int64_t keep) {
    std::vector<std::int64_t> out;
    const bool all = keep <= 0 || keep >= layers;
    for (std::int64_t i = 0; i < (all ? layers : keep); ++i) {
        const bool spread = !all && keep > 1;
        out.push_back(spread ? std::llround(static_cast<double>(i * (layers - 1)) /
                                            static_cast<double>(keep - 1))
                             : i);
    }
    return out;
}

void keep_layers(EncoderShape& shape, Weights& weights, std::int64_t keep) {
    const auto kept = kept_layers(shape.layers, keep);
    if (static_cast<std::int64_t>(kept.size()) == shape.layers) return;
    Weights out;
    for (const auto& [name, tensor] : weights) {
        if (!name.starts_with("encoder.layer.")) out.emplace(name, tensor);
    }
    for (std::size_t to = 0; to < kept.size(); ++to) {
        const std::string prefix = "encoder.layer." + std::to_string(kept[to]) + ".";
        for (auto it = weights.lower_bound(prefix);
             it != weights.end() && it->first.starts_with(prefix); ++it) {
            out.emplace(
                "encoder.layer." + std::to_string(to) + "." + it->first.substr(prefix.size()),
                it->second);
        }
    }
    weights = std::move(out);
    shape.layers = static_cast<std::int64_t>(kept.size());
}

}  // namespace engine
