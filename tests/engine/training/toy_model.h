// A small text model with dropout for tests of the step loop: mean of word vectors, one hidden
// layer.
#pragma once

#include <memory>

#include "engine/models/encoder.h"
#include "engine/training/classification.h"
#include "tests/engine/training/training_support.h"

namespace engine::training_tests {

inline Weights toy_weights(at::ScalarType type = at::kFloat) {
    return {{"embeddings.words.weight", (normals({20, 8}, 11) * 0.5).to(type)},
            {"layer.0.dense.weight", (normals({8, 8}, 12) * 0.5).to(type)},
            {"layer.0.dense.bias", at::zeros({8}, type)},
            {"head.weight", (normals({3, 8}, 13) * 0.5).to(type)},
            {"head.bias", at::zeros({3}, type)}};
}

/// @param rate  dropout
inline Forward toy_forward(double rate = 0) {
    return [rate](const Weights& w, const PackedBatch& batch, Dropout* masks) {
        const at::Tensor words = w.at("embeddings.words.weight").index_select(0, batch.ids);
        std::vector<at::Tensor> rows;
        for (const at::Tensor& row : words.split_with_sizes(batch.lengths))
            rows.push_back(row.mean(0));
        at::Tensor x = at::stack(rows);
        x = at::tanh(at::linear(x, w.at("layer.0.dense.weight"), w.at("layer.0.dense.bias")));
        return at::linear(drop_rows(x, rate, masks), w.at("head.weight"), w.at("head.bias"));
    };
}

/// Rows whose label is told by their words, ragged.
inline std::shared_ptr<ClassificationRows> toy_rows(std::int64_t count, std::uint64_t seed = 1) {
    auto rows = std::make_shared<ClassificationRows>();
    Stream stream(seed, "rows");
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t label = stream.below(3);
        std::vector<std::int32_t> ids;
        const std::uint64_t length = 2 + stream.below(5);
        for (std::uint64_t k = 0; k < length; ++k) {
            ids.push_back(static_cast<std::int32_t>(
                stream.below(3) == 0 ? 18 + stream.below(2) : label * 6 + stream.below(6)));
        }
        rows->tokens.push_back(std::move(ids));
        rows->labels.push_back(static_cast<std::int64_t>(label));
    }
    return rows;
}

inline TrainTask toy_task(std::shared_ptr<const ClassificationRows> rows, double rate = 0) {
    return {.rows = std::ssize(rows->labels),
            .loss = classification_loss(toy_forward(rate), rows),
            .rules = plain_rule};
}

}  // namespace engine::training_tests
