// What the tests of the training room share.
#pragma once

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/stream.h"
#include "engine/models/weights_io.h"
#include "tests/support/folders.h"

namespace engine::training_tests {

inline std::string golden_path(const std::string& path) {
    return std::string(support::source_folder) + "/tests/golden/" + path;
}

inline Weights golden_tensors(const std::string& path) {
    Result<Weights> tensors = read_weights(golden_path(path));
    if (!tensors) {
        ADD_FAILURE() << tensors.error().text();
        return {};
    }
    return *std::move(tensors);
}

inline Json golden_json(const std::string& path) {
    const std::ifstream file(golden_path(path));
    std::ostringstream text;
    text << file.rdbuf();
    const Result<Json> json = read_json(text.str(), path);
    if (!json) {
        ADD_FAILURE() << json.error().text();
        return {};
    }
    return *json;
}

/// Largest absolute difference; infinite when the sizes differ.
inline double largest_difference(const at::Tensor& a, const at::Tensor& b) {
    if (a.numel() != b.numel()) return INFINITY;
    if (a.numel() == 0) return 0;
    return (a.detach().to(at::kDouble).reshape({-1}) - b.detach().to(at::kDouble).reshape({-1}))
        .abs()
        .max()
        .item<double>();
}

inline bool same_bits(const Weights& a, const Weights& b) {
    if (a.size() != b.size()) return false;
    for (const auto& [name, tensor] : a) {
        const auto other = b.find(name);
        if (other == b.end() || !at::equal(tensor, other->second)) return false;
    }
    return true;
}

/// Counter-based normals of a shape, double.
inline at::Tensor normals(std::vector<std::int64_t> shape, std::uint64_t seed) {
    at::Tensor out = at::empty(shape, at::kDouble);
    Stream stream(seed, "test");
    double* data = out.mutable_data_ptr<double>();
    for (std::int64_t i = 0; i < out.numel(); ++i) data[i] = stream.normal();
    return out;
}

/// Largest error of the gradient of f at x against central differences, relative to max(1,
/// |gradient|).
inline double gradient_error(const std::function<at::Tensor(const at::Tensor&)>& f,
                             const at::Tensor& x) {
    at::Tensor leaf = x.detach().clone().set_requires_grad(true);
    const at::Tensor gradient = torch::autograd::grad({f(leaf)}, {leaf})[0].reshape({-1});
    double worst = 0;
    const double h = 1e-6;
    for (std::int64_t i = 0; i < x.numel(); ++i) {
        at::Tensor up = x.detach().clone(), down = x.detach().clone();
        up.mutable_data_ptr<double>()[i] += h;
        down.mutable_data_ptr<double>()[i] -= h;
        const double numeric = (f(up) - f(down)).item<double>() / (2 * h);
        const double exact = gradient[i].item<double>();
        worst = std::max(worst, std::abs(numeric - exact) / std::max(1.0, std::abs(exact)));
    }
    return worst;
}

}  // namespace engine::training_tests
