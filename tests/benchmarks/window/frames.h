// Frames as a person sees them: what counts is the slowest of a hundred.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "tests/benchmarks/window/bench_application.h"

namespace bench {

// The time that 99 of 100 stay below.
inline double p99(std::vector<double> times) {
    std::sort(times.begin(), times.end());
    return times.empty() ? 0 : times[times.size() * 99 / 100];
}

// Runs frames by the benchmark's clock; notes their p99 in ms and the tasks over 50 ms.
template <class Frame>
void frames(benchmark::State& state, const Frame& frame) {
    std::vector<double> times;
    SlowTasks slow(state);
    for (auto _ : state) {
        const auto begun = std::chrono::steady_clock::now();
        frame(times.size());
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - begun;
        times.push_back(taken.count());
    }
    slow.more = std::count_if(times.begin(), times.end(), [](double ms) {
        return ms > widgets::test::WatchedApplication::kLongest;
    });
    state.counters["p99_ms"] = p99(times);
}

}  // namespace bench
