// Shape of an encoder: what config.json says, and the parameters that follow from it.
//
// Canonical names of weights are those of Hugging Face's BertModel without a prefix, heads
// included (model_names.h has those of files):
//   embeddings.{word,position,token_type}_embeddings.weight   embeddings.LayerNorm.{weight,bias}
//   encoder.layer.<i>.attention.self.{query,key,value}.{weight,bias}
//   encoder.layer.<i>.attention.output.{dense,LayerNorm}.{weight,bias}
//   encoder.layer.<i>.intermediate.dense.{weight,bias}
//   encoder.layer.<i>.output.{dense,LayerNorm}.{weight,bias} pooler.dense.{weight,bias}
//   classifier.{weight,bias}
// DistilBERT has no token types and no pooler, and pre_classifier before its classifier. RoBERTa's
// head is classifier.dense and classifier.out_proj. GPT-2 has
//   encoder.layer.<i>.attention.{LayerNorm,self.qkv,output.dense}.{weight,bias}
//   encoder.layer.<i>.intermediate.{LayerNorm,dense}.{weight,bias}  output.dense.{weight,bias}
//   encoder.LayerNorm.{weight,bias}  score.weight
// with matrices [in, out], as its files have them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

inline constexpr const char* kWordEmbeddings =
    "embeddings.word_embeddings.weight";  // [vocabulary, hidden]

enum class Activation { Gelu, GeluTanh, Relu };  // config.json: gelu, gelu_new, relu

struct EncoderShape {
    std::string model_type = "bert";
    std::int64_t hidden = 768;
    std::int64_t layers = 12;
    std::int64_t heads = 12;
    std::int64_t intermediate = 3072;
    std::int64_t vocabulary = 30522;
    std::int64_t positions = 512;     // longest row, in tokens
    std::int64_t first_position = 0;  // rows of the position table before that of a first token
    std::int64_t token_types = 2;     // 0: the type of a token plays no part
    double layer_norm_eps = 1e-12;
    Activation activation = Activation::Gelu;
    double hidden_dropout = 0.1;
    double attention_dropout = 0.1;
    std::optional<double> embedding_dropout;   // none: hidden_dropout
    std::optional<double> classifier_dropout;  // none: hidden_dropout
    double initializer_range = 0.02;
    std::int64_t pad_id = 0;          // -1: none
    std::vector<std::string> labels;  // classes of the head, by number
    bool has_pooler = true;
    double lora_scale = 0;        // of the small matrices among the weights (adapter.h); 0: none
    double lora_dropout = 0;      // on what they read
    bool has_classifier = false;  // the head of the type's ForSequenceClassification

    bool is_decoder() const { return model_type == "gpt2"; }  // a token sees those before it
};

enum class ParameterRole { Matrix, Embedding, Bias, NormWeight, NormBias };

struct ParameterInfo {
    std::string name;                 // canonical
    std::vector<std::int64_t> shape;  // [out, in] for a Matrix; GPT-2: [in, out]
    ParameterRole role = ParameterRole::Matrix;
    std::int64_t layer =
        -1;  // encoder layer, -1 for embeddings, `layers` for pooler and classifier
};

/// Reads config.json. Pooler and classifier are marked absent: only the weights tell.
/// Errors: BadModel, Unsupported (another model_type, by name); `what` names the file.
Result<EncoderShape> read_encoder_shape(const Json& config, std::string_view what);

/// config.json of a shape, on top of `base`, whose other keys stay as they are.
Json config_of(const EncoderShape& shape, const Json& base = Json::object());

/// Every parameter of an encoder of this shape, embeddings first. BERT-base with pooler:
/// 109,482,240 numbers.
std::vector<ParameterInfo> parameters_of(const EncoderShape& shape);

/// Numbers in all parameters of the shape.
std::int64_t parameter_count(const EncoderShape& shape);

}  // namespace engine
