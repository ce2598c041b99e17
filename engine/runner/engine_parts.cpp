// What the engine library exports: one function.
#include <ATen/Parallel.h>
#include <torch/version.h>

#include "engine/runner/device.h"
#include "engine/runner/job_runner.h"
#include "engine/runner/model_tools.h"

namespace engine {
namespace {

class Parts : public EngineParts {
public:
    std::unique_ptr<Runner> make_runner(const Places& places, EventQueue& events) override {
        return std::make_unique<JobRunner>(places, events);
    }
    std::unique_ptr<ModelTools> make_model_tools(const Places& places) override {
        return make_shipped_model_tools(places);
    }
    Json provenance() const override {
        const std::string no_gpu = load_cuda_library();
        Json out = engine_provenance("auto", 0);
        out["gpu"] = no_gpu.empty() ? "available" : no_gpu;
        return out;
    }
};

}  // namespace
}  // namespace engine

/// Null when the LibTorch that was loaded is not the version this library was built with: no symbol
/// would tell.
extern "C" __attribute__((visibility("default"))) engine::EngineParts* warmstart_engine() {
    return new engine::Parts();
}
