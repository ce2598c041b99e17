// From scored test rows of arms and seeds to verdicts: differences, intervals, p values, Holm over
// the planned family, guards, sentences.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/metrics/bootstrap.h"
#include "engine/metrics/verdict.h"

namespace engine {

/// The scored test rows (or units) of one arm at one sweep point under one seed.
struct ScoredRun {
    std::uint64_t seed = 0;
    std::vector<std::int64_t>
        row_ids;  // [rows]; may be empty, then only counts and truth are checked
    std::vector<std::int32_t> truth;      // [rows] classes, for metrics of classes
    std::vector<std::int32_t> predicted;  // [rows] classes
    std::vector<double> scores;           // [rows x width], for the guards; may be empty
    std::vector<double> values;        // [units] the metric of each unit (user, episode, row), for
                                       // metrics that are means; truth and predicted are then empty
    std::optional<GuardReason> guard;  // found where the scores were made (per user, say)
    std::int64_t leaked = 0;           // test texts that the arm was trained on,
    std::int64_t judged = 0;           // of so many; 0 where nobody looked
};

struct ScoredArm {
    std::string title;
    std::vector<ScoredRun> runs;  // one a seed
    bool varies_with_seed =
        true;  // false: runs holds one, which pairs with every seed of the other arm
    int classes = 0;
    int width = 1;  // scores a row
};

struct PlannedPair {
    std::size_t arm = 0;                 // index into the arms
    std::optional<std::size_t> control;  // none: the arm has no control
    PairKind kind = PairKind::Twin;
    std::string budget;  // "16 labels per class"; empty without one
    std::optional<Sentence>
        not_comparable;  // known beforehand: leakage, selection on test data, unlike budgets
};

/// Draws of the Bayesian test: 50,000 beside the usual 10,000 resamples.
inline constexpr int kDrawsPerResample = 5;

struct FamilyOptions {
    std::string metric = "macro_f1";
    double delta = 0.005;
    double confidence = 0.95;
    std::string unit = "rows";
    int resamples = 10000;   // of the bootstrap
    std::uint64_t seed = 1;  // of the bootstrap and of the Bayesian draws
};

struct Compared {
    Comparison comparison;
    Verdict verdict;
    BootstrapInterval bootstrap;       // in the good direction
    std::vector<double> differences;   // per seed, + is the good direction
    std::vector<std::uint64_t> seeds;  // the common seeds, in the arm's order
    double detectable = 0;             // minimum detectable effect of so many seeds; 0 below two
};

/// One line per pair, in the order of `pairs`.
/// - Pairs are runs of one seed. An arm that does not vary with the seed pairs with every seed of
/// the other.
/// - When over several seeds neither arm's answers change at all, the seeds repeat one and the same
/// pair: it counts
///   as one, since nothing is known about chance in training.
/// - Interval: two-level bootstrap; rows are drawn once for all seeds when truth (and ids, or
/// units) are the same in
///   every seed, else within each seed.
/// - p: paired t over seeds (paired_t says what happens when all differences are equal); Holm over
/// all planned pairs
///   that have a control, those without a p (one seed, degenerate, not comparable) counting as p
///   = 1.
/// - belief: Bayesian signed-rank test over seeds, with delta as what does not matter.
/// - A side that was trained on any of its test texts, in any seed, is not comparable.
/// - Scores that are NaN or infinite in any seed, or all alike or of one class in every seed, are
/// degenerate; all alike
///   or one class in some seeds is counted as it is and noted.
/// Errors: BadOption for a metric that is neither of classes nor given as values, or a delta or
/// confidence out of range; BadUsage for an index out of range; BadData when a run holds no scored
/// row or a class out of range. Cost: per pair that of bootstrap_predictions or bootstrap_units.
Result<std::vector<Compared>> compare_family(std::span<const ScoredArm> arms,
                                             std::span<const PlannedPair> pairs,
                                             const FamilyOptions& options);

}  // namespace engine
