// Curves of a job, reduced to what a chart can show.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/reader/workspace_reader.h"

namespace engine {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// So many chunks are read point by point where a finer picture than one piece a chunk is wanted: a
// quarter of a million points, some milliseconds. More of them are at most four pixels wide each.
constexpr std::size_t kMostRawChunks = 256;

// Gathers points and chunks, in order, into pieces of equal width in steps: what falls into one
// column of a chart becomes one piece.
class Columns {
public:
    /// @param most  columns between the two steps; 0: every part stays a piece of its own
    Columns(double first, double last, std::size_t most)
        : first_(first),
          width_(most == 0 ? 0 : (last - first + 1) / static_cast<double>(most)),
          last_column_(static_cast<double>(most) - 1) {}

    void add(const Point& point) {
        const auto step = static_cast<double>(point.step);
        open_at(step);
        now_.last_step = step;
        ++now_.n;
        if (std::isfinite(point.value)) gather(point.value, point.value, point.value, 1);
    }
    // Of a chunk with some values that are not finite all count in the mean: the log does not keep
    // their number.
    void add(const SeriesChunk& chunk) {
        open_at(static_cast<double>(chunk.first_step));
        now_.last_step = static_cast<double>(chunk.last_step);
        now_.n += chunk.n;
        if (!std::isnan(chunk.mean))
            gather(chunk.min, chunk.max, chunk.mean * static_cast<double>(chunk.n), chunk.n);
    }
    std::vector<CurvePiece> finish() {
        close();
        return std::move(pieces_);
    }

private:
    void gather(double low, double high, double sum, std::int64_t finite) {
        now_.low = finite_ == 0 ? low : std::min(now_.low, low);
        now_.high = finite_ == 0 ? high : std::max(now_.high, high);
        sum_ += sum;
        finite_ += finite;
    }
    void open_at(double step) {
        if (now_.n > 0 && step < end_) return;
        close();
        now_ = {step, step, 0, kNaN, kNaN, kNaN};
        if (width_ == 0) return;  // end_ stays below every step
        // Rounding must not open one column twice: there are `most` of them at the most.
        column_ =
            std::min(std::max(std::floor((step - first_) / width_), column_ + 1), last_column_);
        end_ = column_ == last_column_ ? std::numeric_limits<double>::infinity()
                                       : first_ + (column_ + 1) * width_;
    }
    void close() {
        if (now_.n == 0) return;
        if (finite_ > 0) now_.mean = sum_ / static_cast<double>(finite_);
        pieces_.push_back(now_);
        now_.n = 0;
        sum_ = 0;
        finite_ = 0;
    }

    double first_, width_, last_column_;
    double end_ = -std::numeric_limits<double>::infinity();  // first step of the next column
    double column_ = -1;
    CurvePiece now_;
    double sum_ = 0;
    std::int64_t finite_ = 0;
    std::vector<CurvePiece> pieces_;
};

// The chunks of `all` that reach into the range, and which of them do not lie in it wholly: the
// first `head` and the last `tail`, which must be read point by point.
struct Cover {
    std::vector<SeriesChunk> chunks;
    std::size_t head = 0, tail = 0;
};

Cover cover_of(const std::vector<SeriesChunk>& all, std::int64_t from, std::int64_t to) {
    Cover out;
    for (const SeriesChunk& chunk : all) {
        if (chunk.last_step >= from && chunk.first_step <= to) out.chunks.push_back(chunk);
    }
    const std::size_t n = out.chunks.size();
    if (n == 0) return out;
    // Points of one step may lie on both sides of a chunk's end; a question by steps gives both.
    const auto shares_step = [&](std::size_t i) {
        return out.chunks[i].last_step == out.chunks[i + 1].first_step;
    };
    if (out.chunks.front().first_step < from) {
        out.head = 1;
        while (out.head < n && shares_step(out.head - 1)) ++out.head;
    }
    if (out.chunks.back().last_step > to) {
        out.tail = 1;
        while (out.tail < n && shares_step(n - out.tail - 1)) ++out.tail;
    }
    return out;
}

std::int64_t step_of(double value) {
    if (!(value > -9e18)) return std::numeric_limits<std::int64_t>::min();
    return value < 9e18 ? static_cast<std::int64_t>(value)
                        : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Result<std::vector<SeriesInfo>> WorkspaceReader::series(std::int64_t job) {
    auto rows = log_.job_series(job);
    if (!rows) return rows.error();
    std::vector<SeriesInfo> out;
    for (JobSeries& row : *rows) {
        out.push_back({std::move(row.key), std::move(row.series), std::move(row.node),
                       std::move(row.title), std::move(row.arm), std::move(row.arm_title),
                       std::move(row.sweep), row.seed});
    }
    return out;
}

Result<Curve> WorkspaceReader::curve(const std::string& key, const std::string& series,
                                     double first, double last, int most) {
    const std::int64_t from = step_of(std::ceil(first));
    const std::int64_t to = step_of(std::floor(last));
    auto chunks = log_.chunks(key, series);
    if (!chunks) return chunks.error();
    Cover cover = cover_of(*chunks, from, to);
    const std::size_t n = cover.chunks.size();
    if (n == 0) return Curve{};
    const auto limit = static_cast<std::size_t>(std::max(most, 1));
    if (n <= std::min(limit, kMostRawChunks) || cover.head + cover.tail >= n) {
        cover.head = n;
        cover.tail = 0;
    }
    std::vector<Point> before, after;
    const auto read = [&](std::vector<Point>& into, std::int64_t begin,
                          std::int64_t end) -> Result<void> {
        auto points = log_.points(key, series, begin, end);
        if (!points) return points.error();
        into = *std::move(points);
        return {};
    };
    if (cover.head > 0) {
        const std::int64_t end = cover.head == n ? to : cover.chunks[cover.head - 1].last_step;
        if (auto done = read(before, from, end); !done) return done.error();
    }
    if (cover.tail > 0) {
        if (auto done = read(after, cover.chunks[n - cover.tail].first_step, to); !done)
            return done.error();
    }
    const std::size_t parts = before.size() + (n - cover.head - cover.tail) + after.size();
    Columns columns(static_cast<double>(std::max(from, cover.chunks.front().first_step)),
                    static_cast<double>(std::min(to, cover.chunks.back().last_step)),
                    parts <= limit ? 0 : limit);
    for (const Point& point : before) columns.add(point);
    for (std::size_t i = cover.head; i < n - cover.tail; ++i) columns.add(cover.chunks[i]);
    for (const Point& point : after) columns.add(point);
    Curve out;
    out.pieces = columns.finish();
    for (const CurvePiece& piece : out.pieces) out.points += piece.n;
    return out;
}

}  // namespace engine
