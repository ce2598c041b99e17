// A trained text classifier as a folder: what fits write and what evaluation, probes and prediction
// read.
#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/stages/fit.h"
#include "engine/stages/stage.h"
#include "engine/training/logistic.h"

namespace engine {

/// config.json, model.safetensors, head.safetensors, tokenizer files, trained.json, and the list of
/// trained_on.h.
Result<StageResult> write_trained(StageContext& context, const Fit& fit,
                                  const TrainOutcome& outcome, Json lineage);

/// Class probabilities float64 [texts, classes] of a trained artifact (fine-tuned, or a probe on
/// frozen vectors). Errors: those of loading; BadData for what cannot score texts.
struct TextScores {
    at::Tensor probabilities;
    double seconds = 0;      // of scoring alone, without loading
    std::int64_t fresh = 0;  // texts that were not in the feature cache
    std::int64_t parameters = 0;
    std::int64_t file_bytes = 0;
};
Result<TextScores> score_texts(StageContext& context, const Input& trained,
                               std::span<const std::string> texts);

/// Classes of a trained artifact, in the order of its scores.
Result<std::vector<std::string>> classes_of(const Input& trained);

/// The fitted head of a probe. Errors: those of read_weights.
Result<LogisticModel> read_probe_head(const std::filesystem::path& folder);

/// The probe's own scoring: frozen vectors or term weights of texts through a fitted head.
/// @param trained  trained.json of the probe, in `folder`
Result<TextScores> score_by_probe(StageContext& context, const Json& trained,
                                  const std::filesystem::path& folder,
                                  std::span<const std::string> texts);

}  // namespace engine
