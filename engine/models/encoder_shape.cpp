#include "engine/models/encoder_shape.h"

#include <cmath>
#include <utility>

namespace engine {
namespace {

// Reads numbers out of config.json and keeps the first fault.
class ConfigReader {
public:
    ConfigReader(const Json& config, std::string_view what) : config_(config), what_(what) {}

    void whole(const char* key, std::int64_t& into, std::int64_t least, std::int64_t most,
               bool required) {
        const auto found = config_.find(key);
        if (found == config_.end() || found->is_null()) {
            if (required) fail("%2 is missing in %1.", key);
            return;
        }
        if (!found->is_number_integer() ||
            (found->is_number_unsigned() && found->get<std::uint64_t>() > INT64_MAX) ||
            found->get<std::int64_t>() < least || found->get<std::int64_t>() > most) {
            fail("%2 in %1 must be a whole number from %3 to %4.", key, std::to_string(least),
                 std::to_string(most));
            return;
        }
        into = found->get<std::int64_t>();
    }

    void real(const char* key, double& into, double most) {
        const auto found = config_.find(key);
        if (found == config_.end() || found->is_null()) return;
        if (!found->is_number() || found->get<double>() < 0 || found->get<double>() > most) {
            fail("%2 in %1 must be a number from 0 to %3.", key, most > 1 ? "1000" : "1");
            return;
        }
        into = found->get<double>();
    }

    std::string text(const char* key, std::string fallback) {
        const auto found = config_.find(key);
        if (found == config_.end() || found->is_null()) return fallback;
        if (found->is_string()) return found->get<std::string>();
        fail("%2 in %1 must be text.", key);
        return fallback;
    }

    bool is_true(const char* key) const {
        const auto found = config_.find(key);
        return found != config_.end() && found->is_boolean() && found->get<bool>();
    }

    void fail(const char* message, std::string a = {}, std::string b = {}, std::string c = {},
              ErrorCode code = ErrorCode::BadModel) {
        if (!error_) {
            error_ = make_error(code, message,
                                {std::string(what_), std::move(a), std::move(b), std::move(c)});
        }
    }
    void unsupported(const char* message, std::string a = {}) {
        fail(message, std::move(a), {}, {}, ErrorCode::Unsupported);
    }
    const std::optional<Error>& error() const { return error_; }

private:
    const Json& config_;
    std::string_view what_;
    std::optional<Error> error_;
};

void read_model_type(ConfigReader& reader) {
    const std::string type = reader.text("model_type", "");
    if (type.empty()) reader.fail("%2 is missing in %1.", "model_type");
    if (!type.empty() && type != "bert") {
        reader.unsupported(
            "%1 describes a model of the type \"%2\", which cannot be read. Known: bert.", type);
    }
    const std::string position = reader.text("position_embedding_type", "absolute");
    if (position != "absolute")
        reader.unsupported("%1 asks for position embeddings of the type \"%2\".", position);
    for (const char* key : {"is_decoder", "add_cross_attention"}) {
        if (reader.is_true(key))
            reader.unsupported("%1 describes a decoder (%2); only encoders can be read.", key);
    }
}

void read_sizes(ConfigReader& reader, EncoderShape& shape) {
    // The bounds keep every product of sizes far below 2^63.
    reader.whole("hidden_size", shape.hidden, 1, 1 << 16, true);
    reader.whole("num_hidden_layers", shape.layers, 1, 1024, true);
    reader.whole("num_attention_heads", shape.heads, 1, 1 << 16, true);
    reader.whole("intermediate_size", shape.intermediate, 1, 1 << 20, true);
    reader.whole("vocab_size", shape.vocabulary, 1, 1 << 24, true);
    reader.whole("max_position_embeddings", shape.positions, 1, 1 << 20, false);
    reader.whole("type_vocab_size", shape.token_types, 1, 1024, false);
    reader.whole("pad_token_id", shape.pad_id, 0, 1 << 24, false);
    if (!reader.error() && shape.hidden % shape.heads != 0) {
        reader.fail("In %1 hidden_size %2 is not a multiple of num_attention_heads %3.",
                    std::to_string(shape.hidden), std::to_string(shape.heads));
    }
}

void read_numbers(ConfigReader& reader, EncoderShape& shape) {
    reader.real("layer_norm_eps", shape.layer_norm_eps, 1);
    reader.real("hidden_dropout_prob", shape.hidden_dropout, 1);
    reader.real("attention_probs_dropout_prob", shape.attention_dropout, 1);
    reader.real("initializer_range", shape.initializer_range, 1000);
    double classifier = -1;
    reader.real("classifier_dropout", classifier, 1);
    if (classifier >= 0) shape.classifier_dropout = classifier;
    const std::string activation = reader.text("hidden_act", "gelu");
    if (activation == "gelu")
        shape.activation = Activation::Gelu;
    else if (activation == "gelu_new" || activation == "gelu_pytorch_tanh")
        shape.activation = Activation::GeluTanh;
    else if (activation == "relu")
        shape.activation = Activation::Relu;
    else
        reader.unsupported("%1 asks for the activation \"%2\". Known: gelu, gelu_new, relu.",
                           activation);
}

// id2label as {"0": "negative", ...}, else num_labels, else the two that Hugging Face assumes.
void read_labels(ConfigReader& reader, const Json& config, EncoderShape& shape) {
    const auto names = config.find("id2label");
    std::int64_t count = 2;
    reader.whole("num_labels", count, 1, 1 << 16, false);
    if (names == config.end() || names->is_null()) {
        for (std::int64_t i = 0; i < count; ++i)
            shape.labels.push_back("LABEL_" + std::to_string(i));
        return;
    }
    if (!names->is_object()) return reader.fail("%2 in %1 must be an object.", "id2label");
    for (std::size_t i = 0; i < names->size(); ++i) {
        const auto found = names->find(std::to_string(i));
        if (found == names->end() || !found->is_string()) {
            return reader.fail("id2label in %1 has no text for class %2.", std::to_string(i));
        }
        shape.labels.push_back(found->get<std::string>());
    }
}

const char* name_of_activation(Activation activation) {
    switch (activation) {
        case Activation::Gelu:
            return "gelu";
        case Activation::GeluTanh:
            return "gelu_new";
        case Activation::Relu:
            return "relu";
    }
    return "gelu";
}

class ParameterList {
public:
    void linear(const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {out, in}, ParameterRole::Matrix);
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

}  // namespace

Result<EncoderShape> read_encoder_shape(const Json& config, std::string_view what) {
    if (!config.is_object()) {
        return make_error(ErrorCode::BadModel, "%1 does not hold an object.", {std::string(what)});
    }
    EncoderShape shape;
    ConfigReader reader(config, what);
    read_model_type(reader);
    if (!reader.error()) {
        read_sizes(reader, shape);
        read_numbers(reader, shape);
        read_labels(reader, config, shape);
    }
    if (reader.error()) return *reader.error();
    shape.has_pooler = false;
    shape.has_classifier = false;
    return shape;
}

Json config_of(const EncoderShape& shape, const Json& base) {
    Json out = base.is_object() ? base : Json::object();
    out["model_type"] = shape.model_type;
    out["architectures"] = {shape.has_classifier ? "BertForSequenceClassification" : "BertModel"};
    out["hidden_size"] = shape.hidden;
    out["num_hidden_layers"] = shape.layers;
    out["num_attention_heads"] = shape.heads;
    out["intermediate_size"] = shape.intermediate;
    out["vocab_size"] = shape.vocabulary;
    out["max_position_embeddings"] = shape.positions;
    out["type_vocab_size"] = shape.token_types;
    out["layer_norm_eps"] = shape.layer_norm_eps;
    out["hidden_act"] = name_of_activation(shape.activation);
    out["hidden_dropout_prob"] = shape.hidden_dropout;
    out["attention_probs_dropout_prob"] = shape.attention_dropout;
    out["classifier_dropout"] =
        shape.classifier_dropout ? Json(*shape.classifier_dropout) : Json(nullptr);
    out["initializer_range"] = shape.initializer_range;
    out["pad_token_id"] = shape.pad_id;
    out.erase("num_labels");
    out["id2label"] = Json::object();
    out["label2id"] = Json::object();
    for (std::size_t i = 0; i < shape.labels.size(); ++i) {
        out["id2label"][std::to_string(i)] = shape.labels[i];
        out["label2id"][shape.labels[i]] = i;
    }
    return out;
}

std::vector<ParameterInfo> parameters_of(const EncoderShape& shape) {
    const std::int64_t hidden = shape.hidden;
    ParameterList out;
    out.add("embeddings.word_embeddings.weight", {shape.vocabulary, hidden},
            ParameterRole::Embedding);
    out.add("embeddings.position_embeddings.weight", {shape.positions, hidden},
            ParameterRole::Embedding);
    out.add("embeddings.token_type_embeddings.weight", {shape.token_types, hidden},
            ParameterRole::Embedding);
    out.norm("embeddings.LayerNorm", hidden);
    for (out.layer = 0; out.layer < shape.layers; ++out.layer) {
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
    if (shape.has_pooler) out.linear("pooler.dense", hidden, hidden);
    if (shape.has_classifier) {
        out.linear("classifier", static_cast<std::int64_t>(shape.labels.size()), hidden);
    }
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
