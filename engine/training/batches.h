// Which rows a step sees, from counters alone: a resumed run needs only the number of its step.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/models/weights.h"

namespace engine {

/// Epochs over n rows in random order, cut into batches; the last batch of an epoch may be smaller.
class BatchPlan {
public:
    /// Errors: BadData when there are no rows; BadOption when `batch` is below 1.
    static Result<BatchPlan> make(std::uint64_t seed, std::int64_t rows, std::int64_t batch,
                                  std::int64_t epochs, std::int64_t min_steps);

    std::int64_t batch() const { return batch_; }  // min(batch, rows)
    std::int64_t steps_per_epoch() const { return (rows_ + batch_ - 1) / batch_; }
    std::int64_t total_steps() const { return total_; }  // max(epochs * steps_per_epoch, min_steps)
    std::int64_t epoch_of(std::int64_t step) const { return step / steps_per_epoch(); }

    /// All rows in the order of that epoch: permutation of Stream(seed, "batches", epoch). Cost:
    /// O(rows).
    std::vector<std::int64_t> order(std::int64_t epoch) const;
    /// Where a step's rows stand in the order of its epoch: [first, last).
    std::pair<std::int64_t, std::int64_t> range(std::int64_t step) const;
    /// The rows of a step. Cost: O(rows); a loop keeps the order of its epoch instead.
    std::vector<std::int64_t> rows_of(std::int64_t step) const;

private:
    std::uint64_t seed_ = 0;
    std::int64_t rows_ = 0;
    std::int64_t batch_ = 1;
    std::int64_t total_ = 0;
};

/// Token ids of some rows, one after the other, without padding.
/// @param tokens  ids of every row  @param rows  indices into it, in batch order
PackedBatch pack_rows(std::span<const std::vector<std::int32_t>> tokens,
                      std::span<const std::int64_t> rows);

/// int64 [rows] of the values at `rows`, for labels.
at::Tensor pick(std::span<const std::int64_t> values, std::span<const std::int64_t> rows);

}  // namespace engine
