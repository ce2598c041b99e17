// One job on the worker thread: its services, its schedule, its news.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "engine/data/dataset_store.h"
#include "engine/runner/stage_host.h"
#include "engine/spec/runner.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/feature_cache.h"
#include "engine/store/job.h"
#include "engine/store/workspace.h"

namespace engine {

/// Everything a job needs, opened once. Built by start(), then handed to the worker thread.
struct JobServices {
    WorkspacePaths paths;
    RunLog log;
    ArtifactFolder artifacts;
    DatasetStore datasets;
    ModelLibrary models;
    FeatureCache features;
    EncoderPool encoders;

    JobServices(const Places& places, WorkspacePaths workspace, RunLog run_log);
    JobServices(const JobServices&) = delete;
    JobServices& operator=(const JobServices&) = delete;
};

/// Runs the steps of a prepared job in order. A step that fails takes the runs with it that need
/// it; the others go on.
class JobWork {
public:
    JobWork(std::unique_ptr<JobServices> services, Job job, JobSettings settings,
            std::string device, EventQueue& events, PauseGate& gate,
            const std::atomic<bool>& leaving);

    /// On the worker thread, to the end. Exceptions of libraries end here, as errors.
    void run(const std::stop_token& stop);

    std::int64_t id() const { return job_.id; }

private:
    enum class Fate { Done, Failed, Cancelled };
    Fate run_step(const Step& step, const std::stop_token& stop);
    Result<void> make(const Step& step, JobHost& host, const std::stop_token& stop);
    Result<StageResult> call_stage(const Step& step, const std::filesystem::path& out,
                                   JobHost& host, const std::stop_token& stop);
    // Publishes what the step made; the caller marks it done.
    Result<void> keep(const Step& step, const std::filesystem::path& out, const StageResult& result,
                      double seconds);
    void tell(RunState state, const std::optional<Error>& why);
    void wait_while_paused(const std::stop_token& stop);
    Result<void> persist(const std::stop_token& stop, const std::function<Result<void>()>& write);
    void mark_done(const Step& step, double seconds, const std::stop_token& stop);
    Result<void> store(const Step& step, NodeState state, const Sentences& reason, double seconds);
    void mark(const Step& step, NodeState state, const Sentences& reason, double seconds);
    Result<void> end_runs_at(const std::string& key, const std::stop_token& stop);
    void end_run(std::size_t index, RunState state, const Sentences& cause);
    void fail_dependants(const std::string& key, const Error& error);
    void finish_early();
    void finish(RunState state, const Error& error);
    void add_job_share(Progress& news);
    double expected_seconds(const Step& step) const;
    double working_seconds() const;  // monotonic, without the time that it was paused

    std::unique_ptr<JobServices> services_;
    Job job_;
    JobSettings settings_;
    std::string device_;
    EventQueue& events_;
    PauseGate& gate_;
    const std::atomic<bool>& leaving_;  // who asks for a stop wants it to be gone on with
    StageRegistry stages_;
    std::set<std::string> lost_;   // keys that failed or rest on one that did
    std::set<std::size_t> ended_;  // runs, by index
    std::map<std::string, std::pair<double, double>>
        measured_;  // seconds that this job's steps took and were forecast to take, by kind
    double begun_ = 0;
    double waited_ = 0;  // seconds that it was paused
    int ran_ = 0;
    Error first_error_;
};

}  // namespace engine
