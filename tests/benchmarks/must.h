// A benchmark without its data or its model says why and ends.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "engine/base/result.h"

namespace bench {

[[noreturn]] inline void give_up(const engine::Error& why) {
    std::fprintf(stderr, "%s %s\n", why.text().c_str(), why.detail.c_str());
    std::abort();
}

template <class T>
T must(engine::Result<T> result) {
    if (!result) give_up(result.error());
    return *std::move(result);
}
inline void must(const engine::Result<void>& result) {
    if (!result) give_up(result.error());
}

}  // namespace bench
