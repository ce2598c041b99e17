#include "engine/training/closed_form.h"

#include "engine/training/losses.h"
#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

using training_tests::golden_tensors;
using training_tests::gradient_error;
using training_tests::largest_difference;
using training_tests::normals;

struct Task {
    explicit Task(const Weights& golden) : golden(golden) {
        w1 = golden.at("theta.w1").clone().set_requires_grad(true);
        b1 = golden.at("theta.b1").clone().set_requires_grad(true);
        support = at::tanh(at::linear(golden.at("task0.xs"), w1, b1));
        query = at::tanh(at::linear(golden.at("task0.xq"), w1, b1));
    }
    void expect(const std::string& name, const at::Tensor& logits, std::vector<at::Tensor> leaves,
                const std::vector<std::string>& names) {
        EXPECT_LE(largest_difference(logits, golden.at(name + ".logits")), 1e-10);
        const at::Tensor loss = cross_entropy(logits, golden.at("task0.yq"));
        EXPECT_LE(largest_difference(loss, golden.at(name + ".loss")), 1e-10);
        const auto found = torch::autograd::grad({loss}, leaves);
        for (std::size_t i = 0; i < names.size(); ++i) {
            EXPECT_LE(largest_difference(found[i], golden.at(name + ".grad." + names[i])), 1e-10)
                << names[i];
        }
    }
    const Weights& golden;
    at::Tensor w1, b1, support, query;
};

TEST(Prototypes, EqualTheReference) {
    const Weights golden = golden_tensors("meta/mlp.safetensors");
    ASSERT_FALSE(golden.empty());
    Task task(golden);
    const at::Tensor prototypes = class_prototypes(task.support, golden.at("task0.ys"), 3);
    EXPECT_LE(largest_difference(prototypes, golden.at("protonet.prototypes")), 1e-10);
    task.expect("protonet", prototype_logits(task.query, prototypes), {task.w1, task.b1},
                {"w1", "b1"});
}

TEST(RidgeHead, EqualsTheReference) {
    const Weights golden = golden_tensors("meta/mlp.safetensors");
    ASSERT_FALSE(golden.empty());
    Task task(golden);
    RidgeHead head = make_ridge_head(at::kDouble, 0.7, 1.5, 0.1);
    for (at::Tensor* leaf : {&head.lambda, &head.alpha, &head.beta}) leaf->set_requires_grad(true);
    const at::Tensor weights = ridge_weights(task.support, golden.at("task0.ys"), 3, head.lambda);
    EXPECT_LE(largest_difference(weights, golden.at("r2d2.W")), 1e-10);
    task.expect("r2d2", ridge_logits(task.query, weights, head),
                {task.w1, task.b1, head.lambda, head.alpha, head.beta},
                {"w1", "b1", "lambda", "alpha", "beta"});
}

TEST(Prototypes, AverageTheRowsOfEachClass) {
    const at::Tensor support = at::tensor({1.0, 1.0, 3.0, 5.0, 7.0, 7.0}, at::kDouble).view({3, 2});
    const at::Tensor prototypes = class_prototypes(support, at::tensor({0, 0, 1}, at::kLong), 2);
    EXPECT_TRUE(at::equal(prototypes, at::tensor({2.0, 3.0, 7.0, 7.0}, at::kDouble).view({2, 2})));
    const at::Tensor query = at::tensor({2.0, 4.0}, at::kDouble).view({1, 2});
    EXPECT_LE(largest_difference(prototype_logits(query, prototypes),
                                 at::tensor({-1.0, -34.0}, at::kDouble)),
              1e-12);
}

TEST(Prototypes, MeasureTheAngleInTheCosineForm) {
    const at::Tensor prototypes = at::tensor({2.0, 0.0, 0.0, 5.0}, at::kDouble).view({2, 2});
    const at::Tensor query = at::tensor({3.0, 4.0}, at::kDouble).view({1, 2});
    EXPECT_LE(largest_difference(prototype_logits(query, prototypes, Distance::cosine, 10),
                                 at::tensor({6.0, 8.0}, at::kDouble)),
              1e-12);
}

TEST(ClosedForm, GivesSeveralTasksWhatItGivesEach) {
    const at::Tensor support = normals({4, 10, 5}, 1), query = normals({4, 6, 5}, 2);
    const at::Tensor labels = at::arange(10).remainder(2).repeat({4, 1});
    const RidgeHead head = make_ridge_head(at::kDouble, 0.5, 2, -0.1);
    const at::Tensor prototypes = class_prototypes(support, labels, 2);
    const at::Tensor weights = ridge_weights(support, labels, 2, head.lambda);
    for (std::int64_t t = 0; t < 4; ++t) {
        EXPECT_LE(largest_difference(
                      prototype_logits(query, prototypes)[t],
                      prototype_logits(query[t], class_prototypes(support[t], labels[t], 2))),
                  1e-12);
        EXPECT_LE(
            largest_difference(
                ridge_logits(query, weights, head)[t],
                ridge_logits(query[t], ridge_weights(support[t], labels[t], 2, head.lambda), head)),
            1e-12);
        EXPECT_TRUE(at::equal(knn_shares(query, support, labels, 2, 3)[t],
                              knn_shares(query[t], support[t], labels[t], 2, 3)));
    }
}

TEST(RidgeHead, IsTheSameOnEitherSide) {
    // More rows than columns goes by columns; by hand on the other side.
    const at::Tensor x = normals({12, 4}, 1), labels = at::arange(12).remainder(3);
    const at::Tensor z = at::cat({x, at::ones({12, 1}, at::kDouble)}, 1);
    const at::Tensor y = (labels.unsqueeze(1) == at::arange(3)).to(at::kDouble);
    const at::Tensor gram = at::matmul(z, z.t()) + 0.7 * at::eye(12, at::kDouble);
    const at::Tensor dual = at::matmul(z.t(), at::linalg_solve(gram, y));
    EXPECT_LE(largest_difference(ridge_weights(x, labels, 3, at::full({}, 0.7, at::kDouble)), dual),
              1e-10);
    EXPECT_LE(
        ridge_weights(x, labels, 3, at::full({}, 1e12, at::kDouble)).abs().max().item<double>(),
        1e-10);
}

TEST(ClosedForm, AgreesWithFiniteDifferences) {
    const at::Tensor labels = at::tensor({0, 1, 2, 0}, at::kLong), query = normals({3, 5}, 2);
    const RidgeHead head = make_ridge_head(at::kDouble, 0.5);
    for (const std::function<at::Tensor(const at::Tensor&)>& f :
         std::vector<std::function<at::Tensor(const at::Tensor&)>>{
             [&](const at::Tensor& x) {
                 return prototype_logits(query, class_prototypes(x, labels, 3)).square().sum();
             },
             [&](const at::Tensor& x) {
                 return prototype_logits(query, class_prototypes(x, labels, 3), Distance::cosine)
                     .square()
                     .sum();
             },
             [&](const at::Tensor& x) {
                 return ridge_logits(query, ridge_weights(x, labels, 3, head.lambda), head)
                     .square()
                     .sum();
             }}) {
        EXPECT_LE(gradient_error(f, normals({4, 5}, 1)), 1e-6);
    }
}

TEST(NearestNeighbours, VoteByTheirShare) {
    const at::Tensor support = at::tensor({0.0, 1.0, 2.0, 10.0}, at::kDouble).view({4, 1});
    const at::Tensor labels = at::tensor({0, 1, 1, 2}, at::kLong);
    const at::Tensor query = at::tensor({0.4, 9.0}, at::kDouble).view({2, 1});
    EXPECT_LE(
        largest_difference(knn_shares(query, support, labels, 3, 3),
                           at::tensor({1.0 / 3, 2.0 / 3, 0.0, 0.0, 2.0 / 3, 1.0 / 3}, at::kDouble)),
        1e-12);
    EXPECT_LE(largest_difference(knn_shares(query, support, labels, 3, 99).sum(-1),
                                 at::ones({2}, at::kDouble)),
              1e-12);
}

}  // namespace
}  // namespace engine
