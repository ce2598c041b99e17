// The live plots over a run log with eight curves of a million points each: first paint, a person's
// pan and zoom, and the points that come while they are shown. All of it by the real parts: the
// reader in its thread, news through the queue, mouse and wheel through the event loop.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

#include "engine/base/stream.h"
#include "engine/spec/document.h"
#include "engine/store/run_log.h"
#include "tests/benchmarks/must.h"
#include "tests/benchmarks/window/bench_application.h"
#include "tests/benchmarks/window/frames.h"
#include "tests/widgets/support.h"
#include "widgets/plots/chart.h"
#include "widgets/plots/live_plots.h"

namespace {

using bench::must;
using Clock = std::chrono::steady_clock;

constexpr int kCurves = 8;
constexpr std::int64_t kPoints = 1'000'000;
const char* const kLoss = "train/loss";

std::string key_of(int curve) { return "fit" + std::to_string(curve); }

double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

// A running job of eight arms.
class Job {
public:
    explicit Job(std::int64_t points)
        : log_(
              must(engine::RunLog::open(parts.places.workspace, engine::RunLog::Mode::ReadWrite))) {
        engine::Document document;
        engine::Plan plan;
        for (int curve = 0; curve < kCurves; ++curve) {
            const std::string arm = "arm" + std::to_string(curve);
            document.arms.push_back({arm, "Arm " + std::to_string(curve), "end", ""});
            engine::Run run;
            run.arm = arm;
            run.sweep = {{"rows", 64}};
            run.seed = 1;
            run.end = key_of(curve);
            run.steps = {run.end};
            plan.runs.push_back(std::move(run));
            engine::NodeRow node;
            node.key = key_of(curve);
            node.node = "probe";
            node.kind = "probe";
            node.parts = engine::Json::object();
            must(log_.put_node(node));
            fill(curve, points);
        }
        engine::JobRow job;
        job.title = "Job";
        job.document = engine::write_document(document);
        job.state = engine::RunState::Running;
        id = must(log_.add_job(job));
        must(log_.add_runs(id, plan, document));
    }

    QApplication& application = bench::application();
    widgets::test::TestParts parts;
    std::int64_t id = 0;

private:
    void fill(int curve, std::int64_t count) {
        engine::Stream stream(1, "bench", 0, static_cast<std::uint64_t>(curve));
        std::vector<engine::Point> points;
        points.reserve(static_cast<std::size_t>(count));
        for (std::int64_t i = 0; i < count; ++i)
            points.push_back({i, std::exp(-static_cast<double>(i) / 3e5) + 0.1 * stream.normal()});
        must(log_.add_points(key_of(curve), kLoss, points));
    }
    engine::RunLog log_;
};

Job& long_job() {
    static Job made(kPoints);
    return made;
}

class Shown {
public:
    explicit Shown(Job& job) : plots(job.parts.shell()) {
        plots.resize(1280, 400);
        plots.show();
    }
    // Until every curve has points, and they are painted.
    bool paint() {
        const bool all = bench::wait_for([&] { return drawn() >= kCurves; });
        chart().repaint();
        return all;
    }
    int drawn() {
        int curves = 0;
        for (int i = 0; i < chart().graphCount(); ++i) curves += chart().graph(i)->dataCount() > 0;
        return curves;
    }
    widgets::Chart& chart() { return *plots.lossChart(); }
    QPointF middle() { return chart().axisRect()->rect().center(); }
    void mouse(QEvent::Type type, const QPointF& at) {
        QMouseEvent event(type, at, chart().mapToGlobal(at), Qt::LeftButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton,
                          Qt::NoModifier);
        QCoreApplication::sendEvent(&chart(), &event);
    }
    void wheel(int turn) {
        QWheelEvent event(middle(), chart().mapToGlobal(middle()), {}, {0, turn}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&chart(), &event);
    }
    widgets::LivePlots plots;
};

void curves_first_paint(benchmark::State& state) {
    Job& job = long_job();
    const bench::SlowTasks slow(state);
    for (auto _ : state) {
        Shown shown(job);
        shown.plots.loadJob(job.id);
        if (!shown.paint()) state.SkipWithError("The curves did not come");
    }
}
BENCHMARK(curves_first_paint)->Unit(benchmark::kMillisecond)->UseRealTime();

void curves_pan(benchmark::State& state) {
    Job& job = long_job();
    Shown shown(job);
    shown.plots.loadJob(job.id);
    shown.paint();
    for (int i = 0; i < 4; ++i) shown.wheel(120);
    QPointF at = shown.middle();
    shown.mouse(QEvent::MouseButtonPress, at);
    bench::frames(state, [&](std::size_t frame) {
        at.rx() += frame % 100 < 50 ? 4 : -4;
        shown.mouse(QEvent::MouseMove, at);
        QCoreApplication::processEvents();
    });
    shown.mouse(QEvent::MouseButtonRelease, at);
}
BENCHMARK(curves_pan)->Unit(benchmark::kMillisecond)->Iterations(600)->UseRealTime();

void curves_zoom(benchmark::State& state) {
    Job& job = long_job();
    Shown shown(job);
    shown.plots.loadJob(job.id);
    shown.paint();
    bench::frames(state, [&](std::size_t frame) {
        shown.wheel(frame % 40 < 20 ? 120 : -120);
        QCoreApplication::processEvents();
    });
}
BENCHMARK(curves_zoom)->Unit(benchmark::kMillisecond)->Iterations(600)->UseRealTime();

// Writes 20,000 points a second, every half second as a job does, and tells of them.
class Writer {
public:
    Writer(Job& job, double seconds)
        : log_(must(
              engine::RunLog::open(job.parts.places.workspace, engine::RunLog::Mode::ReadWrite))),
          thread_([this, &job, seconds] { work(job.parts.runner->events, seconds); }) {}
    bool done() const { return done_; }
    double rate() const { return rate_; }  // points a second, once it is done

private:
    static constexpr std::int64_t kBatch = 1250;  // of a curve, twice a second
    void work(engine::EventQueue& news, double seconds) {
        const auto begun = Clock::now();
        std::int64_t step = kPoints;
        std::vector<engine::Point> points(kBatch);
        int turns = 0;
        for (; turns < std::lround(seconds * 2); ++turns) {
            for (engine::Point& point : points) point = {step++, 0.5 + 0.1 * std::sin(step / 99.0)};
            must(log_.together([&]() -> engine::Result<void> {
                for (int curve = 0; curve < kCurves; ++curve)
                    must(log_.add_points(key_of(curve), kLoss, points));
                return {};
            }));
            for (int curve = 0; curve < kCurves; ++curve) {
                engine::Progress progress;
                progress.key = key_of(curve);
                progress.series = kLoss;
                news.push({0, progress});
            }
            std::this_thread::sleep_until(begun + std::chrono::milliseconds(500) * (turns + 1));
        }
        rate_ = static_cast<double>(turns) * kBatch * kCurves / seconds_since(begun);
        done_ = true;
        QMetaObject::invokeMethod(
            qApp, [] {}, Qt::QueuedConnection);  // wakes who waits for it
    }
    engine::RunLog log_;
    std::atomic<double> rate_ = 0;
    std::atomic<bool> done_ = false;
    std::jthread thread_;  // last: it ends first
};

void curves_live(benchmark::State& state) {
    Job job(kPoints / 10);
    Shown shown(job);
    job.parts.runner->answer = job.id;
    job.parts.desk->start(QStringLiteral("Job"), "{}", {});
    job.parts.runner->events.push({0, engine::JobStarted{job.id, "Job", kCurves, 0, kCurves}});
    if (!shown.paint()) state.SkipWithError("The curves did not come");
    std::int64_t redraws = 0;
    QObject::connect(&shown.chart(), &QCustomPlot::afterReplot, &shown.plots, [&] { ++redraws; });
    const bench::SlowTasks slow(state);
    for (auto _ : state) {
        const auto begun = Clock::now();
        Writer writer(job, 10);
        bench::wait_for([&] { return writer.done(); });
        state.counters["points_a_second"] = writer.rate();
        state.counters["redraws_a_second"] = static_cast<double>(redraws) / seconds_since(begun);
    }
}
BENCHMARK(curves_live)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
