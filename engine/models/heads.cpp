#include "engine/models/heads.h"

#include <ATen/ATen.h>

#include <string>

#include "engine/models/pooling.h"

namespace engine {
namespace {

// [batch] int64: place of each row's last token that is no padding; its first where all are.
at::Tensor last_real_tokens(const EncoderShape& shape, const PackedBatch& batch) {
    const at::Tensor ids = batch.ids.cpu();
    const auto* const id = ids.const_data_ptr<std::int64_t>();
    std::vector<std::int64_t> places;
    std::int64_t first = 0;
    for (const std::int64_t length : batch.lengths) {
        std::int64_t at = first + length - 1;
        while (at > first && id[at] == shape.pad_id) --at;
        places.push_back(at);
        first += length;
    }
    return at::tensor(places, at::kLong).to(batch.ids.device());
}

}  // namespace

at::Tensor pooler_output(const Weights& weights, const at::Tensor& states,
                         const std::vector<std::int64_t>& lengths) {
    return at::tanh(at::linear(pool(states, lengths, Pooling::Cls),
                               weights.at("pooler.dense.weight"), weights.at("pooler.dense.bias")));
}

at::Tensor classifier_logits(const EncoderShape& shape, const Weights& weights,
                             const PackedBatch& batch, const at::Tensor& states,
                             const PassOptions& options) {
    const double rate = shape.classifier_dropout.value_or(shape.hidden_dropout);
    const auto drop = [&](const at::Tensor& x) { return drop_rows(x, rate, options.dropout); };
    const auto linear = [&](const std::string& name, const at::Tensor& x) {
        return linear_head(x, weights.at(name + ".weight"), weights.at(name + ".bias"));
    };
    if (shape.is_decoder()) {
        const at::Tensor last = states.index_select(0, last_real_tokens(shape, batch));
        return at::linear(last, weights.at("score.weight"));
    }
    if (shape.model_type == "bert")
        return linear("classifier", drop(pooler_output(weights, states, batch.lengths)));
    const at::Tensor first = pool(states, batch.lengths, Pooling::Cls);
    if (shape.model_type == "distilbert")
        return linear("classifier", drop(at::relu(linear("pre_classifier", first))));
    return linear("classifier.out_proj", drop(at::tanh(linear("classifier.dense", drop(first)))));
}

at::Tensor linear_head(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return at::linear(x, weight, bias);
}

}  // namespace engine
