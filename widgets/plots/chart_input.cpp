// Mouse, keyboard and crosshair of a chart.
#include <QHelpEvent>
#include <QLocale>
#include <QToolTip>
#include <cmath>

#include "widgets/look/theme.h"
#include "widgets/plots/chart.h"

namespace widgets {
namespace {

constexpr double kKeyPan = 0.1;   // of the range
constexpr double kKeyZoom = 0.8;  // new size of the range
constexpr double kNearestX = 24;  // pixels: a point farther away is not the one meant

void pan(QCPAxis* axis, double share) {
    if (axis->scaleType() == QCPAxis::stLogarithmic) {
        axis->scaleRange(1, axis->range().center());  // keeps it valid
        const double factor = std::pow(axis->range().upper / axis->range().lower, share);
        axis->setRange(axis->range().lower * factor, axis->range().upper * factor);
        return;
    }
    axis->moveRange(share * axis->range().size());
}

void setHair(QCPItemStraightLine* line, double x1, double y1, double x2, double y2) {
    line->point1->setCoords(x1, y1);
    line->point2->setCoords(x2, y2);
}

}  // namespace

void Chart::makeCrosshair() {
    for (QCPItemStraightLine** line : {&hair_x_, &hair_y_}) {
        *line = new QCPItemStraightLine(this);
        (*line)->setSelectable(false);
        (*line)->setLayer(QStringLiteral("overlay"));
        (*line)->setVisible(false);
    }
    hair_text_ = new QCPItemText(this);
    hair_text_->setSelectable(false);
    hair_text_->setLayer(QStringLiteral("overlay"));
    hair_text_->setPadding(QMargins(6, 3, 6, 3));
    hair_text_->setTextAlignment(Qt::AlignLeft);
    hair_text_->position->setType(QCPItemPosition::ptAbsolute);
    hair_text_->setVisible(false);
    hair_layer_ = layer(QStringLiteral("overlay"));
    hair_layer_->setMode(QCPLayer::lmBuffered);  // moves without a redraw of the curves
}

void Chart::styleCrosshair() {
    const Tokens& t = theme_.tokens();
    for (QCPItemStraightLine* line : {hair_x_, hair_y_}) line->setPen(QPen(t.border, 1));
    hair_text_->setFont(theme_.font(TextSize::Caption));
    hair_text_->setColor(t.text);
    hair_text_->setBrush(t.raised);
    hair_text_->setPen(QPen(t.border, 1));
    QColor fill = t.accent;
    selectionRect()->setPen(QPen(fill, 1));
    fill.setAlphaF(0.15F);
    selectionRect()->setBrush(fill);
}

const Chart::Curve* Chart::nearest(const QPointF& position, ChartPoint& point) const {
    const Curve* best = nullptr;
    double least = 0;
    const double x = xAxis->pixelToCoord(position.x());
    for (const Curve& curve : curves_) {
        if (!curve.shown || curve.graph->name().isEmpty()) continue;
        const auto data = curve.graph->data();
        const auto from = data->findBegin(x, true);  // the point before x, where there is one
        for (auto at = from; at != data->constEnd() && at - from < 3; ++at) {
            if (std::isnan(at->value)) continue;
            const double away = xAxis->coordToPixel(at->key) - position.x();
            if (std::abs(away) > kNearestX) continue;
            const double distance = std::hypot(away, yAxis->coordToPixel(at->value) - position.y());
            if (best != nullptr && distance >= least) continue;
            best = &curve;
            least = distance;
            point = {at->key, at->value};
        }
    }
    return best;
}

void Chart::moveCrosshair(const QPointF& position) {
    ChartPoint point;
    const Curve* curve =
        axisRect()->rect().contains(position.toPoint()) ? nearest(position, point) : nullptr;
    if (curve == nullptr) {
        hideCrosshair();
        return;
    }
    setHair(hair_x_, point.x, 0, point.x, 1);
    hair_x_->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    hair_x_->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    setHair(hair_y_, 0, point.y, 1, point.y);
    hair_y_->point1->setTypeX(QCPItemPosition::ptAxisRectRatio);
    hair_y_->point2->setTypeX(QCPItemPosition::ptAxisRectRatio);
    const QLocale locale;
    hair_text_->setText(QStringLiteral("%1\n%2: %3\n%4: %5")
                            .arg(curve->graph->name(), x_title_, xText(point.x, 7), y_title_,
                                 locale.toString(point.y, 'g', 5)));
    const QRect area = axisRect()->rect();
    const double px = xAxis->coordToPixel(point.x);
    const bool left = px < area.center().x();  // the text lies on the emptier side
    hair_text_->setPositionAlignment((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
    hair_text_->position->setCoords(px + (left ? 8 : -8), area.top() + 4);
    for (QCPAbstractItem* item :
         {static_cast<QCPAbstractItem*>(hair_x_), static_cast<QCPAbstractItem*>(hair_y_),
          static_cast<QCPAbstractItem*>(hair_text_)}) {
        item->setVisible(true);
    }
    hair_layer_->replot();
}

void Chart::hideCrosshair() {
    if (!hair_text_->visible()) return;
    hair_x_->setVisible(false);
    hair_y_->setVisible(false);
    hair_text_->setVisible(false);
    hair_layer_->replot();
}

void Chart::mousePressEvent(QMouseEvent* event) {
    isolated_ = false;
    dragged_ = false;
    pressed_ = event->pos();
    hideCrosshair();
    setSelectionRectMode(event->button() == Qt::RightButton ? QCP::srmZoom : QCP::srmNone);
    QCustomPlot::mousePressEvent(event);
}

void Chart::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() != Qt::NoButton &&
        (event->pos() - pressed_).manhattanLength() >= 4)  // less is a click with a shaking hand
        dragged_ = true;
    QCustomPlot::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton) moveCrosshair(event->position());
}

void Chart::mouseReleaseEvent(QMouseEvent* event) {
    QCustomPlot::mouseReleaseEvent(event);
    setSelectionRectMode(QCP::srmNone);
    if (event->button() == Qt::RightButton && !dragged_)
        showMenu(event->globalPosition().toPoint());
}

void Chart::mouseDoubleClickEvent(QMouseEvent* event) {
    dragged_ = event->button() == Qt::RightButton;  // two right clicks open one menu
    QCustomPlot::mouseDoubleClickEvent(event);
}

void Chart::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    hideCrosshair();
}

void Chart::contextMenuEvent(QContextMenuEvent* event) {
    // The right button zooms when it is dragged, so its menu waits for the release.
    if (event->reason() == QContextMenuEvent::Mouse) return;
    showMenu(mapToGlobal(rect().center()));
}

void Chart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Left:
            pan(xAxis, -kKeyPan);
            break;
        case Qt::Key_Right:
            pan(xAxis, kKeyPan);
            break;
        case Qt::Key_Up:
            pan(yAxis, kKeyPan);
            break;
        case Qt::Key_Down:
            pan(yAxis, -kKeyPan);
            break;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            xAxis->scaleRange(kKeyZoom);
            yAxis->scaleRange(kKeyZoom);
            break;
        case Qt::Key_Minus:
            xAxis->scaleRange(1 / kKeyZoom);
            yAxis->scaleRange(1 / kKeyZoom);
            break;
        case Qt::Key_0:
        case Qt::Key_Home:
            resetView();
            return;
        default:
            QCustomPlot::keyPressEvent(event);
            return;
    }
    replot(QCustomPlot::rpQueuedReplot);
}

bool Chart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const ChartLegendItem* entry = side_->visible() ? side_->itemAt(help->pos()) : nullptr;
        if (entry != nullptr) {
            QToolTip::showText(help->globalPos(),
                               tr("%1\nClick: hide or show. Double click: only this one.")
                                   .arg(entry->curve()->name()),
                               this);
            return true;
        }
    }
    return QCustomPlot::event(event);
}

}  // namespace widgets
