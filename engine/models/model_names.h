// Names of weights: ours, and those of Hugging Face files of each model type.
#pragma once

#include <string>
#include <string_view>

#include "engine/models/encoder_shape.h"
#include "engine/models/weights.h"

namespace engine {

/// Name in a file -> canonical name: without the type's prefix, LayerNorms by their new names.
/// bert: "bert.embeddings.LayerNorm.gamma" -> "embeddings.LayerNorm.weight";
/// gpt2: "transformer.h.0.attn.c_attn.bias" -> "encoder.layer.0.attention.self.qkv.bias"
std::string canonical_name(const std::string& name_in_file, std::string_view model_type = "bert");

/// Canonical name -> name in a file. Heads of a classifier never have the prefix.
/// @param prefixed  as in a model for sequence classification; false: as in the bare encoder
std::string file_name_of(const std::string& canonical, std::string_view model_type, bool prefixed);

/// Weights by the names that a file of this shape has: those of the classification model where the
/// shape has a classifier, else those of the bare encoder.
Weights named_for_file(const EncoderShape& shape, const Weights& weights);

/// "BertForSequenceClassification", "GPT2Model": what config.json calls the shape.
std::string architecture_of(const EncoderShape& shape);

/// The weight that tells a classification head: "classifier.weight", "score.weight".
std::string classifier_weight(std::string_view model_type);

/// Buffers and heads of other tasks that published files carry; nothing here computes with them.
/// @param name  without the type's prefix, otherwise as in the file
bool may_be_ignored(std::string_view name);

/// Without the type's prefix: "roberta.lm_head.bias" -> "lm_head.bias".
std::string without_prefix(const std::string& name_in_file, std::string_view model_type);

}  // namespace engine
