#include "engine/training/trainer.h"

#include "engine/training/checkpoint.h"
#include "tests/engine/training/toy_model.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using training_tests::same_bits;
using training_tests::toy_forward;
using training_tests::toy_rows;
using training_tests::toy_task;
using training_tests::toy_weights;

TrainOptions toy_options() {
    TrainOptions options;
    options.rate = 0.01;
    options.epochs = 4;
    options.batch = 8;
    options.min_steps = 0;
    options.patience = 0;
    return options;
}

TrainState start() {
    TrainState state;
    state.weights = support::on_test_device(toy_weights());
    return state;
}

TrainOutcome trained(const TrainOptions& options, const TrainTask& task, TrainState state = start(),
                     const TrainCallbacks& callbacks = {}) {
    Result<TrainOutcome> outcome = train(options, task, std::move(state), callbacks);
    EXPECT_TRUE(outcome) << outcome.error().text();
    return outcome ? *std::move(outcome) : TrainOutcome{};
}

void expect_same_state(const TrainState& a, const TrainState& b) {
    EXPECT_TRUE(same_bits(a.weights, b.weights));
    EXPECT_TRUE(same_bits(a.optimiser, b.optimiser));
    EXPECT_TRUE(same_bits(a.best, b.best));
    EXPECT_EQ(a.step, b.step);
    EXPECT_EQ(a.best_step, b.best_step);
    EXPECT_EQ(a.best_loss, b.best_loss);
    EXPECT_EQ(a.worse, b.worse);
    EXPECT_EQ(a.evaluations.size(), b.evaluations.size());
}

TEST(Trainer, LearnsATinyBatchByHeart) {
    for (const OptimiserKind kind :
         {OptimiserKind::sgd, OptimiserKind::momentum, OptimiserKind::adam, OptimiserKind::adamw,
          OptimiserKind::amsgrad}) {
        TrainOptions options = toy_options();
        options.min_steps = 200;
        options.optimiser = {.kind = kind};
        options.rate = kind == OptimiserKind::sgd        ? 1.0
                       : kind == OptimiserKind::momentum ? 0.1
                                                         : 0.02;
        double last = 1e9;
        TrainCallbacks callbacks;
        callbacks.on_step = [&](const TrainingStep& report) { last = report.loss; };
        trained(options, toy_task(toy_rows(6)), start(), callbacks);
        EXPECT_LT(last, 0.05);
    }
}

TEST(Trainer, RepeatsItselfBitForBitUnderOneSeed) {
    const TrainTask task = toy_task(toy_rows(30), 0.3);
    TrainOptions options = toy_options();
    const TrainOutcome once = trained(options, task), again = trained(options, task);
    expect_same_state(once.state, again.state);
    options.seed = 2;
    EXPECT_FALSE(same_bits(once.state.weights, trained(options, task).state.weights));
}

TEST(Trainer, LeavesTheWeightsItWasGivenAlone) {
    const TrainState state = start();
    trained(toy_options(), toy_task(toy_rows(10)), state);
    EXPECT_TRUE(same_bits(state.weights, toy_weights()));
    EXPECT_FALSE(state.weights.at("head.weight").requires_grad());
}

/// Runs to the end in pieces: pauses after each of `pauses` steps, and every pause goes through
/// files.
TrainOutcome in_pieces(const TrainOptions& options, const TrainTask& task, TrainCallbacks callbacks,
                       const std::vector<std::int64_t>& pauses) {
    const TemporaryFolder folder;
    TrainState state = start();
    std::int64_t done = 0;
    callbacks.on_step = [&](const TrainingStep& report) { done = report.step; };
    callbacks.checkpoint = [&](const TrainState& now, CheckpointCause) {
        return save_checkpoint(folder.path(), now);
    };
    for (const std::int64_t pause : pauses) {
        callbacks.pause_wanted = [&] { return done >= pause; };
        const TrainOutcome outcome = trained(options, task, std::move(state), callbacks);
        EXPECT_EQ(outcome.end, TrainEnd::paused);
        EXPECT_EQ(outcome.state.step, pause);
        Result<TrainState> loaded = load_checkpoint(folder.path());
        EXPECT_TRUE(loaded) << loaded.error().text();
        if (!loaded) return {};
        state = on_device(*std::move(loaded), support::test_device());
    }
    callbacks.pause_wanted = nullptr;
    return trained(options, task, std::move(state), callbacks);
}

TEST(Trainer, ResumesFromACheckpointBitForBitWithDropout) {
    const auto rows = toy_rows(30), held_out = toy_rows(20, 9);
    const TrainTask task = toy_task(rows, 0.3);
    for (const OptimiserKind kind : {OptimiserKind::momentum, OptimiserKind::adamw}) {
        TrainOptions options = toy_options();
        options.optimiser.kind = kind;
        options.patience = 2;
        TrainCallbacks callbacks;
        callbacks.evaluate = [&](const Weights& weights) {
            return validate_classification(toy_forward(), weights, *held_out, 8);
        };
        const TrainOutcome straight = trained(options, task, start(), callbacks);
        const TrainOutcome pieces = in_pieces(options, task, callbacks, {1, 6, 7});
        expect_same_state(straight.state, pieces.state);
        EXPECT_EQ(straight.end, pieces.end);
    }
}

TEST(Trainer, ResumesGradualUnfreezingBitForBit) {
    TrainTask task = toy_task(toy_rows(30), 0.3);
    task.rules = make_rules({.mode = Unfreeze::gradual, .layer_decay = 0.5}, 1,
                            [](std::string_view name) { return depth_by_name(name, 1); });
    const TrainOutcome straight = trained(toy_options(), task);
    expect_same_state(straight.state, in_pieces(toy_options(), task, {}, {3, 9}).state);
    EXPECT_EQ(straight.state.optimiser.at("step.head.weight").item<float>(), 16);
    EXPECT_EQ(straight.state.optimiser.at("step.layer.0.dense.weight").item<float>(), 12);
    EXPECT_EQ(straight.state.optimiser.at("step.embeddings.words.weight").item<float>(), 8);
}

TEST(Trainer, StopsBeforeTheNextStepAndSavesIt) {
    std::stop_source source;
    TrainCallbacks callbacks;
    callbacks.stop = source.get_token();
    callbacks.on_step = [&](const TrainingStep& report) {
        if (report.step == 3) source.request_stop();
    };
    std::int64_t saved = -1;
    callbacks.checkpoint = [&](const TrainState& state, CheckpointCause cause) -> Result<void> {
        EXPECT_EQ(cause, CheckpointCause::stopped);
        saved = state.step;
        return {};
    };
    const TrainOutcome outcome = trained(toy_options(), toy_task(toy_rows(30)), start(), callbacks);
    EXPECT_EQ(outcome.end, TrainEnd::stopped);
    EXPECT_EQ(outcome.state.step, 3);
    EXPECT_EQ(saved, 3);
}

TEST(Trainer, SavesInTimeWithoutChangingANumber) {
    TrainOptions options = toy_options();
    options.checkpoint_seconds = 0;
    int saves = 0;
    TrainCallbacks callbacks;
    callbacks.checkpoint = [&](const TrainState&, CheckpointCause cause) -> Result<void> {
        EXPECT_EQ(cause, CheckpointCause::timed);
        ++saves;
        return {};
    };
    const TrainTask task = toy_task(toy_rows(30), 0.3);
    expect_same_state(trained(options, task, start(), callbacks).state,
                      trained(toy_options(), task).state);
    EXPECT_EQ(saves, 15);  // 16 steps; the last needs none
}

TEST(Trainer, StopsEarlyAndGivesTheBestWeightsBack) {
    TrainOptions options = toy_options();
    options.patience = 2;
    std::vector<double> losses = {3, 1, 2, 1.5, 0};
    std::vector<Weights> seen;
    TrainCallbacks callbacks;
    callbacks.evaluate = [&](const Weights& weights) -> Result<Validation> {
        Weights copy;
        for (const auto& [name, tensor] : weights) copy[name] = tensor.detach().clone();
        seen.push_back(copy);
        return Validation{losses[seen.size() - 1], {{"accuracy", 0.5}}};
    };
    options.epochs = 5;
    const TrainOutcome outcome = trained(options, toy_task(toy_rows(30)), start(), callbacks);
    EXPECT_EQ(outcome.end, TrainEnd::early_stop);
    ASSERT_EQ(seen.size(), 4U);
    EXPECT_TRUE(same_bits(outcome.state.weights, seen[1]));
    EXPECT_EQ(outcome.state.best_step, 8);
    EXPECT_EQ(outcome.state.best_loss, 1);
}

TEST(Trainer, EvaluatesAtMostFiveTimesAndAtMostOnceAnEpoch) {
    TrainOptions options;
    const auto steps = [&](std::int64_t rows, std::int64_t epochs) {
        const auto plan = BatchPlan::make(1, rows, 32, epochs, 30);
        return evaluation_steps(options, *plan);
    };
    EXPECT_EQ(steps(16, 3), (std::vector<std::int64_t>{6, 12, 18, 24, 30}));
    EXPECT_EQ(steps(640, 3), (std::vector<std::int64_t>{20, 40, 60}));
    EXPECT_EQ(steps(3200, 1), (std::vector<std::int64_t>{100}));
}

TEST(Trainer, SaysWhereALossBecameNaN) {
    TrainTask task = toy_task(toy_rows(30));
    const LossFunction loss = task.loss;
    task.loss = [loss](const Weights& weights, const StepInput& input) {
        return input.step == 5 ? loss(weights, input) * NAN : loss(weights, input);
    };
    TrainCallbacks callbacks;
    TrainOptions options = toy_options();
    options.checkpoint_seconds = 0;
    callbacks.checkpoint = [&](const TrainState&, CheckpointCause) -> Result<void> { return {}; };
    const Result<TrainOutcome> outcome = train(options, task, start(), callbacks);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::Numeric);
    EXPECT_EQ(outcome.error().text(),
              "Loss became NaN at step 6; the checkpoint of step 5 is kept.");
}

TEST(Trainer, RefusesARunInWhichNothingLearns) {
    TrainTask task = toy_task(toy_rows(30));
    task.rules = [](const std::string&, std::int64_t) { return ParameterRule{.trainable = false}; };
    EXPECT_EQ(train(toy_options(), task, start()).error().code, ErrorCode::BadOption);
    task = toy_task(toy_rows(30));
    task.rows = 0;
    EXPECT_EQ(train(toy_options(), task, start()).error().code, ErrorCode::BadData);
}

TEST(Trainer, TeachesOnlyWhatTheRuleNames) {
    TrainTask task = toy_task(toy_rows(30));
    task.rules = make_rules({.mode = Unfreeze::bias}, 1,
                            [](std::string_view name) { return depth_by_name(name, 1); });
    const TrainOutcome outcome = trained(toy_options(), task);
    const Weights before = toy_weights();
    for (const auto& [name, tensor] : outcome.state.weights) {
        const bool learns = name.ends_with("bias") || name.starts_with("head");
        EXPECT_EQ(at::equal(tensor, before.at(name)), !learns) << name;
    }
}

TEST(Trainer, IsPlainTrainingBitForBitWithoutATeacherShare) {
    const auto rows = toy_rows(30);
    const auto with_teacher = std::make_shared<ClassificationRows>(*rows);
    with_teacher->teacher = training_tests::normals({30, 3}, 5).to(at::kFloat);
    TrainTask distilled = toy_task(rows, 0.3);
    distilled.loss = classification_loss(toy_forward(0.3), with_teacher, {}, {.soft = 0});
    const TrainOutcome plain = trained(toy_options(), toy_task(rows, 0.3));
    expect_same_state(plain.state, trained(toy_options(), distilled).state);
    distilled.loss = classification_loss(toy_forward(0.3), with_teacher, {}, {.soft = 0.5});
    EXPECT_FALSE(same_bits(plain.state.weights, trained(toy_options(), distilled).state.weights));
}

// The parts of a batch add up to its mean, whatever their sizes and whatever rows count.
TEST(Trainer, InPiecesEqualsTheWholeBatch) {
    const auto plain = toy_rows(30);
    const auto weighted = std::make_shared<ClassificationRows>(*plain);
    for (std::size_t i = 0; i < 30; ++i) weighted->weights.push_back(0.25 + 0.1 * (i % 7));
    const auto taught = std::make_shared<ClassificationRows>(*weighted);
    taught->teacher = training_tests::normals({30, 3}, 5);
    for (const auto& rows : {plain, weighted, taught}) {
        TrainTask task = toy_task(rows);
        task.loss = classification_loss(toy_forward(), rows, {.label_smoothing = 0.1});
        TrainOptions options = toy_options();
        options.batch = 8;
        TrainState begin;
        begin.weights = training_tests::toy_weights(at::kDouble);
        const TrainOutcome whole = trained(options, task, begin);
        for (const std::int64_t at_once : {1, 3, 8, 100}) {
            options.at_once = at_once;
            const TrainOutcome pieces = trained(options, task, begin);
            for (const auto& [name, tensor] : whole.state.weights) {
                EXPECT_LE((tensor - pieces.state.weights.at(name)).abs().max().item<double>(), 1e-9)
                    << name << " by " << at_once;
            }
            if (at_once >= 8) {
                EXPECT_TRUE(same_bits(whole.state.weights, pieces.state.weights));
            }
        }
        options.at_once = 0;
    }
}

TEST(Trainer, InPiecesLooksAtNoMoreRowsThanAskedForAndResumesBitForBit) {
    const auto rows = toy_rows(30);
    TrainTask task = toy_task(rows, 0.3);
    std::size_t most = 0;
    task.loss = [&, inner = task.loss](const Weights& weights, const StepInput& input) {
        most = std::max(most, input.rows.size());
        return inner(weights, input);
    };
    TrainOptions options = toy_options();
    options.batch = 8;
    options.at_once = 3;
    const TrainOutcome straight = trained(options, task);
    EXPECT_EQ(most, 3U);
    expect_same_state(straight.state, in_pieces(options, task, {}, {2, 9}).state);
}

TEST(Trainer, LearnsInBf16OverFp32Weights) {
    TrainOptions options = toy_options();
    options.precision = Precision::bf16;
    options.min_steps = 200;
    options.rate = 0.02;
    double last = 1e9;
    TrainCallbacks callbacks;
    callbacks.on_step = [&](const TrainingStep& report) { last = report.loss; };
    const TrainOutcome outcome = trained(options, toy_task(toy_rows(6), 0), start(), callbacks);
    EXPECT_LT(last, 0.05);
    EXPECT_EQ(outcome.state.weights.at("head.weight").scalar_type(), at::kFloat);
    EXPECT_EQ(outcome.state.optimiser.at("m.head.weight").scalar_type(), at::kFloat);
    // Nothing stays switched on behind it.
    EXPECT_EQ(at::matmul(at::ones({2, 2}), at::ones({2, 2})).scalar_type(), at::kFloat);
}

TEST(Trainer, ReportsEveryStep) {
    std::vector<TrainingStep> reports;
    TrainCallbacks callbacks;
    callbacks.on_step = [&](const TrainingStep& report) { reports.push_back(report); };
    TrainOptions options = toy_options();
    options.warmup = 0.25;
    trained(options, toy_task(toy_rows(30)), start(), callbacks);
    ASSERT_EQ(reports.size(), 16U);
    EXPECT_EQ(reports[0].step, 1);
    EXPECT_EQ(reports[0].rate, 0);
    EXPECT_EQ(reports[4].rate, options.rate);
    EXPECT_EQ(reports[3].rows, 6);
    EXPECT_EQ(reports[15].total, 16);
    EXPECT_GT(reports[15].gradient_norm, 0);
}

}  // namespace
}  // namespace engine
