#include "engine/store/queue.h"

#include <algorithm>

#include "engine/plan/check.h"
#include "engine/spec/document.h"

namespace engine {
namespace {

// What is wrong with the workspace at this moment is no reason to give the job up.
bool is_the_jobs_fault(ErrorCode code) {
    return code != ErrorCode::Locked && code != ErrorCode::DiskFull &&
           code != ErrorCode::Database && code != ErrorCode::Io;
}

}  // namespace

Result<std::int64_t> queue_document(const std::string& text, const Catalog& catalog,
                                    const JobSettings& settings, RunLog& log) {
    auto document = read_document(text, catalog, "The pipeline");
    if (!document) return document.error();
    if (auto good = first_blocking(check(*document, catalog)); !good) return good.error();
    JobRow job;
    job.title = document->title;
    job.document = write_document(*document);
    job.state = RunState::Queued;
    job.provenance = Json::object();
    job.settings = settings_json(settings);
    return log.add_job(job);
}

Result<std::int64_t> begin_waiting(
    const std::filesystem::path& workspace, std::int64_t job, EventQueue& events,
    const std::function<Result<std::int64_t>(const JobRow&)>& begin) {
    auto log = RunLog::open(workspace, RunLog::Mode::ReadWrite);
    if (!log) return log.error();
    auto open = log->open_jobs();
    if (!open) return open.error();
    const auto next = std::find_if(open->begin(), open->end(), [&](const JobRow& row) {
        if (job > 0) return row.id == job;
        return row.state == RunState::Queued;
    });
    if (next == open->end() && job == 0) return std::int64_t{0};
    const bool waits =
        next != open->end() && (next->state == RunState::Queued || next->state == RunState::Held);
    if (!waits) {
        return make_error(ErrorCode::BadUsage, "Job %1 does not wait in the queue.",
                          {std::to_string(job)});
    }
    auto begun = begin(*next);
    if (begun || !is_the_jobs_fault(begun.error().code)) return begun;
    // Taken out of the queue while it was planned: the next one has its turn.
    if (const auto still = log->job(next->id); !still) {
        if (still.error().code != ErrorCode::BadUsage) return still.error();
        return job == 0 ? begin_waiting(workspace, 0, events, begin) : begun;
    }
    const auto set = log->set_job(next->id, RunState::Failed, {sentence_of(begun.error())}, 0, 0);
    if (!set) return set.error();
    events.push({0, JobStarted{next->id, next->title, 0, 0, 0, next->document}});
    JobFinished end;
    end.job = next->id;
    end.state = RunState::Failed;
    end.error = begun.error();
    events.push({0, end});
    return next->id;
}

}  // namespace engine
