#include "engine/models/heads.h"

#include <ATen/ATen.h>

#include "engine/models/pooling.h"

namespace engine {

at::Tensor pooler_output(const Weights& weights, const at::Tensor& states,
                         const std::vector<std::int64_t>& lengths) {
    return at::tanh(at::linear(pool(states, lengths, Pooling::Cls),
                               weights.at("pooler.dense.weight"), weights.at("pooler.dense.bias")));
}

at::Tensor classifier_logits(const EncoderShape& shape, const Weights& weights,
                             const at::Tensor& pooled, const PassOptions& options) {
    const double rate = shape.classifier_dropout.value_or(shape.hidden_dropout);
    return linear_head(dropout(pooled, rate, options.dropout), weights.at("classifier.weight"),
                       weights.at("classifier.bias"));
}

at::Tensor linear_head(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return at::linear(x, weight, bias);
}

}  // namespace engine
