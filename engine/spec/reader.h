// The window's questions about a workspace, and what it may ask to be done beside running a job.
// Every call is synchronous and belongs to one thread, the reader's: it has a database connection
// of its own and may read while a model trains. What has many shapes (reports, passports, lists of
// models) comes as the JSON that the command line prints with --json; what is drawn thirty times a
// second comes as plain values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/base/sentence.h"
#include "engine/base/watch.h"
#include "engine/spec/gpu.h"
#include "engine/spec/run_event.h"
#include "engine/spec/runner.h"

namespace engine {

struct JobInfo {
    std::int64_t id = 0;
    std::string title;
    std::string document;  // canonical text, as it ran
    RunState state = RunState::Queued;
    Sentences cause;  // "killed", an error
    std::string device;
    JobSettings settings;      // as it was begun with
    std::int64_t started = 0;  // Unix milliseconds; 0: not yet
    std::int64_t ended = 0;
    int runs = 0;
    int nodes_ran = 0;
    int nodes_reused = 0;
};

/// What becomes of a job that waits in the queue.
enum class QueueAct { Hold, Release, First, Remove };

/// A job that ended without being done, with nothing begun from its pipeline since.
struct UnfinishedJob {
    JobInfo job;
    std::string step;            // title of the step that it was at; "": none had begun
    std::int64_t last_step = 0;  // of that step's training; 0: it does not train
};

/// One step of a job, as a card of the canvas shows it.
struct StepInfo {
    std::string key;
    std::string node;  // id in the document
    std::string kind;
    std::string title;  // "Fine-tune (64 labels, seed 3)"
    NodeState state = NodeState::Idle;
    Sentences reason;  // why it ran, or why it did not have to
    double seconds = 0;
};

/// A curve of a job: where its points lie and which runs it belongs to.
struct SeriesInfo {
    std::string key;     // of the step
    std::string series;  // "train/loss", "valid/accuracy"
    std::string node;    // id in the document
    std::string title;   // of the step
    std::string arm;     // id of the first arm that rests on it
    std::string arm_title;
    Json sweep = Json::object();  // {"rows": 64}
    std::uint64_t seed = 0;
};

/// Part of a curve, reduced to what can be seen: each entry stands for `n` points that follow each
/// other and keeps their extremes.
struct CurvePiece {
    double first_step = 0;
    double last_step = 0;
    std::int64_t n = 0;
    double low = 0;
    double high = 0;
    double mean = 0;  // over the finite values; NaN when there is none
};
struct Curve {
    std::vector<CurvePiece> pieces;
    std::int64_t points = 0;  // that lie in the range
};

/// What starting a document would do.
struct Forecast {
    struct Line {
        std::string node;
        std::string title;
        int to_run = 0;
        int reused = 0;
        double seconds = 0;       // of what is to run
        std::int64_t memory = 0;  // bytes: the highest of its steps; of the whole process
        std::int64_t disk = 0;    // bytes of what they leave
        bool measured = true;     // upon steps that ran here; else a rough guess
        Sentences reason;         // of the first instance
    };
    std::vector<Line> lines;  // in document order
    int runs = 0, arms = 0, seeds = 0, budgets = 0;
    int to_run = 0, reused = 0;
    double seconds = 0;                           // of all
    std::int64_t memory = 0, disk = 0;            // bytes: the highest, and of all
    bool measured = true;                         // of all that is to run
    std::int64_t free_memory = 0, free_disk = 0;  // bytes; memory: with what the process holds
    Sentences warning;                            // memory that may not suffice
    Sentences obstacle;                           // why it cannot end: the disk
    std::string precision;
};

class Reader {
public:
    virtual ~Reader() = default;

    // Jobs and runs. Errors of all: Database, BadFile; BadUsage where a number is unknown.
    virtual Result<std::vector<JobInfo>> jobs(std::int64_t limit) = 0;  // begun, newest first
    /// Jobs that a process works on, then those that wait, in the order in which they will be
    /// taken.
    virtual Result<std::vector<JobInfo>> open_jobs() = 0;
    /// What was interrupted (killed, crashed, machine restarted), newest first.
    virtual Result<std::vector<UnfinishedJob>> unfinished(std::int64_t limit) = 0;
    /// Puts a document at the end of the queue; -> the job's number. Errors: those of reading and
    /// checking it.
    virtual Result<std::int64_t> queue_job(const std::string& document,
                                           const JobSettings& settings) = 0;
    /// Errors: BadUsage when the job does not wait.
    virtual Result<void> queue_act(std::int64_t job, QueueAct act) = 0;
    /// Asks the program that works on the job; it does so within a step. Errors: BadUsage when no
    /// program works on it.
    virtual Result<void> request(std::int64_t job, JobRequest what) = 0;
    virtual Result<std::vector<StepInfo>> steps(std::int64_t job) = 0;
    virtual Result<std::vector<SeriesInfo>> series(std::int64_t job) = 0;
    /// At most `most` pieces of the points with first <= step <= last.
    virtual Result<Curve> curve(const std::string& key, const std::string& series, double first,
                                double last, int most) = 0;
    virtual Result<JobInfo> job(std::int64_t job) = 0;
    /// As `warmstart-cli report --json`, with the arms of other jobs beside: these are called
    /// "12:direct" (job, arm), here and below.
    virtual Result<Json> report(std::int64_t job, const std::vector<std::int64_t>& beside) = 0;
    Result<Json> report(std::int64_t job) { return report(job, {}); }
    /// Any two arms at every budget that both have, as a report's "verdicts": exploratory, without
    /// a claim. metric "": the one that decides.
    virtual Result<Json> compare(std::int64_t job, const std::string& arm, const std::string& base,
                                 const std::string& metric) = 0;
    /// [{"arm_id", "sweep", "classes", "counts": [classes x classes, row = truth], "runs"}], summed
    /// over seeds; empty where no rows were scored.
    virtual Result<Json> confusion(std::int64_t job, const std::vector<std::int64_t>& beside) = 0;
    Result<Json> confusion(std::int64_t job) { return confusion(job, {}); }
    /// Rows that the one arm answers right in more seeds than the other, furthest first: {"seeds",
    /// "unit", "rows": scored, "arm_leads", "base_leads": {"total", "rows": [{"row", "text",
    /// "truth", "seeds", "a", "b": {"answer", "right": seeds, "of_truth": mean probability}}]}};
    /// "unit" alone where it is not "rows". The text is empty where the data is no longer kept.
    /// "arm_worst", "base_worst" likewise: rows that the arm answers wrong in some seed, furthest
    /// from the truth first.
    virtual Result<Json> examples(std::int64_t job, const std::string& arm, const std::string& base,
                                  const Json& sweep, std::int64_t limit) = 0;
    /// Curves of an arm's steps at one sweep value, over its seeds: [{"series": "train/loss", "n":
    /// seeds, "x": steps, "mean", "low", "high": 95 % t interval}], at most about `most` points.
    virtual Result<Json> seed_curves(std::int64_t job, const std::string& arm, const Json& sweep,
                                     int most) = 0;
    /// Seed groups, a page of whole jobs: see engine/reader/run_json.h.
    virtual Result<Json> run_groups(std::int64_t before, std::int64_t least) = 0;
    /// One line a run of the job: {"run", "job", "title", "arm", "arm_id", "sweep", "seed",
    /// "state", "seconds", "started", "tags", "note", "measures": {...}}.
    virtual Result<Json> runs(std::int64_t job) = 0;
    virtual Result<Json> run(std::int64_t run) = 0;  // as `runs show --json`
    /// Writes the report into the workspace's exports; -> its path. options: {"format": "html",
    /// "md"; "language": "en", "zh-CN"; "texts": whether worst rows are shown with their text},
    /// each with its default. Errors: BadUsage, Io, DiskFull, Database.
    virtual Result<std::filesystem::path> write_report(std::int64_t job, const Json& options) = 0;
    /// The report for a printer: {"title", "name": of a file, "html": plain, charts as <img
    /// src="figure:0">, "figures": [SVG...], "pipeline": to be carried by the file}.
    virtual Result<Json> print_report(std::int64_t job, const Json& options) = 0;
    /// The pipeline of a job as files about it carry it, with the fingerprints of its data.
    virtual Result<std::string> pipeline_of(std::int64_t job) = 0;
    /// The pipeline inside a file or model folder: {"document": canonical text, "lacking":
    /// [{"dataset", "sha256", "here": a stored dataset of that content, or ""}]}. Nothing is run.
    /// Errors: BadFile when it carries none or its hash differs; those of reading the document.
    virtual Result<Json> carried(const std::filesystem::path& file) = 0;
    virtual Result<void> tag(std::int64_t run, const std::string& tag, bool set) = 0;
    virtual Result<void> note(std::int64_t run, const std::string& note) = 0;
    virtual Result<void> remove_job(std::int64_t job) = 0;
    /// The GPUs of this computer at this moment. Errors: Unsupported, with the reason, where there
    /// is none; it does not change while the program runs.
    virtual Result<GpuList> gpus() = 0;
    virtual Result<Json> setting(const std::string& name) = 0;  // null when not set
    virtual Result<void> set_setting(const std::string& name, const Json& value) = 0;

    // Documents
    virtual Result<Forecast> forecast(const std::string& document, const JobSettings& settings) = 0;

    // Data and models
    virtual Result<Json> datasets() = 0;  // as `dataset list --json`
    /// As `dataset inspect --json`, and what follows from the roles of the columns (those chosen at
    /// the import, else guessed): {"roles": [...] a column, "roles_chosen", "classes": [{"name",
    /// "rows", "left": without copies, where they are dropped}...] most first, "unlabelled",
    /// "ratings": {"users", "items", "density", "gini", "cold_share"}, "span": [first, last] in
    /// seconds since 1970}.
    virtual Result<Json> passport(const std::string& name) = 0;
    /// Rows of a stored dataset, as the file has them or as they were wished: {"columns": [...],
    /// "rows": [[...]...], "numbers": of these rows, from 1, "total"}. Cells of over 64 KiB are
    /// cut.
    /// @param wish  null, or one that arrange() has answered
    virtual Result<Json> rows(const std::string& dataset, const Json& wish, std::int64_t first,
                              std::int64_t count) = 0;
    /// Puts rows into another order, or some of them, a slice at a time: {"seen": rows looked at,
    /// "found": that fit, "total", "done"}. To be asked again until it is done, or until those seen
    /// are enough: rows() then gives what was found. The two newest wishes are kept.
    /// @param wish    {"filter": words that a cell holds, "column": sorted by it, "descending"},
    ///                each may be left out
    /// @param enough  no further slice: what was seen is put in order
    virtual Result<Json> arrange(const std::string& dataset, const Json& wish, bool enough) = 0;
    /// Writes rows as CSV. Errors: Io, DiskFull. -> how many. @param wish  as rows()
    virtual Result<std::int64_t> export_rows(const std::string& dataset, const Json& wish,
                                             const std::filesystem::path& file) = 0;
    /// What a split would make of a dataset, read by the roles of its columns and prepared by the
    /// rules of its import: {"options": of a Split node, "parts": {"train": {"rows", "unlabelled",
    /// "classes": {...}}...}, "counts": of the split's report, "near": {"rows": {"train_test",
    /// "train_valid", "valid_test"}, "test_rows": different ones, "looked_at", "of", "pairs":
    /// [{"row", "part", "text", "other", "other_part", "other_text", "similarity"}...] the most
    /// alike first}}; rows are numbers of the dataset, from 1. null where no column is text.
    /// @param options  of a Split node, or null: those chosen for the dataset, else the usual ones
    virtual Result<Json> split(const std::string& dataset, const Json& options) = 0;
    virtual Result<Json> rejects(const std::string& dataset) = 0;
    /// The first rows of a file as these options read it: {"columns", "types", "roles": guessed,
    /// "rows", "rejects", "rows_in", "options"}. options: ImportOptions as JSON; with "roles" (one
    /// a column) also "counts": {"rows", "copies", "empty", "unlabelled"} of what was read.
    virtual Result<Json> preview(const std::filesystem::path& file, const Json& options) = 0;
    /// Takes a file into the library. Stopped, it leaves nothing behind.
    virtual Result<Json> import(const std::filesystem::path& file, const std::string& name,
                                const Json& options, const Watch& watch) = 0;
    Result<Json> import(const std::filesystem::path& file, const std::string& name,
                        const Json& options) {
        return import(file, name, options, {});
    }
    /// Takes a dataset out of sight; it leaves the disk when the reader ends. -> its fingerprint.
    virtual Result<std::string> remove_dataset(const std::string& name) = 0;
    /// Undoes remove_dataset. Errors: BadData when it is no longer there.
    virtual Result<void> restore_dataset(const std::string& fingerprint) = 0;
    virtual Result<Json> models() = 0;  // as `model list --json`: the library
    /// One line a run that trained a model which is still on the disk: {"run", "job", "title",
    /// "arm", "sweep", "seed", "artifact": folder, "type": "probe", "terms", "fine_tuned",
    /// "few_shot", "classes", "parameters", "bytes", "measures", "base": name of the library model
    /// below it}.
    virtual Result<Json> trained(std::int64_t limit) = 0;
    /// Whether a folder can be a model at all: config, safetensors, tokenizer. Errors: BadModel.
    virtual Result<void> check_model(const std::filesystem::path& folder) = 0;
    /// Takes a model folder into the library; as `model import`, but for the trial by the engine.
    virtual Result<void> import_model(const std::filesystem::path& folder,
                                      const std::string& name) = 0;
    /// {"pieces": [{"text", "id", "from", "to", "special", "part_of_character"}...], "cut",
    /// "unknown": [...], "bytes"}. Where "bytes" holds, no word is unknown: the tokenizer cuts what
    /// it does not know into bytes, and a piece that is no whole character is shown as "<E4 B8>".
    virtual Result<Json> tokens(const std::string& model, const std::string& text,
                                int max_tokens) = 0;
};

}  // namespace engine
