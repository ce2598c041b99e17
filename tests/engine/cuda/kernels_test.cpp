// The bodies of the kernels, run by the CPU's loop, against the reference optimiser and by hand.
#include "engine/cuda/kernels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "tests/support/golden_tensors.h"

namespace engine::cuda {
namespace {

using testing::ElementsAre;

constexpr std::int64_t kWidth = 3;  // of the golden table w [4, 3]
constexpr double kDecay = 0.1;

AdamwStep step_of(double rate, std::int64_t step) {
    return {1 - rate * kDecay,
            1 - 0.9,
            0.999,
            1 - 0.999,
            rate / (1 - std::pow(0.9, step)),
            std::sqrt(1 - std::pow(0.999, step)),
            1e-8};
}

template <class T>
struct Table {
    std::vector<T> weights, first, second;
    std::vector<std::int64_t> last;
    std::vector<AdamwStep> steps;

    explicit Table(std::vector<T> start)
        : weights(std::move(start)),
          first(weights.size()),
          second(weights.size()),
          last(weights.size() / kWidth) {}

    /// One step: `gradients` [rows, kWidth] of the named rows.
    void advance(std::span<const std::int64_t> rows, const T* gradients) {
        AdamwRows work;
        work.number = sizeof(T) == 4 ? Number::Float : Number::Double;
        work.weights = weights.data();
        work.first = first.data();
        work.second = second.data();
        work.last = last.data();
        work.rows = rows.data();
        work.gradients = gradients;
        work.steps = steps.data();
        work.count = std::ssize(rows);
        work.width = kWidth;
        work.step = std::ssize(steps);
        run_on_host(work);
    }
};

template <class T>
void expect_near(std::span<const T> ours, std::span<const T> theirs, double tolerance) {
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) EXPECT_NEAR(ours[i], theirs[i], tolerance);
}

constexpr std::array<std::int64_t, 4> kAll{0, 1, 2, 3};

template <class T>
void follow(const std::string& trace, double tolerance) {
    SCOPED_TRACE(trace);
    const support::GoldenTensors golden("optim/traces.safetensors");
    const auto rates = golden.values<double>(trace + ".lr");
    const auto start = golden.values<double>("w0");
    ASSERT_EQ(rates.size(), 20U);
    Table<T> table({start.begin(), start.end()});
    const auto all = [&](const std::string& name) { return golden.values<T>(trace + name); };
    const auto gradients = all(".grad.w"), weights = all(".w"), first = all(".exp_avg.w"),
               second = all(".exp_avg_sq.w");
    for (std::size_t step = 0; step < rates.size(); ++step) {
        table.steps.push_back(step_of(rates[step], static_cast<std::int64_t>(step) + 1));
        table.advance(kAll, gradients.data() + step * 12);
        const auto at = [&](const std::vector<T>& of) {
            return std::span(of).subspan(step * 12, 12);
        };
        expect_near<T>(table.weights, at(weights), tolerance);
        expect_near<T>(table.first, at(first), tolerance);
        expect_near<T>(table.second, at(second), tolerance);
    }
}

TEST(AdamwRowsTest, FollowTheReferenceStepByStep) {
    follow<double>("adamw", 1e-12);
    follow<double>("adamw_linear_clip", 1e-12);
    follow<double>("adamw_cosine", 1e-12);
    follow<float>("adamw_fp32", 1e-6);
}

// Of the dense optimiser every row gets an update in each step, also one that no example used.
TEST(AdamwRowsTest, CatchUpWithTheStepsTheyMissedToTheLastBit) {
    const support::GoldenTensors golden("optim/traces.safetensors");
    const auto gradients = golden.values<double>("adamw.grad.w");
    const auto start = golden.values<double>("w0");
    Table<double> dense(start), lazy(start);
    for (std::int64_t step = 0; step < 20; ++step) {
        // Row 0 in every step, row 1 in every third, row 2 once, row 3 never.
        std::vector<std::int64_t> used{0};
        if (step % 3 == 1) used.push_back(1);
        if (step == 4) used.push_back(2);
        const double* row = gradients.data() + step * 12;
        std::vector<double> of_all(12), of_used;
        for (const std::int64_t i : used) {
            std::copy_n(row + i * kWidth, kWidth, of_all.begin() + i * kWidth);
            of_used.insert(of_used.end(), row + i * kWidth, row + (i + 1) * kWidth);
        }
        for (Table<double>* table : {&dense, &lazy})
            table->steps.push_back(step_of(0.05 / static_cast<double>(step + 1), step + 1));
        dense.advance(kAll, of_all.data());
        lazy.advance(used, of_used.data());
    }
    EXPECT_NE(lazy.weights, dense.weights);
    EXPECT_THAT(lazy.last, ElementsAre(20, 20, 5, 0));
    lazy.advance(kAll, nullptr);
    EXPECT_EQ(lazy.weights, dense.weights);
    EXPECT_EQ(lazy.first, dense.first);
    EXPECT_EQ(lazy.second, dense.second);
    EXPECT_THAT(lazy.last, ElementsAre(20, 20, 20, 20));
}

template <class T>
std::vector<T> moved(const std::vector<T>& source, std::size_t elements,
                     const std::vector<std::int64_t>& from, const std::vector<std::int64_t>& to,
                     const std::vector<std::int64_t>& lengths) {
    std::vector<T> target(elements);
    run_on_host(MoveRows{.element_bytes = sizeof(T),
                         .source = source.data(),
                         .target = target.data(),
                         .from = from.data(),
                         .to = to.data(),
                         .lengths = lengths.data(),
                         .count = std::ssize(from),
                         .width = 2});
    return target;
}

template <class T>
void gather_and_scatter() {
    // Rows of 2, 1 and 3 tokens, two numbers a token.
    std::vector<T> packed(12);
    std::iota(packed.begin(), packed.end(), T(1));
    // The third and the first, back to back.
    const auto chosen = moved<T>(packed, 10, {3, 0}, {0, 3}, {3, 2});
    EXPECT_THAT(chosen, ElementsAre(7, 8, 9, 10, 11, 12, 1, 2, 3, 4));
    // Back to their places: the second row, which nobody moved, stays empty.
    EXPECT_THAT(moved<T>(chosen, 12, {0, 3}, {3, 0}, {3, 2}),
                ElementsAre(1, 2, 3, 4, 0, 0, 7, 8, 9, 10, 11, 12));
    // Padded to three tokens a row.
    EXPECT_THAT(moved<T>(packed, 18, {0, 2, 3}, {0, 3, 6}, {2, 1, 3}),
                ElementsAre(1, 2, 3, 4, 0, 0, 5, 6, 0, 0, 0, 0, 7, 8, 9, 10, 11, 12));
}

TEST(MoveRowsTest, GatherScatterAndPadElementsOfEachSize) {
    gather_and_scatter<std::uint16_t>();
    gather_and_scatter<float>();
    gather_and_scatter<double>();
}

template <class T>
std::vector<T> pooled(PoolRows::How how, const std::vector<T>& states) {
    const std::vector<std::int64_t> offsets{0, 2, 3, 6};
    std::vector<T> out(6);
    run_on_host(PoolRows{.number = sizeof(T) == 4 ? Number::Float : Number::Double,
                         .how = how,
                         .states = states.data(),
                         .offsets = offsets.data(),
                         .out = out.data(),
                         .count = 3,
                         .width = 2});
    return out;
}

template <class T>
void pool_each_way() {
    const std::vector<T> states{1, -1, 3, -5, 2, 2, 4, 0, 1, 6, 7, 3};
    EXPECT_THAT(pooled(PoolRows::How::Mean, states), ElementsAre(2, -3, 2, 2, 4, 3));
    EXPECT_THAT(pooled(PoolRows::How::First, states), ElementsAre(1, -1, 2, 2, 4, 0));
    EXPECT_THAT(pooled(PoolRows::How::Max, states), ElementsAre(3, -1, 2, 2, 7, 6));
    EXPECT_THAT(pooled(PoolRows::How::Last, states), ElementsAre(3, -5, 2, 2, 7, 3));
}

TEST(PoolRowsTest, GiveMeanFirstLargestAndLastOfEachRow) {
    pool_each_way<float>();
    pool_each_way<double>();
}

TEST(PoolRowsTest, LetNoNumberHideANaN) {
    for (std::size_t token = 3; token < 6; ++token) {
        std::vector<float> states(12, 1);
        states[token * 2] = NAN;
        EXPECT_TRUE(std::isnan(pooled(PoolRows::How::Max, states)[4])) << token;
        EXPECT_TRUE(std::isnan(pooled(PoolRows::How::Mean, states)[4])) << token;
    }
}

}  // namespace
}  // namespace engine::cuda
