#include "engine/transfer/text_classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/models/random_twin.h"
#include "engine/training/batches.h"
#include "engine/transfer/frozen_states.h"
#include "tests/support/tiny_encoder.h"

namespace engine {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

TextClassifier tiny_classifier(double dropout) {
    TextClassifier model;
    model.shape = support::tiny_shape();
    model.shape.hidden_dropout = dropout;
    model.shape.attention_dropout = dropout;
    model.head_dropout = dropout;
    return model;
}

Weights start_weights(const TextClassifier& model) {
    Weights weights = encoder_only(random_twin(model.shape, 3));
    add_fresh_head(weights, 2, model.shape.hidden, 3);
    return weights;
}

std::shared_ptr<const ClassificationRows> four_rows() {
    auto rows = std::make_shared<ClassificationRows>();
    rows->tokens = {{2, 5, 14, 3}, {2, 8, 14, 15, 3}, {2, 6, 3}, {2, 9, 16, 3}};
    rows->labels = {1, 0, 1, 0};
    return rows;
}

TrainOutcome trained(const TextClassifier& model, std::uint64_t seed, std::int64_t steps) {
    TrainTask task;
    task.rows = 4;
    task.loss = classification_loss(text_forward(model), four_rows());
    TrainOptions options;
    options.seed = seed;
    options.rate = 0.01;
    options.batch = 4;
    options.min_steps = steps;
    TrainState state;
    state.weights = start_weights(model);
    auto outcome = train(options, task, std::move(state), {});
    EXPECT_TRUE(outcome) << outcome.error().text();
    return *std::move(outcome);
}

bool same(const Weights& a, const Weights& b) {
    return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const auto& one) {
               return at::equal(one.second, b.at(one.first));
           });
}

TEST(TextClassifier, OverfitsOneTinyBatch) {
    const TextClassifier model = tiny_classifier(0);
    const TrainOutcome outcome = trained(model, 1, 60);
    const auto score =
        validate_classification(text_forward(model), outcome.state.weights, *four_rows(), 4);
    ASSERT_TRUE(score);
    EXPECT_LT(score->loss, 0.02);
    EXPECT_EQ(score->measures.at("accuracy"), 1);
}

TEST(TextClassifier, RepeatsUnderOneSeedWithDropout) {
    const TextClassifier model = tiny_classifier(0.2);
    const TrainOutcome first = trained(model, 1, 5);
    EXPECT_TRUE(same(first.state.weights, trained(model, 1, 5).state.weights));
    EXPECT_FALSE(same(first.state.weights, trained(model, 2, 5).state.weights));
}

TEST(TextClassifier, ARowsLogitsDependOnThatRowAlone) {
    const TextClassifier model = tiny_classifier(0);
    const Weights weights = start_weights(model);
    const auto all = predict_logits(text_forward(model), weights, four_rows()->tokens, 4);
    const auto each = predict_logits(text_forward(model), weights, four_rows()->tokens, 1);
    ASSERT_TRUE(all && each);
    EXPECT_EQ(all->sizes(), at::IntArrayRef({4, 2}));
    EXPECT_TRUE(at::allclose(*all, *each, 1e-5, 1e-6));
}

TEST(TextClassifier, DropsPartsOfThePooledVectorOnlyWhereAsked) {
    TextClassifier model = tiny_classifier(0);
    model.head_dropout = 0.5;
    const Weights weights = start_weights(model);
    const PackedBatch batch = pack_rows(four_rows()->tokens, std::vector<std::int64_t>{0, 1, 2, 3});
    const Forward forward = text_forward(model);
    Dropout masks(1);
    const at::Tensor plain = forward(weights, batch, nullptr);
    EXPECT_TRUE(at::equal(plain, forward(weights, batch, nullptr)));
    EXPECT_FALSE(at::allclose(plain, forward(weights, batch, &masks)));
}

// Layers that do not learn give the same whether their states are given or computed, and a fit with
// given states is the fit that computes them in every step.
TEST(TextClassifier, TakesTheStatesOfFrozenLayers) {
    TextClassifier model = tiny_classifier(0.1);
    model.frozen_layers = 1;
    const Weights weights = start_weights(model);
    auto rows = four_rows();
    const auto states = frozen_states(model, weights, rows->tokens, 1 << 20);
    ASSERT_TRUE(states);
    std::int64_t tokens = 0;
    for (const auto& ids : rows->tokens) tokens += std::ssize(ids);
    EXPECT_EQ(states->sizes(), at::IntArrayRef({tokens, model.shape.hidden}));
    EXPECT_FALSE(frozen_states(model, weights, rows->tokens, 1)->defined());

    auto given = std::make_shared<ClassificationRows>(*rows);
    given->states = *states;
    const std::vector<std::int64_t> picked{2, 0, 3};
    const Forward forward = text_forward(model);
    Dropout one(4), two(4);
    EXPECT_TRUE(at::allclose(forward(weights, pack(*given, picked), &one),
                             forward(weights, pack(*rows, picked), &two), 1e-5, 1e-6));

    const auto learn = [&](const std::shared_ptr<const ClassificationRows>& from) {
        TrainTask task = classification_task(classification_loss(forward, from), from);
        const UnfreezeOptions unfreeze{.mode = Unfreeze::last_k, .last_k = model.shape.layers - 1};
        EXPECT_EQ(frozen_layers(unfreeze, model.shape.layers), 1);
        task.rules = make_rules(unfreeze, model.shape.layers, [&](std::string_view name) {
            return depth_by_name(name, model.shape.layers);
        });
        TrainState state;
        state.weights = weights;
        auto outcome =
            train({.rate = 1e-3, .epochs = 2, .min_steps = 4, .patience = 0}, task, state);
        EXPECT_TRUE(outcome);
        return outcome->state.weights;
    };
    const Weights with = learn(given), without = learn(rows);
    for (const auto& [name, tensor] : with)
        EXPECT_TRUE(at::allclose(tensor, without.at(name), 1e-4, 1e-6)) << name;
    EXPECT_TRUE(at::equal(with.at(kWordEmbeddings), weights.at(kWordEmbeddings)));
    const std::string upper = "encoder.layer.1.output.dense.weight";
    EXPECT_FALSE(at::equal(with.at(upper), weights.at(upper)));
}

TEST(TextClassifier, LeavesPoolerAndClassifierBehind) {
    const Weights weights = {{"embeddings.LayerNorm.bias", at::zeros({1})},
                             {"encoder.layer.0.output.dense.bias", at::zeros({1})},
                             {"pooler.dense.bias", at::zeros({1})},
                             {"classifier.bias", at::zeros({1})}};
    std::vector<std::string> names;
    for (const auto& [name, weight] : encoder_only(weights)) names.push_back(name);
    EXPECT_THAT(names, UnorderedElementsAre("embeddings.LayerNorm.bias",
                                            "encoder.layer.0.output.dense.bias"));
}

TEST(TextClassifier, AFreshHeadIsDrawnByItsSeedAndStartsWithoutABias) {
    Weights one, two, other;
    add_fresh_head(one, 3, 16, 7);
    add_fresh_head(two, 3, 16, 7);
    add_fresh_head(other, 3, 16, 8);
    EXPECT_EQ(one.at(kHeadWeight).sizes(), at::IntArrayRef({3, 16}));
    EXPECT_TRUE(same(one, two));
    EXPECT_FALSE(same(one, other));
    EXPECT_EQ(one.at(kHeadBias).count_nonzero().item<std::int64_t>(), 0);
}

TEST(TextClassifier, KeepsLayersEvenlySpreadWithFirstAndLast) {
    EXPECT_THAT(kept_layers(6, 3), ElementsAre(0, 3, 5));
    EXPECT_THAT(kept_layers(12, 2), ElementsAre(0, 11));
    EXPECT_THAT(kept_layers(4, 1), ElementsAre(0));
    EXPECT_THAT(kept_layers(3, 0), ElementsAre(0, 1, 2));
    EXPECT_THAT(kept_layers(3, 9), ElementsAre(0, 1, 2));
}

TEST(TextClassifier, ASmallerEncoderHoldsTheWeightsOfTheLayersThatStay) {
    EncoderShape shape = support::tiny_shape();
    shape.layers = 3;
    const Weights before = random_twin(shape, 1);
    Weights after = before;
    keep_layers(shape, after, 2);
    EXPECT_EQ(shape.layers, 2);
    const std::string part = ".attention.self.query.weight";
    EXPECT_TRUE(at::equal(after.at("encoder.layer.0" + part), before.at("encoder.layer.0" + part)));
    EXPECT_TRUE(at::equal(after.at("encoder.layer.1" + part), before.at("encoder.layer.2" + part)));
    EXPECT_FALSE(after.contains("encoder.layer.2" + part));
    EXPECT_EQ(after.size(), parameters_of(shape).size());
}

}  // namespace
}  // namespace engine
