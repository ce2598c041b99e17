#include "engine/runner/job_runner.h"

#include <utility>

#include "engine/data/workspace_facts.h"
#include "engine/runner/device.h"
#include "engine/runner/job.h"
#include "engine/runner/precision_probe.h"
#include "engine/store/precision_choice.h"

namespace engine {

JobRunner::JobRunner(Places places, EventQueue& events)
    : places_(std::move(places)), events_(events) {}

JobRunner::~JobRunner() { stop(); }

void JobRunner::stop() {
    worker_.request_stop();
    gate_.set(false);
}

void JobRunner::wait() {
    if (worker_.joinable()) worker_.join();
}

Result<std::int64_t> JobRunner::start(const std::string& text, const JobSettings& settings) {
    wait();
    gate_.set(false);
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
    JobRow base;
    base.title = document->title;
    base.document = write_document(*document);
    base.device = *device;
    base.provenance = provenance;
    base.settings = settings_json(planned->settings);
    auto job = prepare_job(std::move(planned->plan), *document, catalog, services->log,
                           services->artifacts, base);
    if (!job) return job.error();
    auto work = std::make_shared<JobWork>(std::move(services), *std::move(job), planned->settings,
                                          *device, events_, gate_);
    const std::int64_t id = work->id();
    worker_ = std::jthread([work](const std::stop_token& stop) { work->run(stop); });
    return id;
}

}  // namespace engine
