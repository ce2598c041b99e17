// Which process works on a job, told apart from a later one that was given the same number; what
// memory it holds, and what the machine has left.
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

/// Highest memory that this process has held at once since forget_peak_memory() was called; since
/// its start where the system keeps no account of that. Bytes.
std::int64_t peak_memory();
void forget_peak_memory();
/// Hands memory that is no longer in use back to the system: what a finished step held is neither
/// kept from other programs nor counted with the next step.
void give_back_memory();

/// Memory that a job in this process may reach: what the machine can still give, and what the
/// process holds already. Bytes; 0: the system does not say.
std::int64_t reachable_memory();

}  // namespace engine
