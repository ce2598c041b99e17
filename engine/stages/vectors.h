// Vectors of texts, as a frozen encoder reads them: through the content cache.
#pragma once

#include <ATen/core/Tensor.h>

#include <span>
#include <string>

#include "engine/stages/feature_cache.h"
#include "engine/stages/stage.h"

namespace engine {

/// float32 [texts, dim]. Only texts that were never read this way cost a pass through the encoder.
/// @param reference  of the encoder (encoder_pool.h)
/// @param layer      "last" or a number
Result<at::Tensor> vectors_of(StageContext& context, const Json& reference,
                              const std::string& layer, bool keep,
                              std::span<const std::string> texts,
                              FeatureCache::Counts* counts = nullptr);

/// Identity of the vectors: what must be equal for two of them to be comparable.
Json feature_space(const Json& reference, const std::string& layer);

}  // namespace engine
