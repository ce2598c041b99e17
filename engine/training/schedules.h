// Learning-rate schedules: the factor that multiplies the rate, a pure function of the step.
#pragma once

#include <cstdint>

namespace engine {

enum class ScheduleKind {
    constant,
    linear,
    cosine,
    restarts,
    inverse_sqrt,
    step,
    triangle,
    polynomial
};

inline constexpr int kRestarts = 3;               // falls of `restarts` in a run
inline constexpr double kPolynomialLeast = 1e-7;  // rate that `polynomial` ends at

struct Schedule {
    ScheduleKind kind = ScheduleKind::linear;
    std::int64_t total_steps = 1;
    std::int64_t warmup_steps = 0;  // factor t / w before; for `triangle` the rising side (its cut)
    std::int64_t step_every = 0;    // `step`: steps between falls; 0: a third of the run
    double step_factor = 0.1;       // `step`: what each fall multiplies by
    double triangle_ratio = 32;     // `triangle`: highest factor / lowest factor
    double power = 1;               // `polynomial`: 1 falls in a line
    double rate = 1;                // `polynomial`: highest rate, which its end is measured by
};

/// Warm-up steps of a share of the run, rounded up as in Hugging Face's Trainer.
std::int64_t warmup_steps_of(double share, std::int64_t total_steps);

/// Factor of the update number `step` (from 0). Past the end of the run `linear` gives 0,
/// `constant` and `step` go on, `cosine` gives 0 at the end. `linear` (N-t)/(N-w), `cosine` (1+cos
/// pi p)/2 with p = (t-w)/(N-w), `step` g^floor(t/s) counted from the end of the warm-up, each
/// after t/w; `restarts` falls kRestarts times as a cosine, from 1 each time; `inverse_sqrt`
/// 1/sqrt(t/w), with 10,000 for w where there is no warm-up and t counted from there; `triangle`
/// (1+p(r-1))/r; `polynomial` l+(1-l)(1-p)^power with l = kPolynomialLeast / rate, and l past the
/// end. Source: Hugging Face transformers `optimization.py`; Howard and Ruder 2018, "ULMFiT",
/// eq. 3.
double schedule_factor(const Schedule& schedule, std::int64_t step);

}  // namespace engine
