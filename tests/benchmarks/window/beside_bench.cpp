// The same fit in turns, with the window open over it and alone: what the window costs training.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <algorithm>
#include <vector>

#include "app/shared/late_runner.h"
#include "engine/base/files.h"
#include "engine/spec/document.h"
#include "engine/store/run_log.h"
#include "tests/benchmarks/must.h"
#include "tests/benchmarks/window/bench_application.h"
#include "tests/widgets/support.h"
#include "widgets/frame/main_window.h"

namespace {

using bench::must;
using widgets::test::TestParts;

// Fine-tuning on 256 tweets, 64 steps of 32 rows.
const QString kPipeline = QStringLiteral("news-to-comments");
constexpr const char* kFit = "direct";
constexpr auto kOptions = {"direct.epochs=8", "direct.patience=0", "labels.rows=[256]"};

std::string document_of(const engine::Catalog& catalog) {
    const auto file = widgets::test::experiment(kPipeline);
    auto document =
        must(engine::read_document(must(engine::read_file(file.toStdString())), catalog, "bench"));
    document.seeds = {1};
    for (const char* option : kOptions) must(engine::set_option(document, catalog, option));
    return engine::write_document(document);
}

engine::JobSettings only_the_fit() {
    engine::JobSettings settings;
    settings.to = kFit;
    settings.precision = "fp32";
    settings.threads = 2;
    return settings;
}

// Steps a second of the one fit that a workspace has, by its own clock.
double steps_a_second(const TestParts& parts) {
    const auto log =
        must(engine::RunLog::open(parts.places.workspace, engine::RunLog::Mode::ReadOnly));
    for (const engine::NodeRow& node : must(log.recent_nodes("fine_tune", 1))) {
        const auto points = must(log.points(node.key, "pace/seconds"));
        if (!points.empty()) return static_cast<double>(points.back().step) / points.back().value;
    }
    return 0;
}

double alone() {
    TestParts parts;
    engine::EventQueue events([] {});
    app::LateRunner runner(parts.places, events);
    must(runner.start(document_of(parts.catalog), only_the_fit()));
    runner.wait();
    return steps_a_second(parts);
}

double beside_window() {
    TestParts parts(true);
    widgets::MainWindow window(parts.parts(), parts.language);
    window.resize(1280, 720);
    window.show();
    window.openTemplate(widgets::test::experiment(kPipeline));  // its cards show the run
    bool ended = false;
    const auto end = [&] {
        ended = true;
        QMetaObject::invokeMethod(
            qApp, [] {}, Qt::QueuedConnection);
    };
    QObject::connect(parts.desk.get(), &widgets::RunDesk::finished, &window, end);
    QObject::connect(parts.desk.get(), &widgets::RunDesk::refused, &window, end);
    parts.desk->start(QStringLiteral("Fit"), document_of(parts.catalog), only_the_fit());
    bench::wait_for([&] { return ended; }, 600'000);
    return steps_a_second(parts);
}

void fit_beside_window(benchmark::State& state) {
    bench::application();
    const bench::SlowTasks slow(state);
    std::vector<double> loss;
    double with = 0, without = 0;
    for (auto _ : state) {
        const bool first = loss.size() % 2 == 0;  // neither goes first each time
        if (first) without = alone();
        with = beside_window();
        if (!first) without = alone();
        if (with <= 0 || without <= 0) {
            state.SkipWithError("The fit did not run");
            return;
        }
        loss.push_back(100 * (1 - with / without));
    }
    std::sort(loss.begin(), loss.end());
    state.counters["loss_percent"] = loss[loss.size() / 2];
    state.counters["steps_a_second"] = with;
}
BENCHMARK(fit_beside_window)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();

}  // namespace
