// What the live plots ask of the run log, and which fits they show of what it holds.
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QStandardItemModel>
#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/feed/reader_lane.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/plots/live_plots.h"

namespace widgets {
namespace {

constexpr double kAll = std::numeric_limits<double>::infinity();
constexpr double kGhost = 0.25;  // opacity of the raw points behind a smoothed line
constexpr int kLeastPieces = 64;

// Every point of a curve, for a file.
engine::Result<ChartCurve> allPoints(engine::Reader& reader, const std::string& key,
                                     const std::string& series, const QString& name, XUnit unit) {
    auto scale = readScale(reader, key, unit);
    if (!scale) return scale.error();
    auto curve = reader.curve(key, series, -kAll, kAll, std::numeric_limits<int>::max());
    if (!curve) return curve.error();
    ChartCurve out{name, {}};
    out.points.reserve(curve->pieces.size());
    for (const engine::CurvePiece& piece : curve->pieces)
        out.points.push_back({scale->x(piece.first_step), piece.mean});
    return out;
}

// A curve with what its steps stand for.
struct Answer {
    engine::Curve curve;
    StepScale scale;
};

// What a curve is called where the pane does not say whose it is.
QString curveName(const ShownFit& fit, const std::string& series) {
    return QStringLiteral("%1, %2").arg(fit.title, fromUtf8(series));
}

}  // namespace

void LivePlots::askDocument() {
    shell_.reader.ask(
        this, [job = job_](engine::Reader& reader) { return reader.job(job); },
        [this, generation = generation_](const engine::Result<engine::JobInfo>& info) {
            if (generation != generation_ || !info) return;  // the page of jobs tells why
            series_.setDocument(info->document);
        });
}

void LivePlots::askSeries() {
    want_series_ = false;
    asking_series_ = true;
    series_clock_.start();
    shell_.reader.ask(
        this, [job = job_](engine::Reader& reader) { return reader.series(job); },
        [this, job = job_](engine::Result<std::vector<engine::SeriesInfo>> series) {
            if (job != job_) return;
            asking_series_ = false;
            if (!series) {
                note_->setText(say(series.error()));
                return;
            }
            series_.setSeries(*std::move(series));
            fillChoices();
            updateChoice();
        });
}

LivePlots::Range LivePlots::rangeFor(const LiveCurve& curve) const {
    const Chart& chart = *panes_[curve.pane].chart;
    const int width = std::max(kLeastPieces, chart.axisRect()->width());
    if (!chart.isViewChosen()) return {-kAll, kAll, width};
    // Half a view more on both sides, so that a drag finds its points already there.
    const QCPRange seen = chart.xAxis->range();
    Range range{curve.scale.step(seen.lower - seen.size() / 2),
                curve.scale.step(seen.upper + seen.size() / 2), 2 * width};
    if (keep() > 0 && curve.curve.points > 1) {
        // The moving average forgets its start after so many points.
        const auto& pieces = curve.curve.pieces;
        const double spacing = (pieces.back().last_step - pieces.front().first_step) /
                               static_cast<double>(curve.curve.points);
        range.first -= 7 / (1 - keep()) * spacing;
    }
    return range;
}

void LivePlots::ask(std::size_t index) {
    LiveCurve& curve = curves_[index];
    curve.dirty = false;
    curve.asking = true;
    shell_.reader.ask(
        this,
        [key = curve.key, series = curve.series, range = rangeFor(curve),
         unit = unit_](engine::Reader& reader) -> engine::Result<Answer> {
            auto scale = readScale(reader, key, unit);
            if (!scale) return scale.error();
            auto points = reader.curve(key, series, range.first, range.last, range.most);
            if (!points) return points.error();
            return Answer{*std::move(points), *std::move(scale)};
        },
        [this, index, generation = generation_, unit = unit_](engine::Result<Answer> points) {
            if (generation != generation_) return;
            LiveCurve& curve = curves_[index];
            curve.asking = false;
            if (unit != unit_) return;  // asked again, since the unit changed
            if (!points) {
                note_->setText(say(points.error()));
                return;
            }
            // A chosen view was told in steps that nobody knew yet: once more.
            const bool blind = unit != XUnit::Steps && curve.scale.empty() &&
                               !points->scale.empty() && panes_[curve.pane].chart->isViewChosen();
            curve.curve = std::move(points->curve);
            curve.scale = std::move(points->scale);
            fillCurve(curve);
            updateNote();
            if (!blind) return;
            curve.dirty = true;
            wake();
        });
}

void LivePlots::askAllPoints(const Pane& pane, std::function<void(Chart::SharedPoints)> receive) {
    struct Wanted {
        std::string key, series;
        QString name;
    };
    std::vector<Wanted> wanted;
    for (const LiveCurve& curve : curves_) {
        if (&panes_[curve.pane] == &pane && !hidden_.contains(curve.arm))
            wanted.push_back({curve.key, curve.series, curve.name});
    }
    ChartPoints head = pane.chart->points();
    head.curves.clear();
    shell_.reader.ask(
        this,
        [wanted, head,
         unit = unit_](engine::Reader& reader) -> engine::Result<Chart::SharedPoints> {
            auto out = std::make_shared<ChartPoints>(head);
            for (const Wanted& one : wanted) {
                auto curve = allPoints(reader, one.key, one.series, one.name, unit);
                if (!curve) return curve.error();
                if (!curve->points.empty()) out->curves.push_back(*std::move(curve));
            }
            return Chart::SharedPoints(std::move(out));
        },
        [this, receive](const engine::Result<Chart::SharedPoints>& points) {
            if (points) {
                receive(*points);
            } else {
                shell_.messages.show(points.error());
            }
        });
}

FitChoice LivePlots::choice() const {
    FitChoice choice = series_.newest();
    const auto budgets = series_.budgets();
    const auto seeds = series_.seeds();
    const int budget = budget_->currentIndex() - 1;  // the first entry follows the training
    const int seed = seed_->currentIndex() - 1;
    if (budget >= 0 && budget < std::ssize(budgets))
        choice.sweep = budgets[static_cast<std::size_t>(budget)];
    if (seed >= 0 && seed < std::ssize(seeds)) choice.seed = seeds[static_cast<std::size_t>(seed)];
    return choice;
}

void LivePlots::fillChoices() {
    QStringList budgets{tr("Budget in training")};
    for (const engine::Json& sweep : series_.budgets())
        budgets << (sweep.empty() ? tr("No budget") : sweepText(sweep));
    QStringList seeds{tr("Seed in training")};
    for (const std::uint64_t seed : series_.seeds()) seeds << tr("Seed %1").arg(seed);
    const auto fill = [](QComboBox& box, const QStringList& texts) {
        QStringList now;
        for (int i = 0; i < box.count(); ++i) now << box.itemText(i);
        if (now == texts) return;
        const QSignalBlocker quiet(box);
        const int chosen = std::clamp(box.currentIndex(), 0, static_cast<int>(texts.size()) - 1);
        box.clear();
        box.addItems(texts);
        box.setCurrentIndex(chosen);
    };
    fill(*budget_, budgets);
    fill(*seed_, seeds);
    budget_->setEnabled(budgets.size() > 2);
    seed_->setEnabled(seeds.size() > 2);
}

bool LivePlots::isTold(XUnit unit) const {
    if (unit == XUnit::Steps) return true;
    return std::all_of(shown_.begin(), shown_.end(), [unit](const ShownFit& fit) {
        return std::find(fit.series.begin(), fit.series.end(), paceSeries(unit)) !=
               fit.series.end();
    });
}

void LivePlots::updateUnits() {
    auto* items = qobject_cast<QStandardItemModel*>(x_axis_->model());
    for (const XUnit unit : kXUnits) {
        QStandardItem* item = items->item(static_cast<int>(unit));
        const bool told = isTold(unit);
        item->setEnabled(told);
        item->setToolTip(told ? QString()
                              : tr("Not every fit shown has recorded this: only fits in batches "
                                   "have epochs and examples, and none before this was kept."));
    }
    const XUnit unit = isTold(wanted_unit_) ? wanted_unit_ : XUnit::Steps;
    x_axis_->setCurrentIndex(static_cast<int>(unit));
    if (unit == unit_) return;
    unit_ = unit;
    for (Pane& pane : panes_) pane.chart->setXDuration(unit == XUnit::Seconds);
    updateTitles();
    lossChart()->resetView();  // and the other with it: the range was of another unit
    if (!lossChart()->isXLinked()) accuracyChart()->resetView();
    markAll(nullptr);
    wake();
}

void LivePlots::updateTitles() {
    const QString x = x_axis_->itemText(static_cast<int>(unit_));
    lossChart()->setTitles(tr("Loss (dashed: validation)"), x, tr("Loss"));
    accuracyChart()->setTitles(tr("Accuracy (dashed: validation)"), x, tr("Accuracy"));
}

void LivePlots::updateChoice() {
    choice_stale_ = false;
    buildCurves(choice());
    wake();
}

void LivePlots::buildCurves(const FitChoice& choice) {
    std::vector<ShownFit> fits = series_.shown(choice);
    // One that has told its pace alone has no curve yet.
    const bool any = std::any_of(fits.begin(), fits.end(), [](const ShownFit& fit) {
        return std::any_of(fit.series.begin(), fit.series.end(),
                           [](const std::string& one) { return !one.starts_with("pace/"); });
    });
    stack_->setCurrentIndex(any ? 1 : 0);
    if (fits == shown_) return;
    shown_ = std::move(fits);
    ++generation_;
    building_ = true;
    curves_.clear();
    arms_.clear();
    for (std::size_t pane = 0; pane < panes_.size(); ++pane) {
        panes_[pane].chart->clearCurves();
        for (const ShownFit& fit : shown_) addFit(fit, pane);
        panes_[pane].redraw = true;
    }
    building_ = false;
    updateUnits();
    updateNote();
}

void LivePlots::addFit(const ShownFit& fit, std::size_t pane) {
    Chart& chart = *panes_[pane].chart;
    // The line of the training rows, with points or without, is the arm's entry in the legend.
    QCPGraph* arm = nullptr;
    for (std::size_t split = 0; split < 2; ++split) {
        const std::string series = panes_[pane].series[split];
        CurveLook look{.series = fit.index, .control = fit.control, .marker = true};
        if (split == 1) look.dash = fit.control ? Qt::DotLine : Qt::DashLine;
        LiveCurve curve;
        curve.line = chart.addCurve(split == 0 ? fit.title : QString(), look, arm);
        if (arm == nullptr) arm = curve.line;
        const auto has = std::find(fit.series.begin(), fit.series.end(), series);
        if (has == fit.series.end()) continue;
        look.opacity = kGhost;
        look.marker = false;
        curve.ghost = chart.addCurve({}, look, arm);
        curve.key = fit.key;
        curve.series = series;
        curve.arm = fit.arm;
        curve.name = curveName(fit, series);
        curve.pane = pane;
        curves_.push_back(std::move(curve));
    }
    arms_.push_back({fit.arm, pane, arm});
    chart.showCurve(arm, !hidden_.contains(fit.arm));
}

}  // namespace widgets
