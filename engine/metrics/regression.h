// Quality of predicted numbers.
#pragma once

#include <optional>
#include <span>

namespace engine {

/// All take truth and predicted [rows], of equal length (asserted), at least one row.
double mean_squared_error(std::span<const double> truth, std::span<const double> predicted);
double root_mean_squared_error(std::span<const double> truth, std::span<const double> predicted);
double mean_absolute_error(std::span<const double> truth, std::span<const double> predicted);

/// 1 - residual / total sum of squares. Nothing when the truth does not vary.
std::optional<double> r_squared(std::span<const double> truth, std::span<const double> predicted);

/// Linear correlation. Nothing when one side does not vary.
std::optional<double> pearson(std::span<const double> a, std::span<const double> b);

/// Pearson of the ranks, ties at their average rank.
std::optional<double> spearman(std::span<const double> a, std::span<const double> b);

}  // namespace engine
