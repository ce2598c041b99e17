#include "engine/runner/job.h"

#include <ATen/Parallel.h>

#include <algorithm>

#include "engine/base/clock.h"
#include "engine/runner/library_faults.h"
#include "engine/store/process.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kArtifactLimit = std::uintmax_t{20}
                                          << 30;  // bytes of artifacts before old weights go

constexpr double kRetrySeconds = 5;  // between two tries to write to a full disk

}  // namespace

JobServices::JobServices(const Places& places, WorkspacePaths workspace, RunLog run_log)
    : paths(std::move(workspace)),
      log(std::move(run_log)),
      artifacts(paths.artifacts()),
      datasets(paths.datasets(), places.corpora),
      models({paths.models(), places.models}, log),
      features(paths.features()),
      encoders(models, artifacts) {}

JobWork::JobWork(std::unique_ptr<JobServices> services, Job job, JobSettings settings,
                 std::string device, EventQueue& events, PauseGate& gate,
                 const std::atomic<bool>& leaving)
    : services_(std::move(services)),
      job_(std::move(job)),
      settings_(std::move(settings)),
      device_(std::move(device)),
      events_(events),
      gate_(gate),
      leaving_(leaving),
      stages_(shipped_stages()) {}

void JobWork::run(const std::stop_token& stop) {
    if (settings_.threads > 0) at::set_num_threads(settings_.threads);
    begun_ = working_seconds();
    const auto row = services_->log.job(job_.id);
    events_.push({0, JobStarted{job_.id, row ? row->title : "", static_cast<int>(job_.todo.size()),
                                job_.reused, static_cast<int>(job_.plan.runs.size()),
                                row ? row->document : ""}});
    const std::set<std::string> todo(job_.todo.begin(), job_.todo.end());
    for (const Step& step : job_.plan.steps) {
        if (todo.count(step.key) > 0) continue;
        const NodeRow& row = job_.nodes[step.key];
        events_.push({0, NodeChanged{step.key, step.node, step.title, row.state, row.reason, 0}});
    }
    for (std::size_t i = 0; i < job_.plan.runs.size();
         ++i) {  // measured before, reused as they are
        if (todo.count(job_.plan.runs[i].end) == 0 && ended_.count(i) == 0) {
            if (auto ended = end_runs_at(job_.plan.runs[i].end, stop); !ended)
                return finish(RunState::Failed, ended.error());
        }
    }
    for (const std::string& key : job_.todo) {
        const Step& step = *job_.plan.step(key);
        if (lost_.count(key) > 0) continue;
        wait_while_paused(stop);
        const Fate fate = stop.stop_requested() ? Fate::Cancelled : run_step(step, stop);
        if (fate == Fate::Cancelled) return finish_early();
    }
    if (!lost_.empty()) return finish(RunState::Failed, first_error_);
    services_->artifacts.evict(kArtifactLimit, {});
    finish(RunState::Done, {});
}

JobWork::Fate JobWork::run_step(const Step& step, const std::stop_token& stop) {
    give_back_memory();
    forget_peak_memory();
    mark(step, NodeState::Running, job_.nodes[step.key].reason, 0);
    const double begun = working_seconds();
    JobHost host(step.key, services_->log, events_, gate_,
                 {[this](Progress& news) { add_job_share(news); },
                  [this, &stop] { wait_while_paused(stop); },
                  [this, &stop](const auto& write) { return persist(stop, write); }});
    Result<void> done = persist(stop, [&] { return make(step, host, stop); });
    const double seconds = working_seconds() - begun;
    job_.nodes[step.key].last_step = host.last_step();
    // A disk that is still full when stop is asked for keeps the checkpoint from before.
    const bool stopped =
        !done && (done.error().code == ErrorCode::Cancelled ||
                  (done.error().code == ErrorCode::DiskFull && stop.stop_requested()));
    if (stopped) {
        mark(step, NodeState::Cancelled, {{"Stopped.", {}}}, seconds);
        return Fate::Cancelled;
    }
    if (done) done = end_runs_at(step.key, stop);
    if (done) return Fate::Done;
    mark(step, NodeState::Failed, {sentence_of(done.error())}, seconds);
    fail_dependants(step.key, done.error());
    return Fate::Failed;
}

// One try: a stage that found the disk full begins again from its checkpoint.
Result<void> JobWork::make(const Step& step, JobHost& host, const std::stop_token& stop) {
    const double begun = working_seconds();
    auto out = services_->artifacts.begin(step.key);
    if (!out) return out.error();
    // What goes on from a checkpoint says nothing of what the whole takes.
    std::error_code ignored;
    if (fs::exists(services_->artifacts.partial(step.key), ignored))
        job_.nodes[step.key].modelled = {};
    auto result = call_stage(step, *out, host, stop);
    host.flush();
    if (result) {
        const double seconds = working_seconds() - begun;
        auto kept = persist(stop, [&] { return keep(step, *out, *result, seconds); });
        if (kept) mark_done(step, seconds, stop);
        return kept;
    }
    fs::remove_all(*out, ignored);
    return result.error();
}

Result<StageResult> JobWork::call_stage(const Step& step, const fs::path& out, JobHost& host,
                                        const std::stop_token& stop) {
    const StageEntry* stage = stages_.find(step.kind);
    if (stage == nullptr)
        return make_error(ErrorCode::Internal, "There is no stage for the node kind %1.",
                          {step.kind});
    StageContext context{step,
                         step.options,
                         step.seed.value_or(0),
                         {},
                         out,
                         services_->artifacts.partial(step.key),
                         stop,
                         host,
                         services_->artifacts,
                         services_->datasets,
                         services_->models,
                         services_->encoders,
                         services_->features,
                         device_,
                         settings_.checkpoint_seconds,
                         settings_.verify_steps};
    for (const StepSource& input : step.inputs) {
        context.inputs[input.port].push_back(
            {input.key, input.output, services_->artifacts.at(input.key)});
    }
    return within_library(step.title, [&] { return stage->run(context); });
}

Result<void> JobWork::keep(const Step& step, const fs::path& out, const StageResult& result,
                           double seconds) {
    Json measures = Json::array();
    for (const Measure& measure : result.measures) measures.push_back(to_json(measure));
    const Json manifest = {{"kind", step.kind},    {"title", step.title},
                           {"parts", step.parts},  {"summary", result.summary},
                           {"measures", measures}, {"seconds", seconds},
                           {"device", device_},    {"threads", at::get_num_threads()}};
    if (auto done = services_->artifacts.publish(step.key, out, manifest); !done) return done;
    auto published = services_->artifacts.manifest(step.key);
    if (!published) return published.error();
    job_.nodes[step.key].disk = published->value("bytes", std::int64_t{0});
    if (job_.nodes[step.key].modelled.seconds > 0) {  // else it went on from a checkpoint
        measured_[step.kind].first += seconds;
        measured_[step.kind].second += job_.nodes[step.key].forecast.seconds;
    }
    ++ran_;
    return {};
}

void JobWork::tell(RunState state, const std::optional<Error>& why) {
    const Sentences cause = why ? Sentences{sentence_of(*why)} : Sentences{};
    const auto set = services_->log.set_job(job_.id, state, cause, ran_, job_.reused);
    // Where the disk is full the log cannot say so; the event does.
    if (!set && !why) events_.push({0, Warning{"", set.error()}});
    events_.push({0, JobChanged{job_.id, state, why}});
}

void JobWork::wait_while_paused(const std::stop_token& stop) {
    if (!gate_.paused() || stop.stop_requested()) return;
    tell(RunState::Paused, {});
    const double begun = monotonic_seconds();
    gate_.wait(stop);
    waited_ += monotonic_seconds() - begun;
    if (!stop.stop_requested()) tell(RunState::Running, {});
}

Result<void> JobWork::persist(const std::stop_token& stop,
                              const std::function<Result<void>()>& write) {
    for (bool paused = false;; paused = true) {
        Result<void> done = write();
        const bool full = !done && done.error().code == ErrorCode::DiskFull;
        if (!full || stop.stop_requested()) {
            if (paused && !stop.stop_requested()) tell(RunState::Running, {});
            return done;
        }
        tell(RunState::Paused, done.error());
        const double begun = monotonic_seconds();
        gate_.wait_for_resume(stop, kRetrySeconds);
        waited_ += monotonic_seconds() - begun;
    }
}

double JobWork::working_seconds() const { return monotonic_seconds() - waited_; }

// What the row says is measured upon: a full disk must not lose it.
void JobWork::mark_done(const Step& step, double seconds, const std::stop_token& stop) {
    const Sentences& reason = job_.nodes[step.key].reason;
    const auto put = persist(stop, [&] { return store(step, NodeState::Done, reason, seconds); });
    if (!put) events_.push({0, Warning{step.key, put.error()}});
    events_.push(
        {0, NodeChanged{step.key, step.node, step.title, NodeState::Done, reason, seconds}});
}

void JobWork::mark(const Step& step, NodeState state, const Sentences& reason, double seconds) {
    const auto put = store(step, state, reason, seconds);
    if (!put) events_.push({0, Warning{step.key, put.error()}});
    events_.push({0, NodeChanged{step.key, step.node, step.title, state, reason, seconds}});
}

Result<void> JobWork::store(const Step& step, NodeState state, const Sentences& reason,
                            double seconds) {
    NodeRow& row = job_.nodes[step.key];
    row.state = state;
    row.seconds = seconds;
    row.peak_memory = peak_memory();
    NodeRow stored = row;
    stored.reason = reason;
    auto put = services_->log.put_node(stored);
    return put ? services_->log.heartbeat(job_.id) : put;
}

void JobWork::end_run(std::size_t index, RunState state, const Sentences& cause) {
    if (!ended_.insert(index).second) return;
    if (state != RunState::Done) {
        const auto set = services_->log.set_run(job_.runs[index], state, cause, 0);
        if (!set) events_.push({0, Warning{"", set.error()}});
    }
    events_.push({0, RunFinished{job_.runs[index], job_.plan.runs[index].arm, state}});
}

Result<void> JobWork::end_runs_at(const std::string& key, const std::stop_token& stop) {
    return persist(stop, [&]() -> Result<void> {
        auto finished = finish_runs(job_, key, services_->log, services_->artifacts);
        if (!finished) return finished.error();
        for (const std::size_t run : *finished) end_run(run, RunState::Done, {});
        return {};
    });
}

void JobWork::fail_dependants(const std::string& key, const Error& error) {
    if (lost_.empty()) first_error_ = error;
    lost_.insert(key);
    for (const Step& step : job_.plan.steps) {  // inputs come first, so one pass reaches all
        const bool hit =
            std::any_of(step.inputs.begin(), step.inputs.end(),
                        [&](const StepSource& input) { return lost_.count(input.key) > 0; });
        if (hit && !services_->artifacts.has(step.key)) lost_.insert(step.key);
    }
    for (std::size_t i = 0; i < job_.plan.runs.size(); ++i) {
        if (lost_.count(job_.plan.runs[i].end) > 0)
            end_run(i, RunState::Failed, {sentence_of(error)});
    }
}

void JobWork::finish_early() {
    if (leaving_) {
        finish(RunState::Interrupted,
               make_error(ErrorCode::Cancelled, "Closed with a checkpoint; Resume goes on."));
    } else {
        finish(RunState::Cancelled,
               make_error(ErrorCode::Cancelled, "Stopped; what was done is kept."));
    }
}

void JobWork::finish(RunState state, const Error& error) {
    const Sentences cause = state == RunState::Done ? Sentences{} : Sentences{sentence_of(error)};
    for (std::size_t i = 0; i < job_.plan.runs.size(); ++i) {
        if (ended_.count(i) == 0)
            end_run(i, state == RunState::Failed ? RunState::Cancelled : state, cause);
    }
    const auto set = services_->log.set_job(job_.id, state, cause, ran_, job_.reused);
    if (!set) events_.push({0, Warning{"", set.error()}});
    events_.push(
        {0, JobFinished{job_.id, state, error, working_seconds() - begun_, ran_, job_.reused}});
}

// As forecast, corrected by how steps of its kind have kept to theirs in this job.
double JobWork::expected_seconds(const Step& step) const {
    const double forecast = job_.nodes.at(step.key).forecast.seconds;
    const auto measured = measured_.find(step.kind);
    if (measured == measured_.end() || measured->second.second <= 0) return forecast;
    return forecast * measured->second.first / measured->second.second;
}

void JobWork::add_job_share(Progress& news) {
    double total = 0;
    double done = 0;
    for (const std::string& key : job_.todo) {
        const double seconds = expected_seconds(*job_.plan.step(key));
        total += seconds;
        const bool over = job_.nodes[key].state == NodeState::Done || lost_.count(key) > 0;
        if (over) done += seconds;
        if (key == news.key && !over && news.series.empty() && news.total > 0)
            done += seconds * static_cast<double>(news.done) / static_cast<double>(news.total);
    }
    news.job_share = total > 0 ? done / total : 0;
    // The forecast, corrected by what this job has measured, says what is left.
    news.job_seconds_left = total > 0 ? total - done : -1;
}

}  // namespace engine
