// What an analyst waits for, on the texts and the encoder that set-up brings: tokenizing,
// embedding, fine-tuning, reading a table. tests/benchmarks/peers.py runs the same work by other
// programs. Beside them what the machine itself can do at the shapes of that encoder.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/data/dataset_store.h"
#include "engine/models/embed.h"
#include "engine/models/encoder_folder.h"
#include "engine/tokenizer/tokenizer.h"
#include "engine/training/classification.h"
#include "engine/training/trainer.h"
#include "engine/transfer/text_classifier.h"
#include "tests/support/folders.h"
#include "tests/support/test_device.h"

namespace {

using engine::Precision;

constexpr int kThreads = 2;
constexpr std::size_t kLongest = 128;  // tokens

template <class T>
T must(engine::Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().text().c_str());
        std::abort();
    }
    return *std::move(result);
}

std::filesystem::path encoder_folder() {
    return std::string(support::deps_folder) + "/models/all-MiniLM-L6-v2";
}

// The tweets in the order of their file, with a label by the sign of their rating.
struct Texts {
    std::vector<std::string> texts;
    std::vector<std::int64_t> labels;
};
const Texts& tweets() {
    static const Texts read = [] {
        Texts out;
        const std::string all = must(engine::read_file(std::string(support::deps_folder) +
                                                       "/corpora/tweets_GroundTruth.txt"));
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = std::min(all.find("\r\n", at), all.size());
            const std::string line = all.substr(at, end - at);
            at = end + 2;
            const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
            if (second == std::string::npos) continue;
            out.texts.push_back(line.substr(second + 1));
            out.labels.push_back(std::atof(line.substr(first + 1).c_str()) > 0 ? 1 : 0);
        }
        return out;
    }();
    return read;
}

const engine::Tokenizer& tokenizer() {
    static const engine::Tokenizer made = must(engine::Tokenizer::load(encoder_folder()));
    return made;
}
const engine::EncoderFolder& encoder() {
    static const engine::EncoderFolder made = must(engine::load_encoder(encoder_folder()));
    return made;
}

std::span<const std::string> first(std::size_t count) {
    return std::span<const std::string>(tweets().texts).first(count);
}

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
}
BENCHMARK(embed)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

// Batches of 32 drawn at random, dropout as the encoder's configuration says, AdamW, clipping.
// Argument: 0 fp32, 1 bf16.
void fine_tune(benchmark::State& state) {
    at::set_num_threads(kThreads);
    constexpr std::int64_t kRows = 1920;
    auto rows = std::make_shared<engine::ClassificationRows>();
    for (std::size_t i = 0; i < kRows; ++i)
        rows->tokens.push_back(tokenizer().encode(tweets().texts[i], {.max_tokens = kLongest}).ids);
    rows->labels.assign(tweets().labels.begin(), tweets().labels.begin() + kRows);
    engine::TextClassifier model{encoder().shape, engine::Pooling::Mean};
    engine::TrainState begin;
    begin.weights = engine::encoder_only(encoder().weights);
    engine::add_fresh_head(begin.weights, 2, model.shape.hidden, 1);
    begin.weights = support::on_test_device(std::move(begin.weights));
    engine::TrainTask task{.rows = kRows,
                           .loss = engine::classification_loss(engine::text_forward(model), rows),
                           .rules = engine::plain_rule};
    engine::TrainOptions options;
    options.epochs = 1;
    options.patience = 0;
    options.precision = state.range(0) == 0 ? Precision::fp32 : Precision::bf16;
    for (auto _ : state) benchmark::DoNotOptimize(must(engine::train(options, task, begin)));
    state.SetItemsProcessed(state.iterations() * kRows);
}
BENCHMARK(fine_tune)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

// A table given by WARMSTART_BENCH_CSV: read, checked, stored and fingerprinted, with its ledger.
void import_table(benchmark::State& state) {
    const char* file = std::getenv("WARMSTART_BENCH_CSV");
    if (file == nullptr) {
        state.SkipWithError("WARMSTART_BENCH_CSV names no table");
        return;
    }
    const auto folder = std::filesystem::path(file).parent_path() / "imported";
    std::int64_t rows = 0;
    for (auto _ : state) {
        std::filesystem::remove_all(folder);
        engine::DatasetStore store(folder, {});
        rows = must(store.import({.file = file, .name = "table"})).rows_ok;
    }
    std::filesystem::remove_all(folder);
    state.SetItemsProcessed(state.iterations() * rows);
}
BENCHMARK(import_table)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

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

}  // namespace
