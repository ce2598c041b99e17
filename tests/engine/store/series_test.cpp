#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "engine/store/run_log.h"
#include "store_support.h"

namespace engine {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Step i, value i / 4.
std::vector<Point> line(std::int64_t first, std::int64_t n) {
    std::vector<Point> out;
    for (std::int64_t i = first; i < first + n; ++i) out.push_back({i, static_cast<double>(i) / 4});
    return out;
}

void expect_line(const std::vector<Point>& points, std::int64_t first, std::int64_t n) {
    ASSERT_EQ(points.size(), static_cast<std::size_t>(n));
    for (std::int64_t i = 0; i < n; ++i) {
        ASSERT_EQ(points[static_cast<std::size_t>(i)].step, first + i);
        ASSERT_EQ(points[static_cast<std::size_t>(i)].value, static_cast<double>(first + i) / 4);
    }
}

class SeriesTest : public testing::Test {
protected:
    void add(const std::vector<Point>& points, const std::string& series = "train/loss") {
        const auto done = log_.add_points("key", series, points);
        ASSERT_TRUE(done) << done.error().text();
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
};

TEST_F(SeriesTest, GivesBackAHundredThousandPointsAndAnyRangeOfThem) {
    for (std::int64_t i = 0; i < 100'000; i += 1000) add(line(i, 1000));
    log_ = open_log(folder_.path());
    expect_line(*log_.points("key", "train/loss"), 0, 100'000);
    expect_line(*log_.points("key", "train/loss", 1023, 1024), 1023, 2);
    expect_line(*log_.points("key", "train/loss", 50'000, 60'000), 50'000, 10'001);
    expect_line(*log_.points("key", "train/loss", 99'999), 99'999, 1);
    EXPECT_THAT(*log_.points("key", "train/loss", 100'000), IsEmpty());
    EXPECT_THAT(*log_.points("key", "other"), IsEmpty());
    EXPECT_THAT(*log_.points("other", "train/loss"), IsEmpty());
}

TEST_F(SeriesTest, FillsChunksOf1024WhateverTheBatches) {
    add(line(0, 1));
    add(line(1, 1022));
    add(line(1023, 1));
    add(line(1024, 3000));
    add({});
    const auto chunks = *log_.chunks("key", "train/loss");
    ASSERT_EQ(chunks.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto first = static_cast<std::int64_t>(i) * 1024;
        const std::int64_t n = i < 3 ? 1024 : 4024 - 3 * 1024;
        EXPECT_EQ(chunks[i].first_step, first);
        EXPECT_EQ(chunks[i].last_step, first + n - 1);
        EXPECT_EQ(chunks[i].n, n);
        EXPECT_EQ(chunks[i].min, static_cast<double>(first) / 4);
        EXPECT_EQ(chunks[i].max, static_cast<double>(first + n - 1) / 4);
        EXPECT_DOUBLE_EQ(chunks[i].mean, static_cast<double>(2 * first + n - 1) / 8);
    }
    expect_line(*log_.points("key", "train/loss"), 0, 4024);
}

TEST_F(SeriesTest, KeepsNumbersThatAreNoneButSumsUpTheFiniteOnes) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    add({{1, 2.0}, {2, nan}, {3, inf}, {4, 4.0}});
    const auto points = *log_.points("key", "train/loss");
    ASSERT_EQ(points.size(), 4U);
    EXPECT_TRUE(std::isnan(points[1].value));
    EXPECT_EQ(points[2].value, inf);
    const auto chunk = log_.chunks("key", "train/loss")->at(0);
    EXPECT_EQ(chunk.n, 4);
    EXPECT_EQ(chunk.min, 2.0);
    EXPECT_EQ(chunk.max, 4.0);
    EXPECT_EQ(chunk.mean, 3.0);
    add({{1, nan}}, "none");
    EXPECT_TRUE(std::isnan(log_.chunks("key", "none")->at(0).mean));
}

TEST_F(SeriesTest, RefusesPointsThatComeOutOfOrder) {
    add(line(0, 10));
    const auto refused = log_.add_points("key", "train/loss", line(5, 10));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadUsage);
    EXPECT_FALSE(log_.add_points("key", "train/loss", {{12, 0.0}, {11, 0.0}}));
    expect_line(*log_.points("key", "train/loss"), 0, 10);
    add({{9, 1.0}, {9, 2.0}});  // several points of one step may be
    EXPECT_EQ(log_.points("key", "train/loss")->size(), 12U);
}

TEST_F(SeriesTest, CutsEverySeriesOfAStepSoThatAResumedRunGoesOn) {
    add(line(0, 3000));
    add(line(0, 30), "valid/loss");
    ASSERT_TRUE(log_.add_points("other", "train/loss", line(0, 3000)));
    ASSERT_TRUE(log_.cut_points("key", 1500));
    expect_line(*log_.points("key", "train/loss"), 0, 1501);
    expect_line(*log_.points("key", "valid/loss"), 0, 30);
    EXPECT_EQ(log_.points("other", "train/loss")->size(), 3000U);
    add(line(1501, 2000));
    expect_line(*log_.points("key", "train/loss"), 0, 3501);
    EXPECT_EQ(log_.chunks("key", "train/loss")->size(), 4U);
    ASSERT_TRUE(log_.cut_points("key", 1023));  // at the end of a chunk
    expect_line(*log_.points("key", "train/loss"), 0, 1024);
    ASSERT_TRUE(log_.cut_points("key", -1));
    EXPECT_THAT(*log_.points("key", "train/loss"), IsEmpty());
    add(line(0, 5));
    expect_line(*log_.points("key", "train/loss"), 0, 5);
}

TEST_F(SeriesTest, NamesTheSeriesOfAStep) {
    add(line(0, 1), "valid/loss");
    add(line(0, 1), "train/loss");
    EXPECT_THAT(*log_.series_of("key"), ElementsAre("train/loss", "valid/loss"));
    EXPECT_THAT(*log_.series_of("none"), IsEmpty());
}

}  // namespace
}  // namespace engine
