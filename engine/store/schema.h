// The tables of the run log, as a list of migrations that only go forward.
#pragma once

#include <span>

#include "engine/base/result.h"
#include "engine/store/sql_file.h"

namespace engine {

/// Number i of a list brings a file from user_version i to i + 1.
struct Migration {
    const char* sql;
};

std::span<const Migration> shipped_migrations();

/// Brings a file up to the last version of `migrations`, in one transaction: all of them or none.
/// An empty file gets all tables; a file that is open for reading only must be up to date. Errors:
/// NewerVersion (nothing is changed), BadFile (another program's database), Unsupported (older,
/// read-only).
Result<void> migrate(SqlFile& file, std::span<const Migration> migrations);

}  // namespace engine
