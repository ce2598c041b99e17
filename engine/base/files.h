// Files that are either whole or not there. Every write goes to a temporary name, is synced, then
// renamed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace engine {

/// Errors: MissingFile, Io; BadFile when larger than `most` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t most = 1ULL << 32);

/// Errors: DiskFull, Io. The old content stays when it fails.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// Flushes a file or folder to the disk. Errors: DiskFull, Io.
Result<void> sync_path(const std::filesystem::path& path);

/// Syncs every file of `from`, renames it to `to` and syncs the parent: the folder appears whole.
/// When `to` is already there, `from` is removed and `to` kept (same name, same content).
Result<void> publish_folder(const std::filesystem::path& from, const std::filesystem::path& to);

/// Error of an errno value; `what` names the path. DiskFull is whatever takes no more bytes for
/// now: no space, a quota, a limit of the process, a disk that became read-only.
Error io_error(int error_number, const std::filesystem::path& what);

}  // namespace engine
