#include "engine/models/encoder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

#include <vector>

#include "engine/models/heads.h"
#include "engine/models/pooling.h"
#include "tests/engine/models/test_models.h"

namespace engine {
namespace {

using testing_models::in_double;
using testing_models::near;
using testing_models::packed;
using testing_models::tiny_shape;

const std::vector<std::vector<std::int64_t>> kRows = {
    {1, 5, 7, 2}, {1, 2}, {1, 9, 3, 2}, {4}, {1, 6, 6, 8, 19, 2}};

at::Tensor rows_of(const at::Tensor& states, std::int64_t first, std::int64_t count) {
    return states.narrow(0, first, count);
}

TEST(Encoder, GivesARowTheSameStatesAloneAndAmongOthers) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = in_double(random_twin(shape, 1));
    const at::Tensor together = encode(shape, weights, packed(kRows));
    std::int64_t first = 0;
    for (const auto& row : kRows) {
        const auto length = static_cast<std::int64_t>(row.size());
        EXPECT_TRUE(near(rows_of(together, first, length), encode(shape, weights, packed({row})),
                         1e-12, 0));
        first += length;
    }
}

// Padded attention as other programs compute it: an additive mask of -infinity on padded keys.
at::Tensor padded_reference(const EncoderShape& shape, const Weights& w,
                            const std::vector<std::int64_t>& row, std::int64_t time) {
    const auto length = static_cast<std::int64_t>(row.size());
    at::Tensor ids = at::zeros({time}, at::kLong);
    ids.narrow(0, 0, length).copy_(at::tensor(row, at::kLong));
    const at::Tensor hide = at::arange(time).ge(length);
    const auto norm = [&](const std::string& name, const at::Tensor& x) {
        return at::layer_norm(x, {shape.hidden}, w.at(name + ".weight"), w.at(name + ".bias"),
                              shape.layer_norm_eps);
    };
    const auto linear = [&](const std::string& name, const at::Tensor& x) {
        return at::linear(x, w.at(name + ".weight"), w.at(name + ".bias"));
    };
    const auto heads = [&](const at::Tensor& x) {
        return x.view({time, shape.heads, shape.hidden / shape.heads}).transpose(0, 1);
    };
    at::Tensor x = w.at("embeddings.word_embeddings.weight").index_select(0, ids) +
                   w.at("embeddings.position_embeddings.weight").narrow(0, 0, time) +
                   w.at("embeddings.token_type_embeddings.weight")[0];
    x = norm("embeddings.LayerNorm", x);
    for (std::int64_t i = 0; i < shape.layers; ++i) {
        const std::string at_layer = "encoder.layer." + std::to_string(i);
        const at::Tensor scores =
            at::matmul(heads(linear(at_layer + ".attention.self.query", x)),
                       heads(linear(at_layer + ".attention.self.key", x)).transpose(1, 2)) /
            std::sqrt(static_cast<double>(shape.hidden / shape.heads));
        const at::Tensor odds = at::softmax(scores.masked_fill(hide, -INFINITY), -1);
        const at::Tensor mixed =
            at::matmul(odds, heads(linear(at_layer + ".attention.self.value", x)));
        x = norm(at_layer + ".attention.output.LayerNorm",
                 x + linear(at_layer + ".attention.output.dense",
                            mixed.transpose(0, 1).reshape({time, shape.hidden})));
        x = norm(at_layer + ".output.LayerNorm",
                 x + linear(at_layer + ".output.dense",
                            at::gelu(linear(at_layer + ".intermediate.dense", x))));
    }
    return x.narrow(0, 0, length);
}

TEST(Encoder, EqualsAPaddedForwardPass) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = in_double(random_twin(shape, 2));
    const at::Tensor states = encode(shape, weights, packed(kRows));
    std::int64_t first = 0;
    for (const auto& row : kRows) {
        const auto length = static_cast<std::int64_t>(row.size());
        EXPECT_TRUE(near(rows_of(states, first, length), padded_reference(shape, weights, row, 10),
                         1e-12, 0));
        first += length;
    }
}

TEST(Encoder, RunsFromCachedStatesOfAnyLayer) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = in_double(random_twin(shape, 3));
    const PackedBatch batch = packed(kRows);
    std::vector<at::Tensor> hidden;
    const at::Tensor whole = encode(shape, weights, batch, {.hidden_states = &hidden});
    ASSERT_EQ(hidden.size(), 3U);
    for (std::int64_t layer = 0; layer <= shape.layers; ++layer) {
        const at::Tensor rest = run_layers(shape, weights, hidden[static_cast<std::size_t>(layer)],
                                           batch.lengths, layer, shape.layers);
        EXPECT_TRUE(near(rest, whole, 1e-12, 0)) << layer;
    }
}

TEST(Encoder, UsesTokenTypesAndPositionsThatAreGiven) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = in_double(random_twin(shape, 4));
    PackedBatch batch = packed({{1, 5, 2}});
    const at::Tensor plain = encode(shape, weights, batch);
    batch.token_types = at::zeros({3}, at::kLong);
    batch.positions = at::arange(3);
    EXPECT_TRUE(near(encode(shape, weights, batch), plain, 1e-12, 0));
    batch.token_types = at::tensor({0, 1, 1}, at::kLong);
    EXPECT_FALSE(near(encode(shape, weights, batch), plain, 1e-3, 0));
    batch.token_types = at::Tensor();
    batch.positions = at::arange(3) + 1;
    EXPECT_FALSE(near(encode(shape, weights, batch), plain, 1e-3, 0));
}

TEST(Encoder, DropsOutUnderAKeyAndRepeatsUnderIt) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = random_twin(shape, 5);
    const auto run = [&](const EncoderShape& with, std::uint64_t seed) {
        Dropout masks(seed);
        return encode(with, weights, packed(kRows), {.dropout = &masks});
    };
    EXPECT_TRUE(at::equal(run(shape, 1), run(shape, 1)));
    EXPECT_FALSE(at::equal(run(shape, 1), run(shape, 2)));
    EncoderShape without = shape;
    without.hidden_dropout = without.attention_dropout = 0;
    EXPECT_TRUE(at::equal(run(without, 1), encode(shape, weights, packed(kRows))));
}

// Rows of a batch, computed together or in pieces and in another order, lose the same elements.
TEST(Encoder, DropsTheSameElementsOfARowInAnyPieceOfItsBatch) {
    const EncoderShape shape = tiny_shape();
    const Weights weights = in_double(random_twin(shape, 6));
    Dropout whole(3);
    const at::Tensor all = encode(shape, weights, packed(kRows), {.dropout = &whole});
    std::vector<std::int64_t> lengths;
    for (const auto& row : kRows) lengths.push_back(std::ssize(row));
    const auto places = row_places(lengths);
    for (const std::size_t row : {kRows.size() - 1, std::size_t{0}}) {
        const std::size_t other = row == 0 ? 1 : 0;
        Dropout piece(3, {places[row], places[other]});
        const at::Tensor states =
            encode(shape, weights, packed({kRows[row], kRows[other]}), {.dropout = &piece});
        EXPECT_TRUE(near(states.narrow(0, 0, lengths[row]),
                         all.narrow(0, places[row].token, lengths[row]), 1e-12, 0));
    }
}

TEST(Dropout, KeepsTheMeanAndTheShareItWasTold) {
    Dropout masks(7);
    const at::Tensor out = drop_rows(at::ones({200, 1000}), 0.25, &masks);
    EXPECT_NEAR(out.mean().item<double>(), 1.0, 0.01);
    const at::Tensor lost = out.eq(0).to(at::kDouble);
    EXPECT_NEAR(lost.mean().item<double>(), 0.25, 0.01);
    // Neighbours in a row and in a column are lost independently of each other.
    const auto together = [&](std::int64_t down, std::int64_t right) {
        return (lost.slice(0, down).slice(1, right) *
                lost.slice(0, 0, 200 - down).slice(1, 0, 1000 - right))
            .mean()
            .item<double>();
    };
    EXPECT_NEAR(together(0, 1), 0.0625, 0.005);
    EXPECT_NEAR(together(1, 0), 0.0625, 0.005);
    EXPECT_TRUE(drop_rows(at::ones({3, 2}), 1.0, &masks).eq(0).all().item<bool>());
    EXPECT_TRUE(at::equal(drop_rows(at::ones({3, 2}), 0.0, &masks), at::ones({3, 2})));
}

// A classifier's loss after one gradient step on its own loss, as a function of the weights: its
// gradient needs the double backward of every operation. Returns the outer loss [].
at::Tensor loss_after_a_step(const EncoderShape& shape, const Weights& weights) {
    const auto loss_of = [&](const Weights& with,
                             const std::vector<std::vector<std::int64_t>>& rows,
                             const std::vector<std::int64_t>& labels) {
        const PackedBatch batch = packed(rows);
        const at::Tensor states = encode(shape, with, batch);
        const at::Tensor logits =
            classifier_logits(shape, with, batch, states) +
            pool(states, batch.lengths, Pooling::Mean).narrow(1, 0, 3) +
            l2_normalise(pool(states, batch.lengths, Pooling::Max)).narrow(1, 0, 3);
        return at::cross_entropy_loss(logits, at::tensor(labels, at::kLong));
    };
    std::vector<at::Tensor> before;
    for (const auto& [name, weight] : weights) before.push_back(weight);
    const auto gradients = torch::autograd::grad({loss_of(weights, kRows, {0, 1, 2, 1, 0})}, before,
                                                 {}, true, true, true);
    Weights after;
    std::size_t i = 0;
    for (const auto& [name, weight] : weights) {
        after[name] = gradients[i].defined() ? weight - 0.1 * gradients[i] : weight;
        ++i;
    }
    return loss_of(after, {{1, 7, 3, 2}, {1, 4, 2}}, {2, 0});
}

class DoubleBackward : public testing::TestWithParam<Activation> {};

TEST_P(DoubleBackward, AgreesWithFiniteDifferences) {
    EncoderShape shape = tiny_shape();
    shape.activation = GetParam();
    Weights weights = in_double(random_twin(shape, 6));
    std::vector<at::Tensor> variables;
    for (auto& [name, weight] : weights) {
        weight =
            (weight + 0.05 * at::sin(at::arange(weight.numel(), at::kDouble)).view(weight.sizes()))
                .detach();
        variables.push_back(weight.requires_grad_(true));
    }
    const auto gradients = torch::autograd::grad({loss_after_a_step(shape, weights)}, variables, {},
                                                 false, false, true);
    std::size_t i = 0;
    for (const auto& [name, weight] : weights) {
        const at::Tensor& gradient = gradients[i++];
        ASSERT_TRUE(gradient.defined()) << name;
        // One direction through the whole tensor checks all of its numbers at once.
        const at::Tensor direction =
            at::cos(at::arange(weight.numel(), at::kDouble) * 1.7).view(weight.sizes());
        // Central differences of fourth order: error step^4, so that rounding decides.
        const auto moved = [&](double by) {
            Weights there = weights;
            there[name] = (weight + by * direction).detach().requires_grad_(true);
            return loss_after_a_step(shape, there).item<double>();
        };
        const double step = 1e-4;
        const double numeric =
            (8 * (moved(step) - moved(-step)) - (moved(2 * step) - moved(-2 * step))) / (12 * step);
        const double exact = (gradient * direction).sum().item<double>();
        EXPECT_NEAR(exact, numeric, 1e-6 * std::max(1.0, std::abs(numeric))) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Activations, DoubleBackward,
                         testing::Values(Activation::Gelu, Activation::GeluTanh));

TEST(CheckBatch, NamesWhatTheEncoderDoesNotHave) {
    const EncoderShape shape = tiny_shape();
    EXPECT_TRUE(check_batch(shape, packed(kRows)));
    EXPECT_FALSE(check_batch(shape, packed({{1, 20}})));
    EXPECT_FALSE(check_batch(shape, packed({{-1}})));
    EXPECT_FALSE(check_batch(shape, packed({{1}, {}})));
    EXPECT_FALSE(check_batch(shape, packed({std::vector<std::int64_t>(11, 1)})));
    PackedBatch batch = packed({{1, 2}});
    batch.lengths = {3};
    EXPECT_FALSE(check_batch(shape, batch));
    batch.lengths = {2};
    batch.token_types = at::tensor({0, 2}, at::kLong);
    const auto wrong_type = check_batch(shape, batch);
    ASSERT_FALSE(wrong_type);
    EXPECT_EQ(wrong_type.error().text(), "Token type 2 is out of range: this encoder has 2.");
}

TEST(EncoderShape, OfBertBaseHasItsPublishedSize) {
    EXPECT_EQ(parameter_count(EncoderShape{}), 109482240);
}

TEST(Pooling, OfEqualTokensIsThatToken) {
    const at::Tensor token = at::tensor({1.0, -2.0, 3.0});
    const at::Tensor states = token.expand({6, 3});
    for (const Pooling pooling : {Pooling::Mean, Pooling::Cls, Pooling::Max, Pooling::Last}) {
        const at::Tensor out = pool(states, {3, 1, 2}, pooling);
        EXPECT_TRUE(at::equal(out, token.expand({3, 3}))) << name_of(pooling);
    }
}

TEST(Pooling, TakesEachRowsOwnTokens) {
    const at::Tensor states = at::tensor({1.0, 2.0, 6.0, 10.0, 20.0, 40.0}).view({6, 1});
    const std::vector<std::int64_t> lengths = {3, 1, 2};
    const auto values = [&](Pooling pooling) { return pool(states, lengths, pooling).flatten(); };
    EXPECT_TRUE(at::equal(values(Pooling::Mean), at::tensor({3.0, 10.0, 30.0})));
    EXPECT_TRUE(at::equal(values(Pooling::Cls), at::tensor({1.0, 10.0, 20.0})));
    EXPECT_TRUE(at::equal(values(Pooling::Max), at::tensor({6.0, 10.0, 40.0})));
    EXPECT_TRUE(at::equal(values(Pooling::Last), at::tensor({6.0, 10.0, 40.0})));
    EXPECT_FALSE(pooling_of("sum"));
    EXPECT_EQ(*pooling_of("last"), Pooling::Last);
}

TEST(L2Normalise, GivesRowsOfLengthOneAndKeepsZeros) {
    const at::Tensor out = l2_normalise(at::tensor({3.0, 4.0, 0.0, 0.0}).view({2, 2}));
    EXPECT_TRUE(at::allclose(out, at::tensor({0.6, 0.8, 0.0, 0.0}).view({2, 2})));
}

TEST(RandomTwin, DrawsEachTensorFromSeedAndName) {
    const EncoderShape shape = tiny_shape();
    const Weights one = random_twin(shape, 1);
    EXPECT_EQ(one.size(), parameters_of(shape).size());
    const std::string name = "embeddings.word_embeddings.weight";
    EXPECT_TRUE(at::equal(one.at(name), random_twin(shape, 1).at(name)));
    EXPECT_FALSE(at::equal(one.at(name), random_twin(shape, 2).at(name)));
    EncoderShape deeper = shape;
    deeper.layers = 3;
    EXPECT_TRUE(at::equal(one.at("encoder.layer.1.output.dense.weight"),
                          random_twin(deeper, 1).at("encoder.layer.1.output.dense.weight")));
    EXPECT_FALSE(at::equal(one.at("encoder.layer.0.attention.self.query.weight"),
                           one.at("encoder.layer.0.attention.self.key.weight")));
    EXPECT_TRUE(one.at("embeddings.LayerNorm.weight").eq(1).all().item<bool>());
    EXPECT_TRUE(one.at("classifier.bias").eq(0).all().item<bool>());
}

// Moments of 4 million numbers from 64 keys; each bound is 4.5 standard errors of its estimate.
TEST(RandomTwin, IsNormalWithTheRangeOfTheConfig) {
    std::vector<at::Tensor> parts;
    for (std::uint64_t seed = 0; seed < 64; ++seed) {
        parts.push_back(normal_tensor({62503}, 0.02, seed, "x").to(at::kDouble) / 0.02);
    }
    const at::Tensor numbers = at::cat(parts);
    const double root = std::sqrt(static_cast<double>(numbers.numel()));
    EXPECT_NEAR(numbers.mean().item<double>(), 0, 4.5 / root);
    EXPECT_NEAR(numbers.pow(2).mean().item<double>(), 1, 4.5 * std::sqrt(2.0) / root);
    EXPECT_NEAR(numbers.pow(4).mean().item<double>(), 3, 4.5 * std::sqrt(96.0) / root);
    const double inside = 0.682689492137086;  // share of a normal distribution within one sd
    EXPECT_NEAR(numbers.abs().lt(1).to(at::kDouble).mean().item<double>(), inside,
                4.5 * std::sqrt(inside * (1 - inside)) / root);
    const at::Tensor products =
        numbers.narrow(0, 1, numbers.numel() - 1) * numbers.narrow(0, 0, numbers.numel() - 1);
    EXPECT_NEAR(products.mean().item<double>(), 0,
                4.5 / root);  // neighbours do not know each other
}

}  // namespace
}  // namespace engine
