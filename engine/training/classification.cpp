#include "engine/training/classification.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "engine/models/encoder.h"
#include "engine/models/side_by_side.h"

namespace engine {

namespace {

at::Device device_of(const Weights& weights) {
    return weights.empty() ? at::Device(at::kCPU) : weights.begin()->second.device();
}

at::Tensor weights_at(const std::vector<double>& weights, std::span<const std::int64_t> rows) {
    if (weights.empty()) return {};
    at::Tensor picked = at::empty({std::ssize(rows)}, at::kDouble);
    double* out = picked.mutable_data_ptr<double>();
    for (const std::int64_t row : rows) *out++ = weights[static_cast<std::size_t>(row)];
    return picked;
}

at::Tensor index_of(std::span<const std::int64_t> rows) {
    at::Tensor index = at::empty({std::ssize(rows)}, at::kLong);
    std::copy(rows.begin(), rows.end(), index.mutable_data_ptr<std::int64_t>());
    return index;
}

// What the mean over rows divides by.
double count_of(const ClassificationRows& rows, const at::Tensor& class_weights,
                std::span<const std::int64_t> picked) {
    if (rows.weights.empty() && !class_weights.defined()) return std::ssize(picked);
    const at::Tensor by_class = class_weights.defined()
                                    ? class_weights.to(at::kCPU, at::kDouble).contiguous()
                                    : at::Tensor();
    double sum = 0;
    for (const std::int64_t row : picked) {
        const auto at = static_cast<std::size_t>(row);
        const double weight = rows.weights.empty() ? 1.0 : rows.weights[at];
        sum += by_class.defined() ? weight * by_class.const_data_ptr<double>()[rows.labels[at]]
                                  : weight;
    }
    return sum;
}

}  // namespace

PackedBatch pack(const ClassificationRows& rows, std::span<const std::int64_t> picked) {
    PackedBatch batch = pack_rows(rows.tokens, picked);
    if (!rows.states.defined()) return batch;
    std::vector<std::int64_t> first{0};  // token of each row
    for (const auto& ids : rows.tokens) first.push_back(first.back() + std::ssize(ids));
    std::vector<at::Tensor> parts;
    for (const std::int64_t row : picked) {
        const std::int64_t at = first[static_cast<std::size_t>(row)];
        parts.push_back(rows.states.narrow(0, at, first[static_cast<std::size_t>(row) + 1] - at));
    }
    batch.states = at::cat(parts, 0);
    return batch;
}

Dropout step_dropout(const ClassificationRows& rows, const StepInput& input) {
    std::vector<std::int64_t> lengths;
    for (const std::int64_t row : input.batch)
        lengths.push_back(std::ssize(rows.tokens[static_cast<std::size_t>(row)]));
    const std::vector<RowPlace> batch = row_places(lengths);
    std::vector<RowPlace> places;
    for (const std::int64_t place : input.places)
        places.push_back(batch[static_cast<std::size_t>(place)]);
    return Dropout(input.dropout, std::move(places));
}

at::Tensor share_of(const at::Tensor& loss, double piece, double batch) {
    return piece == batch ? loss : loss * (piece / batch);
}

LossFunction classification_loss(Forward forward, std::shared_ptr<const ClassificationRows> rows,
                                 LossOptions options, DistilOptions distil) {
    return [forward = std::move(forward), rows = std::move(rows), options = std::move(options),
            distil](const Weights& weights, const StepInput& input) {
        const at::Device device = device_of(weights);
        Dropout dropout = step_dropout(*rows, input);
        const at::Tensor logits =
            forward(weights, on_device(pack(*rows, input.rows), device), &dropout);
        const at::Tensor labels = pick(rows->labels, input.rows).to(device);
        LossOptions here = options;
        if (!rows->weights.empty())
            here.row_weights = weights_at(rows->weights, input.rows).to(device);
        const bool whole = input.rows.size() == input.batch.size();
        const double batch = whole ? 1 : count_of(*rows, here.class_weights, input.batch);
        const double piece = whole ? 1 : count_of(*rows, here.class_weights, input.rows);
        // Rows that count nothing: their mean would be 0 / 0.
        if (!whole && piece == 0 && batch > 0) return logits.sum() * 0.0;
        if (!rows->teacher.defined())
            return share_of(cross_entropy(logits, labels, here), piece, batch);
        assert(!here.class_weights.defined());
        const at::Tensor teacher = rows->teacher.index_select(0, index_of(input.rows)).to(device);
        return share_of(kd_logit(logits, teacher, labels, distil, here), piece, batch);
    };
}

TrainTask classification_task(LossFunction loss, std::shared_ptr<const ClassificationRows> rows) {
    TrainTask task;
    task.rows = std::ssize(rows->labels);
    task.loss = std::move(loss);
    task.row_size = [rows](std::int64_t row) {
        return std::ssize(rows->tokens[static_cast<std::size_t>(row)]);
    };
    task.table = kWordEmbeddings;
    task.table_rows = [rows](std::span<const std::int64_t> picked) {
        std::vector<std::int64_t> ids;
        for (const std::int64_t row : picked) {
            const auto& tokens = rows->tokens[static_cast<std::size_t>(row)];
            ids.insert(ids.end(), tokens.begin(), tokens.end());
        }
        return ids;
    };
    return task;
}

Result<at::Tensor> predict_logits(const Forward& forward, const Weights& weights,
                                  std::span<const std::vector<std::int32_t>> tokens,
                                  std::int64_t batch, const std::stop_token& stop) {
    const at::NoGradGuard no_grad;
    const at::Device device = device_of(weights);
    std::vector<std::int64_t> all(tokens.size());
    std::iota(all.begin(), all.end(), std::int64_t{0});
    const std::int64_t size = std::max<std::int64_t>(1, batch), count = std::ssize(tokens);
    std::vector<at::Tensor> parts(static_cast<std::size_t>((count + size - 1) / size));
    if (parts.empty()) return make_error(ErrorCode::BadData, "There are no rows to score.");
    side_by_side(std::ssize(parts), device, [&](std::int64_t part) {
        if (stop.stop_requested()) return;
        const auto rows = std::span<const std::int64_t>(all).subspan(
            static_cast<std::size_t>(part * size),
            static_cast<std::size_t>(std::min(size, count - part * size)));
        at::Tensor logits = forward(weights, on_device(pack_rows(tokens, rows), device), nullptr);
        if (at::isReducedFloatingType(logits.scalar_type())) logits = logits.to(at::kFloat);
        parts[static_cast<std::size_t>(part)] = logits.to(at::kCPU);
    });
    if (stop.stop_requested()) return make_error(ErrorCode::Cancelled, "Stopped.");
    return at::cat(parts);
}

Result<Validation> validate_classification(const Forward& forward, const Weights& weights,
                                           const ClassificationRows& rows, std::int64_t batch,
                                           const std::stop_token& stop) {
    const Result<at::Tensor> logits = predict_logits(forward, weights, rows.tokens, batch, stop);
    if (!logits) return logits.error();
    const at::NoGradGuard no_grad;
    std::vector<std::int64_t> all(rows.labels.size());
    std::iota(all.begin(), all.end(), std::int64_t{0});
    const at::Tensor labels = pick(rows.labels, all);
    LossOptions options;
    options.row_weights = weights_at(rows.weights, all);
    const double loss = cross_entropy(*logits, labels, options).item<double>();
    const double hits = (logits->argmax(1) == labels).to(at::kDouble).mean().item<double>();
    return Validation{loss, {{"accuracy", hits}}};
}

}  // namespace engine
