// The worker: one long-lived thread that runs the stages of one job after the other.
#pragma once

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "engine/data/dataset_store.h"
#include "engine/runner/stage_host.h"
#include "engine/spec/runner.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/feature_cache.h"
#include "engine/stages/stage.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/job.h"
#include "engine/store/model_library.h"
#include "engine/store/workspace.h"

namespace engine {

class JobRunner : public Runner {
public:
    JobRunner(Places places, EventQueue& events);
    ~JobRunner() override;  // stops the job with a checkpoint and joins

    Result<std::int64_t> start(const std::string& document, const JobSettings& settings) override;
    void pause() override { gate_.set(true); }
    void resume() override { gate_.set(false); }
    void stop() override;
    void wait() override;

private:
    Places places_;
    EventQueue& events_;
    PauseGate gate_;
    std::jthread worker_;
};

}  // namespace engine
