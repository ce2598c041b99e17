#include "engine/store/workspace.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "engine/base/files.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

fs::path home() {
    if (const char* named = std::getenv("HOME"); named != nullptr && *named != '\0') return named;
    const passwd* user = ::getpwuid(::getuid());
    return user == nullptr ? fs::current_path() : fs::path(user->pw_dir);
}

// The number that the holder wrote; "?" when it has not come to that yet.
std::string holder_of(int descriptor) {
    std::array<char, 32> text{};
    const ssize_t n = ::pread(descriptor, text.data(), text.size(), 0);
    std::string out;
    for (ssize_t i = 0; i < n && text[static_cast<std::size_t>(i)] >= '0' &&
                        text[static_cast<std::size_t>(i)] <= '9';
         ++i) {
        out += text[static_cast<std::size_t>(i)];
    }
    return out.empty() ? "?" : out;
}

}  // namespace

fs::path default_workspace() {
    const char* data = std::getenv("XDG_DATA_HOME");
    // The XDG base directory specification: a relative path there is to be ignored.
    if (data != nullptr && fs::path(data).is_absolute()) return fs::path(data) / "warmstart";
    return home() / ".local" / "share" / "warmstart";
}

Result<WorkspacePaths> make_workspace(const fs::path& root) {
    const WorkspacePaths paths{root};
    for (const fs::path& folder : {paths.datasets(), paths.models(), paths.artifacts(),
                                   paths.features(), paths.exports(), paths.journal()}) {
        std::error_code problem;
        fs::create_directories(folder, problem);
        if (problem) return io_error(problem.value(), folder);
    }
    return paths;
}

WorkspaceLock::WorkspaceLock(int descriptor) : descriptor_(descriptor) {}

WorkspaceLock::WorkspaceLock(WorkspaceLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WorkspaceLock& WorkspaceLock::operator=(WorkspaceLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

WorkspaceLock::~WorkspaceLock() {
    if (descriptor_ < 0) return;
    // The file stays: were it removed, two programs could hold locks on two files of the same name.
    // Its number goes.
    [[maybe_unused]] const int emptied = ::ftruncate(descriptor_, 0);
    ::close(descriptor_);
}

Result<WorkspaceLock> WorkspaceLock::take(const WorkspacePaths& paths) {
    const fs::path path = paths.root / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) return io_error(errno, path);
    WorkspaceLock lock(-1);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        const std::string holder = holder_of(descriptor);
        ::close(descriptor);  // not by ~WorkspaceLock, which empties the file
        if (reason != EWOULDBLOCK) return io_error(reason, path);
        return make_error(ErrorCode::Locked,
                          "Another process (%1) holds this workspace; it is read-only here.",
                          {holder}, path.string());
    }
    lock.descriptor_ = descriptor;
    const std::string number = std::to_string(::getpid()) + "\n";
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, number.data(), number.size(), 0) < 0) {
        return io_error(errno, path);
    }
    return lock;
}

}  // namespace engine
