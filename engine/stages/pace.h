// Where the steps of a fit stand in time, passes and rows: what a chart shows instead of them.
// Series "pace/seconds" (of training steps alone), "pace/epochs" and "pace/examples", told seldom:
// between two of their points a straight line is true enough.
#pragma once

#include <cstdint>

#include "engine/stages/stage.h"

namespace engine {

class Pace {
public:
    /// @param rows   that the fit learns from
    /// @param batch  rows of a step
    Pace(StageHost& host, std::int64_t rows, std::int64_t batch);
    /// A resumed fit: what was recorded up to this step goes on from there.
    Result<void> begin_at(std::int64_t step);
    /// @param seconds  that this step took
    void add(std::int64_t step, std::int64_t total, double seconds);
    /// Tells of the newest step, if that was not done: before a checkpoint.
    void tell();

private:
    StageHost& host_;
    std::int64_t rows_, batch_, steps_per_epoch_;
    std::int64_t step_ = 0, told_ = 0;
    double seconds_ = 0, told_seconds_ = 0;
};

}  // namespace engine
