// Many rows of ids to vectors, without gradients: rows sorted by length, packed up to a budget of
// tokens.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>

#include "engine/base/result.h"
#include "engine/models/encoder_shape.h"
#include "engine/models/pooling.h"
#include "engine/models/precision.h"
#include "engine/models/weights.h"

namespace engine {

struct EmbedOptions {
    Pooling pooling = Pooling::Mean;
    bool normalise = false;
    std::int64_t layers = -1;  // states after so many layers are read; -1: after the last
    Precision precision = Precision::fp32;
    std::int64_t token_budget = 2048;  // tokens of a batch; one longer row is a batch of its own
    std::stop_token stop{};            // asked before each batch
    /// Rows done and rows in all, after each batch; on the calling thread.
    std::function<void(std::int64_t done, std::int64_t rows)> on_progress{};
};

/// One vector a row, in the order given.
/// @param ids      of all rows, back to back
/// @param offsets  [rows + 1]: row i has ids[offsets[i] .. offsets[i + 1])
/// @return         float32 [rows, hidden] on the CPU; each vector depends on its own row alone
/// Errors: BadData (rows or ids that the encoder does not have), Cancelled. Runs on the weights'
/// device, with the threads that at::set_num_threads gave the calling thread.
Result<at::Tensor> embed_rows(const EncoderShape& shape, const Weights& weights,
                              std::span<const std::int32_t> ids,
                              std::span<const std::int64_t> offsets,
                              const EmbedOptions& options = {});

}  // namespace engine
