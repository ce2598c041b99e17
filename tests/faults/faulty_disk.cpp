// A disk that fails, laid over the C library of one program (LD_PRELOAD): what is written below
// FAULTY_DISK_FOLDER meets the fault whose name stands in the file FAULTY_DISK_FAULT, which is read
// anew at each call: full (ENOSPC), quota (EDQUOT), readonly (EROFS), or slow (5 ms a write, 50
// ms a sync). Where that file is not, the disk is sound.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

using Open = int(const char*, int, ...);

bool is_below(std::string_view path) {
    const char* folder = std::getenv("FAULTY_DISK_FOLDER");
    return folder != nullptr && path.substr(0, std::string_view(folder).size()) == folder;
}

bool is_below(int descriptor) {
    char link[64];
    char path[PATH_MAX];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t size = ::readlink(link, path, sizeof path);
    return size > 0 && is_below(std::string_view(path, static_cast<std::size_t>(size)));
}

// The error that a call which may take so long is to end with; 0 for none.
int fault_of(long milliseconds) {
    const char* file = std::getenv("FAULTY_DISK_FAULT");
    const int before = errno;
    const int descriptor = file == nullptr ? -1 : real<Open>("open")(file, O_RDONLY | O_CLOEXEC);
    char bytes[16];
    const ssize_t size = descriptor < 0 ? 0 : ::read(descriptor, bytes, sizeof bytes);
    if (descriptor >= 0) ::close(descriptor);
    errno = before;
    const std::string_view fault(bytes, static_cast<std::size_t>(size > 0 ? size : 0));
    if (fault == "full") return ENOSPC;
    if (fault == "quota") return EDQUOT;
    if (fault == "readonly") return EROFS;
    if (fault == "slow") {
        const timespec time{0, milliseconds * 1'000'000};
        ::nanosleep(&time, nullptr);
    }
    return 0;
}

// Sets errno where the call is to fail.
bool fails(int descriptor, long milliseconds) {
    const int error = is_below(descriptor) ? fault_of(milliseconds) : 0;
    if (error != 0) errno = error;
    return error != 0;
}

// Only a read-only disk refuses to make a file, or to give it another name.
bool refuses(const char* path) {
    const bool refused = path != nullptr && is_below(path) && fault_of(0) == EROFS;
    if (refused) errno = EROFS;
    return refused;
}

bool writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY; }

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
    return fails(descriptor, 5) ? -1 : real<decltype(write)>("write")(descriptor, bytes, size);
}

ssize_t writev(int descriptor, const iovec* parts, int count) {
    return fails(descriptor, 5) ? -1 : real<decltype(writev)>("writev")(descriptor, parts, count);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t place) {
    return fails(descriptor, 5) ? -1
                                : real<decltype(pwrite)>("pwrite")(descriptor, bytes, size, place);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t place) {
    return fails(descriptor, 5)
               ? -1
               : real<decltype(pwrite64)>("pwrite64")(descriptor, bytes, size, place);
}

int fsync(int descriptor) {
    return fails(descriptor, 50) ? -1 : real<decltype(fsync)>("fsync")(descriptor);
}

int fdatasync(int descriptor) {
    return fails(descriptor, 50) ? -1 : real<decltype(fdatasync)>("fdatasync")(descriptor);
}

int rename(const char* from, const char* to) noexcept {
    return refuses(to) ? -1 : real<decltype(rename)>("rename")(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
    return refuses(path) ? -1 : real<decltype(mkdir)>("mkdir")(path, mode);
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return writes(flags) && refuses(path) ? -1 : real<Open>("open")(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return writes(flags) && refuses(path) ? -1 : real<Open>("open64")(path, flags, mode);
}
}
