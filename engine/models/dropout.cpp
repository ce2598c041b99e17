#include "engine/models/dropout.h"

#include <ATen/ATen.h>

#include <cassert>
#include <utility>

#include "engine/base/stream.h"
#include "engine/models/dropout_kernel.h"
#include "engine/models/side_by_side.h"

namespace engine {

std::vector<RowPlace> row_places(std::span<const std::int64_t> lengths) {
    std::vector<RowPlace> out;
    out.reserve(lengths.size());
    RowPlace next;
    for (const std::int64_t length : lengths) {
        out.push_back(next);
        ++next.row;
        next.token += length;
        next.square += length * length;
    }
    return out;
}

Dropout::Dropout(std::uint64_t key, std::vector<RowPlace> rows)
    : key_(key), rows_(std::move(rows)) {}

std::uint64_t Dropout::next() {
    const auto block = philox({site_++, 0, 0, 0}, {static_cast<std::uint32_t>(key_),
                                                   static_cast<std::uint32_t>(key_ >> 32U)});
    return block[0] | (static_cast<std::uint64_t>(block[1]) << 32U);
}

std::vector<MaskRun> row_runs(std::span<const RowPlace> rows, std::int64_t width) {
    std::vector<MaskRun> runs;
    runs.reserve(rows.size());
    for (const RowPlace& place : rows)
        runs.push_back({static_cast<std::uint64_t>(place.row * width), width});
    return runs;
}

at::Tensor dropout_mask(std::uint64_t key, double rate, std::span<const MaskRun> runs,
                        at::IntArrayRef shape, const at::Device& device) {
    at::Tensor mask = at::empty(shape, at::kFloat);
    const MaskRule rule = mask_rule(key, rate);
    std::vector<std::int64_t> starts;
    std::int64_t total = 0;
    for (const MaskRun& run : runs) {
        starts.push_back(total);
        total += run.count;
    }
    assert(total == mask.numel());
    float* out = mask.mutable_data_ptr<float>();
    share_out(std::ssize(runs), 4, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) {
            const auto at = static_cast<std::size_t>(i);
            fill_mask(rule, runs[at].first, runs[at].count, out + starts[at]);
        }
    });
    return mask.to(device);
}

at::Tensor drop_rows(const at::Tensor& x, double rate, Dropout* dropout) {
    if (dropout == nullptr || rate <= 0) return x;
    const std::vector<std::int64_t> ones(
        dropout->rows().empty() ? static_cast<std::size_t>(x.size(0)) : 0, 1);
    const auto whole = row_places(ones);
    const auto runs = row_runs(whole.empty() ? dropout->rows() : whole, x.size(1));
    return x * dropout_mask(dropout->next(), rate, runs, x.sizes(), x.device());
}

}  // namespace engine
