// The run log: one SQLite file that holds every job, run, node, measure and series point. Complete
// and durable; events are only its news. Each thread opens its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/base/sentence.h"
#include "engine/plan/cost.h"
#include "engine/plan/plan.h"
#include "engine/spec/measure.h"
#include "engine/spec/run_event.h"

namespace engine {

struct JobRow {
    std::int64_t id = 0;
    std::string title;
    std::string document;  // canonical text
    RunState state = RunState::Queued;
    Sentences cause;  // of an interruption or failure: "killed", "machine restarted", an error
    std::string device;
    Json provenance;           // build, instruction set, threads, LibTorch version
    Json settings;             // JobSettings, so that it can be resumed as it was
    std::int64_t started = 0;  // Unix milliseconds; 0 = not yet
    std::int64_t ended = 0;
    int nodes_ran = 0;
    int nodes_reused = 0;
    int runs = 0;
};

struct RunRow {
    std::int64_t id = 0;
    std::int64_t job = 0;
    std::string arm;  // id in the document
    std::string arm_title;
    Json sweep;
    std::uint64_t seed = 0;
    std::string end;  // recipe key of the step that measures it
    RunState state = RunState::Queued;
    Sentences cause;
    double seconds = 0;  // of all its steps, when they were computed
};

struct NodeRow {
    std::string key;
    std::string node;
    std::string kind;
    std::string title;
    Json parts;  // what the key is made of
    NodeState state = NodeState::Queued;
    Sentences reason;
    double seconds = 0;
    std::int64_t peak_memory = 0;  // bytes
    std::int64_t job = 0;          // the job that computed it
    std::int64_t last_step = 0;    // of a training node
    std::int64_t disk = 0;         // bytes of its artifact
    // As step_forecast.h made them when its job began; seconds 0: it did not.
    NodeCost forecast = {};
    NodeCost modelled = {};  // seconds 0 too where the step went on from a checkpoint
    std::string machine = {};
};

struct Point {
    std::int64_t step = 0;
    double value = 0;
};

/// Overview of up to 1,024 points that follow each other: what a chart draws when it is zoomed out.
struct SeriesChunk {
    std::int64_t first_step = 0;
    std::int64_t last_step = 0;
    std::int64_t n = 0;
    double min = 0;  // min, max, mean of the finite values; NaN when there is none
    double max = 0;
    double mean = 0;
};

/// A series of a job's steps, with the first run that rests on its step.
struct JobSeries {
    std::string key;
    std::string series;
    std::string node;
    std::string title;  // of the step
    std::string arm;
    std::string arm_title;
    Json sweep;
    std::uint64_t seed = 0;
};

/// A job that was interrupted, with the step that it was at.
struct UnfinishedRow {
    JobRow job;
    std::string step;  // its title; "": none had begun
    std::int64_t last_step = 0;
};

/// Which runs: all fields that are set must hold.
struct RunFilter {
    std::optional<std::int64_t> job = {};
    std::optional<std::string> arm = {};
    std::optional<RunState> state = {};
    std::string text = {};  // in title or arm
    std::int64_t limit = 1000;
    std::int64_t offset = 0;
};

/// A run with what a list shows beside it.
struct ListedRun {
    RunRow row;
    std::vector<Measure> measures;  // over all rows; no slices
    std::vector<std::string> tags;
    std::string note;
};
struct ListedJob {
    JobRow job;                   // without device, provenance, settings
    std::vector<ListedRun> runs;  // in the plan's order
};

class RunLog {
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// Opens or makes workspace.sqlite; migrates an older schema forward (ReadOnly: never).
    /// Errors: NewerVersion (nothing is changed), BadFile (not a run log), Unsupported (older, and
    /// read-only), MissingFile (read-only), Io, Database. Every call of a RunLog may give Database,
    /// DiskFull, Io, and Locked (another process kept writing for 5 s, or it is open read-only).
    static Result<RunLog> open(const std::filesystem::path& workspace, Mode mode);
    RunLog(RunLog&&) noexcept;
    RunLog& operator=(RunLog&&) noexcept;
    ~RunLog();

    // Jobs and runs
    Result<std::int64_t> add_job(const JobRow& job);  // one that waits: at the end of the queue
    /// Running: the job now belongs to this process. An end sets `ended`.
    Result<void> set_job(std::int64_t job, RunState state, const Sentences& cause, int ran,
                         int reused);
    Result<void> heartbeat(std::int64_t job);
    Result<std::vector<JobRow>> jobs(std::int64_t limit = 1000) const;  // begun, newest first
    Result<JobRow> job(std::int64_t id) const;  // Errors: BadUsage when unknown
    /// Adds the plan's runs (and their links to steps) to a job; -> their ids in the plan's order.
    Result<std::vector<std::int64_t>> add_runs(std::int64_t job, const Plan& plan,
                                               const Document& document);
    Result<void> set_run(std::int64_t run, RunState state, const Sentences& cause, double seconds);
    /// Newest job first; within a job in the plan's order.
    Result<std::vector<RunRow>> runs(const RunFilter& filter) const;
    Result<std::vector<std::string>> run_keys(std::int64_t run) const;
    Result<std::vector<std::int64_t>> runs_on(const std::string& key) const;  // newest first
    Result<std::int64_t> delete_job(
        std::int64_t job);  // -> runs removed; artifacts stay until evicted

    // Queue: jobs that wait for a process, in their order. Errors of all that change one: BadUsage
    // when it does not wait.
    /// Those that a process works on first, then those that wait.
    Result<std::vector<JobRow>> open_jobs() const;
    Result<void> hold(std::int64_t job, bool held);  // held: it is passed over
    Result<void> put_first(std::int64_t job);
    Result<void> remove_waiting(std::int64_t job);
    /// It now runs, in this process; `job` brings its id, device, provenance, settings, times.
    Result<void> take_waiting(const JobRow& job);

    /// What another program asks of the one that works on a job; the newest counts. Errors:
    /// BadUsage when none works on it.
    Result<void> request(std::int64_t job, JobRequest what);
    Result<std::optional<JobRequest>> take_request(std::int64_t job);  // once each

    /// Jobs that were interrupted and from whose pipeline none has begun since, newest first.
    Result<std::vector<UnfinishedRow>> unfinished(std::int64_t limit) const;

    // Nodes
    Result<void> put_node(const NodeRow& node);  // one row a key: replaces
    Result<std::optional<NodeRow>> node(const std::string& key) const;
    /// Latest finished nodes of a kind, newest first: what a re-run is compared with.
    Result<std::vector<NodeRow>> recent_nodes(const std::string& kind, std::int64_t limit) const;
    /// Latest steps of a kind that were computed on a machine, newest first, without `parts`.
    Result<std::vector<NodeRow>> nodes_measured_on(const std::string& machine,
                                                   const std::string& kind,
                                                   std::int64_t limit) const;

    /// What a resumed fit came to when it was held against its own steps from before; null: it
    /// never was.
    Result<void> put_proof(const std::string& key, const Json& proof);
    Result<Json> proof(const std::string& key) const;

    /// Every step of a job, each once, without `parts`: those that its runs rest on, in their
    /// order, then verdicts and references, which stand outside the arms.
    Result<std::vector<NodeRow>> job_nodes(std::int64_t job) const;

    /// Whole jobs with their runs, newest first, those below number `before` (0: from the newest
    /// on), until at least `least` seed groups (runs that are equal but for the seed) are together
    /// or there is no more. One question a table, however many runs.
    Result<std::vector<ListedJob>> listed_jobs(std::int64_t before, std::int64_t least) const;
    /// One job so; empty when unknown.
    Result<std::vector<ListedJob>> listed_job(std::int64_t job) const;
    Result<std::int64_t> seed_groups() const;  // in the whole log

    // Series: points of a step, in order (else BadUsage); kept in chunks of 1,024 with min, max,
    // mean.
    Result<void> add_points(const std::string& key, const std::string& series,
                            const std::vector<Point>& points);
    Result<std::vector<std::string>> series_of(const std::string& key) const;
    Result<std::vector<Point>> points(const std::string& key, const std::string& series,
                                      std::int64_t first_step = 0,
                                      std::int64_t last_step = INT64_MAX) const;
    Result<std::vector<SeriesChunk>> chunks(const std::string& key,
                                            const std::string& series) const;
    /// Every series of the job's steps, in the order of the runs.
    Result<std::vector<JobSeries>> job_series(std::int64_t job) const;
    /// Drops points after `step`: a resumed run writes them anew.
    Result<void> cut_points(const std::string& key, std::int64_t step);

    // Measures
    Result<void> put_measures(std::int64_t run,
                              const std::vector<Measure>& measures);  // replaces the run's
    Result<std::vector<Measure>> measures(std::int64_t run) const;

    // Tags, notes, settings, hashes of files
    Result<void> tag(std::int64_t run, const std::string& tag, bool set);
    Result<std::vector<std::string>> tags(std::int64_t run) const;
    Result<void> set_note(std::int64_t run, const std::string& note);
    Result<std::string> note(std::int64_t run) const;
    Result<std::optional<std::string>> setting(const std::string& name) const;
    Result<void> set_setting(const std::string& name, const std::string& value);
    /// SHA-256 of a file, remembered by path, size and modification time.
    Result<std::string> file_hash(const std::filesystem::path& path);

    /// Every job left running, paused or stopping by a process that is gone, and its unfinished
    /// runs, become `interrupted`, with the cause "killed" or "machine restarted"; its running
    /// steps are queued again and keep their last step. Jobs that only wait stay as they are.
    /// -> the jobs settled. Call as owner of the workspace.
    Result<std::vector<std::int64_t>> settle();

    /// One transaction around several calls. Errors: Database, DiskFull; then nothing of it is
    /// kept.
    Result<void> together(const std::function<Result<void>()>& work);

private:
    struct State;
    explicit RunLog(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace engine
