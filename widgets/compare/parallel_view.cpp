#include "widgets/compare/parallel_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/plots/picture.h"

namespace widgets {
namespace {

constexpr double kHead = 44, kFoot = 24, kSide = 56;  // around the axes
constexpr double kBrushWidth = 14;
constexpr double kStep = 0.05;        // of an axis, that one key narrows a brush by
constexpr double kLeastBrush = 0.01;  // a shorter drag is a click

}  // namespace

ParallelView::ParallelView(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setObjectName(QStringLiteral("compare.parallel"));
    setFocusPolicy(Qt::StrongFocus);
    new Picture(this);
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ParallelView::minimumSizeHint() const { return {320, 160}; }

void ParallelView::setLines(const QList<ParallelAxis>& axes, const QList<ParallelLine>& lines) {
    QList<Brush> kept;
    for (const ParallelAxis& axis : axes) {
        const auto known = std::find_if(axes_.begin(), axes_.end(), [&](const ParallelAxis& one) {
            return one.title == axis.title;
        });
        kept << (known == axes_.end() ? Brush{} : brushes_[known - axes_.begin()]);
    }
    axes_ = axes;
    lines_ = lines;
    brushes_ = kept;
    current_ = std::clamp(current_, 0, std::max(0, axisCount() - 1));
    tell();
}

void ParallelView::brush(int axis, double from, double to) {
    if (axis < 0 || axis >= axisCount()) return;
    brushes_[axis] = {true, std::clamp(std::min(from, to), 0.0, 1.0),
                      std::clamp(std::max(from, to), 0.0, 1.0)};
    tell();
}

void ParallelView::clearBrush(int axis) {
    if (axis < 0 || axis >= axisCount()) return;
    brushes_[axis] = {};
    tell();
}

bool ParallelView::isKept(int line) const {
    for (int axis = 0; axis < axisCount(); ++axis) {
        const Brush& brush = brushes_[axis];
        if (!brush.on) continue;
        const double part = partOf(axis, lines_[line].values.value(axis, std::nan("")));
        if (!(part >= brush.from && part <= brush.to)) return false;
    }
    return true;
}

void ParallelView::tell() {
    int kept = 0;
    for (int line = 0; line < lines_.size(); ++line) kept += isKept(line) ? 1 : 0;
    setAccessibleName(tr("Measures of every arm and budget, side by side"));
    setAccessibleDescription(
        tr("%1 of %2 lines are kept. Left and right choose an axis, up and down narrow what it "
           "lets through from below, with Shift from above, Escape lets all through. The table "
           "holds the same numbers.")
            .arg(kept)
            .arg(lines_.size()));
    update();
    Q_EMIT brushed();
}

double ParallelView::partOf(int axis, double value) const {
    const ParallelAxis& a = axes_[axis];
    if (!std::isfinite(value) || (a.log && value <= 0)) return std::nan("");
    const double part = a.log ? std::log(value / a.low) / std::log(a.high / a.low)
                              : (value - a.low) / (a.high - a.low);
    return std::clamp(part, 0.0, 1.0);  // rounding at the ends
}

QRectF ParallelView::room() const { return QRectF(rect()).adjusted(kSide, kHead, -kSide, -kFoot); }

QPoint ParallelView::pointAt(int axis, double part) const {
    const QRectF area = room();
    const double x = axisCount() < 2
                         ? area.center().x()
                         : area.left() + area.width() * axis / static_cast<double>(axisCount() - 1);
    return QPointF(x, area.bottom() - part * area.height()).toPoint();
}

double ParallelView::partAt(int y) const {
    return std::clamp((room().bottom() - y) / std::max(1.0, room().height()), 0.0, 1.0);
}

int ParallelView::axisAt(int x) const {
    for (int axis = 0; axis < axisCount(); ++axis) {
        if (std::abs(pointAt(axis, 0).x() - x) <= kBrushWidth) return axis;
    }
    return -1;
}

void ParallelView::paintEvent(QPaintEvent* event) {
    static_cast<void>(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme_.tokens().surface);
    if (axisCount() == 0) return;
    // What the brushes keep lies above what they leave out.
    for (const bool kept : {false, true}) {
        for (int line = 0; line < lines_.size(); ++line) {
            if (isKept(line) == kept) paintLine(painter, lines_[line], kept);
        }
    }
    for (int axis = 0; axis < axisCount(); ++axis) paintAxis(painter, axis);
}

void ParallelView::paintLine(QPainter& painter, const ParallelLine& line, bool kept) const {
    QColor color = kept ? theme_.series(line.series) : theme_.tokens().grid;
    QPen pen(color, kept ? 1.8 : 1);
    if (kept) pen.setStyle(theme_.dash(line.series));
    painter.setPen(pen);
    painter.setBrush(color);
    for (int axis = 0; axis < axisCount(); ++axis) {
        const double here = partOf(axis, line.values.value(axis, std::nan("")));
        if (!std::isfinite(here)) continue;
        painter.drawEllipse(QPointF(pointAt(axis, here)), 2.5, 2.5);
        const double next = axis + 1 < axisCount()
                                ? partOf(axis + 1, line.values.value(axis + 1, std::nan("")))
                                : std::nan("");
        if (std::isfinite(next)) painter.drawLine(pointAt(axis, here), pointAt(axis + 1, next));
    }
}

void ParallelView::paintAxis(QPainter& painter, int axis) const {
    const Tokens& t = theme_.tokens();
    const Brush& brush = brushes_[axis];
    const QPoint low = pointAt(axis, 0), high = pointAt(axis, 1);
    const bool marked = hasFocus() && axis == current_;
    painter.setPen(QPen(marked ? t.accent : t.border, marked ? 2 : 1));
    painter.drawLine(low, high);
    if (brush.on) {
        QColor fill = t.accent;
        fill.setAlphaF(0.25F);
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(QPointF(low.x() - kBrushWidth / 2, pointAt(axis, brush.to).y()),
                                QPointF(low.x() + kBrushWidth / 2, pointAt(axis, brush.from).y())));
    }
    painter.setFont(theme_.font(TextSize::Caption));
    const QFontMetrics metrics(painter.font());
    const double width =
        axisCount() < 2 ? room().width() : room().width() / (axisCount() - 1) - 4.0;
    const auto write = [&](double y, const QString& text, const QColor& color) {
        painter.setPen(color);
        const QRectF line(low.x() - width / 2, y, width, metrics.height());
        painter.drawText(line, Qt::AlignCenter,
                         metrics.elidedText(text, Qt::ElideRight, static_cast<int>(width)));
    };
    write(4, axes_[axis].title, t.text);
    write(4 + metrics.height(), axes_[axis].high_text, t.text2);
    write(low.y() + 4, axes_[axis].low_text, t.text2);
}

void ParallelView::mousePressEvent(QMouseEvent* event) {
    dragged_ = event->button() == Qt::LeftButton ? axisAt(event->position().toPoint().x()) : -1;
    if (dragged_ < 0) return QWidget::mousePressEvent(event);
    current_ = dragged_;
    pressed_ = partAt(event->position().toPoint().y());
}

void ParallelView::mouseMoveEvent(QMouseEvent* event) {
    if (dragged_ >= 0) brush(dragged_, pressed_, partAt(event->position().toPoint().y()));
}

void ParallelView::mouseReleaseEvent(QMouseEvent* event) {
    const int axis = std::exchange(dragged_, -1);
    if (axis < 0) return;
    if (std::abs(partAt(event->position().toPoint().y()) - pressed_) < kLeastBrush)
        clearBrush(axis);
}

void ParallelView::keyPressEvent(QKeyEvent* event) {
    if (axisCount() == 0) return QWidget::keyPressEvent(event);
    Brush now = brushes_[current_];
    const bool top = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
        case Qt::Key_Left:
        case Qt::Key_Right:
            current_ =
                std::clamp(current_ + (event->key() == Qt::Key_Left ? -1 : 1), 0, axisCount() - 1);
            return update();
        case Qt::Key_Up:
        case Qt::Key_Down: {
            double& end = top ? now.to : now.from;
            end += event->key() == Qt::Key_Up ? kStep : -kStep;
            return brush(current_, now.from, now.to);
        }
        case Qt::Key_Escape:
            return clearBrush(current_);
        default:
            return QWidget::keyPressEvent(event);
    }
}

void ParallelView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && axisCount() > 0) tell();
    QWidget::changeEvent(event);
}

}  // namespace widgets
