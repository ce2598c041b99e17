// Which process works on a job, told apart from a later one that was given the same number.
#pragma once

#include <cstdint>
#include <string>

namespace engine {

struct ProcessId {
    std::int64_t pid = 0;
    std::string boot;        // /proc/sys/kernel/random/boot_id
    std::int64_t start = 0;  // clock ticks after boot: field 22 of /proc/PID/stat
};

enum class ProcessFate {
    Alive,
    Gone,      // on this boot: ended or killed
    OtherBoot  // the machine was restarted since, or it is another machine
};

ProcessId this_process();
ProcessFate fate_of(const ProcessId& process);

}  // namespace engine
