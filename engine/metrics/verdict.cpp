#include "engine/metrics/verdict.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "engine/metrics/measures.h"

namespace engine {
namespace {

// Shares are said in points; other measures (mean absolute error, log loss) in their own unit,
// hence two forms.
constexpr const char* kBetter[] = {
    "%1 is better than %2 on %3: +%4 points (%5 % CI %6 to %7; %8 seeds, %9 %10; p = %11, Holm "
    "over %12 planned).",
    "%1 is better than %2 on %3: +%4 (%5 % CI %6 to %7; %8 seeds, %9 %10; p = %11, Holm over %12 "
    "planned)."};
constexpr const char* kAhead[] = {
    "%1 is ahead of %2 by %3 points (%4 % CI %5 to %6), but the gain may be below the %7 that "
    "matters.",
    "%1 is ahead of %2 by %3 (%4 % CI %5 to %6), but the gain may be below the %7 that matters."};
constexpr const char* kEqual[] = {"%1 and %2 are equal within %3 points (%4 % CI %5 to %6).",
                                  "%1 and %2 are equal within %3 (%4 % CI %5 to %6)."};
constexpr const char* kNoDifference =
    "No difference shown: %1 (%2 % CI %3 to %4). About %5 more seeds could show %6.";
constexpr const char* kRowsLimit =
    "No difference shown: %1 (%2 % CI %3 to %4). More seeds alone could not show %5.";
constexpr const char* kUndecided = "Undecided: interval %1 to %2, p = %3.";
constexpr const char* kFewSeeds =
    "Too few seeds for a claim: %1 pairs, 5 needed. Means so far %2, %3.";
constexpr const char* kOneSeed = "One seed says nothing about chance: %1, %2.";
constexpr const char* kHelps[] = {"Transfer helps at %1: +%2 over no transfer (%3 % CI %4 to %5).",
                                  "Transfer helps: +%1 over no transfer (%2 % CI %3 to %4)."};
constexpr const char* kNegative[] = {
    "Negative transfer at %1: %2 against no transfer (%3 % CI %4 to %5).",
    "Negative transfer: %1 against no transfer (%2 % CI %3 to %4)."};
constexpr const char* kNoTwin = "The gain from transfer is unknown without a control arm.";
constexpr const char* kReference = "%1 does not beat %2 (%3 vs %4).";
constexpr const char* kScoresAlike =
    "%1 scores all items alike or NaN; its ranking is not counted.";
constexpr const char* kOneClass = "%1 predicts one class only; its result is not counted.";
constexpr const char* kNotComparable = "Not comparable: %1.";
constexpr const char* kExploratory =
    "Exploratory, not planned: %1 against %2: %3 (%4 % CI %5 to %6). No claim.";
constexpr const char* kBelief[] = {
    "Bayesian signed-rank test over the seeds: ahead by more than %1 points with a chance of %2 %, "
    "behind by more with %3 %, neither with %4 %.",
    "Bayesian signed-rank test over the seeds: ahead by more than %1 with a chance of %2 %, behind "
    "by more with %3 %, neither with %4 %."};
constexpr const char* kRunSeeds = "Run %1 seeds";
constexpr const char* kQueueSeeds = "Queue missing seeds";
constexpr const char* kAddTwin = "Add twin";
constexpr const char* kScoreBoth = "Score both on %1 rows";

std::string format(const char* pattern, double value) {
    std::array<char, 64> text{};
    const int length = std::snprintf(text.data(), text.size(), pattern, value);
    return {text.data(), static_cast<std::size_t>(length)};
}

/// How numbers of one metric are said.
class Voice {
public:
    explicit Voice(const Comparison& c)
        : share_(metric_info(c.metric).value_or(MetricInfo{}).share),
          confidence_(format("%g", std::round(c.confidence * 1e5) / 1e3)) {}

    std::size_t form() const { return share_ ? 0 : 1; }
    const std::string& confidence() const { return confidence_; }

    std::string plain(double value) const {
        const std::string text = share_ ? format("%.1f", 100 * value) : format("%.3f", value);
        const bool minus_zero = text.front() == '-' && text.find_first_of("123456789") == text.npos;
        return minus_zero ? text.substr(1) : text;
    }
    std::string with_sign(double value) const {
        const std::string text = plain(value);
        return value > 0 && text.find_first_of("123456789") != text.npos ? "+" + text : text;
    }
    /// Delta as it was set, not rounded to a place that may not hold it.
    std::string exact(double value) const { return format("%g", share_ ? 100 * value : value); }

private:
    bool share_;
    std::string confidence_;
};

std::string p_text(const std::optional<double>& p) {
    return p ? format("%.3g", *p) : std::string("-");
}

/// In percent; no count of draws is certainty.
std::string chance_text(double chance) {
    if (chance < 0.005) return "<1";
    return chance > 0.995 ? ">99" : format("%.0f", 100 * chance);
}

Sentence better(const Comparison& c, const Voice& say, bool swapped) {
    const double sign = swapped ? -1 : 1;
    const double low = swapped ? -c.interval.high : c.interval.low;
    const double high = swapped ? -c.interval.low : c.interval.high;
    return {kBetter[say.form()],
            {swapped ? c.control : c.arm, swapped ? c.arm : c.control, metric_title(c.metric),
             say.plain(sign * c.difference), say.confidence(), say.plain(low), say.plain(high),
             std::to_string(c.pairs), std::to_string(c.rows), c.unit, p_text(c.p_holm),
             std::to_string(c.family)}};
}

Sentence ahead(const Comparison& c, const Voice& say, bool swapped) {
    const double sign = swapped ? -1 : 1;
    const double low = swapped ? -c.interval.high : c.interval.low;
    const double high = swapped ? -c.interval.low : c.interval.high;
    return {
        kAhead[say.form()],
        {swapped ? c.control : c.arm, swapped ? c.arm : c.control, say.plain(sign * c.difference),
         say.confidence(), say.plain(low), say.plain(high), say.exact(c.delta)}};
}

/// "Transfer helps ..." and "Negative transfer ...", with or without a label budget.
Sentence twin(const char* const (&forms)[2], const Comparison& c, const Voice& say) {
    Sentence out{forms[c.budget.empty() ? 1 : 0],
                 {say.plain(c.difference), say.confidence(), say.plain(c.interval.low),
                  say.plain(c.interval.high)}};
    if (!c.budget.empty()) out.arguments.insert(out.arguments.begin(), c.budget);
    return out;
}

Verdict without_comparison(const Comparison& c) {
    if (!c.has_control) return {VerdictCode::NotComparable, {kNoTwin, {}}, Sentence{kAddTwin, {}}};
    const std::string reason =
        c.not_comparable ? c.not_comparable->text() : std::string("the arms share no seed");
    Verdict out{VerdictCode::NotComparable, {kNotComparable, {reason}}, std::nullopt};
    if (c.common_rows > 0) out.action = Sentence{kScoreBoth, {std::to_string(c.common_rows)}};
    return out;
}

Verdict degenerate(const Comparison& c) {
    const Degeneracy& first = c.degenerate.front();
    const bool one_class = first.reason == GuardReason::OneClass;
    return {VerdictCode::Degenerate,
            {one_class ? kOneClass : kScoresAlike, {first.of_arm ? c.arm : c.control}},
            std::nullopt};
}

Verdict few_seeds(const Comparison& c, const Voice& say) {
    const std::string a = say.plain(c.arm_mean), b = say.plain(c.control_mean);
    if (c.pairs == 1)
        return {VerdictCode::TooFewSeeds,
                {kOneSeed, {a, b}},
                c.repeats ? std::nullopt
                          : std::optional(Sentence{kRunSeeds, {std::to_string(kPairsNeeded)}})};
    return {VerdictCode::TooFewSeeds,
            {kFewSeeds, {std::to_string(c.pairs), a, b}},
            Sentence{kQueueSeeds, {}}};
}

Verdict no_difference(const Comparison& c, const Voice& say) {
    std::vector<std::string> numbers = {say.with_sign(c.difference), say.confidence(),
                                        say.plain(c.interval.low), say.plain(c.interval.high)};
    const auto more = more_seeds_needed(c.sd, c.pairs, c.delta, c.row_variance);
    if (more) numbers.push_back(std::to_string(*more));
    numbers.push_back(say.exact(c.delta));
    Verdict out{VerdictCode::Undecided, {more ? kNoDifference : kRowsLimit, numbers}, std::nullopt};
    if (more) out.action = Sentence{kRunSeeds, {std::to_string(*more)}};
    return out;
}

}  // namespace

std::string_view name_of(VerdictCode code) {
    static constexpr std::array<std::string_view, 8> names = {
        "helps",    "ahead",         "equal",          "undecided",
        "negative", "too_few_seeds", "not_comparable", "degenerate"};
    return names[static_cast<std::size_t>(code)];
}

Verdict judge(const Comparison& c) {
    const Voice say(c);
    const double low = c.interval.low, high = c.interval.high;
    if (!c.has_control || c.not_comparable || c.pairs < 1) return without_comparison(c);
    if (!c.degenerate.empty()) return degenerate(c);
    if (c.pairs < kPairsNeeded) return few_seeds(c, say);
    const auto ends = [&](std::vector<std::string> first) {
        for (auto& end : {say.confidence(), say.plain(low), say.plain(high)}) first.push_back(end);
        return first;
    };
    if (-c.delta <= low && high <= c.delta)
        return {VerdictCode::Equal,
                {kEqual[say.form()], ends({c.arm, c.control, say.exact(c.delta)})},
                std::nullopt};
    if (c.kind == PairKind::Exploratory)
        return {VerdictCode::Undecided,
                {kExploratory, ends({c.arm, c.control, say.with_sign(c.difference)})},
                std::nullopt};
    const bool p_claims = c.p_holm && *c.p_holm < kClaimP;
    const bool is_twin = c.kind == PairKind::Twin;
    if (p_claims && low > c.delta)
        return {VerdictCode::Helps, is_twin ? twin(kHelps, c, say) : better(c, say, false),
                std::nullopt};
    if (p_claims && low > 0) return {VerdictCode::Ahead, ahead(c, say, false), std::nullopt};
    if (p_claims && high < 0) {
        const bool clear = high < -c.delta;
        const Sentence swapped = clear ? better(c, say, true) : ahead(c, say, true);
        return {VerdictCode::Negative, is_twin ? twin(kNegative, c, say) : swapped, std::nullopt};
    }
    if (low <= 0 && high >= 0) return no_difference(c, say);
    return {VerdictCode::Undecided,
            {kUndecided, {say.plain(low), say.plain(high), p_text(c.p_holm)}},
            std::nullopt};
}

std::optional<Sentence> reference_note(std::string_view arm, double arm_mean,
                                       std::string_view reference, double reference_mean,
                                       std::string_view metric) {
    const MetricInfo info = metric_info(metric).value_or(MetricInfo{});
    if (info.higher_is_better ? arm_mean > reference_mean : arm_mean < reference_mean)
        return std::nullopt;
    Comparison voice;
    voice.metric = std::string(metric);
    const Voice say(voice);
    return Sentence{
        kReference,
        {std::string(arm), std::string(reference), say.plain(arm_mean), say.plain(reference_mean)}};
}

std::optional<Sentence> belief_sentence(const Comparison& c) {
    if (c.not_comparable || !c.p_holm || !c.belief) return std::nullopt;
    const Voice say(c);
    return Sentence{kBelief[say.form()],
                    {say.exact(c.delta), chance_text(c.belief->above), chance_text(c.belief->below),
                     chance_text(c.belief->within)}};
}

Json verdict_json(const Comparison& c, const Verdict& verdict, const Json& sweep) {
    const bool measured = c.has_control && !c.not_comparable && c.pairs > 0 && c.degenerate.empty();
    Json out;
    out["arm"] = c.arm;
    out["control"] = c.has_control ? Json(c.control) : Json(nullptr);
    out["sweep"] = sweep;
    out["metric"] = c.metric;
    out["difference"] = measured ? Json(c.difference) : Json(nullptr);
    out["ci"] = measured ? Json{c.interval.low, c.interval.high} : Json(nullptr);
    out["p"] = measured && c.p ? Json(*c.p) : Json(nullptr);
    out["p_holm"] = measured && c.p_holm ? Json(*c.p_holm) : Json(nullptr);
    out["n"] = c.pairs;
    out["code"] = std::string(name_of(verdict.code));
    out["sentence"] = verdict.sentence.text();
    out["message"] = verdict.sentence.message;
    out["arguments"] = verdict.sentence.arguments;
    out["action"] = verdict.action ? sentence_json(*verdict.action) : Json(nullptr);
    out["reason"] = c.not_comparable ? sentence_json(*c.not_comparable) : Json(nullptr);
    out["belief"] = nullptr;
    if (const auto said = belief_sentence(c); measured && said) {
        out["belief"] = sentence_json(*said);
        out["belief"]["below"] = c.belief->below;
        out["belief"]["within"] = c.belief->within;
        out["belief"]["above"] = c.belief->above;
    }
    out["notes"] = Json::array();
    for (const Sentence& note : c.notes) out["notes"].push_back(sentence_json(note));
    out["test"] = {{"exploratory", c.kind == PairKind::Exploratory},
                   {"twin", c.kind == PairKind::Twin},
                   {"confidence", c.confidence},
                   {"delta", c.delta},
                   {"rows", c.rows},
                   {"unit", c.unit},
                   {"family", c.family},
                   {"budget", c.budget},
                   {"arm_mean", measured ? Json(c.arm_mean) : Json(nullptr)},
                   {"control_mean", measured ? Json(c.control_mean) : Json(nullptr)}};
    return out;
}

std::vector<std::string> verdict_templates() {
    return {kBetter[0],    kBetter[1],     kAhead[0],    kAhead[1],  kEqual[0],  kEqual[1],
            kNoDifference, kRowsLimit,     kUndecided,   kFewSeeds,  kOneSeed,   kHelps[0],
            kHelps[1],     kNegative[0],   kNegative[1], kNoTwin,    kReference, kScoresAlike,
            kOneClass,     kNotComparable, kExploratory, kBelief[0], kBelief[1], kRunSeeds,
            kQueueSeeds,   kAddTwin,       kScoreBoth};
}

}  // namespace engine
