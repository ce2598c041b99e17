// Wall and monotonic time, handed over where needed so that tests can set it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace engine {

/// Seconds since an unspecified start; never goes back.
inline double monotonic_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

/// Milliseconds since 1970-01-01 UTC.
inline std::int64_t unix_milliseconds() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace engine
