// The named measures of a scored set of rows, as the run log stores them, and what is known about
// each name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/spec/measure.h"

namespace engine {

struct MetricInfo {
    std::string_view title;  // as it stands in a sentence: "macro F1"
    bool higher_is_better = true;
    bool share = true;  // in [0, 1] (or [-1, 1]): shown in points, times 100
};
/// What is known about a metric's name; "ndcg_at_10" is looked up as "ndcg_at_k". Nothing when
/// unknown.
std::optional<MetricInfo> metric_info(std::string_view name);
/// Title with k put in: "ndcg_at_10" -> "nDCG@10"; the name itself when unknown.
std::string metric_title(std::string_view name);

struct ClassScores {
    std::span<const std::int32_t> truth;      // [rows], values in [0, classes)
    std::span<const double> probabilities;    // [rows x classes], may be empty: then no calibration
    std::span<const std::int32_t> predicted;  // [rows], may be empty: then the largest probability
    std::span<const std::string> class_names;  // [classes]
};
/// All standard measures of class predictions: accuracy, balanced_accuracy, macro/micro/weighted
/// precision, recall and f1, mcc, kappa; with probabilities log_loss, brier, ece, auroc (one
/// against the rest, where every class occurs), average_precision (two classes); and precision,
/// recall, f1 per class with n = rows of that class. A measure that is undefined on these rows is
/// left out. Errors: BadData when lengths do not fit, a class is out of range or there is no row;
/// Numeric at NaN or infinity.
Result<std::vector<Measure>> classification_measures(const ClassScores& scores);

/// mse, rmse, mae, r2, pearson, spearman; undefined ones left out. Errors: BadData, Numeric.
Result<std::vector<Measure>> regression_measures(std::span<const double> truth,
                                                 std::span<const double> predicted);

/// One user's or query's candidates.
struct RankedList {
    std::vector<double> relevance, scores;  // [items]
};
/// Means over the lists, expected under ties: precision_at_k, recall_at_k, hit_at_k, mrr (whole
/// list), map_at_k, ndcg_at_k, ndcg_exp_at_k, auc (over the lists where it is defined). Lists
/// without a relevant item count 0. Errors: BadData when there is no list or k < 1; Numeric at a
/// NaN score.
Result<std::vector<Measure>> ranking_measures(std::span<const RankedList> lists, int k,
                                              std::string_view unit = "users");

}  // namespace engine
