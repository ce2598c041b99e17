#include "engine/models/attention.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>
#include <torch/csrc/autograd/autograd.h>

#include <limits>

#include "engine/models/linear.h"

namespace engine {
namespace {

struct Case {
    std::int64_t heads, width;
    bool causal, dropped;
};

const std::vector<std::int64_t> kLengths = {1, 2, 17, 5, 40};
constexpr std::int64_t kTokens = 65;

AttentionOptions options_of(const Case& of) {
    AttentionOptions out;
    out.heads = of.heads;
    out.causal = of.causal;
    if (!of.dropped) return out;
    out.rate = 0.3;
    out.key = 77;
    for (const RowPlace& place : row_places(kLengths))
        out.mask_first.push_back(static_cast<std::uint64_t>(place.square * of.heads));
    return out;
}

// LibTorch's operations, row by row.
at::Tensor by_rows(const at::Tensor& joint, const Case& of) {
    const AttentionOptions options = options_of(of);
    std::vector<at::Tensor> out;
    std::int64_t first = 0;
    for (std::size_t row = 0; row < kLengths.size(); ++row) {
        const std::int64_t length = kLengths[row];
        const auto parts = joint.narrow(0, first, length)
                               .view({length, 3, of.heads, of.width})
                               .permute({1, 2, 0, 3})
                               .unbind(0);
        at::Tensor scores = at::matmul(parts[0], parts[1].transpose(-2, -1));
        if (of.causal) {
            scores = scores + at::full({length, length}, -std::numeric_limits<double>::infinity(),
                                       scores.options())
                                  .triu(1);
        }
        at::Tensor odds = at::softmax(scores, -1);
        if (of.dropped) {
            const MaskRun run{options.mask_first[row], odds.numel()};
            odds = odds * dropout_mask(options.key, options.rate, {{run}}, odds.sizes(), at::kCPU);
        }
        out.push_back(at::matmul(odds, parts[2]).transpose(0, 1).reshape({length, -1}));
        first += length;
    }
    return at::cat(out, 0);
}

TEST(Attention, IsThatOfEachRowAndHeadForwardsAndBackwards) {
    at::manual_seed(5);
    for (const Case& of :
         {Case{2, 32, false, false}, Case{2, 32, false, true}, Case{1, 5, false, true},
          Case{3, 8, true, true}, Case{1, 64, true, false}}) {
        const at::Tensor joint =
            (at::randn({kTokens, 3 * of.heads * of.width}) * 2).set_requires_grad(true);
        const at::Tensor mine = packed_attention(joint, kLengths, options_of(of));
        const at::Tensor theirs = by_rows(joint, of);
        EXPECT_TRUE(at::allclose(mine, theirs, 1e-4, 1e-5)) << of.width;
        const at::Tensor by = at::randn(mine.sizes());
        const auto gradient = torch::autograd::grad({(mine * by).sum()}, {joint});
        const auto expected = torch::autograd::grad({(theirs * by).sum()}, {joint});
        EXPECT_TRUE(at::allclose(gradient[0], expected[0], 1e-3, 1e-4)) << of.width;
    }
}

TEST(Attention, TakesBfloat16AndGivesIt) {
    at::manual_seed(6);
    const Case of{2, 32, false, true};
    const at::Tensor joint =
        at::randn({kTokens, 3 * of.heads * of.width}).to(at::kBFloat16).set_requires_grad(true);
    const at::Tensor wide = joint.detach().to(at::kFloat).set_requires_grad(true);
    const at::Tensor mine = packed_attention(joint, kLengths, options_of(of));
    const at::Tensor theirs = by_rows(wide, of);
    ASSERT_EQ(mine.scalar_type(), at::kBFloat16);
    // Computed as float, then rounded once: half a unit in the last of 8 bits.
    EXPECT_TRUE(at::allclose(mine.to(at::kFloat), theirs, 1.0 / 256, 1e-5));
    const at::Tensor by = at::randn(mine.sizes()).to(at::kBFloat16);
    const auto gradient = torch::autograd::grad({mine}, {joint}, {by});
    const auto expected = torch::autograd::grad({theirs}, {wide}, {by.to(at::kFloat)});
    EXPECT_TRUE(at::allclose(gradient[0].to(at::kFloat), expected[0], 1.0 / 256, 1e-4));
}

TEST(Attention, TakesTheLongestRows) {
    at::manual_seed(8);
    const std::int64_t length = 512, heads = 2, width = 32;
    const at::Tensor joint = at::randn({length, 3 * heads * width}).set_requires_grad(true);
    AttentionOptions options;
    options.heads = heads;
    const at::Tensor mine = packed_attention(joint, {length}, options);
    const auto parts = joint.view({length, 3, heads, width}).permute({1, 2, 0, 3}).unbind(0);
    const at::Tensor odds = at::softmax(at::matmul(parts[0], parts[1].transpose(-2, -1)), -1);
    const at::Tensor theirs = at::matmul(odds, parts[2]).transpose(0, 1).reshape({length, -1});
    EXPECT_TRUE(at::allclose(mine, theirs, 1e-4, 1e-5));
    const auto gradient = torch::autograd::grad({mine.sin().sum()}, {joint});
    const auto expected = torch::autograd::grad({theirs.sin().sum()}, {joint});
    EXPECT_TRUE(at::allclose(gradient[0], expected[0], 1e-3, 1e-4));
}

// Scores of any size give odds; what is no number stays visible.
TEST(Attention, KeepsLargeScoresAndWhatIsNoNumber) {
    const Case of{1, 16, false, false};
    const at::Tensor large = at::randn({kTokens, 48}) * 1000;
    EXPECT_TRUE(at::allclose(packed_attention(large, kLengths, options_of(of)), by_rows(large, of),
                             1e-4, 1e-3));
    at::Tensor broken = at::randn({kTokens, 48});
    broken[4][0] = std::numeric_limits<float>::quiet_NaN();  // a query of the third row
    const at::Tensor out = packed_attention(broken, kLengths, options_of(of));
    EXPECT_TRUE(out[4].isnan().all().item<bool>());
    EXPECT_FALSE(out[5].isnan().any().item<bool>());
}

TEST(LinearOnce, IsLibTorchsLinearMapForwardsAndBackwards) {
    at::manual_seed(7);
    for (const bool turned : {false, true}) {
        const at::Tensor x = at::randn({37, 24}).set_requires_grad(true);
        const at::Tensor matrix =
            (turned ? at::randn({24, 40}) : at::randn({40, 24})).set_requires_grad(true);
        const at::Tensor bias = at::randn({40}).set_requires_grad(true);
        const at::Tensor weight = turned ? matrix.t() : matrix;
        const at::Tensor mine = linear_once(x, weight, bias);
        const at::Tensor theirs = at::linear(x, weight, bias);
        EXPECT_TRUE(at::allclose(mine, theirs, 1e-4, 1e-5));
        const at::Tensor by = at::randn({37, 40});
        const auto gradient = torch::autograd::grad({(mine * by).sum()}, {x, matrix, bias});
        const auto expected = torch::autograd::grad({(theirs * by).sum()}, {x, matrix, bias});
        for (std::size_t i = 0; i < 3; ++i)
            EXPECT_TRUE(at::allclose(gradient[i], expected[i], 1e-3, 1e-4)) << i;
    }
}

// Only what learns is differentiated.
TEST(LinearOnce, LeavesFrozenWeightsWithoutGradient) {
    const at::Tensor x = at::randn({3, 4}).set_requires_grad(true);
    const at::Tensor out = linear_once(x, at::randn({5, 4}), at::zeros({5}));
    const auto gradient = torch::autograd::grad({out.sum()}, {x});
    EXPECT_TRUE(gradient[0].defined());
    EXPECT_FALSE(linear_once(x.detach(), at::randn({5, 4}), at::zeros({5})).requires_grad());
}

}  // namespace
}  // namespace engine
