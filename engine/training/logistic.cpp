#include "engine/training/logistic.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/training/lbfgs.h"

namespace engine {

namespace {

/// The two products that a fit needs of its rows. Weights are [columns, outputs]: one row per
/// feature, so that sparse rows read and write runs of memory.
class DenseProducts {
public:
    explicit DenseProducts(const DenseRows& rows) : columns_(rows.columns) {
        const auto view =
            at::from_blob(const_cast<float*>(rows.values.data()), {rows.rows, rows.columns},
                          at::kFloat);  // NOLINT(*-const-cast): read only
        x_ = view.to(at::kDouble);
    }
    std::int64_t columns() const { return columns_; }
    bool finite() const { return at::isfinite(x_).all().item<bool>(); }

    /// out [rows, outputs] = X W
    void forward(std::span<const double> w, std::int64_t outputs, std::span<double> out) const {
        at::Tensor result = matrix(out.data(), x_.size(0), outputs);
        at::mm_out(result, x_, matrix(w.data(), columns_, outputs));
    }
    /// out [columns, outputs] = X' R
    void backward(std::span<const double> r, std::int64_t outputs, std::span<double> out) const {
        at::Tensor result = matrix(out.data(), columns_, outputs);
        at::mm_out(result, x_.t(), matrix(r.data(), x_.size(0), outputs));
    }

private:
    static at::Tensor matrix(const double* data, std::int64_t rows, std::int64_t columns) {
        return at::from_blob(const_cast<double*>(data), {rows, columns},
                             at::kDouble);  // NOLINT(*-const-cast)
    }
    std::int64_t columns_;
    at::Tensor x_;  // double [rows, columns]
};

class SparseProducts {
public:
    explicit SparseProducts(const SparseRows& rows) : x_(rows) {}
    std::int64_t columns() const { return x_.columns; }
    bool finite() const {
        return std::ranges::all_of(x_.values, [](double value) { return std::isfinite(value); });
    }
    void forward(std::span<const double> w, std::int64_t outputs, std::span<double> out) const {
        std::ranges::fill(out, 0.0);
        for_entries(outputs, [&](std::size_t row, std::size_t column, double value) {
            for (std::size_t k = 0; k < static_cast<std::size_t>(outputs); ++k) {
                out[row + k] += value * w[column + k];
            }
        });
    }
    void backward(std::span<const double> r, std::int64_t outputs, std::span<double> out) const {
        std::ranges::fill(out, 0.0);
        for_entries(outputs, [&](std::size_t row, std::size_t column, double value) {
            for (std::size_t k = 0; k < static_cast<std::size_t>(outputs); ++k) {
                out[column + k] += value * r[row + k];
            }
        });
    }

private:
    template <class Visit>  // with the places of a row's and of a column's first output
    void for_entries(std::int64_t outputs, Visit&& visit) const {
        for (std::int64_t i = 0; i < x_.rows(); ++i) {
            const auto row = static_cast<std::size_t>(i);
            for (auto e = static_cast<std::size_t>(x_.starts[row]);
                 e < static_cast<std::size_t>(x_.starts[row + 1]); ++e) {
                visit(static_cast<std::size_t>(i * outputs),
                      static_cast<std::size_t>(x_.columns_of[e] * outputs), x_.values[e]);
            }
        }
    }
    const SparseRows& x_;
};

/// What is fitted: labels renumbered over the classes that occur, and what each row counts.
struct Problem {
    std::vector<std::int64_t> present;  // classes that occur, rising
    std::vector<std::int64_t> targets;  // [rows], places in `present`
    std::vector<double> weights;        // [rows]
    double weight_sum = 0;
    double l2 = 0;
    std::int64_t outputs = 0;  // 1 for two classes, else their number
};

Result<void> check(std::int64_t rows, std::span<const std::int64_t> labels, std::int64_t classes,
                   const LogisticOptions& options, std::span<const double> row_weights) {
    if (rows < 1) return make_error(ErrorCode::BadData, "There are no rows to train on.");
    if (std::ssize(labels) != rows || (!row_weights.empty() && std::ssize(row_weights) != rows)) {
        return make_error(ErrorCode::BadData, "%1 rows of features have %2 labels.",
                          {std::to_string(rows), std::to_string(labels.size())});
    }
    for (const std::int64_t label : labels) {
        if (label < 0 || label >= classes) {
            return make_error(ErrorCode::BadData, "Label %1 is outside the %2 classes.",
                              {std::to_string(label), std::to_string(classes)});
        }
    }
    if (!(options.l2 >= 0))
        return make_error(ErrorCode::BadOption, "l2 must be at least %1.", {"0"});
    return {};
}

Result<Problem> problem_of(std::span<const std::int64_t> labels, std::int64_t classes,
                           const LogisticOptions& options, std::span<const double> row_weights) {
    Problem problem;
    std::vector<double> counts(static_cast<std::size_t>(classes), 0.0);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        counts[static_cast<std::size_t>(labels[i])] += row_weights.empty() ? 1.0 : row_weights[i];
    }
    std::vector<std::int64_t> place(static_cast<std::size_t>(classes), -1);
    double total = 0;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (!(counts[c] > 0)) continue;
        place[c] = std::ssize(problem.present);
        problem.present.push_back(static_cast<std::int64_t>(c));
        total += counts[c];
    }
    if (problem.present.size() < 2) {
        return make_error(ErrorCode::BadData, "The training rows hold only one class.");
    }
    const auto kinds = static_cast<double>(problem.present.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto c = static_cast<std::size_t>(labels[i]);
        // A row of weight 0 may be of a class that does not occur otherwise: any target does.
        problem.targets.push_back(std::max<std::int64_t>(0, place[c]));
        double weight = row_weights.empty() ? 1.0 : row_weights[i];
        if (options.balanced && counts[c] > 0) weight *= total / (kinds * counts[c]);
        problem.weights.push_back(weight);
        problem.weight_sum += weight;
    }
    problem.l2 = options.l2;
    problem.outputs = problem.present.size() == 2 ? 1 : std::ssize(problem.present);
    return problem;
}

/// Loss of the one output of a binary row; turns it into its derivative.
double binary_row(double& z, bool positive) {
    const double loss =
        std::max(z, 0.0) - (positive ? z : 0.0) + std::log1p(std::exp(-std::abs(z)));
    const double p = z >= 0 ? 1.0 / (1.0 + std::exp(-z)) : std::exp(z) / (1.0 + std::exp(z));
    z = p - (positive ? 1.0 : 0.0);
    return loss;
}

double softmax_row(std::span<double> z, std::size_t target) {
    const double most = std::ranges::max(z);
    double sum = 0;
    for (const double value : z) sum += std::exp(value - most);
    const double log_sum = most + std::log(sum);
    const double loss = log_sum - z[target];
    for (double& value : z) value = std::exp(value - log_sum);
    z[target] -= 1.0;
    return loss;
}

/// (sum_i r_i loss_i + l2/2 |W|^2) / sum of weights, and its gradient. Variables: W [columns,
/// outputs], then b [outputs].
template <class Products>
class Objective {
public:
    Objective(const Products& products, const Problem& problem)
        : products_(products),
          problem_(problem),
          scores_(problem.targets.size() * static_cast<std::size_t>(problem.outputs)) {}

    double operator()(std::span<const double> x, std::span<double> gradient) {
        const auto outputs = static_cast<std::size_t>(problem_.outputs);
        const std::size_t split = x.size() - outputs;
        const auto w = x.first(split), b = x.subspan(split);
        products_.forward(w, problem_.outputs, scores_);
        const auto bias_gradient = gradient.subspan(split);
        std::ranges::fill(bias_gradient, 0.0);
        double loss = 0;
        for (std::size_t i = 0; i < problem_.targets.size(); ++i) {
            const auto row = std::span<double>(scores_).subspan(i * outputs, outputs);
            for (std::size_t k = 0; k < outputs; ++k) row[k] += b[k];
            const auto target = static_cast<std::size_t>(problem_.targets[i]);
            const double weight = problem_.weights[i] / problem_.weight_sum;
            loss += weight *
                    (outputs == 1 ? binary_row(row[0], target == 1) : softmax_row(row, target));
            for (std::size_t k = 0; k < outputs; ++k) {
                row[k] *= weight;
                bias_gradient[k] += row[k];
            }
        }
        products_.backward(scores_, problem_.outputs, gradient.first(split));
        const double factor = problem_.l2 / problem_.weight_sum;
        double square = 0;
        for (std::size_t i = 0; i < split; ++i) {
            gradient[i] += factor * w[i];
            square += w[i] * w[i];
        }
        return loss + 0.5 * factor * square;
    }

private:
    const Products& products_;
    const Problem& problem_;
    std::vector<double> scores_;  // [rows, outputs]
};

/// @param x  variables of the objective
LogisticModel model_at(std::span<const double> x, const Problem& problem, std::int64_t classes,
                       std::int64_t columns) {
    LogisticModel model;
    model.classes = classes;
    model.columns = columns;
    const auto width = static_cast<std::size_t>(columns);
    const auto outputs = static_cast<std::size_t>(problem.outputs);
    model.weights.assign(static_cast<std::size_t>(classes) * width, 0.0);
    model.intercept.assign(static_cast<std::size_t>(classes), -1e4);
    for (const std::int64_t c : problem.present) model.intercept[static_cast<std::size_t>(c)] = 0;
    for (std::size_t k = 0; k < outputs; ++k) {
        const auto c = static_cast<std::size_t>(problem.present[outputs == 1 ? 1 : k]);
        for (std::size_t j = 0; j < width; ++j) model.weights[c * width + j] = x[j * outputs + k];
        model.intercept[c] = x[width * outputs + k];
    }
    return model;
}

template <class Products>
Result<LogisticModel> fit(const Products& products, std::span<const std::int64_t> labels,
                          std::int64_t classes, const LogisticOptions& options,
                          std::span<const double> row_weights) {
    if (!products.finite()) return make_error(ErrorCode::BadData, "A feature is NaN or infinite.");
    const Result<Problem> problem = problem_of(labels, classes, options, row_weights);
    if (!problem) return problem.error();
    const std::int64_t columns = products.columns();
    LbfgsOptions search{.max_iterations = options.max_iterations,
                        .gradient_tolerance = options.gradient_tolerance,
                        .stop = options.stop};
    if (options.on_iteration) {
        search.on_iteration = [&](std::int64_t iteration, double loss, std::span<const double> x) {
            options.on_iteration(
                {iteration, loss, [&, x] { return model_at(x, *problem, classes, columns); }});
        };
    }
    const auto variables = static_cast<std::size_t>((columns + 1) * problem->outputs);
    const LbfgsResult found = minimise_lbfgs(Objective<Products>(products, *problem),
                                             std::vector<double>(variables, 0.0), search);
    if (found.stopped) return make_error(ErrorCode::Cancelled, "Stopped.");
    LogisticModel model = model_at(found.x, *problem, classes, columns);
    model.iterations = found.iterations;
    model.gradient_max = found.gradient_max;
    model.converged = found.converged;
    return model;
}

template <class Products>
std::vector<double> logits_of(const LogisticModel& model, const Products& products,
                              std::int64_t rows) {
    const auto classes = static_cast<std::size_t>(model.classes);
    const auto width = static_cast<std::size_t>(model.columns);
    std::vector<double> turned(model.weights.size());  // [columns, classes]
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t j = 0; j < width; ++j)
            turned[j * classes + c] = model.weights[c * width + j];
    }
    std::vector<double> logits(static_cast<std::size_t>(rows) * classes);
    products.forward(turned, model.classes, logits);
    for (std::size_t i = 0; i < logits.size(); ++i) logits[i] += model.intercept[i % classes];
    return logits;
}

}  // namespace

Result<LogisticModel> fit_logistic(const DenseRows& rows, std::span<const std::int64_t> labels,
                                   std::int64_t classes, const LogisticOptions& options,
                                   std::span<const double> row_weights) {
    if (Result<void> checked = check(rows.rows, labels, classes, options, row_weights); !checked) {
        return checked.error();
    }
    const at::NoGradGuard no_grad;
    return fit(DenseProducts(rows), labels, classes, options, row_weights);
}

Result<LogisticModel> fit_logistic(const SparseRows& rows, std::span<const std::int64_t> labels,
                                   std::int64_t classes, const LogisticOptions& options,
                                   std::span<const double> row_weights) {
    if (Result<void> checked = check(rows.rows(), labels, classes, options, row_weights);
        !checked) {
        return checked.error();
    }
    return fit(SparseProducts(rows), labels, classes, options, row_weights);
}

std::vector<double> logistic_logits(const LogisticModel& model, const DenseRows& rows) {
    const at::NoGradGuard no_grad;
    return logits_of(model, DenseProducts(rows), rows.rows);
}

std::vector<double> logistic_logits(const LogisticModel& model, const SparseRows& rows) {
    return logits_of(model, SparseProducts(rows), rows.rows());
}

void softmax_rows(std::span<double> logits, std::int64_t classes) {
    const auto width = static_cast<std::size_t>(classes);
    for (std::size_t first = 0; first + width <= logits.size(); first += width) {
        const auto row = logits.subspan(first, width);
        const double most = std::ranges::max(row);
        double sum = 0;
        for (double& value : row) sum += value = std::exp(value - most);
        for (double& value : row) value /= sum;
    }
}

}  // namespace engine
