#include "engine/training/lbfgs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace engine {
namespace {

TEST(Lbfgs, FindsTheMinimumOfRosenbrocksValley) {
    const SmoothFunction valley = [](std::span<const double> x, std::span<double> g) {
        double value = 0;
        for (double& entry : g) entry = 0;
        for (std::size_t i = 0; i + 1 < x.size(); ++i) {
            const double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            value += 100 * a * a + b * b;
            g[i] += -400 * x[i] * a - 2 * b;
            g[i + 1] += 200 * a;
        }
        return value;
    };
    for (const std::size_t n : {2, 3, 20}) {
        const LbfgsResult found = minimise_lbfgs(valley, std::vector<double>(n, -1.2));
        EXPECT_TRUE(found.converged);
        EXPECT_LE(found.gradient_max, 1e-9);
        if (n < 4) {  // longer ones have a second minimum
            for (const double x : found.x) EXPECT_NEAR(x, 1, 1e-8);
        }
    }
}

TEST(Lbfgs, SolvesAQuadraticOfBadlyUnlikeScales) {
    const SmoothFunction bowl = [](std::span<const double> x, std::span<double> g) {
        double value = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double scale = std::pow(10.0, static_cast<double>(i) / 10);  // 1 .. 1e5
            value += 0.5 * scale * (x[i] - 3) * (x[i] - 3);
            g[i] = scale * (x[i] - 3);
        }
        return value;
    };
    const LbfgsResult found =
        minimise_lbfgs(bowl, std::vector<double>(51, 0.0), {.max_iterations = 5000});
    EXPECT_TRUE(found.converged);
    for (const double x : found.x) EXPECT_NEAR(x, 3, 1e-8);
}

TEST(Lbfgs, StopsWhenAsked) {
    std::stop_source source;
    const SmoothFunction bowl = [&](std::span<const double> x, std::span<double> g) {
        source.request_stop();
        g[0] = std::tanh(x[0]);
        return std::log(std::cosh(x[0]));
    };
    const LbfgsResult found = minimise_lbfgs(bowl, {5.0}, {.stop = source.get_token()});
    EXPECT_TRUE(found.stopped);
    EXPECT_EQ(found.x[0], 5.0);
}

TEST(Lbfgs, TellsEachIterationOnceWithTheValueAtItsPlace) {
    const SmoothFunction bowl = [](std::span<const double> x, std::span<double> g) {
        g[0] = 2 * (x[0] - 1);
        g[1] = 40 * std::pow(x[1] + 2, 3);
        return std::pow(x[0] - 1, 2) + 10 * std::pow(x[1] + 2, 4);
    };
    std::vector<std::int64_t> iterations;
    double last = std::numeric_limits<double>::infinity();
    std::vector<double> place;
    LbfgsOptions options;
    options.on_iteration = [&](std::int64_t iteration, double value, std::span<const double> x) {
        iterations.push_back(iteration);
        std::vector<double> gradient(2);
        EXPECT_EQ(value, bowl(x, gradient));
        EXPECT_LE(value, last);
        last = value;
        place.assign(x.begin(), x.end());
    };
    const LbfgsResult found = minimise_lbfgs(bowl, {5, 5}, options);
    ASSERT_GT(found.iterations, 3);
    ASSERT_EQ(std::ssize(iterations), found.iterations);
    for (std::size_t i = 0; i < iterations.size(); ++i)
        EXPECT_EQ(iterations[i], static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(last, found.value);
    EXPECT_EQ(place, found.x);
    const LbfgsResult untold = minimise_lbfgs(bowl, {5, 5});
    EXPECT_EQ(untold.x, found.x);
    EXPECT_EQ(untold.evaluations, found.evaluations);
}

TEST(Lbfgs, StaysWhereTheGradientIsZero) {
    const SmoothFunction flat = [](std::span<const double>, std::span<double> g) {
        g[0] = 0;
        return 1.0;
    };
    const LbfgsResult found = minimise_lbfgs(flat, {2.0});
    EXPECT_TRUE(found.converged);
    EXPECT_EQ(found.iterations, 0);
    EXPECT_EQ(found.x[0], 2.0);
}

}  // namespace
}  // namespace engine
