// Sixteen steps of fine-tuning a real encoder, from texts to logits, against the reference
// libraries.
#include <torch/csrc/autograd/grad_mode.h>

#include "engine/models/encoder_folder.h"
#include "engine/models/heads.h"
#include "engine/models/model_names.h"
#include "engine/tokenizer/tokenizer.h"
#include "engine/training/classification.h"
#include "tests/engine/training/training_support.h"
#include "tests/support/corpus_texts.h"
#include "tests/support/folders.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using training_tests::golden_json;
using training_tests::golden_tensors;
using training_tests::largest_difference;

/// BertForSequenceClassification without dropout.
Forward classifier_of(const EncoderShape& shape) {
    return [shape](const Weights& weights, const PackedBatch& batch, Dropout*) {
        const at::Tensor states = encode(shape, weights, batch, {.once = true});  // as fits do
        return classifier_logits(shape, weights, batch, states);
    };
}

std::vector<std::vector<std::int32_t>> tokens_of(const std::filesystem::path& folder,
                                                 const Json& golden) {
    const Result<Tokenizer> tokenizer = Tokenizer::load(folder);
    if (!tokenizer) {
        ADD_FAILURE() << tokenizer.error().text();
        return {};
    }
    support::CorpusTexts corpora;
    std::vector<std::vector<std::int32_t>> tokens;
    for (const Json& text : golden.at("texts")) {
        tokens.push_back(tokenizer
                             ->encode(corpora.resolve(text),
                                      {.max_tokens = golden.at("max_length").get<std::size_t>()})
                             .ids);
    }
    return tokens;
}

TrainOptions options_of(const Json& golden) {
    TrainOptions options;
    options.rate = golden.at("lr").get<double>();
    options.epochs = 1;
    options.min_steps = 0;
    options.batch = golden.at("batch").get<std::int64_t>();
    options.warmup = golden.at("warmup_steps").get<double>() / golden.at("steps").get<double>();
    options.optimiser = {.kind = OptimiserKind::adamw,
                         .weight_decay = golden.at("weight_decay").get<double>(),
                         .clip = golden.at("clip").get<double>()};
    options.patience = 0;
    return options;
}

void expect_norms(const Weights& weights, const Json& names, const at::Tensor& golden) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double norm =
            weights.at(canonical_name(names[i].get<std::string>())).norm().item<double>();
        const double expected = golden[static_cast<std::int64_t>(i)].item<double>();
        EXPECT_NEAR(norm, expected, 1e-3 * std::max(1.0, expected)) << names[i];
    }
}

TEST(FineTuning, FollowsTheReferenceOnARealEncoder) {
    const std::filesystem::path folder =
        std::string(support::deps_folder) + "/models/all-MiniLM-L6-v2";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the model is not set up";
    const Json golden = golden_json("finetune/finetune.refs.json");
    const Weights numbers = golden_tensors("finetune/golden.safetensors");
    const auto encoder = load_encoder(folder);
    ASSERT_TRUE(encoder) << encoder.error().text();
    const auto steps = golden.at("steps").get<std::int64_t>(),
               batch = golden.at("batch").get<std::int64_t>();
    const auto rows = std::make_shared<ClassificationRows>();
    rows->tokens = tokens_of(folder, golden);
    rows->labels = golden.at("labels").get<std::vector<std::int64_t>>();
    ASSERT_EQ(std::ssize(rows->tokens), steps * batch + 32);

    const Forward forward = classifier_of(encoder->shape);
    const LossFunction loss = classification_loss(forward, rows);
    TrainTask task{.rows = steps * batch, .loss = nullptr, .rules = plain_rule};
    task.loss = [&](const Weights& weights,
                    const StepInput& input) {  // rows as they come, not drawn
        std::vector<std::int64_t> here(static_cast<std::size_t>(batch));
        for (std::int64_t i = 0; i < batch; ++i)
            here[static_cast<std::size_t>(i)] = input.step * batch + i;
        std::vector<std::int64_t> picked;
        for (const std::int64_t place : input.places)
            picked.push_back(here[static_cast<std::size_t>(place)]);
        return loss(weights, {picked, here, input.step, input.total, input.places, input.dropout});
    };
    TrainState start;
    start.weights = encoder->weights;
    start.weights["classifier.weight"] = numbers.at("classifier.weight");
    start.weights["classifier.bias"] = at::zeros({3});
    start.weights = support::on_test_device(std::move(start.weights));
    TrainCallbacks callbacks;
    callbacks.on_step = [&](const TrainingStep& report) {
        const std::int64_t i = report.step - 1;
        EXPECT_NEAR(report.loss, numbers.at("loss")[i].item<double>(), 2e-4) << "step " << i;
        EXPECT_NEAR(report.rate, numbers.at("lr")[i].item<double>(), 1e-12);
        const double norm = numbers.at("grad_norm")[i].item<double>();
        EXPECT_NEAR(report.gradient_norm, norm, 1e-3 * norm) << "step " << i;
    };
    const auto outcome = train(options_of(golden), task, start, callbacks);
    ASSERT_TRUE(outcome) << outcome.error().text();
    EXPECT_EQ(outcome->total_steps, steps);
    const auto last = std::span(rows->tokens).subspan(static_cast<std::size_t>(steps * batch));
    const auto logits = predict_logits(forward, outcome->state.weights, last, 32);
    ASSERT_TRUE(logits) << logits.error().text();
    EXPECT_LE(largest_difference(logits->cpu(), numbers.at("eval_logits")), 2e-3);
    expect_norms(outcome->state.weights, golden.at("parameters"), numbers.at("final_norms"));
}

}  // namespace
}  // namespace engine
