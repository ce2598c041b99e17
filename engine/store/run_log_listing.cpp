// Many runs at once, with what is listed beside them: one question a table, not one a run.
#include <limits>
#include <unordered_map>

#include "engine/store/run_log_state.h"

namespace engine {
namespace {

constexpr std::string_view kJobs =
    "SELECT j.id, j.title, p.text, j.state, j.cause, j.started, j.ended, "
    "(SELECT COUNT(DISTINCT r.arm || char(10) || r.sweep) FROM run r WHERE r.job = j.id) "
    "FROM job j JOIN pipeline p ON p.hash = j.pipeline WHERE j.id < ?1 ORDER BY j.id DESC";
constexpr std::string_view kRuns =
    "SELECT id, job, arm, arm_title, sweep, seed, end_key, state, cause, seconds FROM run WHERE "
    "job BETWEEN ?1 AND ?2 ORDER BY job DESC, id";
// CROSS JOIN keeps the order of the tables: from the few runs to what hangs on them, never a walk
// over all measures. Within a run the primary key gives them in order.
constexpr std::string_view kMeasures =
    "SELECT m.run, m.name, m.k, m.unit, m.n, m.value, m.split FROM run r CROSS JOIN measure m ON "
    "m.run = r.id WHERE r.job BETWEEN ?1 AND ?2 AND m.slice = ''";
constexpr std::string_view kTags =
    "SELECT t.run, t.tag FROM run r CROSS JOIN tag t ON t.run = r.id WHERE r.job BETWEEN ?1 AND ?2";
constexpr std::string_view kNotes =
    "SELECT n.run, n.text FROM run r CROSS JOIN note n ON n.run = r.id WHERE r.job BETWEEN ?1 AND "
    "?2";

std::vector<ListedJob> jobs_of(SqlFile& file, std::int64_t before, std::int64_t least) {
    std::vector<ListedJob> out;
    std::int64_t groups = 0;
    for (Query row = file.query(kJobs, before); groups < least && row.next();) {
        JobRow& job = out.emplace_back().job;
        job.id = row.integer(0);
        job.title = row.text(1);
        job.document = row.text(2);
        job.state = run_state(row.text(3));
        job.cause = sentences_of(row.json(4));
        job.started = row.integer(5);
        job.ended = row.integer(6);
        groups += row.integer(7);
    }
    return out;
}

using ById = std::unordered_map<std::int64_t, ListedRun*>;

// Pointers into the jobs' vectors: nothing is added to them afterwards.
ById add_runs(SqlFile& file, std::vector<ListedJob>& jobs, std::int64_t first, std::int64_t last) {
    auto job = jobs.begin();
    for (Query row = file.query(kRuns, first, last); row.next();) {
        RunRow run = run_of(row);
        while (job != jobs.end() && job->job.id != run.job) ++job;  // both newest first
        if (job == jobs.end()) break;
        job->runs.push_back({std::move(run), {}, {}, {}});
    }
    ById out;
    for (ListedJob& one : jobs) {
        one.job.runs = static_cast<int>(one.runs.size());
        for (ListedRun& run : one.runs) out[run.row.id] = &run;
    }
    return out;
}

void add_what_hangs_on_them(SqlFile& file, const ById& runs, std::int64_t first,
                            std::int64_t last) {
    const auto whose = [&](const Query& row) {
        const auto it = runs.find(row.integer(0));
        return it == runs.end() ? nullptr : it->second;
    };
    for (Query row = file.query(kMeasures, first, last); row.next();) {
        ListedRun* run = whose(row);
        if (run == nullptr) continue;
        Measure& m = run->measures.emplace_back();
        m.name = row.text(1);
        m.k = static_cast<int>(row.integer(2));
        m.unit = row.text(3);
        m.n = row.integer(4);
        m.value = row.real(5);
        m.split = row.text(6);
    }
    for (Query row = file.query(kTags, first, last); row.next();) {
        if (ListedRun* run = whose(row)) run->tags.push_back(row.text(1));
    }
    for (Query row = file.query(kNotes, first, last); row.next();) {
        if (ListedRun* run = whose(row)) run->note = row.text(1);
    }
}

std::vector<ListedJob> filled(SqlFile& file, std::vector<ListedJob> jobs) {
    if (jobs.empty()) return jobs;
    const std::int64_t first = jobs.back().job.id, last = jobs.front().job.id;
    const ById runs = add_runs(file, jobs, first, last);
    add_what_hangs_on_them(file, runs, first, last);
    return jobs;
}

}  // namespace

Result<std::vector<ListedJob>> RunLog::listed_jobs(std::int64_t before, std::int64_t least) const {
    SqlFile& file = state_->file;
    const std::int64_t below = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    return file.read([&]() -> Result<std::vector<ListedJob>> {
        return filled(file, jobs_of(file, below, least));
    });
}

Result<std::vector<ListedJob>> RunLog::listed_job(std::int64_t job) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<ListedJob>> {
        // The newest below the next number is the job itself, where it is there.
        auto found = jobs_of(file, job + 1, 1);
        const bool there = !found.empty() && found.front().job.id == job;
        found.resize(there ? 1 : 0);
        return filled(file, std::move(found));
    });
}

Result<std::int64_t> RunLog::seed_groups() const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::int64_t> {
        Query row = file.query("SELECT COUNT(*) FROM (SELECT 1 FROM run GROUP BY job, arm, sweep)");
        return row.next() ? row.integer(0) : 0;
    });
}

}  // namespace engine
