// Which part of its points a chart shows, and when it is drawn.
#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/look/theme.h"
#include "widgets/plots/chart.h"
#include "widgets/plots/duration_ticker.h"

namespace widgets {
namespace {

constexpr double kPadX = 0.02;
constexpr double kPadY = 0.06;

QCPRange padded(const QCPRange& range, double share, bool log) {
    if (log && range.lower > 0) {
        const double factor =
            range.upper > range.lower ? std::pow(range.upper / range.lower, share) : 1.5;
        return {range.lower / factor, range.upper * factor};
    }
    const double size = range.size();
    if (size > 0) return {range.lower - share * size, range.upper + share * size};
    const double half = range.center() == 0 ? 0.5 : std::abs(range.center()) * 0.1;
    return {range.lower - half, range.upper + half};
}

void include(QCPRange& range, bool& found, const QCPRange& other, bool valid) {
    if (!valid) return;
    if (found) {
        range.expand(other);
    } else {
        range = other;
    }
    found = true;
}

}  // namespace

void Chart::setLeastY(double low, double high) { least_y_ = QCPRange(low, high); }

QCPRange Chart::rangeOf(QCPAxis* axis, bool& found) const {
    QCPRange range;
    const bool log = axis->scaleType() == QCPAxis::stLogarithmic;
    const QCP::SignDomain sign = log ? QCP::sdPositive : QCP::sdBoth;
    for (const Curve& curve : curves_) {
        if (!curve.shown) continue;
        const std::array<QCPAbstractPlottable*, 4> parts = {curve.graph, curve.band_low,
                                                            curve.band_high, curve.bars};
        for (QCPAbstractPlottable* part : parts) {
            if (part == nullptr) continue;
            bool valid = false;
            const QCPRange one =
                axis == xAxis ? part->getKeyRange(valid, sign) : part->getValueRange(valid, sign);
            include(range, found, one, valid);
        }
    }
    return range;
}

void Chart::fitAxis(QCPAxis* axis, QCPRange range, bool found, double share) {
    const bool log = axis->scaleType() == QCPAxis::stLogarithmic;
    if (!found) {
        axis->setRange(log ? QCPRange(1, 10) : QCPRange(0, 1));
        return;
    }
    axis->setRange(padded(range, share, log));
}

void Chart::fit() {
    fitting_ = true;
    bool found = false;
    QCPRange x = rangeOf(xAxis, found);
    if (isXLinked()) {
        bool other = false;
        const QCPRange theirs = linked_->rangeOf(linked_->xAxis, other);
        include(x, found, theirs, other);
    }
    fitAxis(xAxis, x, found, kPadX);
    found = false;
    QCPRange y = rangeOf(yAxis, found);
    if (found && least_y_.size() > 0 && !isLogY()) y.expand(least_y_);
    fitAxis(yAxis, y, found, kPadY);
    fitting_ = false;
}

void Chart::refresh() {
    if (!isVisible()) {
        stale_ = true;
        return;
    }
    stale_ = false;
    bool any = false;
    for (const Curve& curve : curves_) any = any || curve.graph->dataCount() > 0;
    empty_->setVisible(!any && !empty_text_.isEmpty());
    if (!chosen_) fit();
    styleDensity();
    fitWords();
    describe();
    replot(QCustomPlot::rpQueuedReplot);
}

// A curve with more points than the chart has pixels is a band of its extremes: thin, not smoothed
// and without dashes, which nobody would see and which take a hundred times as long to paint. Marks
// tell a curve from the others; one at each of a thousand points would hide it.
void Chart::styleDensity() {
    constexpr int kMarks = 10;
    for (const Curve& curve : curves_) {
        const int points = curve.graph->dataCount();
        const bool dense = points > std::max(200, area_->width());
        QPen pen = penOf(curve.look);
        if (dense) {
            pen.setWidth(1);
            pen.setStyle(Qt::SolidLine);
        }
        if (pen != curve.graph->pen()) curve.graph->setPen(pen);
        curve.graph->setAntialiased(!dense);
        if (curve.look.marker) curve.graph->setScatterSkip(points / (kMarks + 1));
    }
}

void Chart::fitWords() {
    constexpr int kLow = 180, kTickWidth = 80, kTickHeight = 32;  // logical pixels
    const bool low = height() < kLow;
    xAxis->setLabel(low ? QString() : x_title_);
    yAxis->setLabel(low ? QString() : y_title_);
    xAxis->ticker()->setTickCount(std::max(2, area_->width() / kTickWidth));
    yAxis->ticker()->setTickCount(std::max(2, area_->height() / kTickHeight));
    const int room = area_->outerRect().width() - 16;  // the title's own margins
    if (room <= 0) return;                             // not laid out yet
    title_->setText(QFontMetrics(title_->font()).elidedText(heading_, Qt::ElideRight, room));
}

void Chart::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    fitWords();
}

void Chart::resetView() {
    chosen_ = false;
    if (isXLinked()) linked_->chosen_ = false;
    refresh();
    if (isXLinked()) linked_->refresh();
    Q_EMIT viewReset();
}

void Chart::onRangeChanged() {
    const bool own = fitting_;
    if (!own) chosen_ = true;
    if (isXLinked() && linked_->xAxis->range() != xAxis->range()) {
        const bool before = linked_->fitting_;
        linked_->fitting_ = true;
        linked_->xAxis->setRange(xAxis->range());
        linked_->fitting_ = before;
        linked_->chosen_ = linked_->chosen_ || !own;
        if (linked_->isVisible()) linked_->replot(QCustomPlot::rpQueuedReplot);
        if (!own) Q_EMIT linked_->viewChosen();
    }
    if (!own) Q_EMIT viewChosen();
}

void Chart::setLog(QCPAxis* axis, bool on) {
    if (on == (axis->scaleType() == QCPAxis::stLogarithmic)) return;
    axis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    setTicker(axis);
    chosen_ = false;  // the range of the other scale says nothing on this one
    refresh();
}

void Chart::setTicker(QCPAxis* axis) {
    const bool log = axis->scaleType() == QCPAxis::stLogarithmic;
    QSharedPointer<QCPAxisTicker> ticker;
    if (axis == xAxis && x_duration_) {
        ticker.reset(new DurationTicker(log));
    } else if (log) {
        ticker.reset(new QCPAxisTickerLog);
    } else {
        ticker.reset(new QCPAxisTicker);
    }
    axis->setTicker(ticker);
    axis->setNumberPrecision(5);  // enough that 10 is not told as 1E+01
}

void Chart::setXDuration(bool on) {
    if (on == x_duration_) return;
    x_duration_ = on;
    setTicker(xAxis);
    refresh();
}

QString Chart::xText(double x, int digits) const {
    return x_duration_ ? timeText(x, QLocale()) : QLocale().toString(x, 'g', digits);
}

void Chart::setLogX(bool on) {
    setLog(xAxis, on);
    if (isXLinked() && linked_->isLogX() != on) linked_->setLogX(on);
}

void Chart::setLogY(bool on) { setLog(yAxis, on); }

void Chart::linkX(Chart* other) {
    linked_ = other;
    other->linked_ = this;
}

void Chart::setXLinked(bool on) {
    if (linked_ == nullptr || on == x_linked_) return;
    x_linked_ = on;
    linked_->x_linked_ = on;
    refresh();
    linked_->refresh();
}

// In words, for who does not see it.
void Chart::describe() {
    QStringList names;
    for (const Curve& curve : curves_) {
        if (curve.shown && !curve.graph->name().isEmpty()) names.append(curve.graph->name());
    }
    const QLocale locale;
    const QString text =
        names.isEmpty() ? empty_text_
                        : tr("%n curves: %1. %2 from %3 to %4, %5 from %6 to %7.", nullptr,
                             static_cast<int>(names.size()))
                              .arg(names.join(QStringLiteral(", ")), x_title_,
                                   xText(xAxis->range().lower, 4), xText(xAxis->range().upper, 4),
                                   y_title_, locale.toString(yAxis->range().lower, 'g', 4),
                                   locale.toString(yAxis->range().upper, 'g', 4));
    if (text != accessibleDescription()) setAccessibleDescription(text);
    const QString title = heading_.isEmpty() ? y_title_ : heading_;
    if (title != accessibleName()) setAccessibleName(title);
}

void Chart::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) describe();
    if (event->type() == QEvent::LocaleChange) refresh();
}

void Chart::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    setBufferDevicePixelRatio(devicePixelRatioF());
    if (QWindow* handle = window()->windowHandle()) {
        connect(handle, &QWindow::screenChanged, this, &Chart::onScreenChanged,
                Qt::UniqueConnection);
    }
    if (stale_) refresh();
}

void Chart::onScreenChanged() {
    setBufferDevicePixelRatio(devicePixelRatioF());
    refresh();
}

void Chart::paintEvent(QPaintEvent* event) {
    QCustomPlot::paintEvent(event);
    if (!hasFocus()) return;
    QPainter painter(this);
    painter.setPen(QPen(theme_.tokens().accent, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void Chart::focusInEvent(QFocusEvent* event) {
    QCustomPlot::focusInEvent(event);
    update();
}

void Chart::focusOutEvent(QFocusEvent* event) {
    QCustomPlot::focusOutEvent(event);
    update();
}

}  // namespace widgets
