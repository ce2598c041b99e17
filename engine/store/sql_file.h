// One connection to an SQLite file: prepared statements, transactions that nest, exceptions turned
// into errors. Only for the sources of this room; not thread-safe.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

/// A prepared statement in use: reset when it goes out of scope, so that no lock outlives it.
class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(statement) {}
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query() { statement_.tryReset(); }

    bool next() { return statement_.executeStep(); }  // to the next row; false: there is none
    void run() { statement_.exec(); }                 // of statements without rows

    // Columns of the current row, from 0.
    std::int64_t integer(int i) const { return statement_.getColumn(i).getInt64(); }
    std::string text(int i) const { return statement_.getColumn(i).getString(); }
    Json json(int i) const { return Json::parse(text(i), nullptr, false); }
    double real(int i) const {  // SQLite keeps NaN as NULL
        const auto column = statement_.getColumn(i);
        return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
    }
    std::string_view blob(int i) const {  // valid until next()
        const auto column = statement_.getColumn(i);
        return {static_cast<const char*>(column.getBlob()),
                static_cast<std::size_t>(column.getBytes())};
    }

private:
    SQLite::Statement& statement_;
};

/// Bytes to be bound as a blob; must live until the statement has run.
struct Blob {
    std::string_view bytes;
};

class SqlFile {
public:
    /// @param flags  SQLite::OPEN_...; waits 5 s for another writer before it gives up. Throws
    /// SQLite::Exception.
    SqlFile(const std::filesystem::path& path, const std::string& uri, int flags);
    SqlFile(const SqlFile&) = delete;
    SqlFile& operator=(const SqlFile&) = delete;
    ~SqlFile();

    SQLite::Database& database() { return database_; }
    bool writable() const { return writable_; }
    void leave_unchanged();  // closing it must not even move the journal into the file

    /// A statement by its text (a literal: the cache keeps the pointer), its ?1, ?2, ... bound.
    template <class... Values>
    Query query(std::string_view sql, const Values&... values) {
        SQLite::Statement& statement = prepared(sql);
        [[maybe_unused]] int index = 0;
        (bind(statement, ++index, values), ...);
        return Query(statement);
    }
    template <class... Values>
    void run(std::string_view sql, const Values&... values) {
        query(sql, values...).run();
    }
    int changes() const { return database_.getChanges(); }  // rows of the last run()
    std::int64_t last_id() const { return database_.getLastInsertRowid(); }

    /// Runs `work` (-> Result), its exceptions as errors.
    /// Errors: those of work; Database, DiskFull, Io, Locked (another program kept writing),
    /// BadFile (not a database).
    template <class Work>
    std::invoke_result_t<Work> read(Work&& work) const {
        try {
            if (auto usable = check_transaction(); !usable) return usable.error();
            return work();
        } catch (const SQLite::Exception& problem) {
            return error_of(problem);
        }
    }

    /// As read(), inside a transaction of its own, or a part of the one that is open: kept when
    /// `work` succeeds, else undone.
    template <class Work>
    std::invoke_result_t<Work> write(Work&& work) {
        try {
            if (auto usable = check_writable(); !usable) return usable.error();
            Part part(*this);
            std::invoke_result_t<Work> out = work();
            if (out) part.keep();
            return out;
        } catch (const SQLite::Exception& problem) {
            return error_of(problem);
        }
    }

    Error error_of(const SQLite::Exception& problem) const;

private:
    // A transaction, or a savepoint within one.
    class Part {
    public:
        explicit Part(SqlFile& file);
        Part(const Part&) = delete;
        Part& operator=(const Part&) = delete;
        ~Part();
        void keep();

    private:
        SqlFile& file_;
        bool open_ = true;
    };

    static void bind(SQLite::Statement& to, int index, std::int64_t value) {
        to.bind(index, value);
    }
    static void bind(SQLite::Statement& to, int index, int value) { to.bind(index, value); }
    static void bind(SQLite::Statement& to, int index, double value) { to.bind(index, value); }
    static void bind(SQLite::Statement& to, int index, std::string_view value);
    static void bind(SQLite::Statement& to, int index, const Json& value);
    static void bind(SQLite::Statement& to, int index, const std::string& value) {
        to.bind(index, value);
    }
    static void bind(SQLite::Statement& to, int index, const char* value) { to.bind(index, value); }
    static void bind(SQLite::Statement& to, int index, const Blob& value);

    SQLite::Statement& prepared(std::string_view sql);
    Result<void> check_transaction() const;
    Result<void> check_writable() const;

    std::filesystem::path path_;
    SQLite::Database database_;
    std::map<std::string_view, SQLite::Statement> statements_;
    int depth_ = 0;  // of open transaction and savepoints
    bool writable_;
};

}  // namespace engine
