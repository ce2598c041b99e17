// Model folders: config.json, model.safetensors and what stands beside them, checked before
// anything is computed.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/ScalarType.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/models/encoder_shape.h"
#include "engine/models/pooling_info.h"
#include "engine/models/weights.h"

namespace engine {

struct EncoderFolder {
    std::filesystem::path path;
    EncoderShape shape;
    Weights weights;                                // by canonical name
    std::map<std::string, std::string> file_names;  // canonical name -> name in its file
    Weights head;  // head.safetensors: weights of a head of ours on the pooled vector; often empty
    Json config;   // config.json as it is
    PoolingInfo pooling;
    std::int64_t max_tokens = 0;    // longest row: the folder's own limit, else the positions
    std::int64_t parameters = 0;    // numbers in all weights, head included
    std::uintmax_t file_bytes = 0;  // of all weights, head.safetensors included
    std::string weights_sha256;     // of model.safetensors (shards: one after the other), hex
};

/// Loads an encoder (bert, distilbert, roberta, gpt2) on the CPU, its weights converted to `type`
/// (16-bit files too: they are the master weights). The weights are one model.safetensors, or the
/// files that model.safetensors.index.json names. Names may carry the type's prefix, and LayerNorms
/// the old names gamma and beta. A PEFT folder gives its base model with the LoRA adapter merged in
/// (adapter.h). Errors, each with the file and the cause: MissingFile; BadModel
/// for a missing, unknown, repeated, misshapen or non-finite weight; BadFile for damage;
/// Unsupported for other model types and for pickle files.
Result<EncoderFolder> load_encoder(const std::filesystem::path& folder,
                                   at::ScalarType type = at::kFloat);

}  // namespace engine
