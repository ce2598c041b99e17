// A stored dataset of ten million rows, opened as the window opens it.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "engine/reader/workspace_reader.h"
#include "tests/benchmarks/must.h"

namespace {

using bench::must;

// Bytes that this process held at most.
double peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) * 1024;
    }
    return 0;
}

// WARMSTART_BENCH_ROWS names a workspace with the dataset "rows"; the peak is that of the process,
// so nothing else may run in it.
void rows_opened(benchmark::State& state) {
    const char* workspace = std::getenv("WARMSTART_BENCH_ROWS");
    if (workspace == nullptr) {
        state.SkipWithError("WARMSTART_BENCH_ROWS names no workspace");
        return;
    }
    std::int64_t rows = 0;
    for (auto _ : state) {
        const auto reader = must(engine::WorkspaceReader::open({workspace, {}, {}}));
        const auto page = must(reader->rows("rows", nullptr, 0, 100));
        rows = page["total"].get<std::int64_t>();
        benchmark::DoNotOptimize(must(reader->rows("rows", nullptr, rows - 100, 100)));
    }
    state.counters["rows"] = static_cast<double>(rows);
    state.counters["peak_bytes"] = peak_memory();
}
BENCHMARK(rows_opened)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
