// The engine's model tools, loaded once, by whoever asks first.
#pragma once

#include <memory>
#include <mutex>

#include "app/shared/engine_loader.h"
#include "engine/base/result.h"
#include "engine/spec/runner.h"

namespace app {

/// Any thread may ask. The tools live as long as this does.
class LateTools {
public:
    explicit LateTools(engine::Places places) : places_(std::move(places)) {}
    /// Errors: those of load_engine.
    engine::Result<engine::ModelTools*> get();

private:
    engine::Places places_;
    std::mutex mutex_;
    std::unique_ptr<engine::EngineParts> parts_;
    std::unique_ptr<engine::ModelTools> tools_;
};

}  // namespace app
