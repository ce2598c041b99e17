// Runs of the run log, with their measures, tags and notes.
#include "engine/store/run_log_state.h"

namespace engine {
namespace {

bool has_run(SqlFile& file, std::int64_t run) {
    return file.query("SELECT 1 FROM run WHERE id = ?1", run).next();
}

// `text` as a pattern of LIKE that matches it anywhere; its own % and _ are plain.
std::string anywhere(const std::string& text) {
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

std::int64_t add_run(SqlFile& file, std::int64_t job, const Run& run, const std::string& title) {
    file.run(
        "INSERT INTO run (job, arm, arm_title, sweep, seed, end_key, state) VALUES (?1, ?2, ?3, "
        "?4, ?5, ?6, 'queued')",
        job, run.arm, title, run.sweep, static_cast<std::int64_t>(run.seed), run.end);
    const std::int64_t id = file.last_id();
    int position = 0;
    for (const std::string& key : run.steps) {
        file.run("INSERT INTO run_node (run, position, key) VALUES (?1, ?2, ?3)", id, position++,
                 key);
    }
    return id;
}

}  // namespace

RunRow run_of(const Query& row) {
    RunRow out;
    out.id = row.integer(0);
    out.job = row.integer(1);
    out.arm = row.text(2);
    out.arm_title = row.text(3);
    out.sweep = row.json(4);
    out.seed = static_cast<std::uint64_t>(row.integer(5));
    out.end = row.text(6);
    out.state = run_state(row.text(7));
    out.cause = sentences_of(row.json(8));
    out.seconds = row.real(9);
    return out;
}

Result<std::vector<std::int64_t>> RunLog::add_runs(std::int64_t job, const Plan& plan,
                                                   const Document& document) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<std::vector<std::int64_t>> {
        if (!file.query("SELECT 1 FROM job WHERE id = ?1", job).next()) return unknown_job(job);
        std::vector<std::int64_t> out;
        for (const Run& run : plan.runs) {
            const Arm* arm = document.arm(run.arm);
            const bool titled = arm != nullptr && !arm->title.empty();
            out.push_back(add_run(file, job, run, titled ? arm->title : run.arm));
        }
        return out;
    });
}

Result<void> RunLog::set_run(std::int64_t run, RunState state, const Sentences& cause,
                             double seconds) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        file.run("UPDATE run SET state = ?2, cause = ?3, seconds = ?4 WHERE id = ?1", run,
                 name_of(state), sentences_json(cause), seconds);
        if (file.changes() == 0) return unknown_run(run);
        return {};
    });
}

Result<std::vector<RunRow>> RunLog::runs(const RunFilter& filter) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<RunRow>> {
        std::vector<RunRow> out;
        Query row = file.query(
            "SELECT r.id, r.job, r.arm, r.arm_title, r.sweep, r.seed, r.end_key, r.state, r.cause, "
            "r.seconds "
            "FROM run r JOIN job j ON j.id = r.job WHERE (?1 = 0 OR r.job = ?2) AND (?3 = 0 OR "
            "r.arm = ?4) "
            "AND (?5 = '' OR r.state = ?5) AND (?6 = '%%' OR r.arm_title LIKE ?6 ESCAPE '\\' "
            "OR r.arm LIKE ?6 ESCAPE '\\' OR j.title LIKE ?6 ESCAPE '\\') "
            "ORDER BY r.job DESC, r.id LIMIT ?7 OFFSET ?8",
            filter.job ? 1 : 0, filter.job.value_or(0), filter.arm ? 1 : 0, filter.arm.value_or(""),
            filter.state ? name_of(*filter.state) : std::string_view(), anywhere(filter.text),
            filter.limit, filter.offset);
        while (row.next()) out.push_back(run_of(row));
        return out;
    });
}

Result<std::vector<std::string>> RunLog::run_keys(std::int64_t run) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<std::string>> {
        if (!has_run(file, run)) return unknown_run(run);
        std::vector<std::string> out;
        Query row = file.query("SELECT key FROM run_node WHERE run = ?1 ORDER BY position", run);
        while (row.next()) out.push_back(row.text(0));
        return out;
    });
}

Result<std::vector<std::int64_t>> RunLog::runs_on(const std::string& key) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<std::int64_t>> {
        std::vector<std::int64_t> out;
        Query row = file.query("SELECT run FROM run_node WHERE key = ?1 ORDER BY run DESC", key);
        while (row.next()) out.push_back(row.integer(0));
        return out;
    });
}

Result<void> RunLog::put_measures(std::int64_t run, const std::vector<Measure>& measures) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        if (!has_run(file, run)) return unknown_run(run);
        file.run("DELETE FROM measure WHERE run = ?1", run);
        int position = 0;
        for (const Measure& m : measures) {
            file.run(
                "INSERT INTO measure (run, position, split, slice, name, k, unit, n, value) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                run, position++, m.split, m.slice, m.name, m.k, m.unit, m.n, m.value);
        }
        return {};
    });
}

Result<std::vector<Measure>> RunLog::measures(std::int64_t run) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<Measure>> {
        if (!has_run(file, run)) return unknown_run(run);
        std::vector<Measure> out;
        Query row = file.query(
            "SELECT name, value, split, slice, k, unit, n FROM measure WHERE run = ?1 ORDER BY "
            "position",
            run);
        while (row.next()) {
            Measure& m = out.emplace_back();
            m.name = row.text(0);
            m.value = row.real(1);
            m.split = row.text(2);
            m.slice = row.text(3);
            m.k = static_cast<int>(row.integer(4));
            m.unit = row.text(5);
            m.n = row.integer(6);
        }
        return out;
    });
}

Result<void> RunLog::tag(std::int64_t run, const std::string& tag, bool set) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        if (!has_run(file, run)) return unknown_run(run);
        file.run(set ? "INSERT OR IGNORE INTO tag (run, tag) VALUES (?1, ?2)"
                     : "DELETE FROM tag WHERE run = ?1 AND tag = ?2",
                 run, tag);
        return {};
    });
}

Result<std::vector<std::string>> RunLog::tags(std::int64_t run) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<std::string>> {
        if (!has_run(file, run)) return unknown_run(run);
        std::vector<std::string> out;
        for (Query row = file.query("SELECT tag FROM tag WHERE run = ?1 ORDER BY tag", run);
             row.next();) {
            out.push_back(row.text(0));
        }
        return out;
    });
}

Result<void> RunLog::set_note(std::int64_t run, const std::string& note) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        if (!has_run(file, run)) return unknown_run(run);
        file.run("INSERT OR REPLACE INTO note (run, text) VALUES (?1, ?2)", run, note);
        return {};
    });
}

Result<std::string> RunLog::note(std::int64_t run) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::string> {
        if (!has_run(file, run)) return unknown_run(run);
        Query row = file.query("SELECT text FROM note WHERE run = ?1", run);
        return row.next() ? row.text(0) : std::string();
    });
}

}  // namespace engine
