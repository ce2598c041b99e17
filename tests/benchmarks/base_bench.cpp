// What the pieces that every run leans on cost: draws, hashes, strict JSON.
#include <benchmark/benchmark.h>

#include <string>

#include "engine/base/hash.h"
#include "engine/base/json.h"
#include "engine/base/stream.h"

namespace {

using namespace std::string_literals;

void hash_of_bytes(benchmark::State& state) {
    const std::string bytes(static_cast<std::size_t>(state.range(0)), 'w');
    for (auto _ : state) benchmark::DoNotOptimize(engine::sha256(bytes));
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(hash_of_bytes)->Arg(100)->Arg(1 << 20);

void normal_draws(benchmark::State& state) {
    engine::Stream stream(1, "head_init");
    for (auto _ : state) benchmark::DoNotOptimize(stream.normal());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(normal_draws);

void permutation_of_rows(benchmark::State& state) {
    for (auto _ : state) {
        engine::Stream stream(1, "batches");
        benchmark::DoNotOptimize(engine::permutation(stream, state.range(0)));
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(permutation_of_rows)->Arg(1000)->Arg(100000);

void strict_json(benchmark::State& state) {
    std::string text = "{\"nodes\":[";
    for (int i = 0; i < 200; ++i) {
        text += (i ? ",{\"id\":\"n"s : "{\"id\":\"n"s) + std::to_string(i) +
                "\",\"options\":{\"rate\":1e-4,\"rows\":[16,64,256]}}";
    }
    text += "]}";
    for (auto _ : state) benchmark::DoNotOptimize(engine::read_json(text, "bench"));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(strict_json);

}  // namespace
