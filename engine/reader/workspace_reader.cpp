#include "engine/reader/workspace_reader.h"

#include <unistd.h>

#include "engine/reader/run_json.h"
#include "engine/report/job_report.h"
#include "engine/store/job.h"
#include "engine/store/queue.h"

namespace engine {
namespace {

JobInfo info_of(JobRow row) {
    return {row.id,
            std::move(row.title),
            std::move(row.document),
            row.state,
            std::move(row.cause),
            std::move(row.device),
            settings_of(row.settings),
            row.started,
            row.ended,
            row.runs,
            row.nodes_ran,
            row.nodes_reused};
}

}  // namespace

WorkspaceReader::WorkspaceReader(const Places& places, RunLog log)
    : places_(places),
      catalog_(shipped_catalog()),
      paths_{places.workspace},
      log_(std::move(log)),
      artifacts_(paths_.artifacts()),
      datasets_(paths_.datasets(), places.corpora),
      models_({paths_.models(), places.models}, log_) {}

Result<std::unique_ptr<Reader>> WorkspaceReader::open(const Places& places) {
    const bool writable = ::access(places.workspace.c_str(), W_OK) == 0;
    auto log =
        RunLog::open(places.workspace, writable ? RunLog::Mode::ReadWrite : RunLog::Mode::ReadOnly);
    if (!log) return log.error();
    return std::unique_ptr<Reader>(new WorkspaceReader(places, *std::move(log)));
}

Result<std::vector<JobInfo>> WorkspaceReader::jobs(std::int64_t limit) {
    auto rows = log_.jobs(limit);
    if (!rows) return rows.error();
    std::vector<JobInfo> out;
    for (JobRow& row : *rows) out.push_back(info_of(std::move(row)));
    return out;
}

Result<std::vector<JobInfo>> WorkspaceReader::open_jobs() {
    auto rows = log_.open_jobs();
    if (!rows) return rows.error();
    std::vector<JobInfo> out;
    for (JobRow& row : *rows) out.push_back(info_of(std::move(row)));
    return out;
}

Result<std::vector<UnfinishedJob>> WorkspaceReader::unfinished(std::int64_t limit) {
    auto rows = log_.unfinished(limit);
    if (!rows) return rows.error();
    std::vector<UnfinishedJob> out;
    for (UnfinishedRow& row : *rows)
        out.push_back({info_of(std::move(row.job)), std::move(row.step), row.last_step});
    return out;
}

Result<std::int64_t> WorkspaceReader::queue_job(const std::string& document,
                                                const JobSettings& settings) {
    return queue_document(document, catalog_, settings, log_);
}

Result<void> WorkspaceReader::queue_act(std::int64_t job, QueueAct act) {
    switch (act) {
        case QueueAct::Hold:
            return log_.hold(job, true);
        case QueueAct::Release:
            return log_.hold(job, false);
        case QueueAct::First:
            return log_.put_first(job);
        case QueueAct::Remove:
            break;
    }
    return log_.remove_waiting(job);
}

Result<void> WorkspaceReader::request(std::int64_t job, JobRequest what) {
    return log_.request(job, what);
}

Result<JobInfo> WorkspaceReader::job(std::int64_t job) {
    auto row = log_.job(job);
    if (!row) return row.error();
    return info_of(*std::move(row));
}

Result<std::vector<StepInfo>> WorkspaceReader::steps(std::int64_t job) {
    auto rows = log_.job_nodes(job);
    if (!rows) return rows.error();
    std::vector<StepInfo> out;
    for (NodeRow& row : *rows) {
        // What another job made keeps that job's row: here it was found and reused.
        const bool found = row.job != job && row.state == NodeState::Done;
        out.push_back({std::move(row.key), std::move(row.node), std::move(row.kind),
                       std::move(row.title), found ? NodeState::Reused : row.state,
                       found ? Sentences{reused_from(row.job)} : std::move(row.reason),
                       row.seconds});
    }
    return out;
}

Result<Json> WorkspaceReader::run_groups(std::int64_t before, std::int64_t least) {
    return run_groups_json(log_, before, least);
}

Result<Json> WorkspaceReader::runs(std::int64_t job) { return runs_json(log_, job); }

Result<Json> WorkspaceReader::run(std::int64_t run) { return run_json(log_, run); }

Result<void> WorkspaceReader::tag(std::int64_t run, const std::string& tag, bool set) {
    return log_.tag(run, tag, set);
}

Result<void> WorkspaceReader::note(std::int64_t run, const std::string& note) {
    return log_.set_note(run, note);
}

Result<void> WorkspaceReader::remove_job(std::int64_t job) {
    auto removed = log_.delete_job(job);
    return removed ? Result<void>() : removed.error();
}

Result<Json> WorkspaceReader::setting(const std::string& name) {
    auto text = log_.setting(name);
    if (!text) return text.error();
    if (!text->has_value()) return Json();
    return read_json(**text, name);
}

Result<void> WorkspaceReader::set_setting(const std::string& name, const Json& value) {
    return log_.set_setting(name, compact_json(value));
}

}  // namespace engine
