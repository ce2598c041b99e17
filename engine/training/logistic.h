// Multinomial logistic regression, fitted to convergence in double: the head of a frozen encoder
// and of TF-IDF rows. The header names no LibTorch type.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "engine/base/result.h"

namespace engine {

/// Rows of features, borrowed. float [rows, columns], row-major.
struct DenseRows {
    std::span<const float> values;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

/// Compressed sparse rows: row i has entries starts[i] .. starts[i + 1].
struct SparseRows {
    std::vector<std::int64_t> starts{0};   // [rows + 1]
    std::vector<std::int32_t> columns_of;  // [entries], rising within a row
    std::vector<double> values;            // [entries]
    std::int64_t columns = 0;

    std::int64_t rows() const { return std::ssize(starts) - 1; }
};

struct LogisticModel {
    std::int64_t classes = 0;
    std::int64_t columns = 0;
    std::vector<double> weights;    // [classes, columns]
    std::vector<double> intercept;  // [classes]
    std::int64_t iterations = 0;
    double gradient_max = 0;
    bool converged = false;
};

/// What a fit tells after each of its iterations.
struct LogisticIteration {
    std::int64_t iteration = 0;            // from 1
    double loss = 0;                       // (loss + penalty) / sum of weights, which is minimised
    std::function<LogisticModel()> model;  // as it stands now; to be called before the fit goes on
};

struct LogisticOptions {
    double l2 = 1;          // l2/2 sum w^2, intercepts free; scikit-learn's C is 1 / l2
    bool balanced = false;  // classes weighted n / (C n_c) over the classes that occur
    double gradient_tolerance =
        1e-9;  // largest entry of the gradient of (loss + penalty) / sum of weights
    std::int64_t max_iterations = 5000;
    std::stop_token stop = {};  // asked before every iteration
    std::function<void(const LogisticIteration&)> on_iteration = {};  // may be empty
};

/// Minimises l2/2 |W|^2 + sum_i r_i * -log softmax(W x_i + b)_{y_i}. With two classes in the rows
/// it is the binary problem with one weight vector, as in scikit-learn: the first class then has
/// weights and intercept 0. A class that no row has gets weights 0 and an intercept of -1e4
/// (probability 0).
/// @param labels       [rows], values in [0, classes)
/// @param row_weights  [rows], >= 0, or empty: all 1
/// Errors: BadData (no rows, sizes that differ, a label out of range, only one class, a feature
/// that is not finite), BadOption (l2 < 0), Cancelled. Cost: O(rows * columns * classes) an
/// iteration. Deterministic.
Result<LogisticModel> fit_logistic(const DenseRows& rows, std::span<const std::int64_t> labels,
                                   std::int64_t classes, const LogisticOptions& options = {},
                                   std::span<const double> row_weights = {});
Result<LogisticModel> fit_logistic(const SparseRows& rows, std::span<const std::int64_t> labels,
                                   std::int64_t classes, const LogisticOptions& options = {},
                                   std::span<const double> row_weights = {});

/// W x + b of each row. @return  [rows, classes], row-major
std::vector<double> logistic_logits(const LogisticModel& model, const DenseRows& rows);
std::vector<double> logistic_logits(const LogisticModel& model, const SparseRows& rows);

/// Softmax of each row, in place. @param logits  [rows, classes], row-major
void softmax_rows(std::span<double> logits, std::int64_t classes);

}  // namespace engine
