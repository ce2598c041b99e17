// What surrounds the products of a fit: layers that do not learn, the run log beside it, vectors
// that are there already, the choice of the number format.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/clock.h"
#include "engine/runner/precision_probe.h"
#include "engine/runner/stage_host.h"
#include "engine/stages/feature_cache.h"
#include "engine/stages/pace.h"
#include "engine/training/parameter_rules.h"
#include "tests/benchmarks/engine/tweets.h"
#include "tests/support/temporary_folder.h"

namespace {

using bench::must;

// Three epochs in which the head and so many layers from the top learn, or (0) all of them; the
// seconds of an epoch's training steps, the first epoch apart.
void fine_tune_last(benchmark::State& state) {
    at::set_num_threads(bench::kThreads);
    const std::int64_t layers = bench::encoder().shape.layers;
    engine::UnfreezeOptions unfreeze;
    if (state.range(0) > 0) unfreeze = {.mode = engine::Unfreeze::last_k, .last_k = state.range(0)};
    const bench::Fit fit(640, engine::frozen_layers(unfreeze, layers));
    engine::TrainTask task = fit.task();
    task.rules = engine::make_rules(unfreeze, layers, [layers](std::string_view name) {
        return engine::depth_by_name(name, layers);
    });
    engine::TrainOptions options = fit.options();
    options.epochs = 3;
    const std::int64_t steps = (task.rows + options.batch - 1) / options.batch;
    std::map<std::int64_t, double> seconds;  // of an epoch, from 0
    engine::TrainCallbacks callbacks;
    callbacks.on_step = [&](const engine::TrainingStep& step) {
        seconds[(step.step - 1) / steps] += step.seconds;
    };
    for (auto _ : state)
        benchmark::DoNotOptimize(must(engine::train(options, task, fit.begin(), callbacks)));
    state.counters["first_epoch"] = fit.frozen_seconds() + seconds[0];
    state.counters["later_epoch"] = std::min(seconds[1], seconds[2]);
}
BENCHMARK(fine_tune_last)
    ->Arg(0)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->UseRealTime();

// What a stage's fit tells after each step, told to the run log and the queue of a job; seconds
// that the telling took.
class Told {
public:
    explicit Told(const std::filesystem::path& workspace)
        : log_(must(engine::RunLog::open(workspace, engine::RunLog::Mode::ReadWrite))) {}
    engine::TrainCallbacks callbacks(const engine::TrainTask& task, std::int64_t batch) {
        pace_.emplace(host_, task.rows, batch);
        engine::TrainCallbacks out;
        out.on_step = [this](const engine::TrainingStep& step) {
            const double begun = engine::monotonic_seconds();
            host_.point("train/loss", step.step, step.loss);
            host_.point("train/rate", step.step, step.rate);
            host_.point("train/gradient_norm", step.step, step.gradient_norm);
            pace_->add(step.step, step.total, step.seconds);
            host_.progress(step.step, step.total);
            seconds += engine::monotonic_seconds() - begun;
        };
        return out;
    }
    void end() {
        const double begun = engine::monotonic_seconds();
        host_.flush();
        seconds += engine::monotonic_seconds() - begun;
    }
    double seconds = 0;

private:
    static engine::JobHooks hooks() {
        return {[](engine::Progress&) {}, [] {}, [](const auto& write) { return write(); }};
    }
    engine::RunLog log_;
    engine::EventQueue events_{[] {}};
    engine::PauseGate gate_;
    engine::JobHost host_{"fit", log_, events_, gate_, hooks()};
    std::optional<engine::Pace> pace_;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

// The same fit in turns, with the run log and without: by how much the one takes longer (median of
// the turns), and the share of its time that the telling itself takes.
void fit_with_its_log(benchmark::State& state) {
    at::set_num_threads(bench::kThreads);
    const engine::TemporaryFolder folder;
    const bench::Fit fit(480);
    const engine::TrainTask task = fit.task();
    const engine::TrainOptions options = fit.options();
    const auto time = [&](const engine::TrainCallbacks& callbacks, Told* told = nullptr) {
        const double begun = engine::monotonic_seconds();
        benchmark::DoNotOptimize(must(engine::train(options, task, fit.begin(), callbacks)));
        if (told != nullptr) told->end();
        return engine::monotonic_seconds() - begun;
    };
    time({});
    std::vector<double> longer, share;
    for (auto _ : state) {
        const std::string name = "workspace" + std::to_string(longer.size());
        std::filesystem::create_directory(folder.path() / name);
        Told told(folder.path() / name);
        const engine::TrainCallbacks with = told.callbacks(task, options.batch);
        const bool turn = longer.size() % 2 == 0;  // neither goes first each time
        const double before = turn ? time({}) : 0;
        const double logged = time(with, &told);
        const double plain = turn ? before : time({});
        longer.push_back(100 * (logged / plain - 1));
        share.push_back(100 * told.seconds / logged);
    }
    state.counters["loss_percent"] = median(longer);
    state.counters["share_percent"] = median(share);
}
BENCHMARK(fit_with_its_log)->Unit(benchmark::kMillisecond)->Iterations(9)->UseRealTime();

// Vectors of texts that were seen before, by a program that just began.
void known_texts(benchmark::State& state) {
    const engine::TemporaryFolder folder;
    const std::vector<std::string>& texts = bench::tweets().texts;
    const engine::FeatureSpace space{{{"encoder", "bench"}}, 384};
    const auto embed = [](std::span<const std::string> missing) -> engine::Result<at::Tensor> {
        return at::ones({std::ssize(missing), 384});
    };
    must(engine::FeatureCache(folder.path())
             .vectors(space, texts, embed, [](std::int64_t, std::int64_t) {}));
    engine::FeatureCache::Counts counts;
    for (auto _ : state) {
        engine::FeatureCache cache(folder.path());
        benchmark::DoNotOptimize(must(cache.vectors(
            space, texts, embed, [](std::int64_t, std::int64_t) {}, &counts)));
    }
    if (counts.computed != 0) state.SkipWithError("A text that was seen was computed again");
    state.SetItemsProcessed(state.iterations() * std::ssize(texts));
}
BENCHMARK(known_texts)->Unit(benchmark::kMillisecond)->UseRealTime();

void precision_probe(benchmark::State& state) {
    engine::JobSettings settings;
    settings.device = "cpu";
    settings.threads = bench::kThreads;
    for (auto _ : state) benchmark::DoNotOptimize(must(engine::time_precisions(settings)));
}
BENCHMARK(precision_probe)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

}  // namespace
