// The window over much: ten thousand runs, a million rows, five hundred nodes. Everything is asked
// of the real reader through its lane and painted; the clock stops when it can be seen.
#include <benchmark/benchmark.h>

#include <QApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QScrollBar>
#include <QTableView>
#include <QTreeView>
#include <fstream>
#include <string>

#include "engine/base/files.h"
#include "engine/data/dataset_store.h"
#include "engine/plan/check.h"
#include "engine/store/run_log.h"
#include "engine/store/workspace.h"
#include "tests/benchmarks/must.h"
#include "tests/benchmarks/window/bench_application.h"
#include "tests/benchmarks/window/frames.h"
#include "tests/widgets/support.h"
#include "widgets/canvas/pipeline_page.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/data/row_table_model.h"
#include "widgets/frame/actions.h"
#include "widgets/pages/runs_page.h"
#include "widgets/runs/run_table_model.h"

namespace {

using bench::must;
using widgets::test::TestParts;
using widgets::test::waitUntil;

constexpr int kJobs = 125;  // of 80 runs
constexpr int kRows = 1'000'000;
constexpr int kCopies = 22;  // of the first look: 506 nodes

engine::Document first_look(const engine::Catalog& catalog) {
    const auto file = widgets::test::experiment(QStringLiteral("news-to-comments-first-look"));
    const std::string text = must(engine::read_file(file.toStdString()));
    return must(engine::read_document(text, catalog, "first look"));
}

// --- ten thousand runs --------------------------------------------------------------------------

void add_runs(engine::RunLog& log, const engine::Document& document) {
    engine::Plan plan;
    for (const engine::Arm& arm : document.arms) {
        for (const int rows : {16, 64}) {
            for (std::uint64_t seed = 1; seed <= 10; ++seed) {
                engine::Run run;
                run.arm = arm.id;
                run.sweep = {{"rows", rows}};
                run.seed = seed;
                run.end = std::string(64, 'a');
                plan.runs.push_back(std::move(run));
            }
        }
    }
    for (int i = 0; i < kJobs; ++i) {
        engine::JobRow job;
        job.title = "Job " + std::to_string(i);
        job.document = engine::write_document(document);
        job.state = engine::RunState::Done;
        job.started = 1'700'000'000'000 + i * 60'000;
        job.ended = job.started + 50'000;
        job.provenance = engine::Json::object();
        job.settings = engine::Json::object();
        must(log.together([&]() -> engine::Result<void> {
            const std::int64_t id = must(log.add_job(job));
            for (const std::int64_t run : must(log.add_runs(id, plan, document))) {
                must(log.set_run(run, engine::RunState::Done, {}, 1.5));
                const double accuracy = 0.5 + static_cast<double>(run % 400) / 1000;
                must(log.put_measures(run, {{"accuracy", "", 0, "rows", 200, accuracy}}));
            }
            return {};
        }));
    }
}

struct ManyRuns {
    ManyRuns() {
        auto log =
            must(engine::RunLog::open(parts.places.workspace, engine::RunLog::Mode::ReadWrite));
        add_runs(log, first_look(parts.catalog));
    }
    QApplication& application = bench::application();
    TestParts parts;
};

ManyRuns& many_runs() {
    static ManyRuns made;
    return made;
}

struct ShownRuns {
    ShownRuns() : page(many_runs().parts.shell()) {
        page.resize(1280, 700);
        page.show();
    }
    QTreeView* table() { return page.findChild<QTreeView*>(QStringLiteral("runs.table")); }
    widgets::RunsPage page;
};

void runs_listed(benchmark::State& state) {
    many_runs();
    const bench::SlowTasks slow(state);
    for (auto _ : state) {
        ShownRuns shown;
        waitUntil([&] { return shown.page.model().loaded() > 0; });
        shown.page.grab();
    }
}
BENCHMARK(runs_listed)->Unit(benchmark::kMillisecond);

void runs_filtered(benchmark::State& state) {
    ShownRuns shown;
    waitUntil([&] { return shown.page.isComplete(); }, 60000);
    auto* line = shown.page.findChild<QLineEdit*>(QStringLiteral("runs.filter"));
    bool narrow = false;
    bench::frames(state, [&](std::size_t) {
        narrow = !narrow;
        line->setText(narrow ? QStringLiteral("accuracy>0.8") : QString());
        shown.page.grab();
    });
    state.counters["groups"] = shown.page.model().loaded();
}
BENCHMARK(runs_filtered)->Unit(benchmark::kMillisecond)->Iterations(40);

// --- a million rows -----------------------------------------------------------------------------

struct ManyRows {
    ManyRows() {
        const std::string file = parts.folder.filePath(QStringLiteral("many.csv")).toStdString();
        std::ofstream out(file);
        out << "text,label,number\n";
        for (int i = 0; i < kRows; ++i)
            out << "row number " << i << " of a long table of short texts," << (i % 4) << ',' << i
                << '\n';
        out.close();
        engine::DatasetStore store(engine::WorkspacePaths{parts.places.workspace}.datasets(), {});
        must(store.import({.file = file, .name = "many"}));
    }
    QApplication& application = bench::application();
    TestParts parts;
};

ManyRows& many_rows() {
    static ManyRows made;
    return made;
}

struct ShownRows {
    ShownRows() : model(*many_rows().parts.reader) {
        view.setModel(&model);
        view.resize(1000, 600);
        view.show();
        model.setDataset(
            QStringLiteral("many"),
            {QStringLiteral("text"), QStringLiteral("label"), QStringLiteral("number")}, kRows);
    }
    void paint() { view.viewport()->grab(); }
    widgets::RowTableModel model;
    QTableView view;
};

void million_rows_first(benchmark::State& state) {
    many_rows();
    const bench::SlowTasks slow(state);
    for (auto _ : state) {
        ShownRows shown;
        shown.paint();  // which asks for the page
        waitUntil([&] { return shown.model.isThere(0); });
        shown.paint();
    }
}
BENCHMARK(million_rows_first)->Unit(benchmark::kMillisecond);

void million_rows_scroll(benchmark::State& state) {
    ShownRows shown;
    shown.paint();
    bench::frames(state, [&](std::size_t frame) {
        shown.view.verticalScrollBar()->setValue(static_cast<int>(frame * 997 % (kRows - 100)));
        shown.paint();
        QApplication::processEvents();
    });
}
BENCHMARK(million_rows_scroll)->Unit(benchmark::kMillisecond)->Iterations(400);

// --- five hundred nodes -------------------------------------------------------------------------

engine::Document many_nodes(const engine::Catalog& catalog) {
    const engine::Document one = first_look(catalog);
    engine::Document out = one;
    for (int copy = 1; copy < kCopies; ++copy) {
        const std::string tail = "_" + std::to_string(copy);
        for (engine::Node node : one.nodes) {
            const auto place = one.canvas.find(node.id);
            node.id += tail;
            if (place != one.canvas.end()) {
                engine::Json moved = *place;
                moved["y"] = moved.value("y", 0) + copy * 1200;
                out.canvas[node.id] = moved;
            }
            out.nodes.push_back(std::move(node));
        }
        for (engine::Edge edge : one.edges) {
            edge.from.node += tail;
            edge.to.node += tail;
            out.edges.push_back(std::move(edge));
        }
    }
    return out;
}

struct ShownCanvas {
    ShownCanvas() : actions(parts.theme, &window) {
        parts.pipeline->load(many_nodes(parts.catalog), QString());
        page = new widgets::PipelinePage(parts.shell(), actions, &window);
        window.setCentralWidget(page);
        window.resize(1280, 720);
        window.show();
        QApplication::processEvents();
    }
    void paint() { page->view().viewport()->grab(); }
    QApplication& application = bench::application();
    TestParts parts;
    QMainWindow window;
    widgets::Actions actions;
    widgets::PipelinePage* page = nullptr;
};

// Argument: zoom in per cent.
void canvas_pan(benchmark::State& state) {
    ShownCanvas shown;
    shown.page->view().zoomTo(static_cast<double>(state.range(0)) / 100);
    auto* bar = shown.page->view().verticalScrollBar();
    bench::frames(state, [&](std::size_t frame) {
        bar->setValue(bar->value() + (frame % 200 < 100 ? 12 : -12));
        shown.paint();
    });
    state.counters["nodes"] = static_cast<double>(shown.parts.pipeline->document().nodes.size());
}
BENCHMARK(canvas_pan)->Arg(100)->Arg(30)->Arg(10)->Unit(benchmark::kMillisecond)->Iterations(300);

// An option changed: document, checks, scene and picture.
void canvas_edit(benchmark::State& state) {
    ShownCanvas shown;
    bench::frames(state, [&](std::size_t frame) {
        shown.parts.pipeline->edit(QStringLiteral("Title"), [&](engine::Document& document) {
            document.nodes.front().title = "Title " + std::to_string(frame);
        });
        shown.paint();
    });
}
BENCHMARK(canvas_edit)->Unit(benchmark::kMillisecond)->Iterations(100);

}  // namespace
