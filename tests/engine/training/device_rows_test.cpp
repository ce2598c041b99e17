#include "engine/training/device_rows.h"

#include "engine/training/optimisers.h"
#include "tests/engine/training/training_support.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using support::test_device;
using training_tests::golden_tensors;
using training_tests::largest_difference;
using training_tests::normals;

const OptimiserOptions kOptions{.kind = OptimiserKind::adamw, .weight_decay = 0.1};

cuda::AdamwStep step_of(double rate, std::int64_t t) {
    const auto power = static_cast<double>(t);
    return {.keep = 1 - rate * kOptions.weight_decay,
            .first = 1 - kOptions.beta1,
            .beta2 = kOptions.beta2,
            .second = 1 - kOptions.beta2,
            .size = rate / (1 - std::pow(kOptions.beta1, power)),
            .root = std::sqrt(1 - std::pow(kOptions.beta2, power)),
            .epsilon = kOptions.epsilon};
}

at::Tensor indices(const std::vector<std::int64_t>& rows) {
    return at::tensor(rows, at::kLong).to(test_device());
}

DeviceRows rows_of(const at::Tensor& weight) {
    return {weight, at::zeros_like(weight), at::zeros_like(weight)};
}

TEST(DeviceRows, FollowTheReferenceWhereEveryRowIsUsed) {
    const Weights golden = golden_tensors("optim/traces.safetensors");
    const at::Tensor weight = golden.at("w0").clone().to(test_device());
    DeviceRows table = rows_of(weight);
    for (std::int64_t step = 0; step < 20; ++step) {
        const double rate = golden.at("adamw.lr")[step].item<double>();
        table.update(step_of(rate, step + 1), indices({0, 1, 2, 3}),
                     golden.at("adamw.grad.w")[step].view({4, 3}).to(test_device()));
        EXPECT_LE(largest_difference(weight.cpu(), golden.at("adamw.w")[step]), 1e-12);
    }
}

struct Used {
    std::vector<std::int64_t> rows;
    at::Tensor gradients;  // [rows, 5]
};

// What 70 steps use of a table of 6 rows: row 5 nothing, row 4 once.
std::vector<Used> use_of_rows() {
    std::vector<Used> out;
    for (std::int64_t step = 0; step < 70; ++step) {
        std::vector<std::int64_t> rows{0};
        for (std::int64_t row = 1; row < 4; ++row) {
            if (step % (3 * row) == row) rows.push_back(row);
        }
        if (step == 30) rows.push_back(4);
        const auto n = static_cast<std::int64_t>(rows.size());
        out.push_back({rows, normals({n, 5}, static_cast<std::uint64_t>(step) + 1)});
    }
    return out;
}

double rate_of(std::size_t step) { return 0.05 / static_cast<double>(step + 1); }

// The dense optimiser of LibTorch, which gives every row an update in each step.
at::Tensor dense(const at::Tensor& start, const std::vector<Used>& use) {
    Weights weights{{"w", start.clone()}};
    OptimiserState state;
    for (std::size_t step = 0; step < use.size(); ++step) {
        Weights gradients{{"w", at::zeros_like(start)}};
        gradients["w"].index_copy_(0, at::tensor(use[step].rows, at::kLong),
                                   use[step].gradients.to(start.scalar_type()));
        update_weights(
            kOptions, rate_of(step), [](const std::string&) { return ParameterRule{}; }, weights,
            gradients, state);
    }
    return weights["w"];
}

// Updates `table` from step `from` on.
void use_rows(DeviceRows& table, const std::vector<Used>& use, std::size_t from, std::size_t to) {
    for (std::size_t step = from; step < to; ++step)
        table.update(step_of(rate_of(step), static_cast<std::int64_t>(step) + 1),
                     indices(use[step].rows), use[step].gradients.to(test_device()));
}

TEST(DeviceRows, EqualTheDenseUpdateOnceTheyHaveCaughtUp) {
    const auto use = use_of_rows();
    for (const auto& [type, tolerance] : {std::pair{at::kDouble, 1e-12}, {at::kFloat, 1e-6}}) {
        const at::Tensor start = normals({6, 5}, 99).to(type);
        const at::Tensor weight = start.clone().to(test_device());
        DeviceRows table = rows_of(weight);
        use_rows(table, use, 0, use.size());
        const at::Tensor expected = dense(start, use);
        EXPECT_GT(largest_difference(weight.cpu(), expected), 1e-3);  // rows 4 and 5 lie behind
        table.catch_up(indices({4}));
        for (const std::int64_t row : {0, 4})
            EXPECT_LE(largest_difference(weight.cpu()[row], expected[row]), tolerance);
        table.catch_up();
        EXPECT_LE(largest_difference(weight.cpu(), expected), tolerance);
    }
}

// A checkpoint brings all rows together first.
TEST(DeviceRows, GiveTheSameBitsHoweverOftenAllAreBroughtTogether) {
    const auto use = use_of_rows();
    const auto run = [&](const std::vector<std::size_t>& together) {
        const at::Tensor weight = normals({6, 5}, 99).to(test_device());
        DeviceRows table = rows_of(weight);
        std::size_t from = 0;
        for (const std::size_t to : together) {
            use_rows(table, use, from, to);
            table.catch_up();
            from = to;
        }
        return weight;
    };
    EXPECT_TRUE(at::equal(run({70}), run({1, 30, 31, 70})));
}

}  // namespace
}  // namespace engine
