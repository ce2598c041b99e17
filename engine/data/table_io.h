// A Table as an Arrow IPC file: the form of every artifact of type Data.
#pragma once

#include <filesystem>

#include "engine/base/result.h"
#include "engine/data/table.h"

namespace engine {

/// Writes the table; columns that the data has none of are left out. Equal tables give equal bytes.
/// The caller syncs and publishes the file. Errors: Io, DiskFull.
Result<void> save_table(const Table& table, const std::filesystem::path& path);

/// Errors: MissingFile, Io; BadFile when it is damaged or no table of ours.
Result<Table> read_table(const std::filesystem::path& path);

}  // namespace engine
