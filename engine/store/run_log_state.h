// What the sources of the run log share.
#pragma once

#include <stdexcept>
#include <string>

#include "engine/spec/run_event.h"
#include "engine/store/run_log.h"
#include "engine/store/sql_file.h"

namespace engine {

struct RunLog::State {
    SqlFile file;
};

/// The state with a name. Throws SQLite::Exception for a name that no version ever wrote (a damaged
/// file).
template <class StateType>
StateType state_named(const std::string& name, StateType last) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (name_of(static_cast<StateType>(i)) == name) return static_cast<StateType>(i);
    }
    throw SQLite::Exception("unknown state " + name);
}

inline RunState run_state(const std::string& name) {
    return state_named(name, RunState::Interrupted);
}
inline NodeState node_state(const std::string& name) {
    return state_named(name, NodeState::Cancelled);
}

/// A process works, or should work, on it.
inline bool is_active(RunState state) {
    return state == RunState::Running || state == RunState::Paused || state == RunState::Stopping;
}

/// Nothing more will happen to it by itself.
inline bool has_ended(RunState state) {
    return state == RunState::Done || state == RunState::Failed || state == RunState::Cancelled ||
           state == RunState::Interrupted;
}

/// Writes down that this process works on the job.
void own_job(SqlFile& file, std::int64_t job);

/// A row of: id, job, arm, arm_title, sweep, seed, end_key, state, cause, seconds.
RunRow run_of(const Query& row);

/// Documents stay as long as a job is of them.
inline void delete_unused_pipelines(SqlFile& file) {
    file.run("DELETE FROM pipeline WHERE hash NOT IN (SELECT pipeline FROM job)");
}

inline Error unknown_job(std::int64_t job) {
    return make_error(ErrorCode::BadUsage, "There is no job %1.", {std::to_string(job)});
}

inline Error unknown_run(std::int64_t run) {
    return make_error(ErrorCode::BadUsage, "There is no run %1.", {std::to_string(run)});
}

}  // namespace engine
