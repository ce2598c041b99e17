// The kernels on tensors, against LibTorch's operations, on the device that the tests are given.
#include "engine/models/packed_kernels.h"

#include <numeric>

#include "engine/models/row_groups.h"
#include "tests/engine/models/test_models.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using support::test_device;
using testing_models::near;

const std::vector<std::int64_t> kLengths{3, 1, 4, 1, 5, 9, 2, 6};

at::Tensor states_of(at::ScalarType type) {
    const auto tokens = std::accumulate(kLengths.begin(), kLengths.end(), std::int64_t{0});
    return at::arange(tokens * 70, at::kDouble).sin().view({tokens, 70}).to(type);
}

at::Tensor offsets() {
    std::vector<std::int64_t> out{0};
    for (const std::int64_t length : kLengths) out.push_back(out.back() + length);
    return at::tensor(out, at::kLong).to(test_device());
}

TEST(PackedKernels, PoolAsLibTorchDoes) {
    for (const at::ScalarType type : {at::kFloat, at::kDouble}) {
        const at::Tensor states = states_of(type);
        for (const Pooling how : {Pooling::Mean, Pooling::Cls, Pooling::Max, Pooling::Last}) {
            const at::Tensor ours = pool_packed(states.to(test_device()), offsets(), how).cpu();
            EXPECT_TRUE(near(ours, pool(states, kLengths, how), 1e-6, 1e-6)) << name_of(how);
        }
    }
}

TEST(PackedKernels, MoveRowsAsAnIndexOfTheirTokensDoes) {
    for (const at::ScalarType type : {at::kHalf, at::kBFloat16, at::kFloat, at::kDouble}) {
        const at::Tensor states = states_of(type);
        const RowGroups rows = group_rows(kLengths, states);
        std::vector<std::int64_t> order(kLengths.size());
        std::iota(order.begin(), order.end(), std::int64_t{0});
        std::ranges::stable_sort(
            order, {}, [](std::int64_t row) { return kLengths[static_cast<std::size_t>(row)]; });
        const RowMoves moves = moves_of(kLengths, order, test_device());
        const at::Tensor there = move_rows(states.to(test_device()), moves, rows.tokens);
        EXPECT_TRUE(at::equal(there.cpu(), rows.gather(states)));
        EXPECT_TRUE(at::equal(move_rows(there, moves.back(), rows.tokens).cpu(), states));
    }
}

TEST(PackedKernels, LeaveZerosWhereNoRowIsPut) {
    const at::Tensor states = states_of(at::kFloat);
    const RowMoves third = moves_of(kLengths, {2}, test_device());
    const at::Tensor row = move_rows(states.to(test_device()), third, 4);
    EXPECT_TRUE(at::equal(row.cpu(), states.narrow(0, 4, 4)));
    const at::Tensor back = move_rows(row, third.back(), states.size(0)).cpu();
    EXPECT_TRUE(at::equal(back.narrow(0, 4, 4), states.narrow(0, 4, 4)));
    EXPECT_EQ(back.count_nonzero().item<std::int64_t>(),
              states.narrow(0, 4, 4).count_nonzero().item<std::int64_t>());
}

TEST(PackedKernels, AreNotTakenWhereAGradientIsAskedFor) {
    const at::Tensor weight = states_of(at::kFloat).to(test_device());
    EXPECT_EQ(takes_kernels(weight), test_device().is_cuda() && cuda::device_kernels() != nullptr);
    EXPECT_FALSE(takes_kernels(weight.clone().requires_grad_(true)));
}

TEST(PackedKernels, SayForWhatTheyWereCompiled) {
    const cuda::DeviceKernels* kernels = cuda::device_kernels();
    if (kernels == nullptr) GTEST_SKIP() << "built without the CUDA Toolkit";
    EXPECT_STREQ(kernels->architectures, "sm_80 sm_90 sm_120");
}

// Without a GPU a launch has to come back with a reason, and not to end the program.
TEST(PackedKernels, SayWhyTheyCannotRun) {
    const cuda::DeviceKernels* kernels = cuda::device_kernels();
    if (kernels == nullptr) GTEST_SKIP() << "built without the CUDA Toolkit";
    const char* wrong =
        kernels->pool({.count = 1, .width = 1}, {.device = 1000, .stream = nullptr});
    ASSERT_NE(wrong, nullptr);
    EXPECT_NE(std::string(wrong), "");
    EXPECT_THROW(check_launch(wrong), c10::Error);
}

}  // namespace
}  // namespace engine
