// A reduced curve against all its points: first and last step, extremes, count and mean of every
// piece, for random series and ranges.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <span>

#include "engine/base/stream.h"
#include "engine/reader/workspace_reader.h"
#include "tests/engine/store/store_support.h"

namespace engine {
namespace {

constexpr double kAll = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

class CurveTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = WorkspaceReader::open({folder_.path(), {}, {}});
        ASSERT_TRUE(opened) << opened.error().text();
        reader_ = *std::move(opened);
    }
    void add(std::vector<Point> points) {
        const auto done = log_.add_points("key", "train/loss", points);
        ASSERT_TRUE(done) << done.error().text();
        points_.insert(points_.end(), points.begin(), points.end());
    }
    Curve curve(double first, double last, int most) {
        auto curve = reader_->curve("key", "train/loss", first, last, most);
        if (!curve) ADD_FAILURE() << curve.error().text();
        return *std::move(curve);
    }
    std::vector<Point> inside(double first, double last) const {
        std::vector<Point> out;
        for (const Point& point : points_) {
            const auto step = static_cast<double>(point.step);
            if (step >= first && step <= last) out.push_back(point);
        }
        return out;
    }
    // Every piece holds the next n points of the range: its numbers must be theirs.
    void expect_true(const Curve& curve, double first, double last, int most) const;

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    std::unique_ptr<Reader> reader_;
    std::vector<Point> points_;
};

void expect_piece(const CurvePiece& piece, std::span<const Point> points) {
    EXPECT_EQ(piece.first_step, static_cast<double>(points.front().step));
    EXPECT_EQ(piece.last_step, static_cast<double>(points.back().step));
    double low = kNaN, high = kNaN, sum = 0;
    std::int64_t n = 0;
    for (const Point& point : points) {
        if (!std::isfinite(point.value)) continue;
        low = n == 0 ? point.value : std::min(low, point.value);
        high = n == 0 ? point.value : std::max(high, point.value);
        sum += point.value;
        ++n;
    }
    if (n == 0) {
        EXPECT_TRUE(std::isnan(piece.low) && std::isnan(piece.high) && std::isnan(piece.mean));
        return;
    }
    EXPECT_EQ(piece.low, low);
    EXPECT_EQ(piece.high, high);
    EXPECT_NEAR(piece.mean, sum / static_cast<double>(n), 1e-9);
}

void CurveTest::expect_true(const Curve& curve, double first, double last, int most) const {
    SCOPED_TRACE(testing::Message() << first << " to " << last << " in " << most);
    const std::vector<Point> points = inside(first, last);
    EXPECT_EQ(curve.points, std::ssize(points));
    EXPECT_LE(std::ssize(curve.pieces), most);
    std::size_t at = 0;
    for (const CurvePiece& piece : curve.pieces) {
        const auto n = static_cast<std::size_t>(piece.n);
        ASSERT_GT(n, 0U);
        ASSERT_LE(at + n, points.size());
        expect_piece(piece, std::span(points).subspan(at, n));
        at += n;
    }
    EXPECT_EQ(at, points.size());
}

TEST_F(CurveTest, EqualsBruteForceOnRandomSeriesAndRanges) {
    Stream stream(1, "curve");
    std::int64_t step = 0;
    std::vector<Point> points;
    for (int i = 0; i < 400'000; ++i) {
        step += static_cast<std::int64_t>(stream.below(4));  // steps repeat and leave gaps
        points.push_back({step, stream.normal()});
    }
    add(points);
    for (const int most : {1, 2, 7, 100, 391, 1000, 500'000}) {
        expect_true(curve(-kAll, kAll, most), -kAll, kAll, most);
        for (int i = 0; i < 12; ++i) {
            const double span = std::pow(10.0, 6 * stream.uniform());
            const double first = stream.uniform() * static_cast<double>(step);
            expect_true(curve(first, first + span, most), first, first + span, most);
        }
    }
}

TEST_F(CurveTest, GivesEveryPointAsItIsWhereThereIsRoom) {
    add({{1, 0.5}, {2, 0.25}, {4, kNaN}, {7, 1.5}});
    const Curve all = curve(0, 10, 4);
    ASSERT_EQ(all.pieces.size(), 4U);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(all.pieces[i].n, 1);
        EXPECT_EQ(all.pieces[i].first_step, static_cast<double>(points_[i].step));
    }
    EXPECT_TRUE(std::isnan(all.pieces[2].mean));
    EXPECT_EQ(all.pieces[3].low, 1.5);
}

TEST_F(CurveTest, LeavesOutWhatIsNotFiniteButCountsIt) {
    Stream stream(2, "curve");
    std::vector<Point> points;
    for (std::int64_t i = 0; i < 20'000; ++i) {
        const bool gap = (i > 6000 && i < 9000) || i % 7 == 0;
        points.push_back({i, gap ? kNaN : stream.normal()});
    }
    points[12'345].value = kAll;
    add(points);
    for (const int most : {20, 50, 900})  // read point by point: twenty chunks
        expect_true(curve(0, 19'999, most), 0, 19'999, most);
    const Curve coarse = curve(0, 19'999, 3);  // from the chunks' summaries
    EXPECT_EQ(coarse.points, 20'000);
    for (const CurvePiece& piece : coarse.pieces)
        EXPECT_TRUE(piece.low <= piece.mean && piece.mean <= piece.high);
}

TEST_F(CurveTest, ShowsOneSpikeAmongAMillionAtEveryZoom) {
    constexpr std::int64_t kSpike = 654'321;
    std::vector<Point> points;
    for (std::int64_t i = 0; i < 1'000'000; ++i)
        points.push_back({i, i == kSpike ? 1e6 : std::sin(static_cast<double>(i) / 1000)});
    add(points);
    for (double half = 2'000'000; half >= 1; half /= 3) {
        const Curve seen = curve(kSpike - half, kSpike + half, 1000);
        EXPECT_LE(seen.pieces.size(), 1000U);
        const auto holds = [&](const CurvePiece& piece) {
            return piece.first_step <= kSpike && piece.last_step >= kSpike;
        };
        const auto piece = std::find_if(seen.pieces.begin(), seen.pieces.end(), holds);
        ASSERT_NE(piece, seen.pieces.end()) << half;
        EXPECT_EQ(piece->high, 1e6) << half;
        EXPECT_EQ(std::count_if(seen.pieces.begin(), seen.pieces.end(),
                                [](const CurvePiece& one) { return one.high > 2; }),
                  1);
    }
}

TEST_F(CurveTest, IsEmptyWhereThereAreNoPoints) {
    add({{10, 1}, {20, 2}});
    for (const Curve& none : {curve(11, 19, 100), curve(30, kAll, 100), curve(-kAll, 9.5, 1),
                              curve(20, 10, 100), curve(12.2, 12.8, 5)}) {
        EXPECT_EQ(none.points, 0);
        EXPECT_TRUE(none.pieces.empty());
    }
    const auto unknown = reader_->curve("key", "valid/loss", 0, 100, 10);
    ASSERT_TRUE(unknown);
    EXPECT_TRUE(unknown->pieces.empty());
}

TEST_F(CurveTest, GrowsWithItsSeries) {
    std::vector<Point> points;
    for (std::int64_t i = 0; i < 1500; ++i) points.push_back({i, static_cast<double>(i)});
    add(points);
    EXPECT_EQ(curve(-kAll, kAll, 10).points, 1500);
    add({{1500, -5}});
    const Curve now = curve(-kAll, kAll, 10);
    EXPECT_EQ(now.points, 1501);
    EXPECT_EQ(now.pieces.back().last_step, 1500);
    EXPECT_EQ(now.pieces.back().low, -5);
}

}  // namespace
}  // namespace engine
