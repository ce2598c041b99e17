#include "engine/store/schema.h"

#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "engine/store/run_log.h"
#include "store_support.h"
#include "tests/support/folders.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

const int kCreate = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;

std::int64_t number(const fs::path& file, const char* sql) {
    SQLite::Database database(file.string());
    return database.execAndGet(sql).getInt64();
}

TEST(Schema, MarksANewFileWithItsVersion) {
    const TemporaryFolder folder;
    open_log(folder.path());
    // Asked before another connection looks: a reader makes that file anew.
    EXPECT_FALSE(
        fs::exists(folder.path() / "workspace.sqlite-wal"));  // one file to copy when closed
    const fs::path file = folder.path() / "workspace.sqlite";
    EXPECT_EQ(number(file, "PRAGMA user_version"), 4);
    EXPECT_EQ(number(file, "PRAGMA application_id"), 0x5741524D);
    EXPECT_EQ(SQLite::Database(file.string()).execAndGet("PRAGMA journal_mode").getString(), "wal");
}

// checklist-09
TEST(Schema, RefusesAFileOfANewerVersionAndChangesNothing) {
    const TemporaryFolder folder;
    ASSERT_TRUE(open_log(folder.path()).set_setting("a", "b"));
    const fs::path file = folder.path() / "workspace.sqlite";
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 5");
    const std::string before = read_text(file);
    for (const auto mode : {RunLog::Mode::ReadWrite, RunLog::Mode::ReadOnly}) {
        const auto log = RunLog::open(folder.path(), mode);
        ASSERT_FALSE(log);
        EXPECT_EQ(log.error().code, ErrorCode::NewerVersion);
        EXPECT_EQ(log.error().text(),
                  "This workspace was written by a newer Warmstart (version 5 of its run log; "
                  "known is 4).");
        EXPECT_TRUE(before == read_text(file));
    }
}

TEST(Schema, RefusesWhatIsNoRunLog) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "workspace.sqlite";
    write_text(file, std::string(5000, 'x'));
    EXPECT_EQ(RunLog::open(folder.path(), RunLog::Mode::ReadWrite).error().code,
              ErrorCode::BadFile);
    fs::remove(file);
    SQLite::Database(file.string(), kCreate).exec("CREATE TABLE recipes (name TEXT)");
    const auto foreign = RunLog::open(folder.path(), RunLog::Mode::ReadWrite);
    EXPECT_EQ(foreign.error().code, ErrorCode::BadFile);
    EXPECT_EQ(number(file, "SELECT count(*) FROM sqlite_schema"), 1);
    SQLite::Database(file.string(), kCreate).exec("PRAGMA user_version = 1");
    EXPECT_EQ(RunLog::open(folder.path(), RunLog::Mode::ReadOnly).error().code, ErrorCode::BadFile);
}

constexpr std::array<Migration, 2> kTwo = {
    {{"CREATE TABLE a (x INTEGER)"}, {"ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 5"}}};
constexpr std::array<Migration, 3> kBroken = {{kTwo[0], kTwo[1], {"CREATE TABLE b (x); NOT SQL"}}};

TEST(Schema, GoesForwardStepByStepAndKeepsWhatWasThere) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "file";
    {
        SqlFile file(path, path.string(), kCreate);
        ASSERT_TRUE(migrate(file, std::span(kTwo).first(1)));
        file.database().exec("INSERT INTO a VALUES (1)");
    }
    SqlFile file(path, path.string(), kCreate);
    ASSERT_TRUE(migrate(file, kTwo));
    ASSERT_TRUE(migrate(file, kTwo));
    EXPECT_EQ(number(path, "PRAGMA user_version"), 2);
    EXPECT_EQ(number(path, "SELECT x * 10 + y FROM a"), 15);
    EXPECT_EQ(migrate(file, std::span(kTwo).first(1)).error().code, ErrorCode::NewerVersion);
}

TEST(Schema, KeepsTheOldVersionWhenAMigrationFails) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "file";
    SqlFile file(path, path.string(), kCreate);
    ASSERT_TRUE(migrate(file, std::span(kTwo).first(1)));
    EXPECT_EQ(migrate(file, kBroken).error().code, ErrorCode::Database);
    EXPECT_EQ(number(path, "PRAGMA user_version"), 1);
    EXPECT_EQ(number(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
    EXPECT_EQ(number(path, "SELECT count(*) FROM pragma_table_info('a')"), 1);
}

TEST(Schema, DoesNotMigrateAFileThatIsOpenForReadingOnly) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "file";
    {
        SqlFile file(path, path.string(), kCreate);
        ASSERT_TRUE(migrate(file, std::span(kTwo).first(1)));
    }
    SqlFile file(path, path.string(), SQLite::OPEN_READONLY);
    EXPECT_TRUE(migrate(file, std::span(kTwo).first(1)));
    EXPECT_EQ(migrate(file, kTwo).error().code, ErrorCode::Unsupported);
}

// checklist-09
TEST(Schema, OpensAStoredRunLogOfVersion1) {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "workspace.sqlite";
    SQLite::Database(file.string(), kCreate)
        .exec(read_text(fs::path(support::source_folder) / "tests/golden/store/version_1.sql"));
    RunLog log = open_log(folder.path());
    const JobRow job = *log.job(1);
    EXPECT_EQ(job.title, "News to comments");
    EXPECT_EQ(job.state, RunState::Done);
    EXPECT_EQ(job.runs, 1);
    const auto runs = *log.runs({});
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].seed, std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(*log.note(1), "kept");
    EXPECT_THAT(*log.tags(1), testing::ElementsAre("best"));
    EXPECT_EQ(log.measures(1)->at(0).value, 0.875);
    EXPECT_EQ(log.run_keys(1)->at(0), "end-key");
    EXPECT_EQ((*log.node("end-key"))->kind, "evaluate");
    EXPECT_EQ((*log.node("end-key"))->reason, (Sentences{{"Nothing like it has run before.", {}}}));
    const auto points = *log.points("end-key", "train/loss");
    ASSERT_EQ(points.size(), 2U);
    EXPECT_EQ(points[1].step, 258);
    EXPECT_EQ(points[1].value, 0.5);
    EXPECT_EQ(**log.setting("precision"), "fp32");
}

TEST(Schema, TurnsFinishedTextsOfVersion1IntoSentences) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "workspace.sqlite";
    {
        SQLite::Database old(path.string(), kCreate);
        old.exec(read_text(fs::path(support::source_folder) / "tests/golden/store/version_1.sql"));
        old.exec("UPDATE node_run SET reason = 'Reused from job 41.'");
        old.exec("UPDATE job SET state = 'failed', cause = 'The \"disk\" is 100 % full.'");
        old.exec("UPDATE run SET state = 'interrupted', cause = 'killed'");
    }
    RunLog log = open_log(folder.path());
    EXPECT_EQ((*log.node("end-key"))->reason, (Sentences{{"Reused from job %1.", {"41"}}}));
    EXPECT_EQ(text_of(log.job(1)->cause), "The \"disk\" is 100 % full.");
    EXPECT_EQ(log.runs({})->at(0).cause, (Sentences{{"killed", {}}}));
}

TEST(Schema, PutsWhatWaitedInALogOfVersion2IntoTheQueueInItsOrder) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "workspace.sqlite";
    {
        SqlFile file(path, path.string(), kCreate);
        ASSERT_TRUE(migrate(file, shipped_migrations().first(2)));
        file.database().exec(
            "INSERT INTO pipeline VALUES ('h', '{}'); INSERT INTO job (title, pipeline, state, "
            "cause, device, provenance, settings, started, ended, nodes_ran, nodes_reused) VALUES "
            "('a', 'h', 'queued', '[]', '', '{}', '{}', 0, 0, 0, 0), "
            "('b', 'h', 'held', '[]', '', '{}', '{}', 0, 0, 0, 0)");
    }
    RunLog log = open_log(folder.path());
    const auto waiting = log.open_jobs();
    ASSERT_TRUE(waiting) << waiting.error().detail;
    ASSERT_EQ(waiting->size(), 2U);
    EXPECT_EQ(waiting->at(0).title, "a");
    EXPECT_TRUE(log.put_first(2));
    EXPECT_EQ(log.open_jobs()->at(0).title, "b");
}

TEST(Schema, StepsOfALogOfVersion3HaveNoForecastAndNothingRestsOnThem) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "workspace.sqlite";
    {
        SqlFile file(path, path.string(), kCreate);
        ASSERT_TRUE(migrate(file, shipped_migrations().first(3)));
        file.database().exec(
            "INSERT INTO node_run (key, node, kind, title, parts, state, reason, seconds, "
            "peak_memory, job, last_step, written) VALUES ('k', 'fine', 'fine_tune', 'Fine-tune', "
            "'{}', 'done', '[]', 2.5, 1000, 1, 30, 0)");
    }
    RunLog log = open_log(folder.path());
    NodeRow row = **log.node("k");
    EXPECT_EQ(row.seconds, 2.5);
    EXPECT_EQ(row.last_step, 30);
    EXPECT_EQ(row.disk, 0);
    EXPECT_EQ(row.forecast.seconds, 0);
    EXPECT_TRUE(log.nodes_measured_on("here", "fine_tune", 10)->empty());
    row.disk = 7;
    row.machine = "here";
    row.modelled = {1, 2, 3};
    row.forecast = {4, 5, 6};
    ASSERT_TRUE(log.put_node(row));
    const NodeRow back = **log.node("k");
    EXPECT_EQ(back.disk, 7);
    EXPECT_EQ(back.forecast.seconds, 4);
    EXPECT_EQ(back.forecast.memory, 5);
    EXPECT_EQ(back.forecast.disk, 6);
    const auto measured = log.nodes_measured_on("here", "fine_tune", 10);
    ASSERT_EQ(measured->size(), 1U);
    EXPECT_EQ(measured->front().modelled.memory, 2);
    EXPECT_EQ(measured->front().modelled.disk, 3);
}

TEST(Schema, IsMadeOnceWhenManyOpenAtTheSameTime) {
    const TemporaryFolder folder;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            auto log = RunLog::open(folder.path(), RunLog::Mode::ReadWrite);
            ASSERT_TRUE(log) << log.error().text() << log.error().detail;
            EXPECT_TRUE(log->set_setting(std::to_string(i), "x"));
        });
    }
    threads.clear();
    EXPECT_EQ(number(folder.path() / "workspace.sqlite", "SELECT count(*) FROM setting"), 8);
}

TEST(ReadOnly, SaysThatThereIsNoWorkspace) {
    const TemporaryFolder folder;
    const auto log = RunLog::open(folder.path(), RunLog::Mode::ReadOnly);
    ASSERT_FALSE(log);
    EXPECT_EQ(log.error().code, ErrorCode::MissingFile);
    EXPECT_TRUE(fs::is_empty(folder.path()));
    EXPECT_EQ(RunLog::open(folder.path() / "none", RunLog::Mode::ReadWrite).error().code,
              ErrorCode::Io);
}

// Works as a user who may not write into a folder of root's; as root one would not notice.
class Nobody {
public:
    Nobody() : root_(::geteuid() == 0) {
        if (root_) {
            EXPECT_EQ(::seteuid(65534), 0);
        }
    }
    Nobody(const Nobody&) = delete;
    Nobody& operator=(const Nobody&) = delete;
    ~Nobody() {
        if (root_) {
            EXPECT_EQ(::seteuid(0), 0);
        }
    }

private:
    bool root_;
};

void expect_setting(const fs::path& folder, const std::string& name) {
    const auto log = RunLog::open(folder, RunLog::Mode::ReadOnly);
    ASSERT_TRUE(log) << log.error().text() << log.error().detail;
    const auto value = log->setting(name);
    ASSERT_TRUE(value) << value.error().text() << value.error().detail;
    EXPECT_TRUE(value->has_value());
}

TEST(ReadOnly, ReadsAFolderThatNobodyMayWriteWhateverItsName) {
    const TemporaryFolder folder;
    const fs::path odd = folder.path() / "100% a?b#c 中";
    fs::create_directory(odd);
    ASSERT_TRUE(open_log(odd).set_setting("a", "b"));
    fs::permissions(folder.path(), fs::perms(0755));
    fs::permissions(odd, fs::perms(0555));
    {
        const Nobody nobody;
        expect_setting(odd, "a");
    }
    fs::permissions(odd, fs::perms(0755));
    EXPECT_EQ(std::distance(fs::directory_iterator(odd), fs::directory_iterator()), 1);
}

TEST(ReadOnly, NeverShowsOldRowsWhereAJournalHoldsNewerOnes) {
    const TemporaryFolder folder;
    const fs::path copy = folder.path() / "copy";
    fs::create_directory(copy);
    {
        RunLog log = open_log(folder.path());
        ASSERT_TRUE(log.set_setting("a", "b"));  // in the journal only
        for (const char* file :
             {"workspace.sqlite", "workspace.sqlite-wal", "workspace.sqlite-shm"}) {
            fs::copy_file(folder.path() / file, copy / file);
        }
    }
    fs::permissions(folder.path(), fs::perms(0755));
    fs::permissions(copy, fs::perms(0555));
    {
        const Nobody nobody;
        expect_setting(copy, "a");
    }
    fs::permissions(copy, fs::perms(0755));
    fs::remove(copy / "workspace.sqlite-shm");
    fs::permissions(copy, fs::perms(0555));
    {
        const Nobody nobody;
        const auto log = RunLog::open(copy, RunLog::Mode::ReadOnly);
        ASSERT_FALSE(log);  // without the journal's index it cannot be read from here
        EXPECT_EQ(log.error().code, ErrorCode::Io);
    }
    fs::permissions(copy, fs::perms(0755));
}

TEST(SqlFile, SaysThatTheDiskIsFullAndKeepsNothing) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "file";
    SqlFile file(path, path.string(), kCreate);
    file.database().exec("CREATE TABLE a (x); PRAGMA max_page_count = 20");
    const std::string row(10'000, 'x');
    const auto full = file.write([&]() -> Result<void> {
        // The failure of a part is passed over; the whole must fail all the same, and keep nothing.
        for (int i = 0; i < 20; ++i) {
            (void)file.write([&]() -> Result<void> {
                return file.run("INSERT INTO a VALUES (?1)", row), Result<void>();
            });
        }
        return file.write([&]() -> Result<void> {
            return file.run("INSERT INTO a VALUES (?1)", row), Result<void>();
        });
    });
    ASSERT_FALSE(full);
    EXPECT_EQ(number(path, "SELECT count(*) FROM a"), 0);
    const auto alone = file.write([&]() -> Result<void> {
        for (int i = 0; i < 20; ++i) file.run("INSERT INTO a VALUES (?1)", row);
        return {};
    });
    ASSERT_FALSE(alone);
    EXPECT_EQ(alone.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(number(path, "SELECT count(*) FROM a"), 0);
    EXPECT_TRUE(file.write(
        [&]() -> Result<void> { return file.run("INSERT INTO a VALUES ('y')"), Result<void>(); }));
}

TEST(SqlFile, SaysThatAnotherProcessKeepsWriting) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "file";
    SqlFile file(path, path.string(), kCreate);
    file.database().exec("CREATE TABLE a (x)");
    file.database().setBusyTimeout(10);
    SQLite::Database other(path.string(), kCreate);
    other.exec("BEGIN IMMEDIATE");
    const auto refused = file.write(
        [&]() -> Result<void> { return file.run("INSERT INTO a VALUES (1)"), Result<void>(); });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Locked);
    other.exec("ROLLBACK");
    EXPECT_TRUE(file.write(
        [&]() -> Result<void> { return file.run("INSERT INTO a VALUES (1)"), Result<void>(); }));
}

}  // namespace
}  // namespace engine
