#include "app/shared/late_runner.h"

#include "app/shared/engine_loader.h"
#include "engine/data/dataset_store.h"
#include "engine/data/workspace_facts.h"
#include "engine/store/job.h"
#include "engine/store/model_library.h"
#include "engine/store/precision_choice.h"
#include "engine/store/queue.h"
#include "engine/store/workspace.h"

namespace app {

using engine::Result;

LateRunner::LateRunner(engine::Places places, engine::EventQueue& events)
    : places_(std::move(places)), events_(events) {}

LateRunner::~LateRunner() = default;

void LateRunner::pause() {
    if (engine::Runner* runner = working_.load()) runner->pause();
}

void LateRunner::resume() {
    if (engine::Runner* runner = working_.load()) runner->resume();
}

void LateRunner::stop() {
    if (engine::Runner* runner = working_.load()) runner->stop();
}

void LateRunner::leave() {
    if (engine::Runner* runner = working_.load()) runner->leave();
}

void LateRunner::wait() {
    if (engine::Runner* runner = working_.load()) runner->wait();
}

Result<std::int64_t> LateRunner::start(const std::string& text,
                                       const engine::JobSettings& settings) {
    return begin(text, settings, 0);
}

Result<std::int64_t> LateRunner::start_waiting(std::int64_t job) {
    return engine::begin_waiting(
        places_.workspace, job, events_, [this](const engine::JobRow& row) {
            return begin(row.document, engine::settings_of(row.settings), row.id);
        });
}

Result<std::int64_t> LateRunner::begin(const std::string& text, const engine::JobSettings& settings,
                                       std::int64_t waiting) {
    const engine::Catalog catalog = engine::shipped_catalog();
    auto document = engine::read_document(text, catalog, "The pipeline");
    if (!document) return document.error();
    auto paths = engine::make_workspace(places_.workspace);
    if (!paths) return paths.error();
    auto log = engine::RunLog::open(places_.workspace, engine::RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    engine::DatasetStore datasets(paths->datasets(), places_.corpora);
    engine::ModelLibrary models({paths->models(), places_.models}, *log);
    engine::WorkspaceFacts facts(datasets, models);
    const engine::PrecisionSource precision{engine::hardware_of(settings.device),
                                            [&]() -> Result<engine::PrecisionTimes> {
                                                if (auto loaded = load(); !loaded)
                                                    return loaded.error();
                                                return parts_->time_precisions(settings);
                                            }};
    auto planned = engine::plan_job(*document, catalog, facts, settings, *log, precision);
    if (!planned) return planned.error();
    choice_ = planned->choice;
    const engine::ArtifactFolder artifacts(paths->artifacts());
    const auto todo =
        engine::pending(planned->plan, [&](const std::string& key) { return artifacts.has(key); });
    if (todo.empty() && !settings.strict)
        return finish_at_once(*document, catalog, std::move(planned->plan), planned->settings,
                              waiting);
    if (auto loaded = load(); !loaded) return loaded.error();
    return waiting > 0 ? runner_->start_waiting(waiting) : runner_->start(text, planned->settings);
}

Result<void> LateRunner::load() {
    if (parts_ != nullptr) return {};
    auto parts = load_engine();
    if (!parts) return parts.error();
    parts_ = *std::move(parts);
    runner_ = parts_->make_runner(places_, events_);
    working_ = runner_.get();
    return {};
}

Result<std::int64_t> LateRunner::finish_at_once(const engine::Document& document,
                                                const engine::Catalog& catalog, engine::Plan plan,
                                                const engine::JobSettings& settings,
                                                std::int64_t waiting) {
    auto log = engine::RunLog::open(places_.workspace, engine::RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    const engine::ArtifactFolder artifacts(engine::WorkspacePaths{places_.workspace}.artifacts());
    engine::JobRow base;
    base.id = waiting;
    base.title = document.title;
    base.document = engine::write_document(document);
    base.device = "none";
    base.settings = engine::settings_json(settings);
    auto job = engine::prepare_job(std::move(plan), document, catalog, *log, artifacts, base);
    if (!job) return job.error();
    if (auto done = engine::finish_reused_job(*job, *log, artifacts); !done) return done.error();
    const auto runs = static_cast<int>(job->plan.runs.size());
    events_.push(
        {0, engine::JobStarted{job->id, document.title, 0, job->reused, runs, base.document}});
    for (const engine::Step& step : job->plan.steps) {
        const engine::NodeRow& row = job->nodes.at(step.key);
        events_.push(
            {0, engine::NodeChanged{step.key, step.node, step.title, row.state, row.reason, 0}});
    }
    engine::JobFinished end;
    end.job = job->id;
    end.nodes_reused = job->reused;
    events_.push({0, end});
    return job->id;
}

}  // namespace app
