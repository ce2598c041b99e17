// Quality of class probabilities: sharpness, calibration, and how well scores order the rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace engine {

/// Class of the largest probability in each row; the first one when two are equal.
/// @param probabilities  [rows x classes], row after row
std::vector<std::int32_t> predicted_classes(std::span<const double> probabilities, int classes);

/// Mean of -ln p(truth), probabilities clipped to [1e-15, 1] and then scaled to sum to 1.
/// @param truth [rows]  @param probabilities [rows x classes]
double log_loss(std::span<const std::int32_t> truth, std::span<const double> probabilities,
                int classes);

/// Mean over rows of sum_c (p_c - [truth = c])^2, in [0, 2].
double brier_multiclass(std::span<const std::int32_t> truth, std::span<const double> probabilities,
                        int classes);

/// Mean of (p(1) - truth)^2, in [0, 1]: half of the multiclass form with two classes.
/// @param truth  [rows] 0 or 1   @param positive [rows] probability of class 1
double brier_binary(std::span<const std::int32_t> truth, std::span<const double> positive);

/// Expected calibration error: sum over bins of (n_bin / n) |share right - mean confidence|;
/// equal-width bins (low, high] of the largest probability.
double expected_calibration_error(std::span<const std::int32_t> truth,
                                  std::span<const double> probabilities, int classes,
                                  int bins = 15);

/// Area under the ROC curve: share of (positive, negative) pairs in the right order, ties half.
/// Nothing when one of the two classes has no row. @param truth [rows] 0 or 1 @param scores [rows],
/// finite Cost: O(rows log rows).
std::optional<double> auroc(std::span<const std::int32_t> truth, std::span<const double> scores);

/// Plain mean of auroc(class against the rest). Nothing when a class has no row.
std::optional<double> auroc_one_vs_rest(std::span<const std::int32_t> truth,
                                        std::span<const double> probabilities, int classes);

/// Sum over distinct thresholds of (recall step) x precision, without interpolation, as
/// scikit-learn. Nothing when there is no positive row.
std::optional<double> average_precision(std::span<const std::int32_t> truth,
                                        std::span<const double> scores);

}  // namespace engine
