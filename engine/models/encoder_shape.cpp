#include "engine/models/encoder_shape.h"

#include <array>
#include <cmath>
#include <utility>

#include "engine/models/model_names.h"

namespace engine {
namespace {

// What config.json calls things; null: this type does not say it.
struct ConfigKeys {
    std::string_view type;
    const char* hidden;
    const char* layers;
    const char* heads;
    const char* intermediate;
    const char* positions;
    const char* token_types;
    const char* activation;
    const char* norm_eps;
    const char* hidden_dropout;
    const char* attention_dropout;
    const char* embedding_dropout;
    const char* classifier_dropout;
};

constexpr std::array kKeys = {
    ConfigKeys{"bert", "hidden_size", "num_hidden_layers", "num_attention_heads",
               "intermediate_size", "max_position_embeddings", "type_vocab_size", "hidden_act",
               "layer_norm_eps", "hidden_dropout_prob", "attention_probs_dropout_prob", nullptr,
               "classifier_dropout"},
    ConfigKeys{"roberta", "hidden_size", "num_hidden_layers", "num_attention_heads",
               "intermediate_size", "max_position_embeddings", "type_vocab_size", "hidden_act",
               "layer_norm_eps", "hidden_dropout_prob", "attention_probs_dropout_prob", nullptr,
               "classifier_dropout"},
    ConfigKeys{"distilbert", "dim", "n_layers", "n_heads", "hidden_dim", "max_position_embeddings",
               nullptr, "activation", nullptr, "dropout", "attention_dropout", nullptr,
               "seq_classif_dropout"},
    ConfigKeys{"gpt2", "n_embd", "n_layer", "n_head", "n_inner", "n_positions", nullptr,
               "activation_function", "layer_norm_epsilon", "resid_pdrop", "attn_pdrop",
               "embd_pdrop", nullptr}};

const ConfigKeys& keys_of(std::string_view type) {
    for (const ConfigKeys& keys : kKeys) {
        if (keys.type == type) return keys;
    }
    return kKeys.front();
}

// What a type has where config.json is silent, by the reference's own defaults.
EncoderShape defaults_of(const std::string& type) {
    EncoderShape out;
    out.model_type = type;
    if (type == "roberta") {
        out.layer_norm_eps = 1e-5;
        out.token_types = 1;
        out.pad_id = 1;
    } else if (type == "distilbert") {
        out.token_types = 0;
        out.classifier_dropout = 0.2;
    } else if (type == "gpt2") {
        out.layer_norm_eps = 1e-5;
        out.token_types = 0;
        out.positions = 1024;
        out.activation = Activation::GeluTanh;
        out.embedding_dropout = 0.1;
        out.pad_id = -1;
    }
    return out;
}

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

    bool is_false(const char* key) const {
        const auto found = config_.find(key);
        return found != config_.end() && found->is_boolean() && !found->get<bool>();
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

std::string read_model_type(ConfigReader& reader) {
    std::string type = reader.text("model_type", "");
    if (type.empty()) reader.fail("%2 is missing in %1.", "model_type");
    if (!type.empty() && keys_of(type).type != type) {
        reader.unsupported(
            "%1 describes a model of the type \"%2\", which cannot be read. Known: bert, "
            "distilbert, roberta, gpt2.",
            type);
    }
    const std::string position = reader.text("position_embedding_type", "absolute");
    if (position != "absolute")
        reader.unsupported("%1 asks for position embeddings of the type \"%2\".", position);
    for (const char* key : {"is_decoder", "add_cross_attention"}) {
        if (type != "gpt2" && reader.is_true(key))
            reader.unsupported("%1 describes a decoder (%2); only encoders can be read.", key);
    }
    for (const char* key : {"add_cross_attention", "scale_attn_by_inverse_layer_idx"}) {
        if (type == "gpt2" && reader.is_true(key))
            reader.unsupported("%1 asks for %2, which is not read here.", key);
    }
    if (type == "gpt2" && reader.is_false("scale_attn_weights"))
        reader.unsupported("%1 asks for %2, which is not read here.", "scale_attn_weights = false");
    return type;
}

void read_sizes(ConfigReader& reader, const ConfigKeys& keys, EncoderShape& shape) {
    // The bounds keep every product of sizes far below 2^63.
    const bool decoder = shape.is_decoder();
    reader.whole(keys.hidden, shape.hidden, 1, 1 << 16, true);
    reader.whole(keys.layers, shape.layers, 1, 1024, true);
    reader.whole(keys.heads, shape.heads, 1, 1 << 16, true);
    if (decoder) shape.intermediate = 4 * shape.hidden;
    reader.whole(keys.intermediate, shape.intermediate, 1, 1 << 20, !decoder);
    reader.whole("vocab_size", shape.vocabulary, 1, 1 << 24, true);
    reader.whole(keys.positions, shape.positions, 1, 1 << 20, false);
    if (keys.token_types != nullptr)
        reader.whole(keys.token_types, shape.token_types, 1, 1024, false);
    reader.whole("pad_token_id", shape.pad_id, 0, 1 << 24, false);
    if (!reader.error() && shape.hidden % shape.heads != 0) {
        reader.fail("In %1 %4 %2 is not a multiple of num_attention_heads %3.",
                    std::to_string(shape.hidden), std::to_string(shape.heads), keys.hidden);
    }
    if (shape.model_type != "roberta") return;
    // Its positions are counted from the padding's id on.
    shape.first_position = shape.pad_id + 1;
    shape.positions -= shape.first_position;
    if (!reader.error() && shape.positions < 1)
        reader.fail("%2 in %1 leaves no place for a token.", keys.positions);
}

void read_numbers(ConfigReader& reader, const ConfigKeys& keys, EncoderShape& shape) {
    if (keys.norm_eps != nullptr) reader.real(keys.norm_eps, shape.layer_norm_eps, 1);
    reader.real(keys.hidden_dropout, shape.hidden_dropout, 1);
    reader.real(keys.attention_dropout, shape.attention_dropout, 1);
    reader.real("initializer_range", shape.initializer_range, 1000);
    const auto optional = [&](const char* key, std::optional<double>& into) {
        if (key == nullptr) return;
        double value = into.value_or(-1);
        reader.real(key, value, 1);
        if (value >= 0) into = value;
    };
    optional(keys.embedding_dropout, shape.embedding_dropout);
    optional(keys.classifier_dropout, shape.classifier_dropout);
    const std::string activation =
        reader.text(keys.activation, shape.is_decoder() ? "gelu_new" : "gelu");
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

}  // namespace

Result<EncoderShape> read_encoder_shape(const Json& config, std::string_view what) {
    if (!config.is_object()) {
        return make_error(ErrorCode::BadModel, "%1 does not hold an object.", {std::string(what)});
    }
    ConfigReader reader(config, what);
    EncoderShape shape = defaults_of(read_model_type(reader));
    if (!reader.error()) {
        const ConfigKeys& keys = keys_of(shape.model_type);
        read_sizes(reader, keys, shape);
        read_numbers(reader, keys, shape);
        read_labels(reader, config, shape);
    }
    if (reader.error()) return *reader.error();
    shape.has_pooler = false;
    shape.has_classifier = false;
    return shape;
}

Json config_of(const EncoderShape& shape, const Json& base) {
    Json out = base.is_object() ? base : Json::object();
    const ConfigKeys& keys = keys_of(shape.model_type);
    const auto optional = [](const std::optional<double>& value) {
        return value ? Json(*value) : Json(nullptr);
    };
    const auto write = [&](const char* key, const Json& value) {
        if (key != nullptr) out[key] = value;
    };
    out["model_type"] = shape.model_type;
    out["architectures"] = {architecture_of(shape)};
    write(keys.hidden, shape.hidden);
    write(keys.layers, shape.layers);
    write(keys.heads, shape.heads);
    const bool usual = shape.is_decoder() && shape.intermediate == 4 * shape.hidden;
    write(keys.intermediate, usual ? Json(nullptr) : Json(shape.intermediate));
    out["vocab_size"] = shape.vocabulary;
    write(keys.positions, shape.positions + shape.first_position);
    write(keys.token_types, shape.token_types);
    write(keys.norm_eps, shape.layer_norm_eps);
    write(keys.activation, name_of_activation(shape.activation));
    write(keys.hidden_dropout, shape.hidden_dropout);
    write(keys.attention_dropout, shape.attention_dropout);
    write(keys.embedding_dropout, optional(shape.embedding_dropout));
    write(keys.classifier_dropout, optional(shape.classifier_dropout));
    out["initializer_range"] = shape.initializer_range;
    out["pad_token_id"] = shape.pad_id < 0 ? Json(nullptr) : Json(shape.pad_id);
    out.erase("num_labels");
    out["id2label"] = Json::object();
    out["label2id"] = Json::object();
    for (std::size_t i = 0; i < shape.labels.size(); ++i) {
        out["id2label"][std::to_string(i)] = shape.labels[i];
        out["label2id"][shape.labels[i]] = i;
    }
    return out;
}

}  // namespace engine
