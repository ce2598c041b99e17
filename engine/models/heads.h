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

/// BertForSequenceClassification's head on the pooler's output: dropout, then
/// classifier.{weight,bias}. pooled [batch, hidden] -> logits [batch, classes]
at::Tensor classifier_logits(const EncoderShape& shape, const Weights& weights,
                             const at::Tensor& pooled, const PassOptions& options = {});

/// A plain linear head: x [batch, dim], weight [classes, dim], bias [classes] -> logits [batch,
/// classes]
at::Tensor linear_head(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

}  // namespace engine
