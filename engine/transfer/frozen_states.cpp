#include "engine/transfer/frozen_states.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/models/encoder.h"
#include "engine/models/side_by_side.h"
#include "engine/training/batches.h"

namespace engine {
namespace {

constexpr std::int64_t kTokensABatch = 2048;

using Tokens = std::span<const std::vector<std::int32_t>>;

std::int64_t length_of(Tokens tokens, std::int64_t row) {
    return std::ssize(tokens[static_cast<std::size_t>(row)]);
}

// Rows by rising length, cut into batches of like many tokens.
std::vector<std::vector<std::int64_t>> batches_of(Tokens tokens) {
    std::vector<std::int64_t> order(tokens.size());
    std::iota(order.begin(), order.end(), std::int64_t{0});
    std::ranges::stable_sort(order, {}, [&](std::int64_t row) { return length_of(tokens, row); });
    std::vector<std::vector<std::int64_t>> out;
    std::int64_t room = 0;
    for (const std::int64_t row : order) {
        const std::int64_t length = length_of(tokens, row);
        if (out.empty() || length > room) {
            out.emplace_back();
            room = kTokensABatch;
        }
        out.back().push_back(row);
        room -= length;
    }
    return out;
}

}  // namespace

Result<at::Tensor> frozen_states(const TextClassifier& model, const Weights& weights, Tokens tokens,
                                 std::int64_t most_bytes, const std::stop_token& stop) {
    const at::NoGradGuard no_grad;
    std::vector<std::int64_t> first{0};
    for (std::int64_t row = 0; row < std::ssize(tokens); ++row)
        first.push_back(first.back() + length_of(tokens, row));
    const std::int64_t hidden = model.shape.hidden;
    if (model.frozen_layers == 0 || first.back() * hidden * 4 > most_bytes) return at::Tensor();
    const auto batches = batches_of(tokens);
    for (const auto& rows : batches) {
        if (auto good = check_batch(model.shape, pack_rows(tokens, rows)); !good)
            return good.error();
    }
    const at::Tensor out = at::empty({first.back(), hidden}, at::kFloat);
    const at::Device device = weights.begin()->second.device();
    side_by_side(std::ssize(batches), device, [&](std::int64_t i) {
        if (stop.stop_requested()) return;
        const auto& rows = batches[static_cast<std::size_t>(i)];
        const PackedBatch batch = on_device(pack_rows(tokens, rows), device);
        const at::Tensor states =
            encode(model.shape, weights, batch, {.once = true, .layers = model.frozen_layers})
                .to(at::kCPU, at::kFloat);
        std::int64_t at = 0;
        for (const std::int64_t row : rows) {
            const std::int64_t length = length_of(tokens, row);
            out.narrow(0, first[static_cast<std::size_t>(row)], length)
                .copy_(states.narrow(0, at, length));
            at += length;
        }
    });
    if (stop.stop_requested()) return make_error(ErrorCode::Cancelled, "Stopped.");
    return out;
}

}  // namespace engine
