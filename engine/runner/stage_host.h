// What a running stage talks to: progress becomes events, points go to the run log within half a
// second.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/spec/event_queue.h"
#include "engine/stages/stage.h"
#include "engine/store/run_log.h"

namespace engine {

/// Pause and resume, from any thread.
class PauseGate {
public:
    void set(bool paused);
    bool paused() const;
    /// Blocks while paused; returns at once when stop is asked for.
    void wait(const std::stop_token& stop);
    /// Blocks until set(false) is called, for `seconds` at most; as wait() where stop is asked for.
    void wait_for_resume(const std::stop_token& stop, double seconds);

private:
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    bool paused_ = false;
    int resumed_ = 0;  // times that set(false) was called
};

/// What a host asks of the job that it works for.
struct JobHooks {
    std::function<void(Progress&)> add_job_share;
    std::function<void()> wait_while_paused;
    std::function<Result<void>(const std::function<Result<void>()>&)> persist;
};

class JobHost : public StageHost {
public:
    JobHost(std::string key, RunLog& log, EventQueue& events, const PauseGate& gate, JobHooks job);
    ~JobHost() override;
    JobHost(const JobHost&) = delete;
    JobHost& operator=(const JobHost&) = delete;

    void progress(std::int64_t done, std::int64_t total) override;
    void point(const std::string& series, std::int64_t step, double value) override;
    void cut_points(std::int64_t last_step) override;
    void warn(Error what) override;
    bool pause_wanted() const override { return gate_.paused(); }
    void wait_while_paused() override;
    Result<std::vector<Point>> recorded(const std::string& series, std::int64_t first) override;
    void prove(const Json& proof) override { tell_log_failure(log_.put_proof(key_, proof)); }
    Result<void> persist(const std::function<Result<void>()>& write) override {
        return job_.persist(write);
    }

    /// Writes what is still in memory. A failing log never stops training: it is told once.
    void flush() override;
    std::int64_t last_step() const { return last_step_; }

private:
    void write_waiting();
    void tell_log_failure(const Result<void>& result);

    std::string key_;
    RunLog& log_;
    EventQueue& events_;
    const PauseGate& gate_;
    JobHooks job_;
    std::map<std::string, std::vector<Point>> waiting_;
    double last_flush_;
    double last_news_ = 0;
    std::int64_t last_step_ = 0;
    bool told_ = false;
};

}  // namespace engine
