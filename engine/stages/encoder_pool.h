// Encoders in memory: the last few that stages asked for, by what they are.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/models/encoder_folder.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/model_library.h"
#include "engine/tokenizer/tokenizer.h"

namespace engine {

/// How artifacts point at an encoder (JSON, in encoder.json and trained.json):
///   {"type": "library", "model", "fingerprint", "weights": "pretrained" | "random", "seed",
///   "pooling", "normalise", "max_tokens"}
///   {"type": "artifact", "key", "pooling", "normalise", "max_tokens"}   a trained artifact's own
///   folder
///   {"type": "folder", "path", ...}                                     an exported folder
///   {"type": "tfidf", "key"}                                            fitted terms, not a
///   network
struct LoadedEncoder {
    EncoderFolder folder;  // shape, weights, head
    Tokenizer tokenizer;
    Pooling pooling = Pooling::Mean;
    bool normalise = false;
    std::size_t max_tokens = 128;

    /// Token ids of texts, cut at max_tokens.
    std::vector<std::vector<std::int32_t>> tokens_of(std::span<const std::string> texts) const;
};

class EncoderPool {
public:
    EncoderPool(const ModelLibrary& models, const ArtifactFolder& artifacts)
        : models_(models), artifacts_(artifacts) {}

    /// Errors: those of load_encoder and Tokenizer::load.
    Result<std::shared_ptr<const LoadedEncoder>> get(const Json& reference);

private:
    Result<std::filesystem::path> folder_of(const Json& reference) const;

    const ModelLibrary& models_;
    const ArtifactFolder& artifacts_;
    std::deque<std::pair<std::string, std::shared_ptr<const LoadedEncoder>>> kept_;
};

}  // namespace engine
