// Heads: from states or pooled vectors to logits.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

#include "engine/models/encoder.h"
#include "engine/models/weights.h"

namespace engine {

/// BERT's pooler: tanh(W h_first + b) of each row's first token. Weights
/// pooler.dense.{weight,bias}. states [tokens, hidden] -> [batch, hidden]
at::Tensor pooler_output(const Weights& weights, const at::Tensor& states,
                         const std::vector<std::int64_t>& lengths);

/// The head of the type's ForSequenceClassification, where the shape has a classifier:
///   bert        classifier(dropout(pooler_output))
///   distilbert  classifier(dropout(relu(pre_classifier(h_first))))
///   roberta     out_proj(dropout(tanh(dense(dropout(h_first)))))
///   gpt2        score(h) of the row's last token that is no padding
/// states [tokens, hidden] -> logits [batch, classes]
at::Tensor classifier_logits(const EncoderShape& shape, const Weights& weights,
                             const PackedBatch& batch, const at::Tensor& states,
                             const PassOptions& options = {});

/// A plain linear head: x [batch, dim], weight [classes, dim], bias [classes] -> logits [batch,
/// classes]
at::Tensor linear_head(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

}  // namespace engine
