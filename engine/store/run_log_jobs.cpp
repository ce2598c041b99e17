// Jobs of the run log, and what became of those whose process is gone.
#include <optional>

#include "engine/base/clock.h"
#include "engine/base/hash.h"
#include "engine/store/process.h"
#include "engine/store/run_log_state.h"

namespace engine {
namespace {

constexpr std::string_view kJob =
    "SELECT j.id, j.title, p.text, j.state, j.cause, j.device, j.provenance, j.settings, "
    "j.started, j.ended, "
    "j.nodes_ran, j.nodes_reused, (SELECT count(*) FROM run WHERE run.job = j.id) "
    "FROM job j JOIN pipeline p ON p.hash = j.pipeline WHERE j.id = ?1";
constexpr std::string_view kJobs =
    "SELECT j.id, j.title, p.text, j.state, j.cause, j.device, j.provenance, j.settings, "
    "j.started, j.ended, "
    "j.nodes_ran, j.nodes_reused, (SELECT count(*) FROM run WHERE run.job = j.id) "
    "FROM job j JOIN pipeline p ON p.hash = j.pipeline WHERE j.state NOT IN ('queued', 'held') "
    "ORDER BY j.id DESC LIMIT ?1";

JobRow job_of(const Query& row) {
    JobRow out;
    out.id = row.integer(0);
    out.title = row.text(1);
    out.document = row.text(2);
    out.state = run_state(row.text(3));
    out.cause = sentences_of(row.json(4));
    out.device = row.text(5);
    out.provenance = row.json(6);
    out.settings = row.json(7);
    out.started = row.integer(8);
    out.ended = row.integer(9);
    out.nodes_ran = static_cast<int>(row.integer(10));
    out.nodes_reused = static_cast<int>(row.integer(11));
    out.runs = static_cast<int>(row.integer(12));
    return out;
}

// What ended a job without its process saying so; empty: the process is still there.
std::optional<Sentences> cause_of(const ProcessId& owner) {
    switch (fate_of(owner)) {
        case ProcessFate::Alive:
            return std::nullopt;
        case ProcessFate::OtherBoot:
            return Sentences{{"machine restarted", {}}};
        case ProcessFate::Gone:
            break;
    }
    return Sentences{{"killed", {}}};
}

void interrupt(SqlFile& file, std::int64_t job, const Sentences& why) {
    const Json cause = sentences_json(why);
    // The last sign of life is the nearest known time of its end.
    file.run(
        "UPDATE job SET state = 'interrupted', cause = ?2, ended = max(heartbeat, started) WHERE "
        "id = ?1",
        job, cause);
    file.run(
        "UPDATE run SET state = 'interrupted', cause = ?2 WHERE job = ?1 AND state IN "
        "('queued', 'held', 'running', 'paused', 'stopping')",
        job, cause);
    // A step has no state of its own for this: it waits again, its last step and checkpoint say
    // where it stands.
    file.run(
        "UPDATE node_run SET state = 'queued' WHERE job = ?1 AND state IN ('running', 'paused')",
        job);
}

}  // namespace

void own_job(SqlFile& file, std::int64_t job) {
    const ProcessId me = this_process();
    file.run("UPDATE job SET pid = ?2, boot = ?3, process_start = ?4, heartbeat = ?5 WHERE id = ?1",
             job, me.pid, me.boot, me.start, unix_milliseconds());
}

Result<std::int64_t> RunLog::add_job(const JobRow& job) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<std::int64_t> {
        const std::string hash = sha256_hex(job.document);
        file.run("INSERT OR IGNORE INTO pipeline (hash, text) VALUES (?1, ?2)", hash, job.document);
        file.run(
            "INSERT INTO job (title, pipeline, state, cause, device, provenance, settings, "
            "started, ended, nodes_ran, nodes_reused, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
            "?7, ?8, ?9, ?10, ?11, (SELECT coalesce(max(position), 0) + 1 FROM job WHERE state IN "
            "('running', 'paused', 'stopping', 'queued', 'held')))",
            job.title, hash, name_of(job.state), sentences_json(job.cause), job.device,
            job.provenance, job.settings, job.started, job.ended, job.nodes_ran, job.nodes_reused);
        const std::int64_t id = file.last_id();
        if (is_active(job.state)) own_job(file, id);
        return id;
    });
}

Result<void> RunLog::set_job(std::int64_t job, RunState state, const Sentences& cause, int ran,
                             int reused) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        const std::int64_t now = unix_milliseconds();
        const bool starts = state == RunState::Running;
        file.run(
            "UPDATE job SET state = ?2, cause = ?3, nodes_ran = ?4, nodes_reused = ?5, ended = ?6, "
            "started = CASE WHEN started = 0 THEN ?7 ELSE started END WHERE id = ?1",
            job, name_of(state), sentences_json(cause), ran, reused, has_ended(state) ? now : 0,
            starts ? now : 0);
        if (file.changes() == 0) return unknown_job(job);
        if (starts) own_job(file, job);
        if (has_ended(state)) file.run("DELETE FROM request WHERE job = ?1", job);
        return {};
    });
}

Result<void> RunLog::heartbeat(std::int64_t job) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        file.run("UPDATE job SET heartbeat = ?2 WHERE id = ?1", job, unix_milliseconds());
        if (file.changes() == 0) return unknown_job(job);
        return {};
    });
}

Result<std::vector<JobRow>> RunLog::jobs(std::int64_t limit) const {
    return state_->file.read([&]() -> Result<std::vector<JobRow>> {
        std::vector<JobRow> out;
        for (Query row = state_->file.query(kJobs, limit); row.next();) out.push_back(job_of(row));
        return out;
    });
}

Result<JobRow> RunLog::job(std::int64_t id) const {
    return state_->file.read([&]() -> Result<JobRow> {
        Query row = state_->file.query(kJob, id);
        if (!row.next()) return unknown_job(id);
        return job_of(row);
    });
}

Result<std::int64_t> RunLog::delete_job(std::int64_t job) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<std::int64_t> {
        const auto row = this->job(job);
        if (!row) return row.error();
        if (is_active(row->state)) {
            return make_error(ErrorCode::BadUsage, "Job %1 is still running; stop it first.",
                              {std::to_string(job)});
        }
        file.run("DELETE FROM job WHERE id = ?1", job);  // its runs and what hangs on them go along
        delete_unused_pipelines(file);
        return std::int64_t{row->runs};
    });
}

Result<std::vector<std::int64_t>> RunLog::settle() {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<std::vector<std::int64_t>> {
        std::vector<std::pair<std::int64_t, ProcessId>> open;
        {
            Query row = file.query(
                "SELECT id, pid, boot, process_start FROM job WHERE state IN ('running', 'paused', "
                "'stopping') ORDER BY id");
            while (row.next())
                open.push_back({row.integer(0), {row.integer(1), row.text(2), row.integer(3)}});
        }
        std::vector<std::int64_t> out;
        for (const auto& [job, owner] : open) {
            const auto cause = cause_of(owner);
            if (!cause) continue;
            interrupt(file, job, *cause);
            out.push_back(job);
        }
        return out;
    });
}

}  // namespace engine
