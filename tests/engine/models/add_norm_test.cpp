#include "engine/models/add_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include "engine/models/encoder.h"
#include "engine/models/random_twin.h"
#include "tests/engine/models/test_models.h"

namespace engine {
namespace {

using testing_models::packed;
using testing_models::tiny_shape;

at::Tensor leaf(at::IntArrayRef shape, double scale, double shift = 0) {
    return (at::randn(shape) * scale + shift).set_requires_grad(true);
}

// LibTorch's LayerNorm of x + y * mask, with its own gradients, for widths that are no multiple of
// a vector and for more tokens than one part.
TEST(AddNorm, IsLayerNormOfTheSumForwardsAndBackwards) {
    at::manual_seed(3);
    for (const std::int64_t width : {5, 16, 384}) {
        for (const bool dropped : {false, true}) {
            const std::int64_t tokens = 150;
            const std::vector<at::Tensor> from = {leaf({tokens, width}, 2),
                                                  leaf({tokens, width}, 1, 3),
                                                  leaf({width}, 0.3, 1), leaf({width}, 0.2)};
            TokenMask mask;
            if (dropped) mask = {0.3, 11, {{7, 50 * width}, {100000, 100 * width}}};
            const at::Tensor kept =
                dropped ? dropout_mask(mask.key, mask.rate, mask.runs, {tokens, width}, at::kCPU)
                        : at::ones({tokens, width});
            const at::Tensor fused = add_norm(from[0], from[1], mask, from[2], from[3], 1e-12);
            const at::Tensor plain =
                at::layer_norm(from[0] + from[1] * kept, {width}, from[2], from[3], 1e-12);
            EXPECT_TRUE(at::allclose(fused, plain, 1e-4, 1e-5)) << width;
            const at::Tensor by = at::randn({tokens, width});
            const auto mine = torch::autograd::grad({(fused * by).sum()}, from);
            const auto theirs = torch::autograd::grad({(plain * by).sum()}, from);
            for (std::size_t i = 0; i < from.size(); ++i)
                EXPECT_TRUE(at::allclose(mine[i], theirs[i], 1e-3, 1e-4)) << width << " " << i;
        }
    }
}

// What is differentiated once takes other ways to the same states and gradients.
TEST(AddNorm, LeavesStatesAndGradientsOfAnEncoderAsTheyWere) {
    EncoderShape shape = tiny_shape();
    shape.hidden_dropout = shape.attention_dropout = 0.2;
    Weights weights = random_twin(shape, 8);
    std::vector<at::Tensor> variables;
    for (auto& [name, weight] : weights) {
        weight = weight.detach().clone().set_requires_grad(true);
        variables.push_back(weight);
    }
    const auto run = [&](bool once) {
        Dropout masks(9);
        const at::Tensor states =
            encode(shape, weights, packed({{1, 5, 2, 7}, {1, 9}, {3, 4, 5, 2}}),
                   {.dropout = &masks, .once = once});
        auto out = torch::autograd::grad({states.square().sum() + states.sin().sum()}, variables,
                                         {}, false, false, /*allow_unused=*/true);
        out.push_back(states);
        return out;
    };
    const auto plain = run(false), once = run(true);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        ASSERT_EQ(plain[i].defined(), once[i].defined()) << i;
        if (!plain[i].defined()) continue;
        const at::Tensor other = once[i].is_sparse() ? once[i].to_dense() : once[i];
        EXPECT_TRUE(at::allclose(plain[i], other, 1e-3, 1e-4)) << i;
    }
}

}  // namespace
}  // namespace engine
