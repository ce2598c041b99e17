#include "engine/store/workspace.h"

#include <signal.h>
#include <sys/wait.h>

#include "store_support.h"
#include "tests/support/variable.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

// checklist-49
TEST(Workspace, LiesInTheUsersDataDirectory) {
    const Variable home("HOME", "/home/ada");
    {
        const Variable data("XDG_DATA_HOME", "/data/ada");
        EXPECT_EQ(default_workspace(), "/data/ada/warmstart");
    }
    const Variable relative("XDG_DATA_HOME", "data");
    EXPECT_EQ(default_workspace(), "/home/ada/.local/share/warmstart");
    const Variable none("XDG_DATA_HOME", nullptr);
    EXPECT_EQ(default_workspace(), "/home/ada/.local/share/warmstart");
}

TEST(Workspace, GetsTheFoldersThatAreMissing) {
    const TemporaryFolder folder;
    const auto paths = make_workspace(folder.path() / "a" / "b");
    ASSERT_TRUE(paths) << paths.error().text();
    EXPECT_TRUE(fs::is_directory(paths->artifacts()));
    EXPECT_TRUE(fs::is_directory(paths->exports()));
    EXPECT_TRUE(make_workspace(folder.path() / "a" / "b"));
    write_text(folder.path() / "file", "");
    const auto refused = make_workspace(folder.path() / "file");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Io);
}

TEST(WorkspaceLock, IsHeldByOneProcessAndNamesIt) {
    const TemporaryFolder folder;
    const WorkspacePaths paths{folder.path()};
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = WorkspaceLock::take(paths);
        if (!lock || ::write(ready[1], "x", 1) != 1) ::_exit(1);
        for (;;) ::pause();
    }
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    for (int i = 0; i < 2; ++i) {  // a refusal leaves the holder's number where it is
        const auto refused = WorkspaceLock::take(paths);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::Locked);
        EXPECT_EQ(refused.error().text(), "Another process (" + std::to_string(child) +
                                              ") holds this workspace; it is read-only here.");
    }
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    const auto taken = WorkspaceLock::take(paths);  // a killed process lets go of it
    EXPECT_TRUE(taken) << taken.error().text();
    EXPECT_EQ(read_text(folder.path() / "lock"), std::to_string(::getpid()) + "\n");
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST(WorkspaceLock, IsLetGoWhenItsValueEndsAndNotWhenItMoves) {
    const TemporaryFolder folder;
    const WorkspacePaths paths{folder.path()};
    {
        auto first = WorkspaceLock::take(paths);
        ASSERT_TRUE(first);
        const WorkspaceLock moved = std::move(first).value();
        EXPECT_FALSE(WorkspaceLock::take(paths));
    }
    EXPECT_TRUE(WorkspaceLock::take(paths));
    EXPECT_EQ(read_text(folder.path() / "lock"), "");
    EXPECT_EQ(WorkspaceLock::take({folder.path() / "none"}).error().code, ErrorCode::MissingFile);
}

}  // namespace
}  // namespace engine
