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
    std::map<std::string, std::string> file_names;  // canonical name -> name in model.safetensors
    Weights head;  // head.safetensors: weights of a head of ours on the pooled vector; often empty
    Json config;   // config.json as it is
    PoolingInfo pooling;
    std::int64_t max_tokens = 0;    // longest row: the folder's own limit, else the positions
    std::int64_t parameters = 0;    // numbers in all weights, head included
    std::uintmax_t file_bytes = 0;  // model.safetensors and head.safetensors
    std::string weights_sha256;     // of model.safetensors, lower-case hex
};

/// Loads an encoder on the CPU, its weights converted to `type` (16-bit files too: they are the
/// master weights). Names may carry the prefix "bert." and LayerNorms the old names gamma and beta.
/// Errors, each with the file and the cause: MissingFile; BadModel for a missing, unknown,
/// repeated, misshapen or non-finite weight; BadFile for damage; Unsupported for other model types
/// and for pickle files.
Result<EncoderFolder> load_encoder(const std::filesystem::path& folder,
                                   at::ScalarType type = at::kFloat);

/// "bert.embeddings.LayerNorm.gamma" -> "embeddings.LayerNorm.weight"
std::string canonical_name(const std::string& name_in_file);

}  // namespace engine
