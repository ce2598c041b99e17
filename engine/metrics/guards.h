// Guards: reasons why a set of predictions must not enter a verdict, each with a name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace engine {

enum class GuardReason {
    RowCount,        // not as many predictions as rows
    RowOrder,        // the rows are others, or in another order
    NotFinite,       // a score is NaN or infinite
    AllAlike,        // every row has the same scores
    OneClass,        // only one class was ever predicted
    Leakage,         // test rows were also trained on
    ShuffledLearns,  // trained on shuffled labels, yet better than chance
};
/// "row_count", "row_order", "not_finite", "all_alike", "one_class", "leakage", "shuffled_learns".
std::string_view name_of(GuardReason reason);

struct PredictionSet {
    std::span<const std::int64_t>
        rows;                        // [rows] ids of the scored rows, in their order; may be empty
    std::span<const double> scores;  // [rows x width]; may be empty
    int width = 1;                   // scores a row
    std::span<const std::int32_t> predicted;  // [rows] classes; may be empty
};
/// First reason in the order of the enum, RowCount to OneClass; nothing when the predictions may be
/// counted.
/// @param expected  [rows] ids of the rows that were to be scored, in order
/// A single row is never called constant.
std::optional<GuardReason> prediction_guard(std::span<const std::int64_t> expected,
                                            const PredictionSet& set);

/// The part that needs no row ids: NotFinite, AllAlike, OneClass.
std::optional<GuardReason> score_guard(const PredictionSet& set);

/// How many test rows are among the training rows: any makes Leakage. @param ids or text hashes,
/// any order
std::int64_t leaked_rows(std::span<const std::uint64_t> train, std::span<const std::uint64_t> test);

/// Share of shuffles of the truth (and the truth itself) with at least the accuracy seen: (1 +
/// reached) / (1 + n).
double permutation_p(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                     std::uint64_t seed, int permutations = 999);
/// For a model trained on shuffled labels: ShuffledLearns when permutation_p < 0.01, because then
/// test labels reach the training by another way.
std::optional<GuardReason> shuffled_guard(std::span<const std::int32_t> truth,
                                          std::span<const std::int32_t> predicted,
                                          std::uint64_t seed = 1);

}  // namespace engine
