#include "engine/base/stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace engine {
namespace {

using Counter = std::array<std::uint32_t, 4>;

// Known answers: Random123, tests/kat_vectors, philox4x32 with 10 rounds.
TEST(Philox, EqualsTheKnownAnswersOfRandom123) {
    constexpr std::uint32_t ones = 0xffffffff;
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}),
              (Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(philox({ones, ones, ones, ones}, {ones, ones}),
              (Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
              (Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Computed apart, by a Python program that follows the same definition. A change here changes every
// number of every run that anybody has kept.
TEST(Stream, GivesTheSameFirstDrawsForEver) {
    Stream plain(1, "budget");
    EXPECT_EQ(plain.next64(), 0x3071a9228c73b9d5ULL);
    EXPECT_EQ(plain.next64(), 0x63ebc35fb7a4960eULL);
    Stream placed(3, "batches", 2, 41);
    EXPECT_EQ(placed.next32(), 0x3a851792U);
    EXPECT_EQ(Stream(7, "head_init").uniform(), 0.3725611776420519);
    EXPECT_NEAR(Stream(7, "head_init").normal(), -0.9485091404583214, 1e-15);
    Stream order(42, "split");
    EXPECT_EQ(permutation(order, 10), (std::vector<std::int64_t>{2, 7, 5, 8, 3, 1, 4, 0, 9, 6}));
}

TEST(Stream, DependsOnSeedPurposeEpochAndIdOnly) {
    Stream first(1, "budget", 2, 3);
    Stream again(1, "budget", 2, 3);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(first.next32(), again.next32());
    std::set<std::uint64_t> starts;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        for (std::uint64_t epoch = 0; epoch < 10; ++epoch) {
            for (std::uint64_t id = 0; id < 10; ++id) {
                starts.insert(Stream(seed, "a", epoch, id).next64());
                starts.insert(Stream(seed, "b", epoch, id).next64());
            }
        }
    }
    EXPECT_EQ(starts.size(), 2000U);
}

TEST(Stream, IsUniformOverSixteenBins) {
    Stream stream(5, "uniform");
    std::array<int, 16> bins{};
    constexpr int draws = 160000;
    double sum = 0;
    for (int i = 0; i < draws; ++i) {
        const double u = stream.uniform();
        ASSERT_GE(u, 0.0);
        ASSERT_LT(u, 1.0);
        ++bins[static_cast<std::size_t>(u * 16)];
        sum += u;
    }
    double chi = 0;
    for (const int n : bins) chi += (n - 10000.0) * (n - 10000.0) / 10000.0;
    EXPECT_LT(chi, 37.7);  // 99.9 % point of chi-squared, 15 degrees of freedom
    EXPECT_NEAR(sum / draws, 0.5, 4 * std::sqrt(1.0 / 12 / draws));
}

// The draws of neighbouring ids must look like one stream: no correlation from row to row.
TEST(Stream, FirstDrawsOfNeighbouringIdsAreUncorrelated) {
    constexpr int n = 20000;
    double before = Stream(1, "rows", 0, 0).uniform() - 0.5;
    double product = 0;
    double sum = before;
    for (std::uint64_t id = 1; id < n; ++id) {
        const double now = Stream(1, "rows", 0, id).uniform() - 0.5;
        product += before * now * 12;
        sum += now;
        before = now;
    }
    EXPECT_NEAR(product / n, 0.0, 4 / std::sqrt(n));
    EXPECT_NEAR(sum / n, 0.0, 4 * std::sqrt(1.0 / 12 / n));
}

TEST(Stream, NormalDrawsHaveMeanZeroAndVarianceOne) {
    Stream stream(9, "normal");
    constexpr int n = 100000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    for (int i = 0; i < n; ++i) {
        const double z = stream.normal();
        ASSERT_TRUE(std::isfinite(z));
        sum += z;
        squares += z * z;
        fourth += z * z * z * z;
    }
    EXPECT_NEAR(sum / n, 0.0, 4 / std::sqrt(n));
    EXPECT_NEAR(squares / n, 1.0, 4 * std::sqrt(2.0 / n));
    EXPECT_NEAR(fourth / n, 3.0, 4 * std::sqrt(96.0 / n));
}

TEST(Stream, BelowStaysBelowAndReachesEveryValue) {
    Stream stream(2, "below");
    std::array<int, 7> seen{};
    for (int i = 0; i < 70000; ++i) ++seen[stream.below(7)];
    for (const int n : seen) EXPECT_NEAR(n, 10000, 4 * std::sqrt(10000.0 * 6 / 7));
    EXPECT_EQ(stream.below(1), 0U);
    const std::uint64_t huge = (1ULL << 63) + 1;  // near half of all draws are rejected
    for (int i = 0; i < 1000; ++i) EXPECT_LT(stream.below(huge), huge);
}

TEST(Permutation, HoldsEveryNumberOnce) {
    for (const std::int64_t n : {0, 1, 2, 17, 1000}) {
        Stream stream(4, "order");
        auto order = permutation(stream, n);
        ASSERT_EQ(order.size(), static_cast<std::size_t>(n));
        std::sort(order.begin(), order.end());
        for (std::int64_t i = 0; i < n; ++i) EXPECT_EQ(order[static_cast<std::size_t>(i)], i);
    }
}

TEST(Permutation, PutsEveryNumberAtEveryPlaceEquallyOften) {
    std::array<std::array<int, 4>, 4> places{};
    constexpr int repeats = 24000;
    for (std::uint64_t seed = 0; seed < repeats; ++seed) {
        Stream stream(seed, "order");
        const auto order = permutation(stream, 4);
        for (std::size_t i = 0; i < 4; ++i) ++places[i][static_cast<std::size_t>(order[i])];
    }
    for (const auto& row : places) {
        for (const int n : row) EXPECT_NEAR(n, repeats / 4, 4.5 * std::sqrt(repeats * 0.25 * 0.75));
    }
}

}  // namespace
}  // namespace engine
