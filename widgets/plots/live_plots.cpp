#include "widgets/plots/live_plots.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSlider>
#include <QStackedLayout>
#include <algorithm>

#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/report/carry_pipeline.h"

namespace widgets {
namespace {

constexpr int kFrame = 1000 / 30;   // ms
constexpr int kSeriesPause = 1000;  // ms between two questions for the list of curves
const QString kSmoothing = QStringLiteral("plots/smoothing");
const QString kXUnit = QStringLiteral("plots/x_axis");

}  // namespace

LivePlots::LivePlots(const Shell& shell, QWidget* parent) : QWidget(parent), shell_(shell) {
    panes_[0].series = {"train/loss", "valid/loss"};
    panes_[1].series = {"train/accuracy", "valid/accuracy"};
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kSmall, space::kTiny, space::kSmall, space::kTiny);
    layout->setSpacing(space::kTiny);
    buildBar();
    buildPanes();
    listen();
    timer_.setInterval(kFrame);
    timer_.setTimerType(Qt::PreciseTimer);
    connect(&timer_, &QTimer::timeout, this, &LivePlots::tick);
    retranslate();
}

void LivePlots::buildBar() {
    auto* bar = new QHBoxLayout;
    bar->setSpacing(space::kSmall);
    budget_ = new QComboBox(this);
    seed_ = new QComboBox(this);
    smooth_label_ = new QLabel(this);
    smooth_ = new QSlider(Qt::Horizontal, this);
    smooth_->setRange(0, 99);
    smooth_->setFixedWidth(100);
    smooth_->setValue(shell_.settings.value(kSmoothing, 0).toInt());
    smooth_label_->setBuddy(smooth_);
    smooth_value_ = new QLabel(this);
    log_loss_ = new QCheckBox(this);
    note_ = new QLabel(this);
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QComboBox* box : {budget_, seed_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        bar->addWidget(box);
        connect(box, &QComboBox::activated, this, [this] { updateChoice(); });
    }
    buildXAxis();
    bar->addWidget(x_axis_);
    bar->addSpacing(space::kSmall);
    bar->addWidget(smooth_label_);
    bar->addWidget(smooth_);
    bar->addWidget(smooth_value_);
    bar->addSpacing(space::kSmall);
    bar->addWidget(log_loss_);
    bar->addWidget(note_, 1);
    static_cast<QVBoxLayout*>(layout())->addLayout(bar);
    connect(smooth_, &QSlider::valueChanged, this, [this](int value) {
        shell_.settings.setValue(kSmoothing, value);
        smooth_value_->setText(QLocale().toString(keep(), 'f', 2));
        for (LiveCurve& curve : curves_) fillCurve(curve);
        updateNote();
        wake();
    });
}

void LivePlots::buildXAxis() {
    x_axis_ = new QComboBox(this);
    x_axis_->setObjectName(QStringLiteral("plots.x_axis"));
    x_axis_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    const int wanted = shell_.settings.value(kXUnit, 0).toInt();
    for (const XUnit unit : kXUnits) {
        x_axis_->addItem({});
        if (static_cast<int>(unit) == wanted) wanted_unit_ = unit;
    }
    connect(x_axis_, &QComboBox::activated, this, [this](int index) {
        shell_.settings.setValue(kXUnit, index);
        wanted_unit_ = kXUnits[static_cast<std::size_t>(index)];
        updateUnits();
    });
}

void LivePlots::buildPanes() {
    auto* body = new QWidget(this);
    stack_ = new QStackedLayout(body);
    empty_ = new QLabel(body);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    auto* both = new QWidget(body);
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    for (Pane& pane : panes_) {
        pane.chart = new Chart(shell_.theme, both);
        row->addWidget(pane.chart, 1);
    }
    row->setStretch(0, 3);
    row->setStretch(1, 4);  // its legend stands for both
    lossChart()->setLegendPlace(Chart::LegendPlace::None);
    lossChart()->linkX(accuracyChart());
    stack_->addWidget(empty_);
    stack_->addWidget(both);
    static_cast<QVBoxLayout*>(layout())->addWidget(body, 1);
}

void LivePlots::listen() {
    for (Pane& pane : panes_) {
        Chart* chart = pane.chart;
        for (const auto signal : {&Chart::viewChosen, &Chart::viewReset}) {
            connect(chart, signal, this, [this, &pane] {
                markAll(&pane);
                wake();
            });
        }
        chart->setPointSource([this, &pane](std::function<void(Chart::SharedPoints)> receive) {
            askAllPoints(pane, std::move(receive));
        });
        connect(chart, &Chart::curveShown, this, &LivePlots::onShown);
    }
    connect(log_loss_, &QCheckBox::toggled, lossChart(), &Chart::setLogY);
    RunDesk& desk = shell_.desk;
    connect(&desk, &RunDesk::started, this,
            [this](const engine::JobStarted& what) { reset(what.job); });
    connect(&desk, &RunDesk::progressed, this, [this](const engine::Progress& what) {
        if (!what.series.empty()) onNews(what.key, what.series);
    });
    connect(&desk, &RunDesk::nodeChanged, this, [this](const engine::NodeChanged& what) {
        // A fit of less than half a second has no other news than its end.
        if (what.state == engine::NodeState::Done) onNews(what.key, {});
    });
    connect(&desk, &RunDesk::finished, this, [this](const engine::JobFinished& what) {
        if (what.job != job_) return;
        want_series_ = true;
        markAll(nullptr);
        wake();
    });
}

void LivePlots::retranslate() {
    const std::array titles{tr("Step"), tr("Epoch"), tr("Training time"), tr("Examples")};
    for (std::size_t i = 0; i < titles.size(); ++i)
        x_axis_->setItemText(static_cast<int>(i), titles[i]);
    x_axis_->setAccessibleName(tr("What the x axis shows"));
    x_axis_->setToolTip(tr("What the x axis of both charts shows."));
    updateUnits();
    updateTitles();
    budget_->setAccessibleName(tr("Label budget shown"));
    budget_->setToolTip(tr("Which label budget's fits are shown."));
    seed_->setAccessibleName(tr("Seed shown"));
    seed_->setToolTip(tr("Which seed's fits are shown."));
    smooth_label_->setText(tr("S&moothing"));
    smooth_->setAccessibleName(tr("Smoothing"));
    smooth_->setToolTip(
        tr("Weight of what came before in the moving average; the points stay behind it, faint."));
    smooth_value_->setText(QLocale().toString(keep(), 'f', 2));
    log_loss_->setText(tr("Logarithmic &loss"));
    empty_->setText(job_ == 0 ? tr("Loss and accuracy are drawn here while a pipeline trains.")
                              : tr("No step of this job has given points yet."));
    fillChoices();
    updateNote();
}

void LivePlots::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) retranslate();
}

void LivePlots::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    wake();
}

void LivePlots::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    markAll(nullptr);  // another width shows another number of pieces
    wake();
}

void LivePlots::loadJob(std::int64_t job) { reset(job); }

void LivePlots::reset(std::int64_t job) {
    job_ = job;
    carryPipeline(shell_, this, job);
    ++generation_;
    series_.clear();
    shown_.clear();
    curves_.clear();
    arms_.clear();
    hidden_.clear();
    for (Pane& pane : panes_) {
        pane.chart->clearCurves();
        pane.chart->resetView();
    }
    for (QComboBox* box : {budget_, seed_}) box->setCurrentIndex(0);
    stack_->setCurrentIndex(0);
    asking_series_ = false;
    series_clock_.invalidate();
    want_series_ = true;
    retranslate();
    askDocument();
    wake();
}

void LivePlots::onNews(const std::string& key, const std::string& series) {
    if (job_ != shell_.desk.job()) return;  // another job is looked at
    series_.touch(key);
    if (!series_.knows(key, series)) want_series_ = true;
    choice_stale_ = true;
    for (LiveCurve& curve : curves_) {
        const bool meant = series.empty() || curve.series == series || series == paceSeries(unit_);
        if (curve.key == key && meant) curve.dirty = true;
    }
    wake();
}

void LivePlots::onShown(QCPGraph* graph) {
    if (building_) return;
    const auto entry = std::find_if(arms_.begin(), arms_.end(),
                                    [&](const ArmEntry& one) { return one.line == graph; });
    if (entry == arms_.end()) return;
    const bool on = panes_[entry->pane].chart->isCurveShown(graph);
    if (on) {
        hidden_.erase(entry->arm);
    } else {
        hidden_.insert(entry->arm);
    }
    building_ = true;  // the other pane follows, and answers nothing
    for (const ArmEntry& one : arms_)
        if (one.arm == entry->arm) panes_[one.pane].chart->showCurve(one.line, on);
    building_ = false;
    updateNote();
}

void LivePlots::markAll(const Pane* pane) {
    for (LiveCurve& curve : curves_)
        if (pane == nullptr || &panes_[curve.pane] == pane) curve.dirty = true;
}

void LivePlots::wake() {
    if (isVisible() && !timer_.isActive()) timer_.start();
}

void LivePlots::tick() {
    if (!isVisible()) {
        timer_.stop();
        return;
    }
    const bool rested = !series_clock_.isValid() || series_clock_.elapsed() >= kSeriesPause;
    if (rested && !asking_series_ && (want_series_ || choice_stale_)) {
        if (want_series_) {
            askSeries();
        } else {
            series_clock_.start();
            updateChoice();
        }
    }
    bool busy = want_series_ || asking_series_ || choice_stale_;
    for (std::size_t i = 0; i < curves_.size(); ++i) {
        if (curves_[i].dirty && !curves_[i].asking) ask(i);
        busy = busy || curves_[i].dirty || curves_[i].asking;
    }
    for (Pane& pane : panes_) {
        if (pane.redraw) pane.chart->refresh();
        pane.redraw = false;
    }
    if (!busy) timer_.stop();
}

double LivePlots::keep() const { return smooth_->value() / 100.0; }

void LivePlots::fillCurve(LiveCurve& curve) {
    const bool smooth = keep() > 0;
    const auto set = [&curve](QCPGraph* graph, const CurvePoints& points) {
        QVector<double> x;
        x.reserve(std::ssize(points.x));
        for (const double step : points.x) x.append(curve.scale.x(step));
        graph->setData(x, QVector<double>(points.y.begin(), points.y.end()), true);
    };
    set(curve.line, smooth ? smoothed(curve.curve, keep()) : rawPoints(curve.curve));
    set(curve.ghost, smooth ? rawPoints(curve.curve) : CurvePoints{});
    panes_[curve.pane].redraw = true;
}

void LivePlots::updateNote() {
    std::int64_t drawn = 0;
    std::int64_t all = 0;
    for (const LiveCurve& curve : curves_) {
        if (hidden_.contains(curve.arm)) continue;
        all += curve.curve.points;
        drawn += std::min<std::int64_t>(
            curve.curve.points, std::max(curve.line->data()->size(), curve.ghost->data()->size()));
    }
    if (all == 0) {
        note_->clear();
    } else if (drawn < all) {
        note_->setText(
            tr("%1 of %2 points drawn, extremes kept").arg(countText(drawn), countText(all)));
    } else {
        note_->setText(tr("%n points", nullptr, static_cast<int>(all)));
    }
}

}  // namespace widgets
