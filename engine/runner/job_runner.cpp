#include "engine/runner/job_runner.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "engine/data/workspace_facts.h"
#include "engine/runner/device.h"
#include "engine/runner/job.h"
#include "engine/runner/precision_probe.h"
#include "engine/store/precision_choice.h"
#include "engine/store/queue.h"

namespace engine {

namespace {

constexpr std::chrono::milliseconds kLook{200};  // between two looks at what others ask

}  // namespace

JobRunner::JobRunner(Places places, EventQueue& events)
    : places_(std::move(places)), events_(events) {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::stop() {
    stop_.request_stop();
    gate_.set(false);
}

void JobRunner::leave() {
    leaving_ = true;
    stop();
}

void JobRunner::wait() {
    if (worker_.joinable()) worker_.join();
    if (!watcher_.joinable()) return;
    watcher_.request_stop();
    watcher_.join();
}

void JobRunner::watch(std::int64_t job, const std::stop_token& over) {
    auto log = RunLog::open(places_.workspace, RunLog::Mode::ReadWrite);
    if (!log) return events_.push({0, Warning{"", log.error()}});
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!never.wait_for(lock, over, kLook, [&] { return over.stop_requested(); })) {
        const auto asked = log->take_request(job);
        if (!asked || !asked->has_value()) continue;  // one that cannot be read now is read later
        switch (**asked) {
            case JobRequest::Pause:
                pause();
                break;
            case JobRequest::Resume:
                resume();
                break;
            case JobRequest::Stop:
                events_.push({0, JobChanged{job, RunState::Stopping}});
                stop();
                break;
        }
    }
}

Result<std::int64_t> JobRunner::start(const std::string& text, const JobSettings& settings) {
    return begin(text, settings, 0);
}

Result<std::int64_t> JobRunner::start_waiting(std::int64_t job) {
    return begin_waiting(places_.workspace, job, events_, [this](const JobRow& row) {
        return begin(row.document, settings_of(row.settings), row.id);
    });
}

Result<std::int64_t> JobRunner::begin(const std::string& text, const JobSettings& settings,
                                      std::int64_t waiting) {
    wait();
    gate_.set(false);
    leaving_ = false;
    const Catalog catalog = shipped_catalog();
    auto document = read_document(text, catalog, "The pipeline");
    if (!document) return document.error();
    auto device = choose_device(settings.device);
    if (!device) return device.error();
    auto paths = make_workspace(places_.workspace);
    if (!paths) return paths.error();
    auto log = RunLog::open(places_.workspace, RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    auto services = std::make_unique<JobServices>(places_, *std::move(paths), *std::move(log));
    services->artifacts.clear_leftovers();
    WorkspaceFacts facts(services->datasets, services->models);
    const Json provenance = engine_provenance(*device, settings.threads);
    const PrecisionSource precision{hardware_of(settings.device),
                                    [&] { return time_precisions(settings); }};
    auto planned = plan_job(*document, catalog, facts, settings, services->log, precision,
                            settings.strict ? compact_json(provenance) : "");
    if (!planned) return planned.error();
    const auto todo = pending(planned->plan,
                              [&](const std::string& key) { return services->artifacts.has(key); });
    JobForecast forecast{{}, machine_of(settings)};
    auto steps = forecast_steps(planned->plan, todo, facts, services->log, forecast.machine);
    if (!steps) return steps.error();
    forecast.steps = *std::move(steps);
    JobRow base;
    base.id = waiting;
    base.title = document->title;
    base.document = write_document(*document);
    base.device = *device;
    base.provenance = provenance;
    base.settings = settings_json(planned->settings);
    auto job = prepare_job(std::move(planned->plan), *document, catalog, services->log,
                           services->artifacts, base, forecast);
    if (!job) return job.error();
    auto work = std::make_shared<JobWork>(std::move(services), *std::move(job), planned->settings,
                                          *device, events_, gate_, leaving_);
    const std::int64_t id = work->id();
    stop_ = std::stop_source();
    watcher_ = std::jthread([this, id](const std::stop_token& over) { watch(id, over); });
    worker_ = std::jthread([this, work, stop = stop_.get_token()] {
        work->run(stop);
        watcher_.request_stop();
    });
    return id;
}

}  // namespace engine
