#include "engine/data/shares.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace engine {
namespace {

TEST(InShares, GivesEachPlaceOnceAndTheRestInTheLastShare) {
    std::vector<int> times(1003, 0);
    in_shares(times.size(), 10, [&](std::size_t begin, std::size_t end) {
        EXPECT_EQ(begin % 10, 0U);
        EXPECT_EQ(end, std::min<std::size_t>(begin + 10, 1003));
        for (std::size_t i = begin; i < end; ++i) ++times[i];
    });
    EXPECT_EQ(times, std::vector<int>(1003, 1));
    in_shares(0, 10, [](std::size_t, std::size_t) { FAIL() << "there is nothing to do"; });
}

TEST(InShares, HandsOnWhatAShareThrows) {
    EXPECT_THROW(in_shares(100, 1,
                           [](std::size_t begin, std::size_t) {
                               if (begin == 57) throw std::runtime_error("57");
                           }),
                 std::runtime_error);
}

}  // namespace
}  // namespace engine
