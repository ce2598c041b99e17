#include "engine/training/batches.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <string>

#include "engine/base/stream.h"

namespace engine {

Result<BatchPlan> BatchPlan::make(std::uint64_t seed, std::int64_t rows, std::int64_t batch,
                                  std::int64_t epochs, std::int64_t min_steps) {
    if (rows < 1) return make_error(ErrorCode::BadData, "There are no rows to train on.");
    if (batch < 1) {
        return make_error(ErrorCode::BadOption, "Batch size must be at least %1, not %2.",
                          {"1", std::to_string(batch)});
    }
    BatchPlan plan;
    plan.seed_ = seed;
    plan.rows_ = rows;
    plan.batch_ = std::min(batch, rows);
    plan.total_ = std::max(epochs * plan.steps_per_epoch(), min_steps);
    return plan;
}

std::vector<std::int64_t> BatchPlan::order(std::int64_t epoch) const {
    Stream stream(seed_, "batches", static_cast<std::uint64_t>(epoch));
    return permutation(stream, rows_);
}

std::pair<std::int64_t, std::int64_t> BatchPlan::range(std::int64_t step) const {
    const std::int64_t first = step % steps_per_epoch() * batch_;
    return {first, std::min(first + batch_, rows_)};
}

std::vector<std::int64_t> BatchPlan::rows_of(std::int64_t step) const {
    const std::vector<std::int64_t> all = order(epoch_of(step));
    const auto [first, last] = range(step);
    return {all.begin() + first, all.begin() + last};
}

PackedBatch pack_rows(std::span<const std::vector<std::int32_t>> tokens,
                      std::span<const std::int64_t> rows) {
    PackedBatch batch;
    batch.lengths.reserve(rows.size());
    std::int64_t total = 0;
    for (const std::int64_t row : rows) {
        batch.lengths.push_back(std::ssize(tokens[static_cast<std::size_t>(row)]));
        total += batch.lengths.back();
    }
    batch.ids = at::empty({total}, at::kLong);
    std::int64_t* out = batch.ids.mutable_data_ptr<std::int64_t>();
    for (const std::int64_t row : rows) {
        const std::vector<std::int32_t>& ids = tokens[static_cast<std::size_t>(row)];
        out = std::copy(ids.begin(), ids.end(), out);
    }
    return batch;
}

at::Tensor pick(std::span<const std::int64_t> values, std::span<const std::int64_t> rows) {
    at::Tensor picked = at::empty({std::ssize(rows)}, at::kLong);
    std::int64_t* out = picked.mutable_data_ptr<std::int64_t>();
    for (const std::int64_t row : rows) *out++ = values[static_cast<std::size_t>(row)];
    return picked;
}

}  // namespace engine
