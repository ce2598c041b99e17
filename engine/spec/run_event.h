// News of a job, as values that cross from the worker to whoever watches. The run log is complete;
// this is only the news: progress is one high-water mark per series, the points are in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "engine/base/error.h"
#include "engine/base/sentence.h"

namespace engine {

enum class RunState {
    Queued,
    Held,
    Running,
    Paused,
    Stopping,
    Done,
    Failed,
    Cancelled,
    Interrupted
};
std::string_view name_of(RunState state);  // "queued"

/// A node's fate in a job. Idle: not needed, since all that it leads to is there.
enum class NodeState { Idle, Queued, Running, Paused, Done, Reused, Failed, Cancelled };
std::string_view name_of(NodeState state);

struct JobStarted {
    std::int64_t job = 0;
    std::string title;
    int nodes_to_run = 0;
    int nodes_reused = 0;
    int runs = 0;
    std::string document = {};  // canonical text
};

/// The live job waits, goes on, or is on its way to its end.
struct JobChanged {
    std::int64_t job = 0;
    RunState state = RunState::Running;  // Running, Paused, Stopping
    std::optional<Error> why = {};  // of a pause that nobody asked for: it tries again by itself
};

/// What a second program asks of the one that works on a job.
enum class JobRequest { Pause, Resume, Stop };

struct NodeChanged {
    std::string key;    // recipe key
    std::string node;   // id in the document
    std::string title;  // "Fine-tune (64 labels, seed 3)"
    NodeState state = NodeState::Idle;
    Sentences reason;  // "Learning rate 0.001 -> 0.0003."; of a failure the error
    double seconds = 0;
};

struct Progress {
    std::string key;
    std::string series;     // "train/loss", or "" for plain progress
    std::int64_t done = 0;  // in units of the stage: steps, texts
    std::int64_t total = 0;
    double value = 0;             // newest value of the series
    double job_share = 0;         // 0..1, of the whole job
    double job_seconds_left = 0;  // < 0: not known yet
};

struct Warning {
    std::string key;
    Error what;
};

struct RunFinished {
    std::int64_t run = 0;
    std::string arm;
    RunState state = RunState::Done;
};

struct JobFinished {
    std::int64_t job = 0;
    RunState state = RunState::Done;
    Error error;  // when failed
    double seconds = 0;
    int nodes_ran = 0;
    int nodes_reused = 0;
};

struct RunEvent {
    std::int64_t sequence = 0;  // no gaps but for merged progress
    std::variant<JobStarted, JobChanged, NodeChanged, Progress, Warning, RunFinished, JobFinished>
        what;
};

}  // namespace engine
