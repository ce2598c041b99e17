// Quality of class predictions. Every measure that needs only classes (not scores) is a function of
// three counts per class, so that resampling can recompute it from weighted counts instead of from
// rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// Counts over rows; all three have one entry per class.
struct ClassTally {
    std::span<const std::int32_t> hits;   // [classes] rows of the class, predicted as it
    std::span<const std::int32_t> wrong;  // [classes] rows predicted as the class, of another one
    std::span<const std::int32_t> truth;  // [classes] rows of the class
};

/// The same counts, owned.
struct ClassCounts {
    std::vector<std::int32_t> hits, wrong, truth;
    ClassTally tally() const { return {hits, wrong, truth}; }
};

/// @param truth, predicted  [rows], values in [0, classes)
/// Errors: none; a class out of range or unequal lengths are bugs of the caller (asserted). Cost:
/// O(rows).
ClassCounts count_classes(std::span<const std::int32_t> truth,
                          std::span<const std::int32_t> predicted, int classes);

/// -> [classes x classes] counts, row = truth, column = predicted.
std::vector<std::int64_t> confusion_matrix(std::span<const std::int32_t> truth,
                                           std::span<const std::int32_t> predicted, int classes);

struct PrecisionRecall {
    double precision = 0, recall = 0, f1 = 0;
};

/// One class; 0/0 = 0, as scikit-learn's zero_division=0.
PrecisionRecall class_measures(const ClassTally& tally, int which);

enum class Average {
    Macro,     // plain mean over all classes, those that never occur included (they count 0)
    Micro,     // from summed counts: equals accuracy when every row has one class
    Weighted,  // mean weighted by rows of the class
};
PrecisionRecall averaged_measures(const ClassTally& tally, Average average);

double accuracy(const ClassTally& tally);
/// Mean recall over the classes that occur in the truth.
double balanced_accuracy(const ClassTally& tally);
/// Matthews correlation, multiclass form (Gorodkin 2004); 0 when truth or prediction has one class
/// only.
double matthews_correlation(const ClassTally& tally);
/// Cohen's kappa, unweighted; 0 when chance agreement is already 1.
double cohen_kappa(const ClassTally& tally);

/// Measures that are functions of a ClassTally, by their names in files.
enum class CountMetric {
    Accuracy,
    BalancedAccuracy,
    MacroPrecision,
    MacroRecall,
    MacroF1,
    MicroF1,
    WeightedPrecision,
    WeightedRecall,
    WeightedF1,
    Matthews,
    Kappa,
};
/// "macro_f1" -> CountMetric::MacroF1; nothing when the name is another kind of metric. "recall",
/// "precision" and "f1" stand for their macro averages.
std::optional<CountMetric> count_metric(std::string_view name);
double value_of(CountMetric metric, const ClassTally& tally);

}  // namespace engine
