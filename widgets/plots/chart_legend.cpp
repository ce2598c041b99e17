#include "widgets/plots/chart_legend.h"

#include <algorithm>

namespace widgets {
namespace {

constexpr int kMostText = 190;  // logical pixels of a name; the rest is told by the tool tip

}  // namespace

ChartLegendItem::ChartLegendItem(QCPLegend* parent, QCPGraph* curve)
    : QCPPlottableLegendItem(parent, curve), curve_(curve) {
    setMargins(QMargins(0, 0, 0, 0));
}

void ChartLegendItem::draw(QCPPainter* painter) {
    QFont font = getFont();
    font.setStrikeOut(faded_);  // hidden is told by more than a paler colour
    const QFontMetrics metrics(font);
    const QSize icon = mParentLegend->iconSize();
    const QRect place = rect();
    const int gap = mParentLegend->iconTextPadding();
    const int room = place.width() - icon.width() - gap;
    painter->setFont(font);
    painter->setPen(QPen(getTextColor()));
    painter->drawText(QRect(place.left() + icon.width() + gap, place.top(), room, place.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(curve_->name(), Qt::ElideRight, room));
    painter->save();
    painter->setOpacity(faded_ ? 0.4 : 1.0);
    painter->setAntialiasing(true);
    const double y = place.top() + place.height() / 2.0;
    QPen pen = curve_->pen();
    pen.setWidthF(std::max(pen.widthF(), 1.5));
    painter->setPen(pen);
    painter->drawLine(QLineF(place.left(), y, place.left() + icon.width(), y));
    const QCPScatterStyle mark = curve_->scatterStyle();
    if (!mark.isNone()) {
        mark.applyTo(painter, QPen(pen.color()));
        mark.drawShape(painter, QPointF(place.left() + icon.width() / 2.0, y));
    }
    painter->restore();
}

QSize ChartLegendItem::minimumOuterSizeHint() const {
    const QFontMetrics metrics(getFont());
    const QSize icon = mParentLegend->iconSize();
    const int text = std::min(metrics.horizontalAdvance(curve_->name()) + 2, kMostText);
    return {icon.width() + mParentLegend->iconTextPadding() + text,
            std::max(metrics.height(), icon.height())};
}

ChartLegend::ChartLegend() {
    setIconSize(26, 12);
    setIconTextPadding(6);
    setMargins(QMargins(8, 2, 8, 2));
    setRowSpacing(1);
    setColumnSpacing(12);
    setBorderPen(Qt::NoPen);
    setIconBorderPen(Qt::NoPen);
    setBrush(Qt::NoBrush);
}

void ChartLegend::addCurve(QCPGraph* curve) { addItem(new ChartLegendItem(this, curve)); }

void ChartLegend::removeCurve(const QCPGraph* curve) {
    if (ChartLegendItem* item = itemOf(curve)) removeItem(item);
}

ChartLegendItem* ChartLegend::itemOf(const QCPGraph* curve) const {
    return qobject_cast<ChartLegendItem*>(itemWithPlottable(curve));
}

ChartLegendItem* ChartLegend::itemAt(const QPointF& position) const {
    for (int i = 0; i < itemCount(); ++i) {
        auto* one = qobject_cast<ChartLegendItem*>(item(i));
        if (one != nullptr && one->outerRect().contains(position.toPoint())) return one;
    }
    return nullptr;
}

}  // namespace widgets
