// Checkpoints of a run: <folder>/step-<n>/ with weights, optimiser state, best weights and
// state.json. Each is written under another name, synced and renamed, so it is whole or not there;
// the two newest are kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>

#include "engine/base/result.h"
#include "engine/training/trainer.h"

namespace engine {

/// Writes a checkpoint of `state.step` and removes all but the two newest. Errors: DiskFull, Io.
Result<void> save_checkpoint(const std::filesystem::path& folder, const TrainState& state);

/// The newest checkpoint that can be read (a damaged one gives way to the one before). Tensors are
/// on the CPU. Errors: MissingFile when there is none; BadFile when none can be read.
/// @param below  only those of an earlier step
Result<TrainState> load_checkpoint(const std::filesystem::path& folder,
                                   std::int64_t below = std::numeric_limits<std::int64_t>::max());

/// Every tensor of the state on `device`.
TrainState on_device(TrainState state, at::Device device);

}  // namespace engine
