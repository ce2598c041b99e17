#include "engine/runner/stage_host.h"

#include <chrono>

#include "engine/base/clock.h"

namespace engine {
namespace {

constexpr double kFlushSeconds = 0.5;
constexpr double kNewsSeconds = 0.1;

}  // namespace

void PauseGate::set(bool paused) {
    {
        const std::scoped_lock lock(mutex_);
        paused_ = paused;
        if (!paused) ++resumed_;
    }
    changed_.notify_all();
}

bool PauseGate::paused() const {
    const std::scoped_lock lock(mutex_);
    return paused_;
}

void PauseGate::wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return !paused_; });
}

void PauseGate::wait_for_resume(const std::stop_token& stop, double seconds) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, std::chrono::duration<double>(seconds),
                      [this, before = resumed_] { return resumed_ != before; });
}

JobHost::JobHost(std::string key, RunLog& log, EventQueue& events, const PauseGate& gate,
                 JobHooks job)
    : key_(std::move(key)),
      log_(log),
      events_(events),
      gate_(gate),
      job_(std::move(job)),
      last_flush_(monotonic_seconds()) {}

JobHost::~JobHost() { flush(); }

void JobHost::progress(std::int64_t done, std::int64_t total) {
    const double now = monotonic_seconds();
    if (now - last_news_ < kNewsSeconds && done != total) return;
    last_news_ = now;
    Progress news;
    news.key = key_;
    news.done = done;
    news.total = total;
    job_.add_job_share(news);
    events_.push({0, std::move(news)});
}

void JobHost::point(const std::string& series, std::int64_t step, double value) {
    waiting_[series].push_back({step, value});
    last_step_ = std::max(last_step_, step);
    if (monotonic_seconds() - last_flush_ >= kFlushSeconds) flush();
}

void JobHost::flush() {
    write_waiting();
    // Counted from the end: a disk that takes longer than that still leaves time to train.
    last_flush_ = monotonic_seconds();
}

void JobHost::write_waiting() {
    if (waiting_.empty()) return;
    const auto written = log_.together([&]() -> Result<void> {
        for (const auto& [name, points] : waiting_) {
            if (auto added = log_.add_points(key_, name, points); !added) return added;
        }
        return {};
    });
    tell_log_failure(written);
    if (!written) return;                          // they wait for the next time
    for (const auto& [name, points] : waiting_) {  // news of what can be read by now
        Progress news;
        news.key = key_;
        news.series = name;
        news.done = points.back().step;
        news.value = points.back().value;
        job_.add_job_share(news);
        events_.push({0, std::move(news)});
    }
    waiting_.clear();
}

void JobHost::cut_points(std::int64_t last_step) {
    // Those before it that a full disk refused still wait to be written.
    for (auto& [name, points] : waiting_)
        std::erase_if(points, [&](const Point& point) { return point.step > last_step; });
    std::erase_if(waiting_, [](const auto& series) { return series.second.empty(); });
    tell_log_failure(log_.cut_points(key_, last_step));
}

Result<std::vector<Point>> JobHost::recorded(const std::string& series, std::int64_t first) {
    auto points = log_.points(key_, series, first);
    if (!points) return points;
    // Those that a full disk refused still wait to be written.
    if (const auto found = waiting_.find(series); found != waiting_.end()) {
        for (const Point& point : found->second) {
            if (point.step >= first) points->push_back(point);
        }
    }
    return points;
}

void JobHost::warn(Error what) { events_.push({0, Warning{key_, std::move(what)}}); }

void JobHost::wait_while_paused() {
    flush();
    job_.wait_while_paused();
}

void JobHost::tell_log_failure(const Result<void>& result) {
    if (result || told_) return;
    told_ = true;
    warn(result.error());
}

}  // namespace engine
