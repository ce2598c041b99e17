// How a model folder of the sentence-transformers layout turns states into one vector.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/base/result.h"
#include "engine/models/pooling.h"

namespace engine {

struct PoolingInfo {
    Pooling pooling = Pooling::Mean;
    bool normalise = false;  // vectors are divided by their length
    bool stated = false;     // false: the folder says nothing, and mean pooling is assumed
    std::optional<std::int64_t> max_tokens;  // sentence_bert_config.json
};

/// Reads modules.json, the Pooling module's config.json and sentence_bert_config.json where they
/// are. Errors: BadModel for damaged files and paths that leave the folder; Unsupported for modules
/// or poolings that this program does not have.
Result<PoolingInfo> read_pooling_info(const std::filesystem::path& folder);

}  // namespace engine
