// Percentile bootstrap on two levels: training seeds, and test rows (or users, episodes). All draws
// are counter-based on (seed, "bootstrap", resample), so an interval depends on its inputs and
// options only.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/classification.h"
#include "engine/metrics/statistics.h"

namespace engine {

struct BootstrapOptions {
    int resamples = 10000;
    double confidence = 0.95;
    std::uint64_t seed = 1;  // of the resampling, not of a training run
};

struct BootstrapInterval {
    double difference = 0;       // arm - control on the rows as they are, mean over seeds
    Interval interval;           // percentiles of the resampled difference
    double standard_error = 0;   // sd of the resampled difference
    double share_not_above = 0;  // share of resamples with a difference <= 0
};

/// Predictions of two arms on the same test rows, one pair of lists per common seed.
struct PairedPredictions {
    int classes = 0;
    std::vector<std::span<const std::int32_t>> truth;    // one list for all seeds, or [seeds] lists
    std::vector<std::span<const std::int32_t>> arm;      // [seeds][rows] classes
    std::vector<std::span<const std::int32_t>> control;  // [seeds][rows] classes
    std::span<const std::int32_t>
        cluster;  // [rows] cluster ids 0.. (users, groups); empty: rows are drawn singly
};

/// Every resample draws seeds with replacement and test rows (or whole clusters) with replacement
/// and takes the mean over the drawn seeds of metric(arm) - metric(control). With one truth list
/// the drawn rows serve all drawn seeds (crossed: the rows are the same in each seed); with a list
/// per seed every drawn seed draws rows of its own (nested, clusters not offered). The metric is
/// recomputed from class counts, so it need not be a mean over rows. Errors: none; unequal lengths
/// are asserted. At least one seed and one row. Cost: O(resamples x seeds x distinct rows), memory
/// O(seeds x rows). Rows that all arms and seeds answer alike are counted together.
BootstrapInterval bootstrap_predictions(const PairedPredictions& data, CountMetric metric,
                                        const BootstrapOptions& options = {});

/// The same for a metric that is a mean over units (users, episodes, rows): values of each unit.
/// @param arm, control  [seeds][units]; arm[s] and control[s] pair unit by unit
/// @param crossed       the units are the same in every seed; otherwise each drawn seed draws its
/// own
BootstrapInterval bootstrap_units(std::span<const std::vector<double>> arm,
                                  std::span<const std::vector<double>> control, bool crossed,
                                  const BootstrapOptions& options = {});

/// Percentiles of statistics that were already resampled. @param values [resamples], reordered
Interval percentile_interval(std::vector<double>& values, double confidence = 0.95);

/// Means of values over given resamples. @param indices [resamples][draws] into values
std::vector<double> resampled_means(std::span<const double> values,
                                    std::span<const std::vector<std::size_t>> indices);

}  // namespace engine
