#include "engine/base/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace engine {
namespace {
namespace fs = std::filesystem;

class Files : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) / ("files_test_" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(folder_))
            out.push_back(entry.path().filename().string());
        std::sort(out.begin(), out.end());
        return out;
    }

    fs::path folder_;
};

// No file of this process may grow past so many bytes while this lives: what a full disk does to a
// write.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int) = nullptr;
};

TEST_F(Files, AWrittenFileReadsBackEqual) {
    const std::string bytes("a\0b\r\n\xff", 6);
    ASSERT_TRUE(write_file_atomically(folder_ / "a", bytes).ok());
    EXPECT_EQ(*read_file(folder_ / "a"), bytes);
    ASSERT_TRUE(write_file_atomically(folder_ / "a", "").ok());
    EXPECT_EQ(*read_file(folder_ / "a"), "");
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

// checklist-07
TEST_F(Files, AFailedWriteKeepsTheOldContentAndLeavesNothingBehind) {
    ASSERT_TRUE(write_file_atomically(folder_ / "a", "old").ok());
    {
        const FileSizeLimit limit(4096);
        const auto done = write_file_atomically(folder_ / "a", std::string(1 << 20, 'n'));
        ASSERT_FALSE(done.ok());
        EXPECT_EQ(done.error().code, ErrorCode::DiskFull);
    }
    EXPECT_EQ(*read_file(folder_ / "a"), "old");
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(Files, AWriteIntoAMissingFolderSaysSo) {
    const auto done = write_file_atomically(folder_ / "none" / "a", "x");
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, ErrorCode::MissingFile);
    EXPECT_NE(done.error().text().find("none/a"), std::string::npos);
}

TEST_F(Files, AWriteOverAFolderFailsAndLeavesNothingBehind) {
    fs::create_directory(folder_ / "a");
    EXPECT_FALSE(write_file_atomically(folder_ / "a", "x").ok());
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(Files, TwoThreadsThatWriteOneFileLeaveOneOfTheirContents) {
    const std::string first(200000, '1');
    const std::string second(200000, '2');
    for (int i = 0; i < 20; ++i) {
        std::jthread other([&] { EXPECT_TRUE(write_file_atomically(folder_ / "a", first).ok()); });
        EXPECT_TRUE(write_file_atomically(folder_ / "a", second).ok());
        other.join();
        const auto read = read_file(folder_ / "a");
        ASSERT_TRUE(read.ok());
        EXPECT_TRUE(*read == first || *read == second);
    }
    EXPECT_EQ(names(), std::vector<std::string>{"a"});
}

TEST_F(Files, AFullDiskIsToldApartFromOtherFaults) {
    EXPECT_EQ(io_error(ENOSPC, "a").code, ErrorCode::DiskFull);
    EXPECT_EQ(io_error(ENOSPC, "a").text(), "The disk is full: a was not written.");
    EXPECT_EQ(io_error(EDQUOT, "a").code, ErrorCode::DiskFull);
    EXPECT_EQ(io_error(EROFS, "a").code, ErrorCode::DiskFull);
    EXPECT_EQ(io_error(EROFS, "a").text(), "The disk has become read-only: a was not written.");
    EXPECT_EQ(io_error(EFBIG, "a").code, ErrorCode::DiskFull);
    EXPECT_EQ(io_error(ENOENT, "a").code, ErrorCode::MissingFile);
    EXPECT_EQ(io_error(EACCES, "a").code, ErrorCode::Io);
    EXPECT_EQ(io_error(EACCES, "a").text(), "a: Permission denied.");
}

TEST_F(Files, ReadingRefusesMissingFilesFoldersAndFilesThatAreTooLarge) {
    EXPECT_EQ(read_file(folder_ / "none").error().code, ErrorCode::MissingFile);
    EXPECT_EQ(read_file(folder_).error().code, ErrorCode::Io);
    ASSERT_TRUE(write_file_atomically(folder_ / "a", "12345").ok());
    EXPECT_EQ(read_file(folder_ / "a", 4).error().code, ErrorCode::BadFile);
    EXPECT_TRUE(read_file(folder_ / "a", 5).ok());
    // A file that grows while it is read, or says no size at all.
    EXPECT_EQ(read_file("/dev/zero", 100000).error().code, ErrorCode::BadFile);
}

TEST_F(Files, APublishedFolderAppearsWhole) {
    fs::create_directories(folder_ / "tmp" / "inner");
    std::ofstream(folder_ / "tmp" / "inner" / "file") << "x";
    ASSERT_TRUE(publish_folder(folder_ / "tmp", folder_ / "ab" / "abcd").ok());
    EXPECT_EQ(*read_file(folder_ / "ab" / "abcd" / "inner" / "file"), "x");
    EXPECT_FALSE(fs::exists(folder_ / "tmp"));
}

TEST_F(Files, AFolderThatIsAlreadyPublishedStays) {
    fs::create_directories(folder_ / "tmp");
    fs::create_directories(folder_ / "there");
    std::ofstream(folder_ / "there" / "file") << "old";
    std::ofstream(folder_ / "tmp" / "file") << "new";
    ASSERT_TRUE(publish_folder(folder_ / "tmp", folder_ / "there").ok());
    EXPECT_EQ(*read_file(folder_ / "there" / "file"), "old");
    EXPECT_FALSE(fs::exists(folder_ / "tmp"));
}

TEST_F(Files, TwoThreadsThatPublishOneFolderBothSucceed) {
    for (int i = 0; i < 20; ++i) {
        const fs::path to = folder_ / "out" / std::to_string(i);
        const auto publish = [&](const std::string& name) {
            fs::create_directories(folder_ / name);
            std::ofstream(folder_ / name / "file") << "same";
            const auto done = publish_folder(folder_ / name, to);
            EXPECT_TRUE(done.ok()) << done.error().text();
        };
        std::jthread other([&] { publish("one"); });
        publish("two");
        other.join();
        EXPECT_EQ(*read_file(to / "file"), "same");
        EXPECT_EQ(names(), std::vector<std::string>{"out"});
    }
}

TEST_F(Files, PublishingAFolderThatIsNotThereFails) {
    EXPECT_EQ(publish_folder(folder_ / "none", folder_ / "to").error().code,
              ErrorCode::MissingFile);
    EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace engine
