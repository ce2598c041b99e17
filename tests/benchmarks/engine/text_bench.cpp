// What an analyst waits for, on the texts and the encoder that set-up brings: tokenizing,
// embedding, fine-tuning, reading a table. tests/benchmarks/peers.py runs the same work by other
// programs. Beside them what the machine itself can do at the shapes of that encoder.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/data/clean.h"
#include "engine/data/dataset_store.h"
#include "engine/data/load_table.h"
#include "engine/models/embed.h"
#include "tests/benchmarks/engine/tweets.h"

namespace {

using bench::encoder;
using bench::first;
using bench::kLongest;
using bench::kThreads;
using bench::must;
using bench::tokenizer;
using bench::tweets;
using engine::Precision;

void tokenize(benchmark::State& state) {
    std::vector<std::string> lines;  // each once, so that no cache of whole texts could help
    for (int turn = 0; turn < 5; ++turn) {
        for (const std::string& text : tweets().texts)
            lines.push_back(text + ' ' + std::to_string(lines.size() * 2654435761U % 1048576));
    }
    tokenizer();
    for (auto _ : state) {
        for (const std::string& line : lines) benchmark::DoNotOptimize(tokenizer().encode(line));
    }
    state.SetItemsProcessed(state.iterations() * std::ssize(lines));
}
BENCHMARK(tokenize)->Unit(benchmark::kMillisecond)->Iterations(3);

// Argument: 0 fp32, 1 bf16.
void embed(benchmark::State& state) {
    at::set_num_threads(kThreads);
    const auto packed = tokenizer().encode_ids(first(1000), {.max_tokens = kLongest});
    engine::EmbedOptions options;
    options.normalise = true;
    options.precision = state.range(0) == 0 ? Precision::fp32 : Precision::bf16;
    encoder();
    for (auto _ : state) {
        benchmark::DoNotOptimize(must(engine::embed_rows(encoder().shape, encoder().weights,
                                                         packed.ids, packed.offsets, options)));
    }
    state.SetItemsProcessed(state.iterations() * 1000);
    state.counters["tokens"] = static_cast<double>(packed.ids.size()) / 1000;
}
BENCHMARK(embed)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

// Batches of 32 drawn at random, dropout as the encoder's configuration says, AdamW, clipping.
// Argument: 0 fp32, 1 bf16.
void fine_tune(benchmark::State& state) {
    at::set_num_threads(kThreads);
    const bench::Fit fit(1920);
    engine::TrainOptions options = fit.options();
    options.precision = state.range(0) == 0 ? Precision::fp32 : Precision::bf16;
    const engine::TrainTask task = fit.task();
    for (auto _ : state) benchmark::DoNotOptimize(must(engine::train(options, task, fit.begin())));
    state.SetItemsProcessed(state.iterations() * task.rows);
    state.counters["tokens"] = fit.tokens_a_row();
}
BENCHMARK(fine_tune)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

// The table that WARMSTART_BENCH_CSV names, and a folder beside it that goes with the benchmark.
class Imported {
public:
    Imported()
        : file_(std::getenv("WARMSTART_BENCH_CSV")), folder_(file_.parent_path() / "imported") {
        clear();
    }
    Imported(const Imported&) = delete;
    Imported& operator=(const Imported&) = delete;
    ~Imported() { clear(); }
    static bool is_given(benchmark::State& state) {
        if (std::getenv("WARMSTART_BENCH_CSV") != nullptr) return true;
        state.SkipWithError("WARMSTART_BENCH_CSV names no table");
        return false;
    }
    void clear() const { std::filesystem::remove_all(folder_); }
    engine::DatasetStore store() const { return {folder_, {}}; }
    engine::ImportRequest request() const { return {.file = file_, .name = "table"}; }
    double bytes() const { return static_cast<double>(std::filesystem::file_size(file_)); }

private:
    std::filesystem::path file_, folder_;
};

// Read, checked, stored and fingerprinted, with its ledger.
void import_table(benchmark::State& state) {
    if (!Imported::is_given(state)) return;
    const Imported table;
    std::int64_t rows = 0;
    for (auto _ : state) {
        state.PauseTiming();
        table.clear();
        engine::DatasetStore store = table.store();
        state.ResumeTiming();
        rows = must(store.import(table.request())).rows_ok;
    }
    state.SetItemsProcessed(state.iterations() * rows);
    state.counters["bytes"] = table.bytes();
}
BENCHMARK(import_table)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

// Web addresses out, texts normalised, copies dropped: bytes of text a second. Argument: 0 that
// alone, 1 with the columns of the stored dataset made into rows.
void prepare(benchmark::State& state) {
    if (!Imported::is_given(state)) return;
    const Imported imported;
    engine::DatasetStore store = imported.store();
    must(store.import(imported.request()));
    const engine::Dataset dataset = must(store.open("table"));
    engine::DatasetOptions columns;
    columns.source = "table";
    columns.text = {"text"};
    columns.label = "rating";
    columns.thresholds = {-0.5, 0.5};
    std::int64_t bytes = 0;
    for (auto _ : state) {
        if (state.range(0) == 0) state.PauseTiming();
        engine::Prepared rows = must(engine::load_table(dataset, columns));
        bytes = 0;
        for (const std::string& text : rows.table.text) bytes += std::ssize(text);
        if (state.range(0) == 0) state.ResumeTiming();
        benchmark::DoNotOptimize(must(engine::clean(std::move(rows.table), {}, 1)));
    }
    state.SetBytesProcessed(state.iterations() * bytes);
}
BENCHMARK(prepare)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

// The machine: products of the encoder's widest layer, [1024, 384] x [384, 1536].
void machine_products(benchmark::State& state) {
    at::set_num_threads(kThreads);
    const auto type = state.range(0) == 0 ? at::kFloat : at::kBFloat16;
    const at::Tensor a = at::rand({1024, 384}).to(type), b = at::rand({384, 1536}).to(type);
    at::Tensor out = at::empty({1024, 1536}, type);
    for (auto _ : state) at::mm_out(out, a, b);
    state.counters["flops"] = benchmark::Counter(2.0 * 1024 * 384 * 1536 * state.iterations(),
                                                 benchmark::Counter::kIsRate);
}
BENCHMARK(machine_products)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();

void machine_copy(benchmark::State& state) {
    at::set_num_threads(kThreads);
    const at::Tensor from = at::ones({64 << 20});
    at::Tensor to = at::zeros_like(from);
    for (auto _ : state) to.copy_(from);
    state.SetBytesProcessed(state.iterations() * 2 * from.numel() * 4);
}
BENCHMARK(machine_copy)->Unit(benchmark::kMillisecond)->UseRealTime();

// A quarter of a gigabyte to the disk that the table lies on, until it is there.
void machine_disk(benchmark::State& state) {
    if (!Imported::is_given(state)) return;
    const std::string block(8 << 20, 'w');
    const auto file =
        std::filesystem::path(std::getenv("WARMSTART_BENCH_CSV")).parent_path() / "disk";
    constexpr int kBlocks = 32;
    for (auto _ : state) {
        std::FILE* out = std::fopen(file.c_str(), "wb");
        std::size_t written = 0;
        for (int i = 0; out != nullptr && i < kBlocks; ++i)
            written += std::fwrite(block.data(), 1, block.size(), out);
        const bool kept = out != nullptr && std::fflush(out) == 0 && ::fsync(::fileno(out)) == 0;
        if (out != nullptr) std::fclose(out);
        if (!kept || written != kBlocks * block.size())
            state.SkipWithError("The disk took no file");
    }
    std::filesystem::remove(file);
    state.SetBytesProcessed(state.iterations() * kBlocks * std::ssize(block));
}
BENCHMARK(machine_disk)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

}  // namespace
