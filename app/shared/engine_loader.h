// Loads the engine library late: LibTorch takes its time, and most commands never need it.
#pragma once

#include <memory>

#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace app {

/// What OpenMP and oneDNN read once, when the engine is loaded. A program with threads calls it
/// before it has any.
void set_engine_environment();

/// The engine, loaded on the first call.
/// Errors: Unsupported, with what the loader said, or with both versions when the LibTorch that was
/// loaded is not the one the engine was built with.
engine::Result<std::unique_ptr<engine::EngineParts>> load_engine();

}  // namespace app
