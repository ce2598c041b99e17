#include "engine/store/process.h"

#include <dlfcn.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <sstream>

namespace engine {
namespace {

std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string boot_id() {
    std::string id = text_of("/proc/sys/kernel/random/boot_id");
    while (!id.empty() && id.back() == '\n') id.pop_back();
    return id;
}

struct Stat {
    char state = 0;  // 0: no such process
    std::int64_t start = 0;
};

Stat stat_of(std::int64_t pid) {
    const std::string text = text_of("/proc/" + std::to_string(pid) + "/stat");
    // "pid (name) state ...": the name may hold spaces and brackets itself, so fields are counted
    // after the last one.
    const auto bracket = text.rfind(')');
    if (bracket == std::string::npos) return {};
    std::istringstream fields(text.substr(bracket + 1));
    Stat out;
    fields >> out.state;  // field 3
    std::string skipped;
    for (int field = 4; field < 22; ++field) fields >> skipped;
    fields >> out.start;
    return fields ? out : Stat{};
}

// "name:   1234 kB" of a file in /proc, in bytes; 0 when it is not there.
std::int64_t bytes_named(const char* path, const std::string& name) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(name)) continue;
        std::istringstream rest(line.substr(name.size()));
        std::int64_t kilobytes = 0;
        return rest >> kilobytes ? kilobytes * 1024 : 0;
    }
    return 0;
}

}  // namespace

ProcessId this_process() {
    const std::int64_t pid = ::getpid();
    return {pid, boot_id(), stat_of(pid).start};
}

ProcessFate fate_of(const ProcessId& process) {
    if (process.boot != boot_id()) return ProcessFate::OtherBoot;
    const Stat now = stat_of(process.pid);
    const bool runs = now.state != 0 && now.state != 'Z' && now.state != 'X';  // a zombie has ended
    return runs && now.start == process.start ? ProcessFate::Alive : ProcessFate::Gone;
}

std::int64_t peak_memory() {
    const std::int64_t peak = bytes_named("/proc/self/status", "VmHWM:");
    if (peak > 0) return peak;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::int64_t>(usage.ru_maxrss) * 1024;
}

// 5: the high-water mark alone. See proc_pid_clear_refs(5).
void forget_peak_memory() { std::ofstream("/proc/self/clear_refs") << "5"; }

void give_back_memory() {
    // tcmalloc's, where it hands the memory out; it is linked without its headers.
    if (auto* const release = reinterpret_cast<void (*)()>(
            ::dlsym(RTLD_DEFAULT, "MallocExtension_ReleaseFreeMemory")))
        return release();
    ::malloc_trim(0);
}

std::int64_t reachable_memory() {
    const std::int64_t free = bytes_named("/proc/meminfo", "MemAvailable:");
    return free > 0 ? free + bytes_named("/proc/self/status", "VmRSS:") : 0;
}

}  // namespace engine
