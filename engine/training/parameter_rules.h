// Which parameters learn in an epoch, and how fast: unfreezing and layer-wise rates.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/training/optimisers.h"

namespace engine {

enum class Unfreeze {
    all,      // every parameter from the start
    gradual,  // epoch 0 the head, then one layer more each epoch, top first
    last_k,   // the head and the top `last_k` layers
    bias,     // the head and every bias (BitFit)
};

struct UnfreezeOptions {
    Unfreeze mode = Unfreeze::all;
    std::int64_t last_k = 2;  // layers, for Unfreeze::last_k
    double layer_decay =
        1;  // rate of layer l of L is rate * layer_decay^(L - l); the head keeps its own
    double head_rate_scale = 1;  // multiplies the head's rate
};

/// Layers, from the lowest, that never learn, nor what lies below them: 0 but for `last_k`.
std::int64_t frozen_layers(const UnfreezeOptions& options, std::int64_t layers);

/// Depth of a parameter: 0 embeddings, 1 .. layers the encoder's layers, layers + 1 everything
/// above (head).
using ParameterDepth = std::function<std::int64_t(std::string_view name)>;

/// ParameterDepth by the names of Hugging Face encoders: "embeddings", "wte", "wpe" -> 0;
/// "...layer.N." and "h.N." -> N + 1; the rest -> layers + 1.
std::int64_t depth_by_name(std::string_view name, std::int64_t layers);

/// Rules of an epoch (from 0).
using EpochRules = std::function<ParameterRule(const std::string& name, std::int64_t epoch)>;

/// Every parameter learns at one rate; decay by its name.
ParameterRule plain_rule(const std::string& name, std::int64_t epoch);

/// Source: Howard and Ruder 2018 (gradual); Clark et al. 2020, "ELECTRA" (layer decay); Ben Zaken
/// et al. 2022, "BitFit" (bias).
EpochRules make_rules(UnfreezeOptions options, std::int64_t layers, ParameterDepth depth);

}  // namespace engine
