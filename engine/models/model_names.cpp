#include "engine/models/model_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace engine {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;  // canonical, in the file

struct TypeNames {
    std::string_view type;
    std::string_view prefix;        // of the encoder in a classification model
    std::string_view architecture;  // "Bert" of BertModel
    std::string_view layers_ours;   // what stands before a layer's number
    std::string_view layers_theirs;
    std::string_view classifier;
    std::span<const Pair> parts;  // of a name, between dots
};

constexpr std::array kDistilBert = {Pair{"attention.self.query", "attention.q_lin"},
                                    Pair{"attention.self.key", "attention.k_lin"},
                                    Pair{"attention.self.value", "attention.v_lin"},
                                    Pair{"attention.output.dense", "attention.out_lin"},
                                    Pair{"attention.output.LayerNorm", "sa_layer_norm"},
                                    Pair{"intermediate.dense", "ffn.lin1"},
                                    Pair{"output.dense", "ffn.lin2"},
                                    Pair{"output.LayerNorm", "output_layer_norm"}};

// Attention and MLP each begin with their LayerNorm.
constexpr std::array kGpt2 = {Pair{"attention.LayerNorm", "ln_1"},
                              Pair{"attention.self.qkv", "attn.c_attn"},
                              Pair{"attention.output.dense", "attn.c_proj"},
                              Pair{"intermediate.LayerNorm", "ln_2"},
                              Pair{"intermediate.dense", "mlp.c_fc"},
                              Pair{"output.dense", "mlp.c_proj"},
                              Pair{"embeddings.word_embeddings", "wte"},
                              Pair{"embeddings.position_embeddings", "wpe"},
                              Pair{"encoder.LayerNorm", "ln_f"}};

constexpr std::array kTypes = {
    TypeNames{"bert", "bert.", "Bert", "", "", "classifier.weight", {}},
    TypeNames{"roberta", "roberta.", "Roberta", "", "", "classifier.out_proj.weight", {}},
    TypeNames{"distilbert", "distilbert.", "DistilBert", "encoder.layer.", "transformer.layer.",
              "classifier.weight", kDistilBert},
    TypeNames{"gpt2", "transformer.", "GPT2", "encoder.layer.", "h.", "score.weight", kGpt2}};

const TypeNames& names_of(std::string_view type) {
    const auto* const found = std::find_if(kTypes.begin(), kTypes.end(),
                                           [&](const TypeNames& one) { return one.type == type; });
    return found == kTypes.end() ? kTypes.front() : *found;
}

// "<prefix>.<number>.<part>.<end>": the part, exchanged by the table; the last dot parts the end.
std::string exchange(const std::string& name, const TypeNames& names, bool to_ours) {
    const auto from = to_ours ? names.layers_theirs : names.layers_ours;
    const auto to = to_ours ? names.layers_ours : names.layers_theirs;
    std::string head;
    std::string rest = name;
    if (!from.empty() && name.starts_with(from)) {
        const std::size_t dot = name.find('.', from.size());
        if (dot == std::string::npos) return name;
        head = std::string(to) + name.substr(from.size(), dot + 1 - from.size());
        rest = name.substr(dot + 1);
    }
    const std::size_t end = rest.rfind('.');
    const std::string_view part = std::string_view(rest).substr(0, end);
    for (const auto& [ours, theirs] : names.parts) {
        if (part != (to_ours ? theirs : ours)) continue;
        return head + std::string(to_ours ? ours : theirs) +
               (end == std::string::npos ? "" : rest.substr(end));
    }
    return head.empty() ? name : head + rest;
}

bool is_of_a_head(std::string_view canonical) {
    constexpr std::array kHeads = {"classifier.", "pre_classifier.", "score."};
    return std::any_of(kHeads.begin(), kHeads.end(),
                       [&](std::string_view head) { return canonical.starts_with(head); });
}

}  // namespace

std::string without_prefix(const std::string& name_in_file, std::string_view model_type) {
    const TypeNames& names = names_of(model_type);
    // DistilBERT's bare encoder calls its layers "transformer.layer", GPT-2's prefix is only that.
    return name_in_file.starts_with(names.prefix) ? name_in_file.substr(names.prefix.size())
                                                  : name_in_file;
}

std::string canonical_name(const std::string& name_in_file, std::string_view model_type) {
    std::string name = without_prefix(name_in_file, model_type);
    for (const auto& [old_end, new_end] :
         {std::pair{"LayerNorm.gamma", "weight"}, std::pair{"LayerNorm.beta", "bias"}}) {
        if (name.ends_with(old_end)) name.replace(name.rfind('.') + 1, std::string::npos, new_end);
    }
    return exchange(name, names_of(model_type), true);
}

std::string file_name_of(const std::string& canonical, std::string_view model_type, bool prefixed) {
    const TypeNames& names = names_of(model_type);
    const std::string name = exchange(canonical, names, false);
    return prefixed && !is_of_a_head(canonical) ? std::string(names.prefix) + name : name;
}

Weights named_for_file(const EncoderShape& shape, const Weights& weights) {
    Weights out;
    for (const ParameterInfo& parameter : parameters_of(shape)) {
        out[file_name_of(parameter.name, shape.model_type, shape.has_classifier)] =
            weights.at(parameter.name);
    }
    return out;
}

std::string architecture_of(const EncoderShape& shape) {
    return std::string(names_of(shape.model_type).architecture) +
           (shape.has_classifier ? "ForSequenceClassification" : "Model");
}

std::string classifier_weight(std::string_view model_type) {
    return std::string(names_of(model_type).classifier);
}

bool may_be_ignored(std::string_view name) {
    constexpr std::array kStarts = {"embeddings.position_ids",
                                    "embeddings.token_type_ids",
                                    "cls.predictions.",
                                    "cls.seq_relationship.",
                                    "qa_outputs.",
                                    "lm_head.",
                                    "vocab_transform.",
                                    "vocab_layer_norm.",
                                    "vocab_projector."};
    constexpr std::array kEnds = {".attn.bias", ".attn.masked_bias"};  // GPT-2's causal masks
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [&](std::string_view start) { return name.starts_with(start); }) ||
           std::any_of(kEnds.begin(), kEnds.end(),
                       [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace engine
