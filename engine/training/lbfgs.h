// Limited-memory BFGS with a strong Wolfe line search, for smooth functions of a few thousand to a
// few hundred thousand variables. Own implementation: no part of the dependency list offers one. No
// LibTorch.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace engine {

/// Value at x; writes the gradient. Must be smooth and finite near the start.
using SmoothFunction = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct LbfgsOptions {
    int history = 10;
    std::int64_t max_iterations = 2000;
    double gradient_tolerance = 1e-9;  // largest absolute entry of the gradient
    std::stop_token stop = {};         // asked before each iteration
    /// Told after each iteration, counted from 1, with the value it reached and where; may be
    /// empty.
    std::function<void(std::int64_t iteration, double value, std::span<const double> x)>
        on_iteration = {};
};

struct LbfgsResult {
    std::vector<double> x;
    double value = 0;
    double gradient_max = 0;  // largest absolute entry at x
    std::int64_t iterations = 0;
    std::int64_t evaluations = 0;
    bool converged = false;  // reached the tolerance, or the last digits that doubles resolve
    bool stopped = false;    // by `stop`
};

/// Source: Nocedal and Wright 2006, "Numerical Optimization", algorithms 7.4, 7.5, 3.5 and 3.6.
LbfgsResult minimise_lbfgs(const SmoothFunction& function, std::vector<double> start,
                           const LbfgsOptions& options = {});

}  // namespace engine
