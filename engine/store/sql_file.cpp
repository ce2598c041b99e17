#include "engine/store/sql_file.h"

#include <sqlite3.h>

#include <cerrno>

#include "engine/base/files.h"

namespace engine {
namespace {

constexpr int kPatience = 5000;  // milliseconds to wait for another writer

}  // namespace

SqlFile::SqlFile(const std::filesystem::path& path, const std::string& uri, int flags)
    : path_(path),
      database_(uri, flags, kPatience),
      writable_((flags & SQLite::OPEN_READWRITE) != 0) {}

SqlFile::~SqlFile() {
    statements_.clear();  // before the connection closes, or it would stay open
    if (!writable_) return;
    // The last connection moves the journal into the file when it closes; this helps when others
    // stay open. What cannot be moved now is moved later, so a failure is none.
    sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                              nullptr);
}

void SqlFile::leave_unchanged() {
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    writable_ = false;
}

SQLite::Statement& SqlFile::prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    return statements_.try_emplace(sql, database_, std::string(sql)).first->second;
}

void SqlFile::bind(SQLite::Statement& to, int index, std::string_view value) {
    to.bind(index, std::string(value));
}

void SqlFile::bind(SQLite::Statement& to, int index, const Json& value) {
    to.bind(index, compact_json(value));
}

void SqlFile::bind(SQLite::Statement& to, int index, const Blob& value) {
    to.bindNoCopy(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
}

// Some failures (a full disk) end a whole transaction at once; what comes after must not be kept on
// its own.
Result<void> SqlFile::check_transaction() const {
    if (depth_ == 0 || sqlite3_get_autocommit(database_.getHandle()) == 0) return {};
    return make_error(ErrorCode::Database, "The transaction on %1 has failed.", {path_.string()});
}

Result<void> SqlFile::check_writable() const {
    if (!writable_)
        return make_error(ErrorCode::Locked, "%1 is open for reading only.", {path_.string()});
    return check_transaction();
}

Error SqlFile::error_of(const SQLite::Exception& problem) const {
    const std::string file = path_.string();
    const std::string detail =
        std::string(problem.what()) + " (" + std::to_string(problem.getExtendedErrorCode()) + ")";
    const int system_error = sqlite3_system_errno(database_.getHandle());
    switch (problem.getErrorCode()) {
        case SQLITE_FULL:
            return make_error(ErrorCode::DiskFull, "The disk is full: %1 was not written.", {file},
                              detail);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return make_error(ErrorCode::Locked, "Another process keeps writing to %1.", {file},
                              detail);
        case SQLITE_NOTADB:
            return make_error(ErrorCode::BadFile, "%1 is not a run log.", {file}, detail);
        case SQLITE_CORRUPT:
            return make_error(ErrorCode::Database, "%1 is damaged.", {file}, detail);
        case SQLITE_READONLY:
            return make_error(ErrorCode::Locked, "%1 is open for reading only.", {file}, detail);
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
            if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG ||
                system_error == EROFS)
                return io_error(system_error, path_);
            return make_error(ErrorCode::Io, "%1 cannot be read or written.", {file}, detail);
        default:
            return make_error(ErrorCode::Database, "%1: %2.", {file, problem.what()}, detail);
    }
}

SqlFile::Part::Part(SqlFile& file) : file_(file) {
    // "Immediate" waits for the write lock here, once, and not in the middle of the work.
    if (file_.depth_ == 0) {
        file_.database_.exec("BEGIN IMMEDIATE");
    } else {
        file_.database_.exec("SAVEPOINT part" + std::to_string(file_.depth_));
    }
    ++file_.depth_;
}

void SqlFile::Part::keep() {
    const int outer = file_.depth_ - 1;
    file_.database_.exec(outer == 0 ? std::string("COMMIT")
                                    : "RELEASE part" + std::to_string(outer));
    open_ = false;
}

SqlFile::Part::~Part() {
    const int outer = --file_.depth_;
    // In autocommit SQLite has undone the transaction itself.
    if (!open_ || sqlite3_get_autocommit(file_.database_.getHandle()) != 0) return;
    const std::string name = "part" + std::to_string(outer);
    const std::string sql = outer == 0 ? "ROLLBACK" : "ROLLBACK TO " + name + "; RELEASE " + name;
    file_.database_.tryExec(sql);
}

}  // namespace engine
