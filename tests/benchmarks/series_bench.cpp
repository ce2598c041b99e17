// Curves out of the run log, as a chart asks for them: eight series of a million points each, read
// whole and zoomed, and written while they are read.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/stream.h"
#include "engine/reader/workspace_reader.h"
#include "tests/benchmarks/must.h"

namespace {

constexpr int kCurves = 8;
constexpr std::int64_t kPoints = 1'000'000;
constexpr int kPieces = 1000;

using bench::give_up;

std::string key_of(int curve) { return "fit" + std::to_string(curve); }

// A workspace in the temporary folder, filled once for all benchmarks of this program.
class FullLog {
public:
    FullLog() {
        std::string name =
            (std::filesystem::temp_directory_path() / "warmstart-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        folder_ = name;
        auto log = engine::RunLog::open(folder_, engine::RunLog::Mode::ReadWrite);
        if (!log) give_up(log.error());
        for (int curve = 0; curve < kCurves; ++curve) fill(*log, curve);
    }
    FullLog(const FullLog&) = delete;
    FullLog& operator=(const FullLog&) = delete;
    ~FullLog() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    const std::filesystem::path& folder() const { return folder_; }

    static const FullLog& shared() {
        static const FullLog log;
        return log;
    }

private:
    static void fill(engine::RunLog& log, int curve) {
        engine::Stream stream(1, "bench", 0, static_cast<std::uint64_t>(curve));
        std::vector<engine::Point> points;
        points.reserve(kPoints);
        for (std::int64_t i = 0; i < kPoints; ++i)
            points.push_back({i, std::exp(-static_cast<double>(i) / 3e5) + 0.1 * stream.normal()});
        if (auto done = log.add_points(key_of(curve), "train/loss", points); !done)
            give_up(done.error());
    }
    std::filesystem::path folder_;
};

std::unique_ptr<engine::Reader> open_reader() {
    auto reader = engine::WorkspaceReader::open({FullLog::shared().folder(), {}, {}});
    if (!reader) give_up(reader.error());
    return *std::move(reader);
}

void read_eight(engine::Reader& reader, double first, double last) {
    for (int curve = 0; curve < kCurves; ++curve) {
        auto read = reader.curve(key_of(curve), "train/loss", first, last, kPieces);
        if (!read) give_up(read.error());
        benchmark::DoNotOptimize(read->pieces.data());
    }
}

void eight_curves_first_paint(benchmark::State& state) {
    const double infinity = std::numeric_limits<double>::infinity();
    FullLog::shared();  // filled before the clock runs
    for (auto _ : state) {
        const auto reader = open_reader();
        read_eight(*reader, -infinity, infinity);
    }
}
BENCHMARK(eight_curves_first_paint)->Unit(benchmark::kMillisecond);

// Argument: points in view.
void eight_curves_zoomed(benchmark::State& state) {
    const auto reader = open_reader();
    const auto span = static_cast<double>(state.range(0));
    engine::Stream stream(2, "bench");
    for (auto _ : state) {
        const double first = stream.uniform() * (static_cast<double>(kPoints) - span);
        read_eight(*reader, first, first + span);
    }
}
BENCHMARK(eight_curves_zoomed)
    ->Arg(500'000)
    ->Arg(260'000)
    ->Arg(100'000)
    ->Arg(10'000)
    ->Arg(1'000)
    ->Unit(benchmark::kMillisecond);

// Batches of 10,000 points, as a job writes them every half second. Argument: 0 nothing else is
// done, 1 another connection reads the eight curves without a pause.
void points_written(benchmark::State& state) {
    auto log = engine::RunLog::open(FullLog::shared().folder(), engine::RunLog::Mode::ReadWrite);
    if (!log) give_up(log.error());
    std::atomic<std::int64_t> reads = 0;
    std::jthread watcher;
    if (state.range(0) == 1) {
        watcher = std::jthread([&](const std::stop_token& stop) {
            const auto reader = open_reader();
            for (; !stop.stop_requested(); ++reads)
                read_eight(*reader, 0, static_cast<double>(kPoints));
        });
    }
    std::int64_t step = 0;
    static int run = 0;
    const std::string key = "written" + std::to_string(++run);
    std::vector<engine::Point> points(10'000);
    for (auto _ : state) {
        for (engine::Point& point : points) point = {step++, 0.5};
        if (auto done = log->add_points(key, "train/loss", points); !done) give_up(done.error());
    }
    state.SetItemsProcessed(step);
    state.counters["reads"] = static_cast<double>(reads.load());
}
BENCHMARK(points_written)
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(100)
    ->UseRealTime();

}  // namespace
