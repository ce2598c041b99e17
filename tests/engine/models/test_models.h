// What the tests of models share: a tiny encoder, rows, and comparisons that name the worst place.
#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "engine/models/encoder.h"
#include "engine/models/random_twin.h"
#include "tests/support/folders.h"

namespace engine::testing_models {

inline std::filesystem::path golden(const std::string& path) {
    return std::filesystem::path(support::source_folder) / "tests/golden" / path;
}

/// abs(a - b) <= absolute + relative * abs(b) everywhere
inline testing::AssertionResult near(const at::Tensor& a, const at::Tensor& b, double absolute,
                                     double relative) {
    if (a.sizes() != b.sizes()) {
        return testing::AssertionFailure() << "shapes " << a.sizes() << " and " << b.sizes();
    }
    const at::Tensor over = (a.to(at::kDouble) - b.to(at::kDouble)).abs() -
                            relative * b.to(at::kDouble).abs() - absolute;
    const double worst = over.max().item<double>();
    if (worst <= 0) return testing::AssertionSuccess();
    return testing::AssertionFailure()
           << "over the tolerance by " << worst << " at " << over.argmax().item<int64_t>();
}

inline EncoderShape tiny_shape() {
    EncoderShape shape;
    shape.hidden = 8;
    shape.layers = 2;
    shape.heads = 2;
    shape.intermediate = 12;
    shape.vocabulary = 20;
    shape.positions = 10;
    shape.initializer_range = 0.4;
    shape.labels = {"a", "b", "c"};
    shape.has_classifier = true;
    return shape;
}

inline Weights in_double(const Weights& weights) {
    Weights out;
    for (const auto& [name, weight] : weights) out[name] = weight.to(at::kDouble);
    return out;
}

inline PackedBatch packed(const std::vector<std::vector<std::int64_t>>& rows) {
    PackedBatch batch;
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) {
        ids.insert(ids.end(), row.begin(), row.end());
        batch.lengths.push_back(static_cast<std::int64_t>(row.size()));
    }
    batch.ids = at::tensor(ids, at::kLong);
    return batch;
}

}  // namespace engine::testing_models
