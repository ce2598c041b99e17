#include "engine/metrics/comparison.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "engine/metrics/measures.h"

namespace engine {
namespace {

using RunPair = std::pair<const ScoredRun*, const ScoredRun*>;

std::size_t size_of(const ScoredRun& run) {
    return run.values.empty() ? run.truth.size() : run.values.size();
}

/// Runs of one seed, in the arm's order (the control's where the arm has one run for all seeds).
std::vector<RunPair> pair_runs(const ScoredArm& arm, const ScoredArm& control) {
    std::vector<RunPair> out;
    if (!arm.varies_with_seed) {
        for (const ScoredRun& run : control.runs) out.emplace_back(&arm.runs.front(), &run);
        return out;
    }
    for (const ScoredRun& run : arm.runs) {
        if (!control.varies_with_seed) {
            out.emplace_back(&run, &control.runs.front());
            continue;
        }
        for (const ScoredRun& other : control.runs)
            if (other.seed == run.seed) out.emplace_back(&run, &other);
    }
    return out;
}

std::int64_t common_rows(const ScoredRun& a, const ScoredRun& b) {
    const std::unordered_set<std::int64_t> rows(a.row_ids.begin(), a.row_ids.end());
    return std::count_if(b.row_ids.begin(), b.row_ids.end(),
                         [&](std::int64_t row) { return rows.contains(row); });
}

/// Why the two runs were not scored on the same rows.
std::optional<Sentence> row_mismatch(const ScoredRun& a, const ScoredRun& b) {
    if (size_of(a) != size_of(b))
        return Sentence{"%1 rows were scored by the one, %2 by the other",
                        {std::to_string(size_of(a)), std::to_string(size_of(b))}};
    const bool with_ids = !a.row_ids.empty() && !b.row_ids.empty();
    if (with_ids && a.row_ids != b.row_ids) {
        const bool same_set = std::is_permutation(a.row_ids.begin(), a.row_ids.end(),
                                                  b.row_ids.begin(), b.row_ids.end());
        return Sentence{same_set ? "the rows are in another order" : "the test rows differ", {}};
    }
    if (a.truth != b.truth) return Sentence{"the labels of the test rows differ", {}};
    return std::nullopt;
}

/// Test texts that a side was trained on, in the seed that saw most of them.
std::optional<Sentence> leak_of(std::span<const RunPair> runs, bool of_arm) {
    const ScoredRun* worst = nullptr;
    for (const auto& [arm, control] : runs) {
        const ScoredRun* run = of_arm ? arm : control;
        if (worst == nullptr || run->leaked > worst->leaked) worst = run;
    }
    if (worst == nullptr || worst->leaked == 0) return std::nullopt;
    return Sentence{of_arm ? "%1 of %2 test texts were in the arm's training"
                           : "%1 of %2 test texts were in the control's training",
                    {std::to_string(worst->leaked), std::to_string(worst->judged)}};
}

/// Fills not_comparable where a side knew its test beforehand.
void guard_training(Comparison& c, std::span<const RunPair> runs) {
    if (c.not_comparable) return;
    c.not_comparable = leak_of(runs, true);
    if (!c.not_comparable) c.not_comparable = leak_of(runs, false);
    if (c.not_comparable)
        c.notes.push_back(
            {"What was trained on is recalled, not judged. Split rows before "
             "anything trains on them, or take these texts out of the source data, "
             "and run again.",
             {}});
}

bool same_answers(const ScoredRun& a, const ScoredRun& b) {
    return a.predicted == b.predicted && a.values == b.values && a.truth == b.truth;
}

/// Fills degenerate, or adds a note when only some seeds are.
void guard_arm(Comparison& c, const ScoredArm& arm, std::span<const RunPair> runs, bool of_arm) {
    int alike = 0, one_class = 0;
    bool not_finite = false;
    for (const auto& [first, second] : runs) {
        const ScoredRun& run = of_arm ? *first : *second;
        const PredictionSet set{run.row_ids, run.scores, arm.width, run.predicted};
        auto reason = run.guard ? run.guard : score_guard(set);
        const PredictionSet units{run.row_ids, run.values, 1, {}};
        if (score_guard(units) == GuardReason::NotFinite) reason = GuardReason::NotFinite;
        not_finite |= reason == GuardReason::NotFinite;
        alike += reason == GuardReason::AllAlike ? 1 : 0;
        one_class += reason == GuardReason::OneClass ? 1 : 0;
    }
    const int all = static_cast<int>(runs.size());
    if (not_finite) {
        c.degenerate.push_back({of_arm, GuardReason::NotFinite});
    } else if (alike + one_class == all) {
        c.degenerate.push_back({of_arm, alike > 0 ? GuardReason::AllAlike : GuardReason::OneClass});
    } else if (alike + one_class > 0) {
        c.notes.push_back({"%1 gives one answer to every row in %2 of %3 seeds.",
                           {arm.title, std::to_string(alike + one_class), std::to_string(all)}});
    }
}

double metric_of(const ScoredRun& run, int classes, const std::optional<CountMetric>& metric) {
    if (!run.values.empty()) return mean(run.values);
    return value_of(*metric, count_classes(run.truth, run.predicted, classes).tally());
}

BootstrapInterval resample(std::span<const RunPair> runs, int classes,
                           const std::optional<CountMetric>& metric, const FamilyOptions& options) {
    const BootstrapOptions draws{options.resamples, options.confidence, options.seed};
    const ScoredRun& first = *runs[0].first;
    const bool crossed = std::all_of(runs.begin(), runs.end(), [&](const RunPair& pair) {
        const ScoredRun& run = *pair.first;
        return size_of(run) == size_of(first) && run.truth == first.truth &&
               run.row_ids == first.row_ids;
    });
    if (!first.values.empty()) {
        std::vector<std::vector<double>> arm, control;
        for (const auto& [a, b] : runs) {
            arm.push_back(a->values);
            control.push_back(b->values);
        }
        return bootstrap_units(arm, control, crossed, draws);
    }
    PairedPredictions data{
        .classes = classes, .truth = {}, .arm = {}, .control = {}, .cluster = {}};
    for (const auto& [a, b] : runs) {
        if (!crossed || data.truth.empty()) data.truth.emplace_back(a->truth);
        data.arm.emplace_back(a->predicted);
        data.control.emplace_back(b->predicted);
    }
    return bootstrap_predictions(data, *metric, draws);
}

/// The good direction of the metric is +.
void turn(BootstrapInterval& interval, bool higher_is_better) {
    if (higher_is_better) return;
    interval.difference = -interval.difference;
    interval.interval = {-interval.interval.high, -interval.interval.low};
    interval.share_not_above = 1 - interval.share_not_above;
}

/// Means, differences, interval and p of runs that may be compared.
void measure(Compared& out, const ScoredArm& arm, std::span<const RunPair> runs,
             const FamilyOptions& options) {
    Comparison& c = out.comparison;
    const auto metric = count_metric(options.metric);
    const bool higher = metric_info(options.metric).value_or(MetricInfo{}).higher_is_better;
    std::vector<double> of_arm, of_control;
    for (const auto& [a, b] : runs) {
        of_arm.push_back(metric_of(*a, arm.classes, metric));
        of_control.push_back(metric_of(*b, arm.classes, metric));
        const double gain = of_arm.back() - of_control.back();
        out.differences.push_back(higher ? gain : -gain);
    }
    c.arm_mean = mean(of_arm);
    c.control_mean = mean(of_control);
    out.bootstrap = resample(runs, arm.classes, metric, options);
    turn(out.bootstrap, higher);
    c.difference = out.bootstrap.difference;
    c.interval = out.bootstrap.interval;
    if (c.pairs < 2) return;
    const PairedT test = paired_t(out.differences, options.confidence);
    const auto n = static_cast<double>(c.pairs);
    c.p = test.p;
    c.belief = bayes_signed_rank(out.differences, c.delta, options.seed,
                                 kDrawsPerResample * options.resamples);
    c.sd = test.sd;
    // what is left of the bootstrap's variance after that of the seeds ((n - 1)/n: it divides by n)
    const double of_seeds = c.sd * c.sd / n * (n - 1) / n;
    c.row_variance =
        std::max(0.0, out.bootstrap.standard_error * out.bootstrap.standard_error - of_seeds);
    out.detectable = minimum_detectable_effect(c.sd, c.pairs);
}

/// Pairs that say something about chance in training.
int count_pairs(Comparison& c, const ScoredArm& arm, const ScoredArm& control,
                std::span<const RunPair> runs) {
    const int all = static_cast<int>(runs.size());
    const bool same = std::all_of(runs.begin() + 1, runs.end(), [&](const RunPair& pair) {
        return same_answers(*pair.first, *runs[0].first) &&
               same_answers(*pair.second, *runs[0].second);
    });
    const bool fixed = !arm.varies_with_seed && !control.varies_with_seed;
    c.repeats = fixed || (all > 1 && same);
    if (!c.repeats) return all;
    if (all > 1)
        c.notes.push_back(
            {"Neither arm changes with the seed: %1 seeds count as one.", {std::to_string(all)}});
    else
        c.notes.push_back({"Neither arm changes with the seed: more seeds show nothing new.", {}});
    return 1;
}

Compared compare_pair(std::span<const ScoredArm> arms, const PlannedPair& pair,
                      const FamilyOptions& options) {
    Compared out;
    Comparison& c = out.comparison;
    const ScoredArm& arm = arms[pair.arm];
    c.arm = arm.title;
    c.kind = pair.kind;
    c.budget = pair.budget;
    c.metric = options.metric;
    c.delta = options.delta;
    c.confidence = options.confidence;
    c.unit = options.unit;
    c.has_control = pair.control.has_value();
    if (!pair.control) return out;
    const ScoredArm& control = arms[*pair.control];
    c.control = control.title;
    c.not_comparable = pair.not_comparable;
    const auto runs = pair_runs(arm, control);
    guard_training(c, runs);
    for (const auto& [a, b] : runs) {
        out.seeds.push_back(arm.varies_with_seed ? a->seed : b->seed);
        if (c.not_comparable) continue;
        c.not_comparable = row_mismatch(*a, *b);
        if (c.not_comparable) c.common_rows = common_rows(*a, *b);
    }
    if (c.not_comparable || runs.empty()) return out;
    c.rows = static_cast<std::int64_t>(size_of(*runs[0].first));
    c.pairs = count_pairs(c, arm, control, runs);
    guard_arm(c, arm, runs, true);
    guard_arm(c, control, runs, false);
    if (c.degenerate.empty()) measure(out, arm, runs, options);
    return out;
}

Result<void> check_run(const ScoredArm& arm, const ScoredRun& run, const FamilyOptions& options) {
    const bool of_classes = count_metric(options.metric).has_value() && run.values.empty();
    if (run.values.empty() && !of_classes)
        return make_error(
            ErrorCode::BadOption,
            "%1 cannot be recomputed from predicted classes: %2 has no values per %3.",
            {options.metric, arm.title, options.unit});
    if (size_of(run) == 0)
        return make_error(ErrorCode::BadData, "%1 has no scored row.", {arm.title});
    const auto outside = [&](std::int32_t one) { return one < 0 || one >= arm.classes; };
    const bool classes_fit = run.predicted.size() == run.truth.size() &&
                             std::none_of(run.truth.begin(), run.truth.end(), outside) &&
                             std::none_of(run.predicted.begin(), run.predicted.end(), outside);
    if (of_classes && !classes_fit)
        return make_error(ErrorCode::BadData, "The predictions of %1 do not fit its test rows.",
                          {arm.title}, "seed " + std::to_string(run.seed));
    return {};
}

Result<void> check_input(std::span<const ScoredArm> arms, std::span<const PlannedPair> pairs,
                         const FamilyOptions& options) {
    const bool in_range = options.delta >= 0 && options.confidence > 0 && options.confidence < 1 &&
                          options.resamples > 0;
    if (!in_range)
        return make_error(ErrorCode::BadOption,
                          "Delta must not be negative, confidence lies between 0 and 1, and there "
                          "is at least one resample.");
    for (const ScoredArm& arm : arms) {
        if (!arm.varies_with_seed && arm.runs.size() != 1)
            return make_error(ErrorCode::BadUsage,
                              "%1 does not vary with the seed: one run, not %2.",
                              {arm.title, std::to_string(arm.runs.size())});
        for (const ScoredRun& run : arm.runs)
            if (auto checked = check_run(arm, run, options); !checked) return checked.error();
    }
    for (const PlannedPair& pair : pairs) {
        if (pair.arm >= arms.size() || (pair.control && *pair.control >= arms.size()))
            return make_error(ErrorCode::BadUsage,
                              "A planned pair names an arm that is not there.");
        if (pair.control && arms[pair.arm].classes != arms[*pair.control].classes)
            return make_error(ErrorCode::BadData, "%1 and %2 do not have the same classes.",
                              {arms[pair.arm].title, arms[*pair.control].title});
    }
    return {};
}

void adjust(std::vector<Compared>& all) {
    std::vector<double> p;
    std::vector<Comparison*> planned;
    for (Compared& one : all) {
        if (one.comparison.kind == PairKind::Exploratory || !one.comparison.has_control) continue;
        planned.push_back(&one.comparison);
        p.push_back(one.comparison.p.value_or(1.0));
    }
    const auto adjusted = holm(p);
    for (std::size_t i = 0; i < planned.size(); ++i) {
        planned[i]->family = static_cast<int>(planned.size());
        if (planned[i]->p) planned[i]->p_holm = adjusted[i];
    }
}

}  // namespace

Result<std::vector<Compared>> compare_family(std::span<const ScoredArm> arms,
                                             std::span<const PlannedPair> pairs,
                                             const FamilyOptions& options) {
    if (auto checked = check_input(arms, pairs, options); !checked) return checked.error();
    std::vector<Compared> out;
    out.reserve(pairs.size());
    for (const PlannedPair& pair : pairs) out.push_back(compare_pair(arms, pair, options));
    adjust(out);
    for (Compared& one : out) one.verdict = judge(one.comparison);
    return out;
}

}  // namespace engine
