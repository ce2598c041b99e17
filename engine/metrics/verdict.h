// The verdict on one pair of arms: a code, and a sentence that claims no more than the numbers
// carry.
//
// The rule, first match wins (docs: the table of verdict sentences). lo and hi are the ends of the
// two-level bootstrap interval of arm - control, + being the good direction; delta is the gain that
// matters; p is the paired t over seeds, adjusted by Holm over the planned family.
//   1. not comparable (other rows, no common seed, leakage, no control arm)       not_comparable
//   2. an arm scores NaN, all rows alike or one class in every seed               degenerate
//   3. one pair of seeds; two to four pairs                                       too_few_seeds
//   4. -delta <= lo and hi <= delta                                               equal
//   5. lo > delta and p < .05: better, or for a twin "transfer helps"             helps
//   6. 0 < lo <= delta and p < .05                                                ahead
//   7. hi < 0 and p < .05: for a twin "negative transfer", else 5, 6 with A, B swapped   negative
//   8. the interval holds 0 (lo <= 0 <= hi), whatever p says                      undecided
//   9. the interval leaves 0 out, but p >= .05                                    undecided
// A pair that was not planned (exploratory) stops after 4 at a sentence that gives its interval and
// claims nothing. "Better", "worse" and "helps" stand in no sentence but those of 5 and 7.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/sentence.h"
#include "engine/metrics/guards.h"
#include "engine/metrics/statistics.h"

namespace engine {

enum class VerdictCode {
    Helps,
    Ahead,
    Equal,
    Undecided,
    Negative,
    TooFewSeeds,
    NotComparable,
    Degenerate,
};
/// As in files: "helps", "ahead", "equal", "undecided", "negative", "too_few_seeds",
/// "not_comparable", "degenerate".
std::string_view name_of(VerdictCode code);

enum class PairKind {
    Twin,         // the control does without the transfer: planned
    Planned,      // another planned control
    Exploratory,  // looked at afterwards: no p in the family, no claim
};

struct Degeneracy {
    bool of_arm = true;  // false: of the control
    GuardReason reason = GuardReason::AllAlike;
};

inline constexpr int kPairsNeeded = 5;   // fewer seeds make no claim
inline constexpr double kClaimP = 0.05;  // after Holm

struct Comparison {
    std::string arm, control;  // titles
    PairKind kind = PairKind::Twin;
    bool has_control = true;
    std::string metric;  // name: "macro_f1"; unknown names count as shares, higher is better
    double delta = 0.005;
    double confidence = 0.95;
    std::string budget;                     // "16 labels per class"; empty without a label budget
    double arm_mean = 0, control_mean = 0;  // over the pairs, in the metric's own direction
    int pairs = 0;                          // seeds that say something: see compare_family
    bool repeats = false;                   // neither arm changes with the seed: more show no more
    std::int64_t rows = 0;
    std::string unit = "rows";  // what rows counts
    double difference = 0;      // arm - control, + is the good direction
    Interval interval;          // of it
    std::optional<double> p, p_holm;
    std::optional<SignedRankBelief> belief;  // over the seeds, with delta; it makes no claim
    int family = 1;                          // planned pairs in Holm's family
    double sd = 0;                           // of the per-seed differences
    double row_variance = 0;  // what the choice of rows adds to the variance of the mean difference
    std::vector<Degeneracy> degenerate;
    std::optional<Sentence> not_comparable;  // the reason, without a full stop
    std::int64_t common_rows = 0;            // of both arms, when the rows differ
    std::vector<Sentence> notes;             // said beside the verdict
};

struct Verdict {
    VerdictCode code = VerdictCode::NotComparable;
    Sentence sentence;
    std::optional<Sentence> action;  // what would help: "Run 12 seeds"
};

/// Pure; costs nothing. Errors: none.
Verdict judge(const Comparison& comparison);

/// "{A} does not beat {item mean} ({x} vs {y})." when it does not; nothing when it does.
std::optional<Sentence> reference_note(std::string_view arm, double arm_mean,
                                       std::string_view reference, double reference_mean,
                                       std::string_view metric);

/// What the Bayesian test says beside the p value of a planned pair; nothing where there is none.
std::optional<Sentence> belief_sentence(const Comparison& comparison);

/// {"arm", "control", "sweep", "metric", "difference", "ci", "p", "p_holm", "n", "code",
/// "sentence"}; numbers in the metric's own unit (shares, not points), null where there is none.
/// Beside the sentence its "message" and "arguments"; "action", "reason" and "notes" are sentences
/// too; "belief" is one with the chances "below", "within" and "above" delta; "test" says what the
/// numbers rest on.
Json verdict_json(const Comparison& comparison, const Verdict& verdict, const Json& sweep);

/// Every template that judge, reference_note and belief_sentence may use, for translators and
/// tests.
std::vector<std::string> verdict_templates();

}  // namespace engine
