#include "engine/training/losses.h"

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

using training_tests::golden_tensors;
using training_tests::gradient_error;
using training_tests::largest_difference;
using training_tests::normals;

/// Inputs of a case as leaves, by their golden name.
struct Case {
    Case(const Weights& golden, const std::string& name) : golden_(golden), name_(name) {
        const std::string prefix = name + ".in.";
        for (const auto& [key, tensor] : golden) {
            if (!key.starts_with(prefix)) continue;
            const std::string input = key.substr(prefix.size());
            const bool leaf = tensor.is_floating_point() && !input.starts_with("const_");
            in[input] = tensor.clone().set_requires_grad(leaf);
        }
    }
    void expect(const at::Tensor& value) {
        SCOPED_TRACE(name_);
        EXPECT_LE(largest_difference(value, golden_.at(name_ + ".out.value")), 1e-10);
        for (const auto& [input, leaf] : in) {
            if (!leaf.requires_grad()) continue;
            const at::Tensor gradient = torch::autograd::grad({value}, {leaf}, {}, true)[0];
            EXPECT_LE(largest_difference(gradient, golden_.at(name_ + ".grad." + input)), 1e-10)
                << input;
        }
    }
    Weights in;

private:
    const Weights& golden_;
    std::string name_;
};

TEST(Losses, EqualTheReferenceInValueAndGradient) {
    const Weights golden = golden_tensors("losses/losses.safetensors");
    ASSERT_FALSE(golden.empty());
    Case ce(golden, "ce");
    ce.expect(cross_entropy(ce.in["z"], ce.in["y"]));
    Case smooth(golden, "ce_smooth_weight");
    smooth.expect(cross_entropy(smooth.in["z"], smooth.in["y"],
                                {.label_smoothing = 0.1, .class_weights = smooth.in["const_w"]}));
    Case bce(golden, "bce_logits");
    bce.expect(binary_cross_entropy_from_logits(bce.in["z"], bce.in["const_y"]));
    for (const auto& [name, temperature, alpha] :
         {std::tuple{"kd_T3_a0.9", 3.0, 0.9}, {"kd_T2_a0.5", 2.0, 0.5}, {"kd_T1_a0", 1.0, 0.0}}) {
        Case kd(golden, name);
        kd.expect(kd_logit(kd.in["s"], kd.in["const_t"], kd.in["y"],
                           {.temperature = temperature, .soft = 1 - alpha}));
    }
    Case soft(golden, "kd_soft_ce_noT2");
    soft.expect(soft_cross_entropy(soft.in["s"] / 4, at::softmax(soft.in["const_t"] / 4, 1)));
    Case hidden(golden, "hidden_mse_proj");
    hidden.expect(kd_hidden(hidden.in["h"], hidden.in["const_t"], hidden.in["W"]));
    Case cosine(golden, "cosine_embed");
    cosine.expect(kd_cosine(cosine.in["h"], cosine.in["const_t"]));
    Case patient(golden, "pkd");
    patient.expect(kd_patient(patient.in["h"], patient.in["const_t"]));
}

TEST(Losses, EqualTheHandCalculations) {
    const at::Tensor first = at::zeros({1}, at::kLong);
    EXPECT_NEAR(cross_entropy(at::zeros({1, 4}, at::kDouble), first).item<double>(), std::log(4.0),
                1e-15);
    EXPECT_NEAR(cross_entropy(at::tensor({2.0, 0.0}, at::kDouble).view({1, 2}), first,
                              {.label_smoothing = 0.1})
                    .item<double>(),
                0.226928, 1e-6);
    const at::Tensor teacher = at::tensor({2.0, 0.0, -2.0}, at::kDouble).view({1, 3});
    EXPECT_NEAR(kd_logit(at::zeros({1, 3}, at::kDouble), teacher, {}, {.temperature = 2, .soft = 1})
                    .item<double>(),
                1.0648668273126838, 1e-14);
}

TEST(Losses, CountRowsByTheirWeights) {
    const at::Tensor z = normals({3, 4}, 1), y = at::tensor({0, 3, 1}, at::kLong);
    const at::Tensor twice = at::cat({z, z.narrow(0, 0, 1)}),
                     labels = at::cat({y, y.narrow(0, 0, 1)});
    const at::Tensor weights = at::tensor({2.0, 1.0, 1.0}, at::kDouble);
    EXPECT_NEAR(cross_entropy(z, y, {.row_weights = weights}).item<double>(),
                cross_entropy(twice, labels).item<double>(), 1e-14);
    const at::Tensor targets = (normals({3, 4}, 2) > 0).to(at::kDouble);
    EXPECT_NEAR(binary_cross_entropy_from_logits(z, targets, weights).item<double>(),
                binary_cross_entropy_from_logits(twice, at::cat({targets, targets.narrow(0, 0, 1)}))
                    .item<double>(),
                1e-14);
    EXPECT_NEAR(
        mean_squared_error(z, targets, weights).item<double>(),
        mean_squared_error(twice, at::cat({targets, targets.narrow(0, 0, 1)})).item<double>(),
        1e-14);
}

TEST(Losses, ArePlainCrossEntropyBitForBitInTheNeutralSetting) {
    const at::Tensor z = normals({5, 3}, 1), t = normals({5, 3}, 2),
                     y = at::tensor({0, 2, 1, 1, 0}, at::kLong);
    const at::Tensor plain = cross_entropy(z, y);
    EXPECT_TRUE(at::equal(plain, kd_logit(z, t, y, {.soft = 0})));
    EXPECT_TRUE(at::equal(plain, cross_entropy(z, y, {.label_smoothing = 0})));
    EXPECT_TRUE(at::equal(balanced_class_weights(at::tensor({0, 1, 2, 0, 1, 2}, at::kLong), 3),
                          at::ones({3}, at::kDouble)));
}

TEST(Losses, AgreeWithFiniteDifferences) {
    const at::Tensor t = normals({4, 3}, 2), y = at::tensor({0, 2, 1, 1}, at::kLong);
    const at::Tensor weights = at::tensor({0.5, 2.0, 1.0}, at::kDouble);
    const std::vector<std::function<at::Tensor(const at::Tensor&)>> losses = {
        [&](const at::Tensor& z) {
            return cross_entropy(z, y, {.label_smoothing = 0.2, .class_weights = weights});
        },
        [&](const at::Tensor& z) { return binary_cross_entropy_from_logits(z, at::sigmoid(t)); },
        [&](const at::Tensor& z) { return mean_squared_error(z, t); },
        [&](const at::Tensor& z) { return kd_logit(z, t, y, {.temperature = 3, .soft = 0.3}); },
        [&](const at::Tensor& z) { return kd_cosine(z, t); },
    };
    for (const auto& loss : losses) {
        EXPECT_LE(gradient_error(loss, normals({4, 3}, 1)), 1e-6);
        const auto slope = [&](const at::Tensor&
                                   z) {  // second derivatives, through the gradient's norm
            at::Tensor leaf = z.requires_grad() ? z : z.detach().clone().set_requires_grad(true);
            return torch::autograd::grad({loss(leaf)}, {leaf}, {}, true, true)[0].square().sum();
        };
        EXPECT_LE(gradient_error(slope, normals({4, 3}, 1)), 1e-6);
    }
}

TEST(Losses, HaveTheRightSlopeAtALogitOfZero) {
    at::Tensor z = at::zeros({1, 2}, at::kDouble).set_requires_grad(true);
    const at::Tensor loss =
        binary_cross_entropy_from_logits(z, at::tensor({1.0, 0.0}, at::kDouble).view({1, 2}));
    const at::Tensor gradient = torch::autograd::grad({loss}, {z})[0];
    EXPECT_LE(largest_difference(gradient, at::tensor({-0.25, 0.25}, at::kDouble)), 1e-15);
}

TEST(Losses, SumHalfPrecisionLogitsInFloat) {
    const at::Tensor z = normals({5, 3}, 1).to(at::kBFloat16),
                     y = at::tensor({0, 2, 1, 1, 0}, at::kLong);
    EXPECT_EQ(cross_entropy(z, y).scalar_type(), at::kFloat);
    EXPECT_TRUE(at::equal(cross_entropy(z, y), cross_entropy(z.to(at::kFloat), y)));
}

}  // namespace
}  // namespace engine
