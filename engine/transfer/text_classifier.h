// Encoder, pooling and a linear head as one function of their weights: the model of fine-tuning, of
// training on the source, and of distillation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/models/encoder_shape.h"
#include "engine/models/pooling.h"
#include "engine/models/weights.h"
#include "engine/training/classification.h"

namespace engine {

inline constexpr const char* kHeadWeight = "head.weight";  // [classes, hidden]
inline constexpr const char* kHeadBias = "head.bias";      // [classes]
inline constexpr double kHeadDropout = 0.1;                // on the pooled vector

struct TextClassifier {
    EncoderShape shape;
    Pooling pooling = Pooling::Mean;
    double head_dropout = kHeadDropout;
    /// The embeddings and so many layers do not learn: they run without dropout and gradients, and
    /// what comes out of them may be given (PackedBatch::states).
    std::int64_t frozen_layers = 0;
};

/// weights (encoder by canonical name, head.weight, head.bias), batch -> logits [rows, classes].
Forward text_forward(const TextClassifier& model);

/// Weights that `text_forward` reads, out of an encoder's: without pooler and classifier.
Weights encoder_only(const Weights& weights);

/// A head that has learnt nothing: N(0, 0.02) by (seed, "head.weight"), bias 0. Adds it to
/// `weights`.
void add_fresh_head(Weights& weights, std::int64_t classes, std::int64_t hidden,
                    std::uint64_t seed);

/// A smaller encoder out of a larger one: `keep` of its layers, evenly spread, first and last
/// included. 0 or all layers: as it is. Shape and weights are changed together.
void keep_layers(EncoderShape& shape, Weights& weights, std::int64_t keep);

/// Which layers keep_layers keeps: 3 of 6 -> 0, 3, 5.
std::vector<std::int64_t> kept_layers(std::int64_t layers, std::int64_t keep);

}  // namespace engine
