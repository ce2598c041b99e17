#include "engine/store/artifact_folder.h"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "store_support.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

std::string key_of(int i) { return sha256_hex(std::to_string(i)); }

class ArtifactFolderTest : public testing::Test {
protected:
    void put(const std::string& key, const std::string& file, std::size_t bytes,
             const Json& manifest = Json::object()) {
        const auto temporary = artifacts_.begin(key);
        ASSERT_TRUE(temporary) << temporary.error().text();
        write_text(*temporary / file, std::string(bytes, 'x'));
        const auto done = artifacts_.publish(key, *temporary, manifest);
        ASSERT_TRUE(done) << done.error().text();
    }
    void set_used(const std::string& key, int hours_ago) {
        fs::last_write_time(artifacts_.at(key) / "artifact.json",
                            fs::file_time_type::clock::now() - std::chrono::hours(hours_ago));
    }

    TemporaryFolder folder_;
    ArtifactFolder artifacts_{folder_.path()};
};

TEST_F(ArtifactFolderTest, ShowsAnArtifactOnceItIsWhole) {
    const std::string key = key_of(1);
    EXPECT_EQ(artifacts_.at(key), folder_.path() / key.substr(0, 2) / key);
    EXPECT_FALSE(artifacts_.has(key));
    EXPECT_EQ(artifacts_.manifest(key).error().code, ErrorCode::MissingFile);
    const fs::path temporary = *artifacts_.begin(key);
    EXPECT_TRUE(fs::is_empty(temporary));
    fs::create_directory(temporary / "deep");
    write_text(temporary / "deep" / "scores", "12345");
    EXPECT_FALSE(artifacts_.has(key));
    fs::create_directories(artifacts_.partial(key));
    ASSERT_TRUE(artifacts_.publish(key, temporary, {{"kind", "evaluate"}, {"seconds", 1.0}}));
    EXPECT_TRUE(artifacts_.has(key));
    EXPECT_EQ(read_text(artifacts_.at(key) / "deep" / "scores"), "12345");
    EXPECT_EQ(compact_json(*artifacts_.manifest(key)),
              R"({"kind":"evaluate","seconds":1.0,"key":")" + key + R"(","bytes":5})");
    EXPECT_FALSE(fs::exists(artifacts_.partial(key)));
    EXPECT_FALSE(fs::exists(temporary));
}

TEST_F(ArtifactFolderTest, BeginsAnewInAnEmptyFolder) {
    write_text(*artifacts_.begin(key_of(1)) / "old", "x");
    EXPECT_TRUE(fs::is_empty(*artifacts_.begin(key_of(1))));
}

TEST_F(ArtifactFolderTest, KeepsAnArtifactThatIsAlreadyThere) {
    put(key_of(1), "scores", 3);
    put(key_of(1), "scores", 4);
    EXPECT_EQ(fs::file_size(artifacts_.at(key_of(1)) / "scores"), 3U);
}

TEST_F(ArtifactFolderTest, ReplacesAFolderThatHasNoManifest) {
    fs::create_directories(artifacts_.at(key_of(1)));
    write_text(artifacts_.at(key_of(1)) / "scores", "broken");
    EXPECT_FALSE(artifacts_.has(key_of(1)));
    put(key_of(1), "scores", 3);
    EXPECT_EQ(fs::file_size(artifacts_.at(key_of(1)) / "scores"), 3U);
}

// Publishes one artifact after the other, each with two files that fit its key, until it is killed.
[[noreturn]] void publish_until_killed(const fs::path& root, int announce) {
    const ArtifactFolder artifacts(root);
    for (int i = 0;; ++i) {
        const std::string key = key_of(i);
        const auto temporary = artifacts.begin(key);
        if (!temporary) ::_exit(1);
        write_text(*temporary / "a", key);
        write_text(*temporary / "b", std::string(100'000, key[0]));
        if (!artifacts.publish(key, *temporary, {{"n", i}})) ::_exit(1);
        if (i == 0 && ::write(announce, "x", 1) != 1) ::_exit(1);
    }
}

TEST_F(ArtifactFolderTest, HasWholeArtifactsOnlyWheneverItsWriterIsKilled) {
    int published = 0;
    for (int round = 0; round < 8; ++round) {
        const fs::path root = folder_.path() / std::to_string(round);
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) publish_until_killed(root, ends[1]);
        char byte = 0;
        ASSERT_EQ(::read(ends[0], &byte, 1), 1);
        std::this_thread::sleep_for(std::chrono::microseconds(1700 * round));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        ::close(ends[1]);
        const ArtifactFolder artifacts(root);
        int last = 0;
        for (; artifacts.has(key_of(last)); ++last) {
            const std::string key = key_of(last);
            EXPECT_EQ(read_text(artifacts.at(key) / "a"), key);
            EXPECT_EQ(read_text(artifacts.at(key) / "b"), std::string(100'000, key[0]));
            EXPECT_EQ((*artifacts.manifest(key))["n"], last);
        }
        EXPECT_FALSE(fs::exists(artifacts.at(key_of(last))));
        artifacts.clear_leftovers();
        EXPECT_TRUE(fs::is_empty(root / "tmp"));
        published += last;
    }
    EXPECT_GE(published, 8);
}

TEST_F(ArtifactFolderTest, ClearsWhatACrashLeftButNotTheCheckpointsOfUnfinishedWork) {
    put(key_of(1), "scores", 3);
    fs::create_directories(
        artifacts_.partial(key_of(1)));  // killed between the two steps of publish()
    fs::create_directories(artifacts_.partial(key_of(2)));
    write_text(*artifacts_.begin(key_of(2)) / "x", "x");
    artifacts_.clear_leftovers();
    EXPECT_TRUE(artifacts_.has(key_of(1)));
    EXPECT_FALSE(fs::exists(artifacts_.partial(key_of(1))));
    EXPECT_TRUE(fs::exists(artifacts_.partial(key_of(2))));
    EXPECT_TRUE(fs::is_empty(folder_.path() / "tmp"));
}

TEST_F(ArtifactFolderTest, EvictsHeavyArtifactsByLastUseAndKeepsScores) {
    put(key_of(1), "model.safetensors", 100'000);
    put(key_of(2), "model.safetensors", 100'000);
    put(key_of(3), "features", 100'000, {{"heavy", true}});
    put(key_of(4), "scores", 100'000);
    put(key_of(5), "model.safetensors", 100'000);
    put(key_of(6), "model.safetensors", 100'000, {{"heavy", false}});
    for (int i = 1; i <= 6; ++i) set_used(key_of(i), 10 * i);  // 6 was used longest ago
    fs::create_directories(artifacts_.partial(key_of(7)));
    write_text(artifacts_.partial(key_of(7)) / "checkpoint", std::string(500'000, 'x'));
    EXPECT_THAT(artifacts_.evict(610'000, {}), IsEmpty());  // checkpoints do not count
    EXPECT_THAT(artifacts_.evict(410'000, {key_of(5)}), ElementsAre(key_of(3), key_of(2)));
    EXPECT_FALSE(artifacts_.has(key_of(3)));
    EXPECT_FALSE(fs::exists(artifacts_.at(key_of(3))));
    EXPECT_THAT(artifacts_.evict(0, {key_of(5)}), ElementsAre(key_of(1)));
    EXPECT_TRUE(artifacts_.has(key_of(4)));
    EXPECT_TRUE(artifacts_.has(key_of(5)));
    EXPECT_TRUE(artifacts_.has(key_of(6)));
    EXPECT_TRUE(fs::exists(artifacts_.partial(key_of(7)) / "checkpoint"));
    EXPECT_TRUE(fs::is_empty(folder_.path() / "tmp"));
}

TEST_F(ArtifactFolderTest, TakesTheReadingOfAManifestAsUse) {
    put(key_of(1), "model.safetensors", 100'000);
    put(key_of(2), "model.safetensors", 100'000);
    set_used(key_of(1), 20);
    set_used(key_of(2), 10);
    ASSERT_TRUE(artifacts_.manifest(key_of(1)));
    EXPECT_EQ(artifacts_.evict(150'000, {}).size(), 1U);
    EXPECT_TRUE(artifacts_.has(key_of(1)));
    EXPECT_FALSE(artifacts_.has(key_of(2)));
}

TEST_F(ArtifactFolderTest, SaysWhichManifestIsDamaged) {
    put(key_of(1), "scores", 3);
    write_text(artifacts_.at(key_of(1)) / "artifact.json", "{\"kind\":");
    EXPECT_EQ(artifacts_.manifest(key_of(1)).error().code, ErrorCode::BadFile);
}

}  // namespace
}  // namespace engine
