// Painting eight curves of a thousand pieces each, as a live plot does: at first, while new points
// come, and while a person pans and zooms. p99 is the slowest of a hundred frames.
#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "engine/base/stream.h"
#include "tests/benchmarks/window/bench_application.h"
#include "tests/benchmarks/window/frames.h"
#include "widgets/look/theme.h"
#include "widgets/plots/chart.h"
#include "widgets/plots/live_series.h"

namespace {

constexpr int kCurves = 8;
constexpr int kPieces = 1000;

engine::Curve noisy_curve(int which) {
    engine::Stream stream(1, "bench", 0, static_cast<std::uint64_t>(which));
    engine::Curve curve;
    for (int i = 0; i < kPieces; ++i) {
        const double mean = std::exp(-i / 300.0) + 0.05 * which;
        const double half = 0.3 + 0.1 * std::abs(stream.normal());
        curve.pieces.push_back(
            {i * 1000.0, i * 1000.0 + 999, 1000, mean - half, mean + half, mean});
    }
    curve.points = kPieces * 1000LL;
    return curve;
}

class Drawn {
public:
    Drawn() {
        theme_.apply(widgets::ThemeMode::Light);
        chart_ = std::make_unique<widgets::Chart>(theme_);
        chart_->resize(1000, 400);
        chart_->show();
        for (int i = 0; i < kCurves; ++i) {
            curves_.push_back(noisy_curve(i));
            lines_.push_back(
                chart_->addCurve(QStringLiteral("Curve %1").arg(i), {.series = i, .marker = true}));
        }
    }
    void fill() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const widgets::CurvePoints points = widgets::rawPoints(curves_[i]);
            lines_[i]->setData(QVector<double>(points.x.begin(), points.x.end()),
                               QVector<double>(points.y.begin(), points.y.end()), true);
        }
        chart_->refresh();
    }
    void paint() { chart_->replot(QCustomPlot::rpImmediateRefresh); }
    widgets::Chart& chart() { return *chart_; }

private:
    QApplication& application_ = bench::application();
    widgets::Theme theme_;
    std::unique_ptr<widgets::Chart> chart_;
    std::vector<engine::Curve> curves_;
    std::vector<QCPGraph*> lines_;
};

using bench::frames;

void chart_new_points(benchmark::State& state) {
    Drawn drawn;
    frames(state, [&](std::size_t) {
        drawn.fill();
        drawn.paint();
    });
}
BENCHMARK(chart_new_points)->Unit(benchmark::kMillisecond)->Iterations(200);

void chart_pan(benchmark::State& state) {
    Drawn drawn;
    drawn.fill();
    drawn.chart().xAxis->setRange(1e5, 6e5);
    frames(state, [&](std::size_t frame) {
        drawn.chart().xAxis->moveRange(frame % 200 < 100 ? 2e3 : -2e3);
        drawn.paint();
    });
}
BENCHMARK(chart_pan)->Unit(benchmark::kMillisecond)->Iterations(400);

void chart_zoom(benchmark::State& state) {
    Drawn drawn;
    drawn.fill();
    frames(state, [&](std::size_t frame) {
        drawn.chart().xAxis->scaleRange(frame % 40 < 20 ? 0.9 : 1 / 0.9);
        drawn.paint();
    });
}
BENCHMARK(chart_zoom)->Unit(benchmark::kMillisecond)->Iterations(400);

}  // namespace
