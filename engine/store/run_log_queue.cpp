// The queue: jobs that wait for a process, and those that lost theirs.
#include <utility>

#include "engine/store/run_log_state.h"

namespace engine {
namespace {

constexpr std::pair<JobRequest, const char*> kRequests[] = {
    {JobRequest::Pause, "pause"}, {JobRequest::Resume, "resume"}, {JobRequest::Stop, "stop"}};

Error waits_not(std::int64_t job) {
    return make_error(ErrorCode::BadUsage, "Job %1 does not wait in the queue.",
                      {std::to_string(job)});
}

// Does `sql` to job ?1 where it waits. An act on one that was taken meanwhile must do nothing.
template <class... Values>
Result<void> to_waiting(SqlFile& file, std::string_view sql, std::int64_t job,
                        const Values&... values) {
    return file.write([&]() -> Result<void> {
        file.run(sql, job, values...);
        if (file.changes() == 0) return waits_not(job);
        return {};
    });
}

}  // namespace

Result<std::vector<JobRow>> RunLog::open_jobs() const {
    return state_->file.read([&]() -> Result<std::vector<JobRow>> {
        std::vector<std::int64_t> ids;
        {
            Query row = state_->file.query(
                "SELECT id FROM job WHERE state IN ('running', 'paused', 'stopping', 'queued', "
                "'held') ORDER BY state IN ('queued', 'held'), position, id");
            while (row.next()) ids.push_back(row.integer(0));
        }
        std::vector<JobRow> out;
        for (const std::int64_t id : ids) {
            auto job = this->job(id);
            if (!job) return job.error();
            out.push_back(*std::move(job));
        }
        return out;
    });
}

Result<void> RunLog::hold(std::int64_t job, bool held) {
    return to_waiting(state_->file,
                      "UPDATE job SET state = ?2 WHERE id = ?1 AND state IN ('queued', 'held')",
                      job, held ? "held" : "queued");
}

Result<void> RunLog::put_first(std::int64_t job) {
    return to_waiting(state_->file,
                      "UPDATE job SET position = (SELECT min(position) - 1 FROM job WHERE state IN "
                      "('running', 'paused', 'stopping', 'queued', 'held')) WHERE id = ?1 AND "
                      "state IN ('queued', 'held')",
                      job);
}

Result<void> RunLog::remove_waiting(std::int64_t job) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        auto gone =
            to_waiting(file, "DELETE FROM job WHERE id = ?1 AND state IN ('queued', 'held')", job);
        if (gone) delete_unused_pipelines(file);
        return gone;
    });
}

Result<void> RunLog::take_waiting(const JobRow& job) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        auto taken = to_waiting(
            file,
            "UPDATE job SET state = 'running', device = ?2, provenance = ?3, settings = ?4, "
            "started = ?5, nodes_reused = ?6 WHERE id = ?1 AND state IN ('queued', 'held')",
            job.id, job.device, job.provenance, job.settings, job.started, job.nodes_reused);
        if (taken) own_job(file, job.id);
        return taken;
    });
}

Result<void> RunLog::request(std::int64_t job, JobRequest what) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        const auto row = this->job(job);
        if (!row) return row.error();
        if (!is_active(row->state)) {
            return make_error(ErrorCode::BadUsage, "No program works on job %1.",
                              {std::to_string(job)});
        }
        for (const auto& [one, name] : kRequests) {
            if (one == what)
                file.run("INSERT OR REPLACE INTO request (job, what) VALUES (?1, ?2)", job, name);
        }
        return {};
    });
}

Result<std::optional<JobRequest>> RunLog::take_request(std::int64_t job) {
    using Found = std::optional<JobRequest>;
    SqlFile& file = state_->file;
    const auto asked = [&]() -> Result<Found> {
        Query row = file.query("SELECT what FROM request WHERE job = ?1", job);
        if (!row.next()) return Found();
        for (const auto& [one, name] : kRequests) {
            if (row.text(0) == name) return Found(one);
        }
        return Found();
    };
    // Asked many times a second: without the lock for writing until there is one.
    auto seen = file.read(asked);
    if (!seen || !*seen) return seen;
    return file.write([&]() -> Result<Found> {
        auto taken = asked();
        if (taken) file.run("DELETE FROM request WHERE job = ?1", job);
        return taken;
    });
}

Result<std::vector<UnfinishedRow>> RunLog::unfinished(std::int64_t limit) const {
    return state_->file.read([&]() -> Result<std::vector<UnfinishedRow>> {
        std::vector<UnfinishedRow> out;
        {
            // Whoever begins a step writes its row anew, with the memory in use: the last of these
            // is where the job stood. Its points say how far it had come.
            Query row = state_->file.query(
                "SELECT j.id, n.title, (SELECT max(c.last_step) FROM series s JOIN series_chunk c "
                "ON c.series = s.id WHERE s.key = n.key) FROM job j LEFT JOIN node_run n ON n.id = "
                "(SELECT max(id) FROM node_run WHERE job = j.id AND peak_memory > 0) "
                "WHERE j.state = 'interrupted' AND NOT EXISTS (SELECT 1 FROM job later WHERE "
                "later.pipeline = j.pipeline AND later.id > j.id) ORDER BY j.id DESC LIMIT ?1",
                limit);
            while (row.next()) {
                UnfinishedRow& one = out.emplace_back();
                one.job.id = row.integer(0);
                one.step = row.text(1);
                one.last_step = row.integer(2);
            }
        }
        for (UnfinishedRow& one : out) {
            auto job = this->job(one.job.id);
            if (!job) return job.error();
            one.job = *std::move(job);
        }
        return out;
    });
}

}  // namespace engine
