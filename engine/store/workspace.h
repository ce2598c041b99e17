// A workspace: a folder to copy, zip and open elsewhere. One program owns it at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/base/result.h"

namespace engine {

struct WorkspacePaths {
    std::filesystem::path root;
    std::filesystem::path datasets() const { return root / "datasets"; }
    std::filesystem::path models() const { return root / "models"; }
    std::filesystem::path artifacts() const { return root / "artifacts"; }
    std::filesystem::path features() const { return root / "features"; }
    std::filesystem::path exports() const { return root / "exports"; }
    std::filesystem::path journal() const { return root / "journal"; }
};

/// Default: `warmstart` in the user's data directory (XDG_DATA_HOME).
std::filesystem::path default_workspace();

/// Makes the folders that are missing. Errors: Io, DiskFull.
Result<WorkspacePaths> make_workspace(const std::filesystem::path& root);

/// Held by the program that owns a workspace; let go when destroyed or when the process dies.
class WorkspaceLock {
public:
    /// Errors: Locked, naming the process that holds it.
    static Result<WorkspaceLock> take(const WorkspacePaths& paths);
    WorkspaceLock(WorkspaceLock&&) noexcept;
    WorkspaceLock& operator=(WorkspaceLock&&) noexcept;
    ~WorkspaceLock();

private:
    explicit WorkspaceLock(int descriptor);
    int descriptor_ = -1;
};

}  // namespace engine
