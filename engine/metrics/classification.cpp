#include "engine/metrics/classification.h"

#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace engine {
namespace {

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0.0; }

struct Totals {
    double rows = 0, hits = 0, chance = 0, predicted_squared = 0, truth_squared = 0;
};

Totals totals_of(const ClassTally& tally) {
    Totals sum;
    for (std::size_t c = 0; c < tally.truth.size(); ++c) {
        const double predicted = static_cast<double>(tally.hits[c]) + tally.wrong[c];
        const double truth = tally.truth[c];
        sum.rows += truth;
        sum.hits += tally.hits[c];
        sum.chance += predicted * truth;
        sum.predicted_squared += predicted * predicted;
        sum.truth_squared += truth * truth;
    }
    return sum;
}

}  // namespace

ClassCounts count_classes(std::span<const std::int32_t> truth,
                          std::span<const std::int32_t> predicted, int classes) {
    assert(truth.size() == predicted.size());
    const auto size = static_cast<std::size_t>(classes);
    ClassCounts counts{std::vector<std::int32_t>(size), std::vector<std::int32_t>(size),
                       std::vector<std::int32_t>(size)};
    for (std::size_t i = 0; i < truth.size(); ++i) {
        assert(truth[i] >= 0 && truth[i] < classes && predicted[i] >= 0 && predicted[i] < classes);
        const auto said = static_cast<std::size_t>(predicted[i]);
        ++counts.truth[static_cast<std::size_t>(truth[i])];
        ++(predicted[i] == truth[i] ? counts.hits : counts.wrong)[said];
    }
    return counts;
}

std::vector<std::int64_t> confusion_matrix(std::span<const std::int32_t> truth,
                                           std::span<const std::int32_t> predicted, int classes) {
    assert(truth.size() == predicted.size());
    const auto size = static_cast<std::size_t>(classes);
    std::vector<std::int64_t> cells(size * size);
    for (std::size_t i = 0; i < truth.size(); ++i) {
        assert(truth[i] >= 0 && truth[i] < classes && predicted[i] >= 0 && predicted[i] < classes);
        ++cells[static_cast<std::size_t>(truth[i]) * size + static_cast<std::size_t>(predicted[i])];
    }
    return cells;
}

PrecisionRecall class_measures(const ClassTally& tally, int which) {
    const auto c = static_cast<std::size_t>(which);
    const double hits = tally.hits[c];
    const double predicted = hits + tally.wrong[c];
    return {ratio(hits, predicted), ratio(hits, tally.truth[c]),
            ratio(2 * hits, predicted + tally.truth[c])};
}

PrecisionRecall averaged_measures(const ClassTally& tally, Average average) {
    PrecisionRecall sum;
    if (average == Average::Micro) {
        const double share = accuracy(tally);
        return {share, share, share};
    }
    double weights = 0;
    for (std::size_t c = 0; c < tally.truth.size(); ++c) {
        const double weight = average == Average::Macro ? 1.0 : tally.truth[c];
        const auto one = class_measures(tally, static_cast<int>(c));
        sum.precision += weight * one.precision;
        sum.recall += weight * one.recall;
        sum.f1 += weight * one.f1;
        weights += weight;
    }
    return {ratio(sum.precision, weights), ratio(sum.recall, weights), ratio(sum.f1, weights)};
}

double accuracy(const ClassTally& tally) {
    const Totals sum = totals_of(tally);
    return ratio(sum.hits, sum.rows);
}

double balanced_accuracy(const ClassTally& tally) {
    double recalls = 0;
    int present = 0;
    for (std::size_t c = 0; c < tally.truth.size(); ++c) {
        if (tally.truth[c] == 0) continue;
        recalls += static_cast<double>(tally.hits[c]) / tally.truth[c];
        ++present;
    }
    return ratio(recalls, present);
}

double matthews_correlation(const ClassTally& tally) {
    const Totals sum = totals_of(tally);
    const double square = sum.rows * sum.rows;
    const double spread = (square - sum.predicted_squared) * (square - sum.truth_squared);
    return spread > 0 ? (sum.hits * sum.rows - sum.chance) / std::sqrt(spread) : 0.0;
}

double cohen_kappa(const ClassTally& tally) {
    const Totals sum = totals_of(tally);
    const double square = sum.rows * sum.rows;
    return ratio(sum.hits * sum.rows - sum.chance, square - sum.chance);
}

std::optional<CountMetric> count_metric(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, CountMetric>, 14> known = {{
        {"accuracy", CountMetric::Accuracy},
        {"balanced_accuracy", CountMetric::BalancedAccuracy},
        {"macro_precision", CountMetric::MacroPrecision},
        {"macro_recall", CountMetric::MacroRecall},
        {"macro_f1", CountMetric::MacroF1},
        {"precision", CountMetric::MacroPrecision},
        {"recall", CountMetric::MacroRecall},
        {"f1", CountMetric::MacroF1},
        {"micro_f1", CountMetric::MicroF1},
        {"weighted_precision", CountMetric::WeightedPrecision},
        {"weighted_recall", CountMetric::WeightedRecall},
        {"weighted_f1", CountMetric::WeightedF1},
        {"mcc", CountMetric::Matthews},
        {"kappa", CountMetric::Kappa},
    }};
    for (const auto& [text, metric] : known)
        if (text == name) return metric;
    return std::nullopt;
}

double value_of(CountMetric metric, const ClassTally& tally) {
    switch (metric) {
        case CountMetric::Accuracy:
        case CountMetric::MicroF1:
            return accuracy(tally);
        case CountMetric::BalancedAccuracy:
            return balanced_accuracy(tally);
        case CountMetric::MacroPrecision:
            return averaged_measures(tally, Average::Macro).precision;
        case CountMetric::MacroRecall:
            return averaged_measures(tally, Average::Macro).recall;
        case CountMetric::MacroF1:
            return averaged_measures(tally, Average::Macro).f1;
        case CountMetric::WeightedPrecision:
            return averaged_measures(tally, Average::Weighted).precision;
        case CountMetric::WeightedRecall:
            return averaged_measures(tally, Average::Weighted).recall;
        case CountMetric::WeightedF1:
            return averaged_measures(tally, Average::Weighted).f1;
        case CountMetric::Matthews:
            return matthews_correlation(tally);
        case CountMetric::Kappa:
            return cohen_kappa(tally);
    }
    return 0.0;
}

}  // namespace engine
