#include "engine/training/schedules.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

double triangle_factor(const Schedule& schedule, double step) {
    const auto cut = static_cast<double>(schedule.warmup_steps);
    const auto total = static_cast<double>(schedule.total_steps);
    const double fall = std::max(1.0, total - cut);
    const double height = step < cut ? step / cut : std::max(0.0, 1.0 - (step - cut) / fall);
    return (1.0 + height * (schedule.triangle_ratio - 1.0)) / schedule.triangle_ratio;
}

}  // namespace

std::int64_t warmup_steps_of(double share, std::int64_t total_steps) {
    return static_cast<std::int64_t>(std::ceil(share * static_cast<double>(total_steps)));
}

double schedule_factor(const Schedule& schedule, std::int64_t step) {
    const auto now = static_cast<double>(step);
    if (schedule.kind == ScheduleKind::triangle) return triangle_factor(schedule, now);
    if (step < schedule.warmup_steps) return now / static_cast<double>(schedule.warmup_steps);
    const auto after = static_cast<double>(step - schedule.warmup_steps);
    const auto length = static_cast<double>(
        std::max<std::int64_t>(1, schedule.total_steps - schedule.warmup_steps));
    switch (schedule.kind) {
        case ScheduleKind::linear:
            return std::max(0.0, static_cast<double>(schedule.total_steps - step) / length);
        case ScheduleKind::cosine:
            return std::max(0.0, 0.5 * (1.0 + std::cos(std::numbers::pi * (after / length))));
        case ScheduleKind::restarts: {
            const double fall = std::fmod(kRestarts * (after / length), 1.0);
            if (after >= length) return 0.0;
            return std::max(0.0, 0.5 * (1.0 + std::cos(std::numbers::pi * fall)));
        }
        case ScheduleKind::inverse_sqrt: {
            const double scale =
                schedule.warmup_steps > 0 ? static_cast<double>(schedule.warmup_steps) : 10000.0;
            return 1.0 / std::sqrt((after + scale) / scale);
        }
        case ScheduleKind::step: {
            const std::int64_t every =
                schedule.step_every > 0 ? schedule.step_every
                                        : std::max<std::int64_t>(1, (schedule.total_steps + 2) / 3);
            return std::pow(schedule.step_factor, std::floor(after / static_cast<double>(every)));
        }
        case ScheduleKind::polynomial: {
            const double left = std::max(0.0, 1.0 - after / length);
            const double least = kPolynomialLeast / schedule.rate;
            return least + (1.0 - least) * std::pow(left, schedule.power);
        }
        case ScheduleKind::constant:
        case ScheduleKind::triangle:
            break;
    }
    return 1.0;
}

}  // namespace engine
