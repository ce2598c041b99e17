#include "engine/stages/pace.h"

#include <algorithm>

namespace engine {
namespace {

constexpr double kEvery = 0.5;  // seconds of training between two points

}  // namespace

Pace::Pace(StageHost& host, std::int64_t rows, std::int64_t batch)
    : host_(host),
      rows_(std::max<std::int64_t>(rows, 1)),
      batch_(std::clamp<std::int64_t>(batch, 1, rows_)),
      steps_per_epoch_((rows_ + batch_ - 1) / batch_) {}

Result<void> Pace::begin_at(std::int64_t step) {
    step_ = told_ = step;
    if (step == 0) return {};
    auto before = host_.recorded("pace/seconds", 0);
    if (!before) return before.error();
    for (const Point& point : *before) {
        if (point.step <= step) seconds_ = point.value;
    }
    told_seconds_ = seconds_;
    return {};
}

void Pace::add(std::int64_t step, std::int64_t total, double seconds) {
    step_ = step;
    seconds_ += seconds;
    const bool turn = step == 1 || step == total || step % steps_per_epoch_ == 0;
    if (turn || seconds_ - told_seconds_ >= kEvery) tell();
}

void Pace::tell() {
    if (step_ <= told_) return;
    told_ = step_;
    told_seconds_ = seconds_;
    const std::int64_t in_epoch = std::min(step_ % steps_per_epoch_ * batch_, rows_);
    const std::int64_t examples = step_ / steps_per_epoch_ * rows_ + in_epoch;
    host_.point("pace/seconds", step_, seconds_);
    host_.point("pace/epochs", step_,
                static_cast<double>(step_) / static_cast<double>(steps_per_epoch_));
    host_.point("pace/examples", step_, static_cast<double>(examples));
}

}  // namespace engine
