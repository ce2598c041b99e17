// Frames as a person sees them: what counts is the slowest of a hundred.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace bench {

// Runs frames by the benchmark's clock and notes the time that 99 of 100 stay below, in ms, and how
// many took longer than anything on the window's thread may.
template <class Frame>
void frames(benchmark::State& state, const Frame& frame) {
    std::vector<double> times;
    for (auto _ : state) {
        const auto begun = std::chrono::steady_clock::now();
        frame(times.size());
        const std::chrono::duration<double, std::milli> taken =
            std::chrono::steady_clock::now() - begun;
        times.push_back(taken.count());
    }
    std::sort(times.begin(), times.end());
    state.counters["over_50_ms"] = static_cast<double>(
        std::count_if(times.begin(), times.end(), [](double taken) { return taken > 50; }));
    state.counters["p99_ms"] = times[times.size() * 99 / 100];
}

}  // namespace bench
