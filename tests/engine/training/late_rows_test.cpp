#include "engine/training/late_rows.h"

#include "engine/models/encoder.h"
#include "engine/models/pooling.h"
#include "engine/models/random_twin.h"
#include "engine/training/classification.h"
#include "engine/training/optimisers.h"
#include "tests/engine/training/training_support.h"
#include "tests/support/tiny_encoder.h"

namespace engine {
namespace {

using training_tests::normals;

constexpr std::int64_t kRows = 40, kWidth = 19;  // no multiple of a vector

// The rows that step `step` reads: few, some of them twice.
std::vector<std::int64_t> rows_read(std::int64_t step) {
    Stream stream(5, "rows", static_cast<std::uint64_t>(step));
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(static_cast<std::int64_t>(stream.below(kRows / 2)));
    return ids;
}

at::Tensor sparse_gradient(std::int64_t step) {
    const std::vector<std::int64_t> ids = rows_read(step);
    return at::sparse_coo_tensor(
        at::tensor(ids, at::kLong).unsqueeze(0),
        normals({std::ssize(ids), kWidth}, 100 + static_cast<int>(step)).to(at::kFloat),
        {kRows, kWidth});
}

struct Table {
    Weights weights{{"words", normals({kRows, kWidth}, 1).to(at::kFloat)}};
    OptimiserState state;
};

void update(Table& table, std::int64_t step, LateRows* rows) {
    const OptimiserOptions options{.kind = OptimiserKind::adamw, .weight_decay = 0.01};
    Weights gradients{{"words", sparse_gradient(step)}};
    const auto rules = [](const std::string&) { return ParameterRule{}; };
    update_weights(options, 0.01 / static_cast<double>(step + 1), rules, table.weights, gradients,
                   table.state, rows);
}

TEST(LateRows, GiveTheBitsOfUpdatingEveryRowInEveryStep) {
    Table dense, late;
    LateRows rows = late_rows("words", late.weights, late.state);
    for (std::int64_t step = 0; step < 30; ++step) {
        update(dense, step, nullptr);
        rows.catch_up(rows_read(step));
        update(late, step, &rows);
        if (step % 7 == 0) {
            rows.catch_up();
            ASSERT_TRUE(at::equal(late.weights.at("words"), dense.weights.at("words"))) << step;
        }
    }
    // A row that was not read waits.
    EXPECT_FALSE(at::equal(late.weights.at("words"), dense.weights.at("words")));
    rows.catch_up();
    EXPECT_TRUE(at::equal(late.weights.at("words"), dense.weights.at("words")));
    for (const char* part : {"m.words", "v.words", "step.words"})
        EXPECT_TRUE(at::equal(late.state.at(part), dense.state.at(part))) << part;
}

TEST(LateRows, AreLeftToDenseUpdatesWhereTheseDiffer) {
    const at::Tensor table = at::zeros({3, 4});
    EXPECT_TRUE(can_be_late({.kind = OptimiserKind::adamw}, table));
    EXPECT_FALSE(can_be_late({.kind = OptimiserKind::adam}, table));
    EXPECT_FALSE(can_be_late({.kind = OptimiserKind::adamw, .l2 = 0.1}, table));
    EXPECT_FALSE(can_be_late({.kind = OptimiserKind::adamw}, table.to(at::kDouble)));
}

// A fit with word embeddings that are updated late is the fit that updates all of them.
TEST(LateRows, ChangeNothingInAFit) {
    auto rows = std::make_shared<ClassificationRows>();
    for (std::int32_t i = 0; i < 20; ++i) {
        rows->tokens.push_back({1, 3 + i % 5, 4 + i % 3, 2});
        if (i % 4 == 0) rows->tokens.back().push_back(9);
        rows->labels.push_back(i % 2);
    }
    const EncoderShape shape = support::tiny_shape();
    const Forward forward = [shape](const Weights& weights, const PackedBatch& batch,
                                    Dropout* masks) {
        const at::Tensor states = encode(shape, weights, batch, {.dropout = masks, .once = true});
        return at::linear(pool(states, batch.lengths, Pooling::Mean), weights.at("head.weight"));
    };
    TrainState start;
    start.weights = random_twin(shape, 2);
    start.weights["head.weight"] = normals({2, shape.hidden}, 3).to(at::kFloat);
    TrainTask late = classification_task(classification_loss(forward, rows), rows);
    TrainTask dense = late;
    dense.table_rows = {};
    TrainOptions options{.rate = 1e-3, .epochs = 4, .batch = 6};
    options.optimiser.clip = 0;  // the norm adds up the rows in another order
    options.patience = 0;
    const auto one = train(options, late, start), two = train(options, dense, start);
    ASSERT_TRUE(one && two);
    for (const auto& [name, tensor] : one->state.weights)
        EXPECT_TRUE(at::equal(tensor, two->state.weights.at(name))) << name;
    for (const auto& [name, tensor] : one->state.optimiser)
        EXPECT_TRUE(at::equal(tensor, two->state.optimiser.at(name))) << name;
}

}  // namespace
}  // namespace engine
