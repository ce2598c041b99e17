// Frozen vectors by content: (encoder, layer, pooling, text) -> vector. Each text is embedded once,
// whatever splits, budgets, mixes and seeds come after. One folder a space: an append-only file of
// fixed-size records, each with a checksum, so that a crash costs at most the records it cut.
#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

/// What makes vectors comparable.
struct FeatureSpace {
    Json what;  // weights, layer, pooling, normalise, max_tokens, tokenizer
    std::int64_t dim = 0;
    bool keep = true;  // false: vectors are computed, but not kept on the disk
};

class FeatureCache {
public:
    explicit FeatureCache(std::filesystem::path root);
    ~FeatureCache();

    /// Embeds texts that the cache lacks: float32 [texts, dim].
    using Embed = std::function<Result<at::Tensor>(std::span<const std::string> texts)>;

    struct Counts {
        std::int64_t found = 0;
        std::int64_t computed = 0;
    };

    /// float32 [texts, dim], row i for texts[i]. Missing ones are embedded in pieces and kept as
    /// they come. Errors: those of `embed`; DiskFull, Io. Cost of a known text: one look-up.
    Result<at::Tensor> vectors(
        const FeatureSpace& space, std::span<const std::string> texts, const Embed& embed,
        const std::function<void(std::int64_t done, std::int64_t total)>& progress,
        Counts* counts = nullptr);

private:
    struct Store;
    Result<Store*> open(const FeatureSpace& space);

    std::filesystem::path root_;
    std::map<std::string, std::unique_ptr<Store>> stores_;
};

}  // namespace engine
