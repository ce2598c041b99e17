// What the engine library exports: one function.
#include "engine/runner/device.h"
#include "engine/runner/job_runner.h"
#include "engine/runner/libtorch_version.h"
#include "engine/runner/model_tools.h"
#include "engine/runner/precision_probe.h"

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
        const Json gpu = gpu_provenance();  // before the first tensor
        Json out = engine_provenance("auto", 0);
        out["gpu"] = gpu;
        return out;
    }
    Result<PrecisionTimes> time_precisions(const JobSettings& settings) override {
        return engine::time_precisions(settings);
    }
};

}  // namespace
}  // namespace engine

/// Null, with the reason in `why`, when the LibTorch that was loaded is not the version this
/// library was built with: no missing symbol would tell.
extern "C" __attribute__((visibility("default"))) engine::EngineParts* warmstart_engine(
    engine::Error& why) {
    if (auto same = engine::check_loaded_libtorch(); !same) {
        why = same.error();
        return nullptr;
    }
    return new engine::Parts();
}
