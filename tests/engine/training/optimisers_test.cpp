#include "engine/training/optimisers.h"

#include "engine/training/schedules.h"
#include "tests/engine/training/training_support.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using training_tests::golden_tensors;
using training_tests::largest_difference;
using training_tests::normals;
using training_tests::same_bits;

struct Trace {
    std::string name;
    OptimiserOptions options;
    double rate = 0.1;
    Schedule schedule{.kind = ScheduleKind::constant, .total_steps = 20};
    bool bias_decays = true;
    double tolerance = 1e-12;
};

std::vector<Trace> traces() {
    using enum OptimiserKind;
    const OptimiserOptions adamw_options{.kind = adamw, .weight_decay = 0.1};
    OptimiserOptions clipped = adamw_options;
    clipped.clip = 0.25;
    return {
        {.name = "adamw", .options = adamw_options, .rate = 0.05, .bias_decays = false},
        {.name = "adamw_linear_clip",
         .options = clipped,
         .rate = 0.05,
         .schedule = {.kind = ScheduleKind::linear, .total_steps = 20, .warmup_steps = 5},
         .bias_decays = false},
        {.name = "adamw_cosine",
         .options = adamw_options,
         .rate = 0.05,
         .schedule = {.kind = ScheduleKind::cosine, .total_steps = 20, .warmup_steps = 4},
         .bias_decays = false},
        {.name = "adam_l2",
         .options = {.kind = adam, .beta1 = 0.8, .beta2 = 0.99, .epsilon = 1e-6, .l2 = 0.01},
         .rate = 0.02},
        {.name = "adam_l2",  // the same through the kernel's own decay
         .options =
             {.kind = adam, .beta1 = 0.8, .beta2 = 0.99, .epsilon = 1e-6, .weight_decay = 0.01},
         .rate = 0.02},
        {.name = "adam_amsgrad", .options = {.kind = amsgrad}, .rate = 0.02},
        {.name = "sgd", .options = {.kind = sgd}},
        {.name = "sgd_momentum", .options = {.kind = momentum, .momentum = 0.9, .l2 = 0.01}},
        {.name = "sgd_nesterov",
         .options = {.kind = momentum, .momentum = 0.9, .nesterov = true, .l2 = 0.001}},
        {.name = "sgd_step",
         .options = {.kind = momentum, .momentum = 0.9},
         .schedule =
             {.kind = ScheduleKind::step, .total_steps = 20, .step_every = 6, .step_factor = 0.5}},
        {.name = "adamw_fp32",
         .options = adamw_options,
         .rate = 0.05,
         .bias_decays = false,
         .tolerance = 1e-6},
    };
}

void expect_state(const Weights& golden, const Trace& trace, const OptimiserState& state,
                  std::int64_t step) {
    for (const char* parameter : {"w", "b"}) {
        for (const auto& [ours, theirs] : {std::pair{"m.", ".exp_avg."},
                                           {"v.", ".exp_avg_sq."},
                                           {"x.", ".max_exp_avg_sq."},
                                           {"m.", ".momentum_buffer."}}) {
            const auto expected = golden.find(trace.name + theirs + parameter);
            if (expected == golden.end()) continue;
            EXPECT_LE(
                largest_difference(state.at(std::string(ours) + parameter), expected->second[step]),
                trace.tolerance);
        }
    }
}

void follow(const Weights& golden, const Trace& trace) {
    SCOPED_TRACE(trace.name);
    const at::ScalarType type = trace.tolerance > 1e-9 ? at::kFloat : at::kDouble;
    Weights weights{{"w", golden.at("w0").to(type).clone()},
                    {"b", golden.at("b0").to(type).clone()}};
    const ParameterRules rules = [&](const std::string& name) {
        return ParameterRule{.decays = name == "w" || trace.bias_decays};
    };
    OptimiserState state;
    for (std::int64_t step = 0; step < 20; ++step) {
        const std::int64_t first = step * 4 % 16;
        const at::Tensor x = golden.at("x").narrow(0, first, 4).to(type);
        const at::Tensor y = golden.at("y").narrow(0, first, 4).to(type);
        for (auto& [name, tensor] : weights) tensor.set_requires_grad(true);
        const at::Tensor loss =
            at::mse_loss(at::tanh(at::matmul(x, weights["w"].t()) + weights["b"]), y);
        const auto found = torch::autograd::grad({loss}, {weights["w"], weights["b"]});
        Weights gradients{{"w", found[0]}, {"b", found[1]}};
        const double rate = trace.rate * schedule_factor(trace.schedule, step);
        EXPECT_NEAR(rate, golden.at(trace.name + ".lr")[step].item<double>(), 1e-12);
        EXPECT_LE(largest_difference(loss, golden.at(trace.name + ".loss")[step]), trace.tolerance);
        const UpdateReport report =
            update_weights(trace.options, rate, rules, weights, gradients, state);
        if (trace.options.clip > 0) {
            EXPECT_LE(std::abs(report.gradient_norm -
                               golden.at(trace.name + ".grad_norm")[step].item<double>()),
                      trace.tolerance);
            EXPECT_LE(largest_difference(gradients["w"], golden.at(trace.name + ".grad.w")[step]),
                      trace.tolerance);
        }
        for (const char* name : {"w", "b"}) {
            EXPECT_LE(largest_difference(weights[name], golden.at(trace.name + "." + name)[step]),
                      trace.tolerance)
                << name << " after step " << step;
        }
        expect_state(golden, trace, state, step);
    }
}

TEST(Optimisers, FollowTheReferenceStepByStep) {
    const Weights golden = support::on_test_device(golden_tensors("optim/traces.safetensors"));
    ASSERT_FALSE(golden.empty());
    for (const Trace& trace : traces()) follow(golden, trace);
}

double one_weight_after(const OptimiserOptions& options, double rate, int steps, double gradient) {
    Weights weights{{"w", at::ones({1}, at::kDouble)}};
    OptimiserState state;
    for (int i = 0; i < steps; ++i) {
        Weights gradients{{"w", at::full({1}, gradient, at::kDouble)}};
        update_weights(
            options, rate, [](const std::string&) { return ParameterRule{}; }, weights, gradients,
            state);
    }
    return weights["w"].item<double>();
}

TEST(Optimisers, EqualTheHandCalculations) {
    EXPECT_NEAR(one_weight_after({.kind = OptimiserKind::momentum}, 0.1, 1, 1), 0.9, 1e-15);
    EXPECT_NEAR(one_weight_after({.kind = OptimiserKind::momentum}, 0.1, 2, 1), 0.71, 1e-15);
    EXPECT_NEAR(one_weight_after({.kind = OptimiserKind::adamw, .weight_decay = 0.01}, 0.1, 1, 2),
                0.8990000005, 1e-10);
    EXPECT_NEAR(one_weight_after({.kind = OptimiserKind::sgd, .weight_decay = 0.5}, 0.1, 1, 0),
                0.95, 1e-15);
}

TEST(Optimisers, AddPenaltiesAsSums) {
    Weights weights{{"w", at::tensor({2.0, -3.0, 0.0}, at::kDouble)}};
    Weights gradients{{"w", at::zeros({3}, at::kDouble)}};
    OptimiserState state;
    const UpdateReport report = update_weights(
        {.kind = OptimiserKind::sgd, .l1 = 0.5, .l2 = 0.1}, 1.0,
        [](const std::string&) { return ParameterRule{}; }, weights, gradients, state);
    EXPECT_NEAR(report.penalty, 0.5 * 5 + 0.05 * 13, 1e-12);
    EXPECT_LE(
        largest_difference(weights["w"], at::tensor({2.0 - 0.7, -3.0 + 0.8, 0.0}, at::kDouble)),
        1e-12);
}

TEST(Optimisers, KeepTheDirectionWhenTheyClip) {
    const at::Tensor gradient = normals({7}, 3);
    Weights weights{{"w", at::zeros({7}, at::kDouble)}};
    Weights gradients{{"w", gradient.clone()}};
    OptimiserState state;
    const UpdateReport report = update_weights(
        {.kind = OptimiserKind::sgd, .clip = 0.5}, 1.0,
        [](const std::string&) { return ParameterRule{}; }, weights, gradients, state);
    EXPECT_NEAR(report.gradient_norm, gradient.norm().item<double>(), 1e-12);
    EXPECT_NEAR(weights["w"].norm().item<double>(), 0.5, 1e-5);
    EXPECT_NEAR(at::cosine_similarity(weights["w"], -gradient, 0).item<double>(), 1, 1e-12);
}

TEST(Optimisers, ChangeNoBitForATermOfWeightZero) {
    const at::Tensor start = normals({5}, 1), slope = normals({5}, 2);
    const auto run = [&](OptimiserOptions options) {
        Weights weights{{"w", start.clone()}};
        OptimiserState state;
        for (int i = 0; i < 3; ++i) {
            Weights gradients{{"w", slope.clone()}};
            update_weights(
                options, 0.1, [](const std::string&) { return ParameterRule{}; }, weights,
                gradients, state);
        }
        return weights;
    };
    EXPECT_TRUE(same_bits(run({}), run({.weight_decay = 0, .l1 = 0, .l2 = 0, .clip = 0})));
    EXPECT_TRUE(same_bits(run({}), run({.clip = 1e9})));
}

TEST(Optimisers, LeaveFrozenAndUnusedParametersAlone) {
    Weights weights{{"a", at::ones({2})}, {"b", at::ones({2})}, {"c", at::ones({2})}};
    Weights gradients{{"a", at::ones({2})}, {"b", at::ones({2})}, {"c", at::Tensor()}};
    OptimiserState state;
    const ParameterRules rules = [](const std::string& name) {
        return ParameterRule{.trainable = name != "b"};
    };
    update_weights({.kind = OptimiserKind::adamw, .weight_decay = 0.1}, 0.1, rules, weights,
                   gradients, state);
    EXPECT_FALSE(at::equal(weights["a"], at::ones({2})));
    EXPECT_TRUE(at::equal(weights["b"], at::ones({2})));
    EXPECT_TRUE(at::equal(weights["c"], at::ones({2})));
    EXPECT_EQ(state.size(), 3U);  // m.a, v.a, step.a
}

TEST(Optimisers, UpdateNothingOnAGradientThatIsNotFinite) {
    Weights weights{{"w", at::ones({2})}};
    Weights gradients{{"w", at::full({2}, INFINITY)}};
    OptimiserState state;
    const UpdateReport report = update_weights(
        {.clip = 1}, 0.1, [](const std::string&) { return ParameterRule{}; }, weights, gradients,
        state);
    EXPECT_FALSE(std::isfinite(report.gradient_norm));
    EXPECT_TRUE(at::equal(weights["w"], at::ones({2})));
}

TEST(Optimisers, SpareBiasesAndLayerNormsFromDecay) {
    EXPECT_TRUE(decays_by_name("encoder.layer.0.attention.self.query.weight"));
    EXPECT_FALSE(decays_by_name("encoder.layer.0.attention.self.query.bias"));
    EXPECT_FALSE(decays_by_name("embeddings.LayerNorm.weight"));
    EXPECT_TRUE(decays_by_name("head.weight"));
}

}  // namespace
}  // namespace engine
