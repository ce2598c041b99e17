#include "engine/models/embed.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/models/encoder.h"
#include "engine/models/side_by_side.h"

namespace engine {
namespace {

class Rows {
public:
    Rows(std::span<const std::int32_t> ids, std::span<const std::int64_t> offsets)
        : ids_(ids), offsets_(offsets) {}

    std::int64_t count() const { return static_cast<std::int64_t>(offsets_.size()) - 1; }
    std::int64_t length(std::int64_t row) const { return at(row + 1) - at(row); }

    Result<void> check() const {
        bool rising = !offsets_.empty() && offsets_.front() == 0;
        for (std::size_t i = 1; rising && i < offsets_.size(); ++i)
            rising = offsets_[i - 1] <= offsets_[i];
        if (rising && offsets_.back() == static_cast<std::int64_t>(ids_.size())) return {};
        return make_error(ErrorCode::BadData, "The row offsets do not fit the ids.");
    }

    PackedBatch pack(std::span<const std::int64_t> rows) const {
        PackedBatch batch;
        std::vector<std::int64_t> ids;
        for (const std::int64_t row : rows) {
            const auto part = ids_.subspan(static_cast<std::size_t>(at(row)),
                                           static_cast<std::size_t>(length(row)));
            ids.insert(ids.end(), part.begin(), part.end());
            batch.lengths.push_back(length(row));
        }
        batch.ids = at::tensor(ids, at::kLong);
        return batch;
    }

private:
    std::int64_t at(std::int64_t row) const { return offsets_[static_cast<std::size_t>(row)]; }

    std::span<const std::int32_t> ids_;
    std::span<const std::int64_t> offsets_;
};

std::vector<std::int64_t> by_length(const Rows& rows) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(rows.count()));
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
        return rows.length(a) < rows.length(b);
    });
    return order;
}

// How many of the rows in `order`, from `first` on, fit the budget; at least one.
std::size_t rows_that_fit(const Rows& rows, std::span<const std::int64_t> order,
                          std::int64_t budget) {
    std::size_t count = 0;
    std::int64_t tokens = 0;
    while (count < order.size() && (count == 0 || tokens + rows.length(order[count]) <= budget)) {
        tokens += rows.length(order[count++]);
    }
    return count;
}

at::Tensor embed_batch(const EncoderShape& shape, const Weights& weights, const PackedBatch& batch,
                       const EmbedOptions& options) {
    const at::Device device = weights.begin()->second.device();
    const PrecisionGuard precision(options.precision, device.type());
    const at::Tensor states =
        encode(shape, weights, on_device(batch, device), {.once = true, .layers = options.layers});
    const at::Tensor pooled = pool(states, batch.lengths, options.pooling).to(at::kFloat);
    return options.normalise ? l2_normalise(pooled) : pooled;
}

}  // namespace

Result<at::Tensor> embed_rows(const EncoderShape& shape, const Weights& weights,
                              std::span<const std::int32_t> ids,
                              std::span<const std::int64_t> offsets, const EmbedOptions& options) {
    const at::NoGradGuard no_grad;
    const Rows rows(ids, offsets);
    if (Result<void> good = rows.check(); !good) return good.error();
    const at::Tensor out = at::empty({rows.count(), shape.hidden}, at::kFloat);
    const std::vector<std::int64_t> order = by_length(rows);
    const at::Device device = weights.begin()->second.device();
    for (std::size_t done = 0; done < order.size();) {
        if (options.stop.stop_requested())
            return make_error(ErrorCode::Cancelled, "Embedding was stopped.");
        std::vector<std::span<const std::int64_t>> round;  // of each what one thread does
        std::vector<PackedBatch> batches;
        while (std::ssize(round) < threads_beside(device) && done < order.size()) {
            const auto left = std::span<const std::int64_t>(order).subspan(done);
            round.push_back(left.first(rows_that_fit(rows, left, options.token_budget)));
            batches.push_back(rows.pack(round.back()));
            if (Result<void> good = check_batch(shape, batches.back()); !good) return good.error();
            done += round.back().size();
        }
        side_by_side(std::ssize(round), device, [&](std::int64_t i) {
            const auto part = round[static_cast<std::size_t>(i)];
            const at::Tensor vectors =
                embed_batch(shape, weights, batches[static_cast<std::size_t>(i)], options).cpu();
            for (std::size_t row = 0; row < part.size(); ++row)
                out[part[row]].copy_(vectors[static_cast<std::int64_t>(row)]);
        });
        if (options.on_progress) options.on_progress(static_cast<std::int64_t>(done), rows.count());
    }
    return out;
}

}  // namespace engine
