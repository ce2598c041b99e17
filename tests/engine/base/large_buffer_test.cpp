#include "engine/base/large_buffer.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>

namespace engine {
namespace {

TEST(LargeBuffer, KeepsWhatItHoldsWhileItGrowsBeyondLargePages) {
    LargeBuffer<std::int64_t> numbers;
    constexpr std::int64_t kCount = 3'000'000;  // 24 MB
    for (std::int64_t i = 0; i < kCount; ++i) numbers.push_back(i * 7);
    ASSERT_EQ(numbers.size(), static_cast<std::size_t>(kCount));
    for (std::int64_t i = 0; i < kCount; ++i)
        ASSERT_EQ(numbers[static_cast<std::size_t>(i)], i * 7);
}

TEST(LargeBuffer, CopiesAreTheirOwnAndMovesLeaveNothing) {
    LargeBuffer<char> text;
    text.append("abc", 3);
    LargeBuffer<char> copy = text;
    copy.data()[0] = 'x';
    copy.append("de", 2);
    EXPECT_EQ(std::string(text.data(), text.size()), "abc");
    EXPECT_EQ(std::string(copy.data(), copy.size()), "xbcde");
    text = std::move(copy);
    EXPECT_EQ(std::string(text.data(), text.size()), "xbcde");
    text.resize(2);
    EXPECT_EQ(std::string(text.data(), text.size()), "xb");
}

TEST(LargeBuffer, WishesForLargePagesChangeNothing) {
    // From odd places on, so that the block holds parts of large pages at both ends.
    std::string block(9 << 20, 'a');
    for (const std::size_t skip : {0, 1, 4095, 70'001})
        want_large_pages(block.data() + skip, block.size() - skip);
    EXPECT_EQ(block.find_first_not_of('a'), std::string::npos);
}

}  // namespace
}  // namespace engine
