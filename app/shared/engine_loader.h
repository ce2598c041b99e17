// Loads the engine library late: LibTorch takes its time, and most commands never need it.
#pragma once

#include <memory>

#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace app {

/// The engine, loaded on the first call. OpenMP's wait policy is set before, since it is read once.
/// Errors: Unsupported, with what the loader said, or with both versions when the LibTorch that was
/// loaded is not the one the engine was built with.
engine::Result<std::unique_ptr<engine::EngineParts>> load_engine();

}  // namespace app
