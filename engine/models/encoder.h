// BERT-type encoders and GPT-2 as functions of their weights, so that a learner may differentiate
// through an update of them. Rows are not padded: states are [tokens, hidden], and only attention
// knows where a row ends.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/base/result.h"
#include "engine/models/dropout.h"
#include "engine/models/encoder_shape.h"
#include "engine/models/weights.h"

namespace engine {

/// How a forward pass runs. In bfloat16 inside a PrecisionGuard (precision.h).
struct PassOptions {
    /// Masks of the pass, its rows in the order of the batch's; null: no dropout. A rate of 0 takes
    /// no mask.
    Dropout* dropout = nullptr;
    /// The gradient will be taken once, not through itself: that of the word embeddings is sparse
    /// (the rows read), and passes over the states are fused. Same numbers up to rounding.
    bool once = false;
    /// Stop after so many layers; negative: all.
    std::int64_t layers = -1;
    /// When given: hidden states 0 (embeddings) to the last, each [tokens, hidden], are appended.
    std::vector<at::Tensor>* hidden_states = nullptr;
};

/// Embeddings and all layers -> hidden states [tokens, hidden]. Weights by canonical name. Twice
/// differentiable. Errors: none (shapes were checked when the weights were loaded; rows by
/// check_batch). Cost: tokens * (24 hidden^2 + 4 * length * hidden) * layers FLOPs for intermediate
/// = 4 hidden.
at::Tensor encode(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                  const PassOptions& options = {});

/// Layers [from, to) on given states [tokens, hidden] of rows of the given lengths: what is left to
/// do when the states after frozen layers are cached. Where `to` is the last layer, what stands
/// above all layers (GPT-2's last LayerNorm) is done too, and counts as part of the last hidden
/// state.
at::Tensor run_layers(const EncoderShape& shape, const Weights& weights, const at::Tensor& states,
                      const std::vector<std::int64_t>& lengths, std::int64_t from, std::int64_t to,
                      const PassOptions& options = {});

/// Errors: BadData for an id, token type, position or row length that the encoder does not have.
/// Cost: one pass over the ids.
Result<void> check_batch(const EncoderShape& shape, const PackedBatch& batch);

/// Rows of the position table that tokens of padded rows have: 0, 1, ...; RoBERTa's begin behind
/// the padding's and skip it. ids [batch, time] -> [batch, time] int64
at::Tensor padded_positions(const EncoderShape& shape, const at::Tensor& ids);

/// The batch's tensors on the weights' device.
PackedBatch on_device(const PackedBatch& batch, const at::Device& device);

}  // namespace engine
