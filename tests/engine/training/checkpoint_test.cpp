#include "engine/training/checkpoint.h"

#include <fstream>

#include "tests/engine/training/toy_model.h"
#include "tests/support/temporary_folder.h"

namespace engine {
namespace {

using training_tests::same_bits;
using training_tests::toy_weights;
namespace fs = std::filesystem;

TrainState some_state(std::int64_t step) {
    TrainState state;
    state.weights = toy_weights();
    state.optimiser = {{"m.head.weight", training_tests::normals({3, 8}, 5)},
                       {"step.head.weight", at::full({}, static_cast<double>(step), at::kFloat)}};
    state.step = step;
    return state;
}

TEST(Checkpoint, GivesBackWhatWasSaved) {
    const TemporaryFolder folder;
    TrainState state = some_state(7);
    state.best = {{"head.bias", at::ones({3})}};
    state.best_loss = 0.1 + 0.2;
    state.best_step = 5;
    state.worse = 1;
    state.evaluations = {{5, {0.1 + 0.2, {{"accuracy", 1.0 / 3}}}}, {7, {1.5, {}}}};
    ASSERT_TRUE(save_checkpoint(folder.path(), state));
    const Result<TrainState> loaded = load_checkpoint(folder.path());
    ASSERT_TRUE(loaded) << loaded.error().text();
    EXPECT_TRUE(same_bits(loaded->weights, state.weights));
    EXPECT_TRUE(same_bits(loaded->optimiser, state.optimiser));
    EXPECT_TRUE(same_bits(loaded->best, state.best));
    EXPECT_EQ(loaded->step, 7);
    EXPECT_EQ(loaded->best_loss, 0.1 + 0.2);
    EXPECT_EQ(loaded->best_step, 5);
    EXPECT_EQ(loaded->worse, 1);
    ASSERT_EQ(loaded->evaluations.size(), 2U);
    EXPECT_EQ(loaded->evaluations[0].validation.measures.at("accuracy"), 1.0 / 3);
}

TEST(Checkpoint, KeepsTheInfiniteLossOfARunNotYetEvaluated) {
    const TemporaryFolder folder;
    ASSERT_TRUE(save_checkpoint(folder.path(), some_state(1)));
    const Result<TrainState> loaded = load_checkpoint(folder.path());
    ASSERT_TRUE(loaded) << loaded.error().text();
    EXPECT_TRUE(std::isinf(loaded->best_loss));
    EXPECT_TRUE(loaded->best.empty());
}

TEST(Checkpoint, KeepsTheTwoNewest) {
    const TemporaryFolder folder;
    for (const std::int64_t step : {9, 10, 100})
        ASSERT_TRUE(save_checkpoint(folder.path(), some_state(step)));
    EXPECT_FALSE(fs::exists(folder.path() / "step-9"));
    EXPECT_TRUE(fs::exists(folder.path() / "step-10"));
    EXPECT_EQ(load_checkpoint(folder.path())->step, 100);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2);
}

TEST(Checkpoint, FallsBackToTheOneBeforeADamagedOne) {
    const TemporaryFolder folder;
    for (const std::int64_t step : {1, 2})
        ASSERT_TRUE(save_checkpoint(folder.path(), some_state(step)));
    fs::resize_file(folder.path() / "step-2" / "weights.safetensors", 100);
    EXPECT_EQ(load_checkpoint(folder.path())->step, 1);
    std::ofstream(folder.path() / "step-1" / "state.json") << "{\"step\": \"one\"}";
    EXPECT_EQ(load_checkpoint(folder.path()).error().code, ErrorCode::BadFile);
}

TEST(Checkpoint, LeavesNothingHalfWrittenBehind) {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / (".writing-" + std::to_string(::getpid())) / "old");
    ASSERT_TRUE(save_checkpoint(folder.path(), some_state(3)));
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
    std::ofstream(folder.path() / "file") << "x";
    EXPECT_FALSE(save_checkpoint(folder.path() / "file", some_state(3)));
}

TEST(Checkpoint, SaysThatThereIsNone) {
    const TemporaryFolder folder;
    EXPECT_EQ(load_checkpoint(folder.path()).error().code, ErrorCode::MissingFile);
    EXPECT_EQ(load_checkpoint(folder.path() / "nowhere").error().code, ErrorCode::MissingFile);
}

}  // namespace
}  // namespace engine
