// The parameters that follow from an encoder's shape.
#include <utility>

#include "engine/models/encoder_shape.h"

namespace engine {
namespace {

class ParameterList {
public:
    void linear(const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {out, in}, ParameterRole::Matrix);
        add(name + ".bias", {out}, ParameterRole::Bias);
    }
    void transposed(const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {in, out}, ParameterRole::Matrix);
        add(name + ".bias", {out}, ParameterRole::Bias);
    }
    void norm(const std::string& name, std::int64_t size) {
        add(name + ".weight", {size}, ParameterRole::NormWeight);
        add(name + ".bias", {size}, ParameterRole::NormBias);
    }
    void add(std::string name, std::vector<std::int64_t> shape, ParameterRole role) {
        list.push_back({std::move(name), std::move(shape), role, layer});
    }

    std::vector<ParameterInfo> list;
    std::int64_t layer = -1;
};

// Layers of BERT, RoBERTa and DistilBERT.
void add_encoder_layer(const EncoderShape& shape, ParameterList& out) {
    const std::int64_t hidden = shape.hidden;
    const std::string layer = "encoder.layer." + std::to_string(out.layer);
    for (const char* part : {".query", ".key", ".value"}) {
        out.linear(layer + ".attention.self" + part, hidden, hidden);
    }
    out.linear(layer + ".attention.output.dense", hidden, hidden);
    out.norm(layer + ".attention.output.LayerNorm", hidden);
    out.linear(layer + ".intermediate.dense", shape.intermediate, hidden);
    out.linear(layer + ".output.dense", hidden, shape.intermediate);
    out.norm(layer + ".output.LayerNorm", hidden);
}

void add_decoder_layer(const EncoderShape& shape, ParameterList& out) {
    const std::int64_t hidden = shape.hidden;
    const std::string layer = "encoder.layer." + std::to_string(out.layer);
    out.norm(layer + ".attention.LayerNorm", hidden);
    out.transposed(layer + ".attention.self.qkv", 3 * hidden, hidden);
    out.transposed(layer + ".attention.output.dense", hidden, hidden);
    out.norm(layer + ".intermediate.LayerNorm", hidden);
    out.transposed(layer + ".intermediate.dense", shape.intermediate, hidden);
    out.transposed(layer + ".output.dense", hidden, shape.intermediate);
}

void add_head(const EncoderShape& shape, ParameterList& out) {
    const std::int64_t hidden = shape.hidden;
    const auto classes = static_cast<std::int64_t>(shape.labels.size());
    if (shape.is_decoder())
        return out.add("score.weight", {classes, hidden}, ParameterRole::Matrix);
    if (shape.model_type == "roberta") {
        out.linear("classifier.dense", hidden, hidden);
        return out.linear("classifier.out_proj", classes, hidden);
    }
    if (shape.model_type == "distilbert") out.linear("pre_classifier", hidden, hidden);
    out.linear("classifier", classes, hidden);
}

}  // namespace

std::vector<ParameterInfo> parameters_of(const EncoderShape& shape) {
    const std::int64_t hidden = shape.hidden;
    ParameterList out;
    out.add(kWordEmbeddings, {shape.vocabulary, hidden}, ParameterRole::Embedding);
    out.add("embeddings.position_embeddings.weight",
            {shape.positions + shape.first_position, hidden}, ParameterRole::Embedding);
    if (shape.token_types > 0) {
        out.add("embeddings.token_type_embeddings.weight", {shape.token_types, hidden},
                ParameterRole::Embedding);
    }
    if (!shape.is_decoder()) out.norm("embeddings.LayerNorm", hidden);
    for (out.layer = 0; out.layer < shape.layers; ++out.layer) {
        if (shape.is_decoder()) {
            add_decoder_layer(shape, out);
        } else {
            add_encoder_layer(shape, out);
        }
    }
    if (shape.is_decoder()) out.norm("encoder.LayerNorm", hidden);
    if (shape.has_pooler) out.linear("pooler.dense", hidden, hidden);
    if (shape.has_classifier) add_head(shape, out);
    return std::move(out.list);
}

std::int64_t parameter_count(const EncoderShape& shape) {
    std::int64_t total = 0;
    for (const ParameterInfo& parameter : parameters_of(shape)) {
        std::int64_t numbers = 1;
        for (const std::int64_t size : parameter.shape) numbers *= size;
        total += numbers;
    }
    return total;
}

}  // namespace engine
