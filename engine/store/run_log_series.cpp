// Series of the run log: points in chunks of 1,024, so that a chart reads a range and an overview
// without the rest.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <span>

#include "engine/store/run_log_state.h"

namespace engine {
namespace {

constexpr std::size_t kChunk = 1024;
static_assert(sizeof(Point) == 16 && std::endian::native == std::endian::little,
              "a packed point is a Point as it lies");

// Reads into `out` what a blob holds.
void unpack(std::string_view blob, std::vector<Point>& out) {
    const std::size_t n = blob.size() / sizeof(Point);
    const std::size_t before = out.size();
    out.resize(before + n);
    if (n > 0) std::memcpy(out.data() + before, blob.data(), n * sizeof(Point));
}

std::string_view packed(std::span<const Point> points) {
    return {reinterpret_cast<const char*>(points.data()), points.size_bytes()};
}

struct Summary {  // of the finite values; NaN when there is none
    double min = std::numeric_limits<double>::quiet_NaN();
    double max = std::numeric_limits<double>::quiet_NaN();
    double mean = std::numeric_limits<double>::quiet_NaN();
};

Summary summary_of(std::span<const Point> points) {
    Summary out;
    double sum = 0;
    std::int64_t n = 0;
    for (const Point& point : points) {
        if (!std::isfinite(point.value)) continue;
        out.min = n == 0 ? point.value : std::min(out.min, point.value);
        out.max = n == 0 ? point.value : std::max(out.max, point.value);
        sum += point.value;
        ++n;
    }
    if (n > 0) out.mean = sum / static_cast<double>(n);
    return out;
}

// The last chunk of a series, which is still growing.
struct Tail {
    std::int64_t id = 0;  // 0: the next chunk is a new row
    std::int64_t position = 0;
    std::vector<Point> points;
};

std::int64_t series_id(SqlFile& file, const std::string& key, const std::string& name) {
    {
        Query row = file.query("SELECT id FROM series WHERE key = ?1 AND name = ?2", key, name);
        if (row.next()) return row.integer(0);
    }
    file.run("INSERT INTO series (key, name) VALUES (?1, ?2)", key, name);
    return file.last_id();
}

Tail tail_of(SqlFile& file, std::int64_t series) {
    Tail out;
    Query row = file.query(
        "SELECT id, position, points FROM series_chunk WHERE series = ?1 ORDER BY position DESC "
        "LIMIT 1",
        series);
    if (!row.next()) return out;
    out.id = row.integer(0);
    out.position = row.integer(1);
    unpack(row.blob(2), out.points);
    return out;
}

void write_chunk(SqlFile& file, std::int64_t series, const Tail& tail) {
    const std::span<const Point> points = tail.points;
    const Summary s = summary_of(points);
    const auto n = static_cast<std::int64_t>(points.size());
    if (tail.id == 0) {
        file.run(
            "INSERT INTO series_chunk (series, position, first_step, last_step, n, min, max, mean, "
            "points) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            series, tail.position, points.front().step, points.back().step, n, s.min, s.max, s.mean,
            Blob{packed(points)});
    } else {
        file.run(
            "UPDATE series_chunk SET last_step = ?2, n = ?3, min = ?4, max = ?5, mean = ?6, points "
            "= ?7 WHERE id = ?1",
            tail.id, points.back().step, n, s.min, s.max, s.mean, Blob{packed(points)});
    }
}

bool in_order(const std::vector<Point>& points, const std::vector<Point>& before) {
    const auto earlier = [](const Point& a, const Point& b) { return a.step < b.step; };
    const bool follows =
        points.empty() || before.empty() || points.front().step >= before.back().step;
    return follows && std::is_sorted(points.begin(), points.end(), earlier);
}

// Shortens the chunks of one series so that they end at `step`.
void cut_series(SqlFile& file, std::int64_t series, std::int64_t step) {
    file.run("DELETE FROM series_chunk WHERE series = ?1 AND first_step > ?2", series, step);
    Tail tail = tail_of(file, series);
    const auto after = [&](const Point& point) { return point.step > step; };
    if (tail.points.empty() || !after(tail.points.back())) return;
    std::erase_if(tail.points, after);
    write_chunk(file, series, tail);  // its first step was not after `step`, so points are left
}

}  // namespace

Result<void> RunLog::add_points(const std::string& key, const std::string& series,
                                const std::vector<Point>& points) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        if (points.empty()) return {};
        const std::int64_t id = series_id(file, key, series);
        Tail tail = tail_of(file, id);
        if (!in_order(points, tail.points)) {
            return make_error(ErrorCode::BadUsage, "Points of %1 came out of order.", {series},
                              key);
        }
        for (std::size_t done = 0; done < points.size();) {
            if (tail.points.size() == kChunk) tail = {0, tail.position + 1, {}};
            const std::size_t n = std::min(kChunk - tail.points.size(), points.size() - done);
            const auto first = points.begin() + static_cast<std::ptrdiff_t>(done);
            tail.points.insert(tail.points.end(), first, first + static_cast<std::ptrdiff_t>(n));
            write_chunk(file, id, tail);
            done += n;
        }
        return {};
    });
}

Result<std::vector<std::string>> RunLog::series_of(const std::string& key) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> out;
        Query row = file.query("SELECT name FROM series WHERE key = ?1 ORDER BY name", key);
        while (row.next()) out.push_back(row.text(0));
        return out;
    });
}

Result<std::vector<Point>> RunLog::points(const std::string& key, const std::string& series,
                                          std::int64_t first_step, std::int64_t last_step) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<Point>> {
        std::vector<Point> out;
        Query row = file.query(
            "SELECT c.points FROM series_chunk c JOIN series s ON s.id = c.series WHERE s.key = ?1 "
            "AND s.name = ?2 "
            "AND c.last_step >= ?3 AND c.first_step <= ?4 ORDER BY c.position",
            key, series, first_step, last_step);
        while (row.next()) unpack(row.blob(0), out);
        std::erase_if(out, [&](const Point& point) {
            return point.step < first_step || point.step > last_step;
        });
        return out;
    });
}

Result<std::vector<SeriesChunk>> RunLog::chunks(const std::string& key,
                                                const std::string& series) const {
    SqlFile& file = state_->file;
    return file.read([&]() -> Result<std::vector<SeriesChunk>> {
        std::vector<SeriesChunk> out;
        Query row = file.query(
            "SELECT c.first_step, c.last_step, c.n, c.min, c.max, c.mean FROM series_chunk c "
            "JOIN series s ON s.id = c.series WHERE s.key = ?1 AND s.name = ?2 ORDER BY c.position",
            key, series);
        while (row.next()) {
            out.push_back({row.integer(0), row.integer(1), row.integer(2), row.real(3), row.real(4),
                           row.real(5)});
        }
        return out;
    });
}

Result<void> RunLog::cut_points(const std::string& key, std::int64_t step) {
    SqlFile& file = state_->file;
    return file.write([&]() -> Result<void> {
        std::vector<std::int64_t> all;
        for (Query row = file.query("SELECT id FROM series WHERE key = ?1", key); row.next();)
            all.push_back(row.integer(0));
        for (const std::int64_t series : all) cut_series(file, series, step);
        return {};
    });
}

}  // namespace engine
