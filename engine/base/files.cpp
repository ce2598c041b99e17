#include "engine/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "engine/base/large_buffer.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }

private:
    int value_;
};

Result<void> write_all(int descriptor, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return io_error(errno, path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Error io_error(int error_number, const fs::path& what) {
    const std::string reason = std::generic_category().message(error_number);
    if (error_number == ENOSPC || error_number == EDQUOT) {
        return make_error(ErrorCode::DiskFull, "The disk is full: %1 was not written.",
                          {what.string()}, reason);
    }
    if (error_number == EROFS) {
        return make_error(ErrorCode::DiskFull, "The disk has become read-only: %1 was not written.",
                          {what.string()}, reason);
    }
    if (error_number == EFBIG) {
        return make_error(ErrorCode::DiskFull,
                          "Files may not grow any further here (ulimit -f): %1 was not written.",
                          {what.string()}, reason);
    }
    const ErrorCode code = error_number == ENOENT ? ErrorCode::MissingFile : ErrorCode::Io;
    return make_error(code, "%1: %2.", {what.string(), reason});
}

Result<std::string> read_file(const fs::path& path, std::uintmax_t most) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return io_error(errno, path);
    std::string out;
    std::error_code ignored;
    const auto expected = fs::file_size(path, ignored);
    if (!ignored && expected <= most) {
        out.reserve(expected + 1);
        want_large_pages(out.data(), out.capacity());
    }
    char buffer[1 << 16];
    for (;;) {
        const ssize_t n = ::read(file.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return io_error(errno, path);
        if (n == 0) return out;
        out.append(buffer, static_cast<std::size_t>(n));
        if (out.size() > most) {
            return make_error(ErrorCode::BadFile, "%1 is larger than %2 bytes.",
                              {path.string(), std::to_string(most)});
        }
    }
}

Result<void> write_file_atomically(const fs::path& path, std::string_view bytes) {
    // The thread's id keeps writers apart; thread ids are unique among all processes of a machine.
    const fs::path temporary = path.string() + ".tmp" + std::to_string(::gettid());
    {
        const Descriptor file(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.get() < 0) return io_error(errno, path);
        Result<void> done = write_all(file.get(), bytes, path);
        if (done && ::fsync(file.get()) != 0) done = io_error(errno, path);
        if (!done) {
            ::unlink(temporary.c_str());
            return done;
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const Error error = io_error(errno, path);
        ::unlink(temporary.c_str());
        return error;
    }
    return sync_path(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

Result<void> sync_path(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return io_error(errno, path);
    // Some file systems refuse to sync a folder; that is not a failure of the write.
    if (::fsync(file.get()) != 0 && errno != EINVAL && errno != EROFS) return io_error(errno, path);
    return {};
}

Result<void> publish_folder(const fs::path& from, const fs::path& to) {
    std::error_code problem;
    for (fs::recursive_directory_iterator entry(from, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        if (Result<void> synced = sync_path(entry->path()); !synced) return synced;
    }
    if (problem) return io_error(problem.value(), from);
    if (Result<void> synced = sync_path(from); !synced) return synced;
    const fs::path parent = to.has_parent_path() ? to.parent_path() : fs::path(".");
    const bool parent_is_new = fs::create_directories(parent, problem);
    if (problem) return io_error(problem.value(), to);
    const bool was_there = fs::exists(to, problem);
    if (!was_there) fs::rename(from, to, problem);
    // Another may have published the same content meanwhile: a rename onto a filled folder fails.
    std::error_code ignored;
    if (was_there || (problem && fs::exists(to, ignored))) {
        fs::remove_all(from, ignored);
        return {};
    }
    if (problem) return io_error(problem.value(), to);
    if (parent_is_new && parent.has_parent_path()) {
        if (Result<void> synced = sync_path(parent.parent_path()); !synced) return synced;
    }
    return sync_path(parent);
}

}  // namespace engine
