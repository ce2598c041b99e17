#include "engine/metrics/guards.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <unordered_set>

#include "engine/base/stream.h"

namespace engine {

std::string_view name_of(GuardReason reason) {
    static constexpr std::array<std::string_view, 7> names = {
        "row_count", "row_order", "not_finite",     "all_alike",
        "one_class", "leakage",   "shuffled_learns"};
    return names[static_cast<std::size_t>(reason)];
}

std::optional<GuardReason> score_guard(const PredictionSet& set) {
    const auto& scores = set.scores;
    const auto width = static_cast<std::size_t>(set.width);
    assert(width > 0);
    if (!std::all_of(scores.begin(), scores.end(), [](double s) { return std::isfinite(s); }))
        return GuardReason::NotFinite;
    bool alike = scores.size() > width;
    for (std::size_t i = width; alike && i < scores.size(); ++i)
        alike = scores[i] == scores[i - width];
    if (alike) return GuardReason::AllAlike;
    const auto& said = set.predicted;
    if (said.size() > 1 &&
        std::all_of(said.begin(), said.end(), [&](std::int32_t one) { return one == said[0]; }))
        return GuardReason::OneClass;
    return std::nullopt;
}

std::optional<GuardReason> prediction_guard(std::span<const std::int64_t> expected,
                                            const PredictionSet& set) {
    const auto width = static_cast<std::size_t>(set.width);
    const bool counts_fit = (set.rows.empty() || set.rows.size() == expected.size()) &&
                            (set.scores.empty() || set.scores.size() == expected.size() * width) &&
                            (set.predicted.empty() || set.predicted.size() == expected.size());
    const bool nothing = set.scores.empty() && set.predicted.empty();
    if (!counts_fit || nothing) return GuardReason::RowCount;
    if (!set.rows.empty() && !std::equal(expected.begin(), expected.end(), set.rows.begin()))
        return GuardReason::RowOrder;
    return score_guard(set);
}

std::int64_t leaked_rows(std::span<const std::uint64_t> train,
                         std::span<const std::uint64_t> test) {
    const std::unordered_set<std::uint64_t> seen(train.begin(), train.end());
    return std::count_if(test.begin(), test.end(),
                         [&](std::uint64_t row) { return seen.contains(row); });
}

double permutation_p(std::span<const std::int32_t> truth, std::span<const std::int32_t> predicted,
                     std::uint64_t seed, int permutations) {
    assert(truth.size() == predicted.size() && permutations > 0);
    const auto hits = [&](auto&& row_of) {
        std::int64_t total = 0;
        for (std::size_t i = 0; i < truth.size(); ++i)
            total += truth[row_of(i)] == predicted[i] ? 1 : 0;
        return total;
    };
    const std::int64_t seen = hits([](std::size_t i) { return i; });
    int reached = 1;
    for (int n = 0; n < permutations; ++n) {
        Stream stream(seed, "permutation", 0, static_cast<std::uint64_t>(n));
        const auto order = permutation(stream, static_cast<std::int64_t>(truth.size()));
        const auto shuffled =
            hits([&](std::size_t i) { return static_cast<std::size_t>(order[i]); });
        reached += shuffled >= seen ? 1 : 0;
    }
    return static_cast<double>(reached) / (permutations + 1.0);
}

std::optional<GuardReason> shuffled_guard(std::span<const std::int32_t> truth,
                                          std::span<const std::int32_t> predicted,
                                          std::uint64_t seed) {
    if (permutation_p(truth, predicted, seed) < 0.01) return GuardReason::ShuffledLearns;
    return std::nullopt;
}

}  // namespace engine
