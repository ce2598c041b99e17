#include "engine/store/schema.h"

#include <array>
#include <string>

namespace engine {
namespace {

// Marks the file as ours ("WARM"): `file` and other programs can tell, and we never migrate a
// stranger's database.
constexpr std::int64_t kApplication = 0x5741524D;

// States stand as their names, JSON as text, times in Unix milliseconds (0: not yet), seeds as the
// signed integer of the same 64 bits, NaN as NULL. A shipped migration is never edited: a change is
// a new one.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE pipeline (
    hash TEXT PRIMARY KEY,  -- SHA-256 of the text
    text TEXT NOT NULL      -- canonical document
) WITHOUT ROWID;

CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- a number is never given twice
    title TEXT NOT NULL,
    pipeline TEXT NOT NULL REFERENCES pipeline (hash),
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    device TEXT NOT NULL,
    provenance TEXT NOT NULL,
    settings TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    heartbeat INTEGER NOT NULL DEFAULT 0,
    nodes_ran INTEGER NOT NULL,
    nodes_reused INTEGER NOT NULL,
    pid INTEGER NOT NULL DEFAULT 0,            -- the process that works on it
    boot TEXT NOT NULL DEFAULT '',             -- boot id of the machine it lives on
    process_start INTEGER NOT NULL DEFAULT 0   -- clock ticks after boot: tells it from a later one of that pid
);

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    arm TEXT NOT NULL,
    arm_title TEXT NOT NULL,
    sweep TEXT NOT NULL,
    seed INTEGER NOT NULL,
    end_key TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0
);
CREATE INDEX run_of_job ON run (job);

CREATE TABLE run_node (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE node_run (
    id INTEGER PRIMARY KEY,  -- grows with every write: the newest comes last
    key TEXT NOT NULL UNIQUE,
    node TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    parts TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    seconds REAL NOT NULL,
    peak_memory INTEGER NOT NULL,
    job INTEGER NOT NULL,    -- may outlive the job's row
    last_step INTEGER NOT NULL,
    written INTEGER NOT NULL
);
CREATE INDEX node_of_kind ON node_run (kind, id);
CREATE INDEX node_of_job ON node_run (job);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (key, name)
);
CREATE TABLE series_chunk (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,  -- 0, 1, ...; all but the last are full
    first_step INTEGER NOT NULL,
    last_step INTEGER NOT NULL,
    n INTEGER NOT NULL,
    min REAL,                   -- min, max, mean of the finite values; NULL when there is none
    max REAL,
    mean REAL,
    points BLOB NOT NULL,       -- n times: step int64, value float64, little-endian
    UNIQUE (series, position)
);

CREATE TABLE measure (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    split TEXT NOT NULL,
    slice TEXT NOT NULL,
    name TEXT NOT NULL,
    k INTEGER NOT NULL,
    unit TEXT NOT NULL,
    n INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE tag (
    run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (run, tag)
) WITHOUT ROWID;
CREATE TABLE note (
    run INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    text TEXT NOT NULL
);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file_hash (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL
) WITHOUT ROWID;
)sql";

// Reasons and causes were finished English texts; now they are sentences with arguments, as JSON:
// [{"message", "arguments"}]. What was said before stays readable, as a text without arguments.
constexpr const char* kVersion2 = R"sql(
UPDATE node_run SET reason = CASE
    WHEN reason = '' THEN '[]'
    WHEN reason GLOB 'Reused from job [0-9]*.' THEN json_array(json_object(
        'message', 'Reused from job %1.',
        'arguments', json_array(substr(reason, 17, length(reason) - 17))))
    ELSE json_array(json_object('message', reason, 'arguments', json_array())) END;
UPDATE job SET cause = CASE WHEN cause = '' THEN '[]'
    ELSE json_array(json_object('message', cause, 'arguments', json_array())) END;
UPDATE run SET cause = CASE WHEN cause = '' THEN '[]'
    ELSE json_array(json_object('message', cause, 'arguments', json_array())) END;
)sql";

// The queue: jobs that wait, by position, then by number. Few jobs are open, however long the log.
// What another program asks of the one that works on a job. What a resumed fit came to when it was
// held against its own steps from before.
constexpr const char* kVersion3 = R"sql(
ALTER TABLE job ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
CREATE INDEX job_open ON job (position, id)
    WHERE state IN ('running', 'paused', 'stopping', 'queued', 'held');
CREATE TABLE request (
    job INTEGER PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
    what TEXT NOT NULL  -- the newest one counts
);
CREATE TABLE proof (key TEXT PRIMARY KEY, proof TEXT NOT NULL) WITHOUT ROWID;  -- JSON
)sql";

// What a step was to take, by the model of its cost and by the forecast, and what it left on the
// disk, beside what it took. 0: not known; machine "": nowhere that its time could be compared
// with.
constexpr const char* kVersion4 = R"sql(
ALTER TABLE node_run ADD COLUMN disk INTEGER NOT NULL DEFAULT 0;  -- bytes of its artifact
ALTER TABLE node_run ADD COLUMN machine TEXT NOT NULL DEFAULT '';
ALTER TABLE node_run ADD COLUMN modelled_seconds REAL NOT NULL DEFAULT 0;
ALTER TABLE node_run ADD COLUMN modelled_memory INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node_run ADD COLUMN modelled_disk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node_run ADD COLUMN forecast_seconds REAL NOT NULL DEFAULT 0;
ALTER TABLE node_run ADD COLUMN forecast_memory INTEGER NOT NULL DEFAULT 0;
ALTER TABLE node_run ADD COLUMN forecast_disk INTEGER NOT NULL DEFAULT 0;
CREATE INDEX node_measured ON node_run (machine, kind, id);
)sql";

constexpr std::array<Migration, 4> kMigrations = {
    {{kVersion1}, {kVersion2}, {kVersion3}, {kVersion4}}};

std::int64_t number(SqlFile& file, const char* sql) {
    return file.database().execAndGet(sql).getInt64();
}

Error not_ours(SqlFile& file) {
    return make_error(ErrorCode::BadFile, "%1 is a database of another program.",
                      {file.database().getFilename()});
}

Error newer(std::int64_t version, std::int64_t known) {
    return make_error(
        ErrorCode::NewerVersion,
        "This workspace was written by a newer Warmstart (version %1 of its run log; known is %2).",
        {std::to_string(version), std::to_string(known)});
}

// Under the write lock.
Result<void> go_forward(SqlFile& file, std::span<const Migration> migrations) {
    const auto newest = static_cast<std::int64_t>(migrations.size());
    const std::int64_t from =
        number(file, "PRAGMA user_version");  // anew: another process may have been faster
    const bool empty = number(file, "SELECT count(*) FROM sqlite_schema") == 0;
    if (from > newest) return newer(from, newest);
    if (!empty && number(file, "PRAGMA application_id") != kApplication) return not_ours(file);
    for (const Migration& migration : migrations.subspan(static_cast<std::size_t>(from))) {
        file.database().exec(migration.sql);
    }
    file.database().exec("PRAGMA application_id = " + std::to_string(kApplication));
    file.database().exec("PRAGMA user_version = " + std::to_string(newest));
    return {};
}

}  // namespace

std::span<const Migration> shipped_migrations() { return kMigrations; }

Result<void> migrate(SqlFile& file, std::span<const Migration> migrations) {
    const auto newest = static_cast<std::int64_t>(migrations.size());
    const auto version =
        file.read([&]() -> Result<std::int64_t> { return number(file, "PRAGMA user_version"); });
    if (!version) return version.error();
    if (*version > newest) return newer(*version, newest);
    if (*version < newest && !file.writable()) {
        return file.read([&]() -> Result<void> {
            if (number(file, "PRAGMA application_id") != kApplication) return not_ours(file);
            return make_error(ErrorCode::Unsupported,
                              "This workspace is of an older Warmstart; open it for writing once "
                              "to bring it up to date.");
        });
    }
    if (*version < newest) return file.write([&] { return go_forward(file, migrations); });
    return file.read([&]() -> Result<void> {
        if (number(file, "PRAGMA application_id") != kApplication) return not_ours(file);
        return {};
    });
}

}  // namespace engine
