// How fast a training step is in each number format on this machine.
#pragma once

#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace engine {

/// The best of a few training steps of a two-layer encoder (hidden 384, 384 tokens) in fp32 and
/// bf16, taken in turn, so that other work on the machine slows both. Under two seconds.
/// Errors: those of choose_device.
Result<PrecisionTimes> time_precisions(const JobSettings& settings);

}  // namespace engine
