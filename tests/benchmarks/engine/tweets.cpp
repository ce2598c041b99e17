#include "tests/benchmarks/engine/tweets.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "engine/base/clock.h"
#include "engine/base/files.h"
#include "engine/transfer/frozen_states.h"
#include "tests/support/folders.h"
#include "tests/support/test_device.h"

namespace bench {
namespace {

std::filesystem::path encoder_folder() {
    return std::string(support::deps_folder) + "/models/all-MiniLM-L6-v2";
}

Tweets read_tweets() {
    Tweets out;
    const std::string all = must(
        engine::read_file(std::string(support::deps_folder) + "/corpora/tweets_GroundTruth.txt"));
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
}

}  // namespace

const Tweets& tweets() {
    static const Tweets read = read_tweets();
    return read;
}

std::span<const std::string> first(std::size_t count) {
    return std::span<const std::string>(tweets().texts).first(count);
}

const engine::Tokenizer& tokenizer() {
    static const engine::Tokenizer made = must(engine::Tokenizer::load(encoder_folder()));
    return made;
}

const engine::EncoderFolder& encoder() {
    static const engine::EncoderFolder made = must(engine::load_encoder(encoder_folder()));
    return made;
}

Fit::Fit(std::size_t count, std::int64_t frozen) : model_{encoder().shape, engine::Pooling::Mean} {
    model_.frozen_layers = frozen;
    auto rows = std::make_shared<engine::ClassificationRows>();
    for (const std::string& text : first(count))
        rows->tokens.push_back(tokenizer().encode(text, {.max_tokens = kLongest}).ids);
    const auto& labels = tweets().labels;
    rows->labels.assign(labels.begin(), labels.begin() + static_cast<std::ptrdiff_t>(count));
    const double begun = engine::monotonic_seconds();
    rows->states = must(engine::frozen_states(model_, begin().weights, rows->tokens, 1 << 30));
    frozen_seconds_ = engine::monotonic_seconds() - begun;
    rows_ = std::move(rows);
}

engine::TrainOptions Fit::options() const {
    engine::TrainOptions out;
    out.epochs = 1;
    out.min_steps = 0;
    out.patience = 0;
    return out;
}

engine::TrainTask Fit::task() const {
    return engine::classification_task(
        engine::classification_loss(engine::text_forward(model_), rows_), rows_);
}

engine::TrainState Fit::begin() const {
    engine::TrainState out;
    out.weights = engine::encoder_only(encoder().weights);
    engine::add_fresh_head(out.weights, 2, model_.shape.hidden, 1);
    out.weights = support::on_test_device(std::move(out.weights));
    return out;
}

double Fit::tokens_a_row() const {
    std::size_t tokens = 0;
    for (const auto& row : rows_->tokens) tokens += row.size();
    return static_cast<double>(tokens) / static_cast<double>(rows_->tokens.size());
}

}  // namespace bench
