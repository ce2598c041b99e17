// The window's way with jobs: forecast, start, pause, stop, and what is said at the end.
#include <QClipboard>
#include <QGuiApplication>

#include "engine/plan/check.h"
#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/pipeline_page.h"
#include "widgets/compare/compare_data.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/forecast_dialog.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/frame/task_model.h"
#include "widgets/look/words.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/runs_page.h"
#include "widgets/pages/welcome_page.h"
#include "widgets/plots/live_plots.h"

namespace widgets {
namespace {

// What was forecast beside what it took; "" when nothing was computed.
QString costText(const engine::Json& report) {
    const auto found = report.find("forecast");
    if (found == report.end()) return {};
    const engine::Json& off = (*found)["median_error"];
    const auto share = [&](const char* what) { return percentText(off[what].get<double>(), 0); };
    return MainWindow::tr(
               "Forecast %1, took %2. Half of the nodes are within %3 % of their "
               "forecast in time, %4 % in memory, %5 % on disk.")
        .arg(durationText((*found)["seconds"].get<double>()),
             durationText((*found)["took"].get<double>()), share("seconds"), share("memory"),
             share("disk"));
}

}  // namespace

void MainWindow::connectRun() {
    const auto on = [this](const char* id, auto act) {
        connect((*actions_)[QLatin1String(id)], &QAction::triggered, this, act);
    };
    RunDesk& desk = parts_.desk;
    on("run.start", [this] { startRun(true); });
    on("run.start_now", [this] { startRun(false); });
    on("run.pause", [this] { pauseOrResume(); });
    on("run.stop", [this] {
        if (const engine::JobInfo* other = tasks_->elsewhere(); !parts_.desk.isLive() && other)
            return tasks_->ask(other->id, engine::JobRequest::Stop);
        parts_.desk.stop();
    });
    connect(&pipeline_->acts(), &CanvasActs::partAsked, this,
            [this](const QString& to, const QString& from) { startPart(true, to, from); });
    connect(tasks_, &TaskModel::refreshed, this, &MainWindow::updateRunActions);
    on("compare.last", [this] {
        if (parts_.desk.job() > 0) compare_->showJob(parts_.desk.job(), {});
        showPage(Page::Compare);
    });
    on("compare.report", [this] { compare_->writeReport(); });
    connect(&desk, &RunDesk::stateChanged, this, &MainWindow::updateRunActions);
    connect(&desk, &RunDesk::finished, this, &MainWindow::onFinished);
    connect(&desk, &RunDesk::refused, this,
            [this](const engine::Error& why) { messages_->show(why); });
    connect(&desk, &RunDesk::warned, this, [this](const engine::Warning& what) {
        messages_->show(MessageBar::Kind::Warning, say(what.what));
    });
}

// Where another program works on a job and this window on none, the buttons ask that program.
void MainWindow::pauseOrResume() {
    RunDesk& desk = parts_.desk;
    if (const engine::JobInfo* other = tasks_->elsewhere(); !desk.isLive() && other != nullptr) {
        tasks_->ask(other->id, other->state == engine::RunState::Paused
                                   ? engine::JobRequest::Resume
                                   : engine::JobRequest::Pause);
    } else if (desk.state() == RunDesk::State::Paused) {
        desk.resume();
    } else {
        desk.pause();
    }
}

void MainWindow::updateRunActions() {
    const RunDesk::State state = parts_.desk.state();
    QAction* pause = (*actions_)[QStringLiteral("run.pause")];
    const engine::JobInfo* other = parts_.desk.isLive() ? nullptr : tasks_->elsewhere();
    const bool paused = state == RunDesk::State::Paused ||
                        (other != nullptr && other->state == engine::RunState::Paused);
    const bool can = paused || state == RunDesk::State::Running || other != nullptr;
    pause->setText(paused ? tr("R&esume") : tr("&Pause"));
    pause->setIconText(withoutMnemonic(pause->text()));
    pause->setEnabled(can);
    (*actions_)[QStringLiteral("run.stop")]->setEnabled(can);
    // Where nothing can be started, the forecast's Queue still can be pressed.
    (*actions_)[QStringLiteral("run.start_now")]->setEnabled(!parts_.desk.isLive() &&
                                                             !parts_.read_only);
}

bool MainWindow::mayStart() {
    if (parts_.pipeline.document().nodes.empty()) {
        messages_->show(MessageBar::Kind::Info,
                        tr("The pipeline is empty; there is nothing to run."),
                        {{tr("Open a template"), [this] { showPage(Page::Welcome); }}});
        return false;
    }
    if (auto fault = engine::first_blocking(parts_.pipeline.problems()); !fault) {
        showPage(Page::Pipeline);
        messages_->show(fault.error(),
                        {{tr("Show"), [this] {
                              (*actions_)[QStringLiteral("pipeline.next_problem")]->trigger();
                          }}});
        return false;
    }
    if (!parts_.pipeline.document().arms.empty()) return true;
    // The strip names the scores that no arm has taken up, and offers the arm.
    showPage(Page::Pipeline);
    if (!parts_.pipeline.problems().empty())
        (*actions_)[QStringLiteral("pipeline.next_problem")]->trigger();
    messages_->show(MessageBar::Kind::Warning,
                    tr("The pipeline has no arm, so there is nothing to run. Lead a path to an "
                       "evaluating node; T on it makes the arm and its twin."));
    return false;
}

void MainWindow::startRun(bool ask_first) { startPart(ask_first, {}, {}); }

void MainWindow::startPart(bool ask_first, const QString& to, const QString& from) {
    if (forecast_open_ || !mayStart()) return;
    const std::string document = parts_.pipeline.text();
    const QString title = parts_.pipeline.title();
    engine::JobSettings settings = settingsOf(parts_.settings);
    settings.to = to.toStdString();
    settings.from = from.toStdString();
    if (!ask_first) return begin(document, title, settings);
    forecast_open_ = true;
    parts_.reader.ask(
        this,
        [document, settings](engine::Reader& reader) {
            return reader.forecast(document, settings);
        },
        [this, document, title, settings,
         task = parts_.background.begin(tr("Forecast of %1").arg(title))](
            engine::Result<engine::Forecast> forecast) {
            forecast_open_ = false;
            if (!forecast) {
                messages_->show(forecast.error());
                return;
            }
            QString blocked;
            if (parts_.desk.isLive()) blocked = tr("A job is running; this one can wait.");
            if (parts_.read_only) blocked = parts_.read_only_why;
            auto* dialog = new ForecastDialog(parts_.theme, title, *forecast, blocked, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QDialog::accepted, this,
                    [this, document, title, settings] { begin(document, title, settings); });
            connect(dialog, &ForecastDialog::queueAsked, this,
                    [this, document, title, settings] { queue(document, title, settings); });
            dialog->open();
        });
}

void MainWindow::begin(const std::string& document, const QString& title,
                       const engine::JobSettings& settings) {
    if (parts_.read_only || parts_.desk.isLive()) return queue(document, title, settings);
    parts_.desk.start(title, document, settings);
    showPage(Page::Pipeline);
}

void MainWindow::goOn(const QString& title, const QString& document,
                      const engine::JobSettings& settings) {
    const bool waits = parts_.read_only || parts_.desk.isLive();
    const bool bare = parts_.pipeline.document().nodes.empty() && !parts_.pipeline.isModified();
    if (bare && !waits && !openDocumentText(document)) return welcome_->refresh();  // it said why
    begin(document.toStdString(), title, settings);
}

void MainWindow::showJob(std::int64_t job) {
    plots_->loadJob(job);
    compare_->showJob(job, {});
}

void MainWindow::onFinished(const engine::JobFinished& end) {
    runs_->refresh();
    if (end.state == engine::RunState::Failed) {
        messages_->show(end.error, {{tr("Show runs"), [this] { showPage(Page::Runs); }}});
        return;
    }
    if (end.state == engine::RunState::Cancelled) {
        messages_->show(MessageBar::Kind::Info,
                        tr("Stopped; what was done is kept. Run goes on from there."));
        return;
    }
    showVerdict(end.job);
}

// The verdict that Compare begins with, in words.
void MainWindow::showVerdict(std::int64_t job) {
    parts_.reader.ask(
        this, [job](engine::Reader& reader) { return reader.report(job); },
        [this, job](engine::Result<engine::Json> report) {
            const auto compare = [this, job] {
                compare_->showJob(job, {});
                showPage(Page::Compare);
            };
            if (!report) {
                messages_->show(report.error());
                return;
            }
            if ((*report)["groups"].empty()) {
                messages_->show(MessageBar::Kind::Good,
                                tr("Finished; this part of the pipeline measures nothing."));
                return;
            }
            const engine::Json* shown = headline((*report)["verdicts"]);
            const QString text = shown == nullptr
                                     ? tr("Finished. No arm has a control, so nothing is claimed.")
                                     : tr("%1 against %2: %3")
                                           .arg(fromUtf8((*shown)["arm"].get<std::string>()),
                                                fromUtf8((*shown)["control"].get<std::string>()),
                                                ComparePage::sentenceOf(*shown));
            messages_->show(MessageBar::Kind::Good, text, {{tr("Compare"), compare}},
                            costText(*report));
        });
}

}  // namespace widgets
