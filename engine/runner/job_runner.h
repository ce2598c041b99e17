// The worker: a thread that runs the stages of a job, and one that looks for what other programs
// ask of it.
#pragma once

#include <atomic>
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
    Result<std::int64_t> start_waiting(std::int64_t job) override;
    void pause() override { gate_.set(true); }
    void resume() override { gate_.set(false); }
    void stop() override;
    void leave() override;
    void wait() override;

private:
    void watch(std::int64_t job, const std::stop_token& over);
    Result<std::int64_t> begin(const std::string& document, const JobSettings& settings,
                               std::int64_t waiting);  // its number, 0: a new job

    Places places_;
    EventQueue& events_;
    PauseGate gate_;
    std::atomic<bool> leaving_{false};
    std::stop_source stop_;  // of the live job
    std::jthread watcher_;   // for what other programs ask of it
    std::jthread worker_;    // last: it ends first
};

}  // namespace engine
