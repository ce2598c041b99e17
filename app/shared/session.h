// What every command starts from: where things lie, the catalog, the opened workspace.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>

#include "engine/data/dataset_store.h"
#include "engine/spec/catalog.h"
#include "engine/spec/runner.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/model_library.h"
#include "engine/store/run_log.h"
#include "engine/store/workspace.h"

namespace app {

/// Exit codes of every command.
enum ExitCode : int { kOk = 0, kFailed = 1, kUsage = 2, kCancelled = 130 };

/// Settings common to all commands.
struct GlobalOptions {
    std::string workspace;  // "" = the default one
    std::string json;       // file to write the answer to, "-" = standard output, "" = none
};

/// An opened workspace. As owner (lock held) it may write; otherwise it reads.
struct Session {
    engine::Places places;
    engine::Catalog catalog;
    engine::WorkspacePaths paths;
    std::optional<engine::WorkspaceLock> lock;
    engine::RunLog log;
    engine::ArtifactFolder artifacts;
    engine::DatasetStore datasets;
    engine::ModelLibrary models;

    Session(engine::Places where, engine::WorkspacePaths workspace,
            std::optional<engine::WorkspaceLock> held, engine::RunLog run_log);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
};

/// Where an installed program has its shipped files: ../share/warmstart. Empty in a build folder.
std::filesystem::path installed_share();

engine::Places places_of(const GlobalOptions& options);

enum class Access { Read, Own };
/// Own: takes the lock and settles what a dead process left unfinished. Read: opens what is there;
/// falls back to making an empty workspace when there is none yet. Errors: Locked, Database,
/// NewerVersion, Io.
engine::Result<std::unique_ptr<Session>> open_session(const GlobalOptions& options, Access access);

/// Prints an error as one sentence on standard error; -> the exit code it stands for.
int fail(const engine::Error& error);

/// Writes JSON to the file that --json names (whole or not at all), or to standard output for "-".
engine::Result<void> write_answer(const GlobalOptions& options, const engine::Json& answer);

}  // namespace app
