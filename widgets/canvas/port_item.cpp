#include <QCoreApplication>
#include <QCursor>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include "widgets/canvas/glyphs.h"
#include "widgets/canvas/node_item.h"

namespace widgets {

constexpr double kReach = 11;  // from the middle: where a press still means this port

PortItem::PortItem(const CanvasStyle& style, NodeItem& node, PortLook look)
    : QGraphicsItem(&node), style_(style), node_(node), look_(std::move(look)) {
    setCursor(Qt::CrossCursor);
    setToolTip(say());
}

QRectF PortItem::boundingRect() const { return {-kReach, -kReach, 2 * kReach, 2 * kReach}; }

QPainterPath PortItem::shape() const {
    QPainterPath path;
    path.addRect(boundingRect());
    return path;
}

engine::PortRef PortItem::ref() const {
    return {node_.id().toStdString(), look_.name.toStdString()};
}

QPointF PortItem::anchor() const { return mapToScene(QPointF()); }

void PortItem::set(const PortLook& look) {
    look_ = look;
    setToolTip(say());
    update();
}

void PortItem::setOffer(Offer offer) {
    if (offer_ == offer) return;
    offer_ = offer;
    update();
}

QString PortItem::say() const {
    const QString types = portTypesTitle(look_.types);
    if (!look_.input)
        return QCoreApplication::translate("canvas", "Gives %1 (%2)").arg(types, look_.name);
    if (look_.needed || look_.linked)
        return QCoreApplication::translate("canvas", "Takes %1 (%2)").arg(types, look_.name);
    return QCoreApplication::translate("canvas", "Takes %1 (%2), may stay open")
        .arg(types, look_.name);
}

void PortItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
    static_cast<void>(option);
    static_cast<void>(widget);
    const double detail =
        QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    if (detail < canvas::kBlocksOnly) return;
    painter->setRenderHint(QPainter::Antialiasing);
    const Tokens& tokens = style_.theme.tokens();
    QColor color = portColor(style_.theme, look_.types.front().toLatin1());
    if (offer_ == Offer::Refuses) color = mixed(color, tokens.surface, 0.3);
    if (offer_ == Offer::Fits) {
        painter->setPen(QPen(tokens.accent, 2));
        painter->setBrush(tokens.selection);
        painter->drawEllipse(QPointF(), kReach - 1.5, kReach - 1.5);
    }
    // An edge of the surface's colour keeps the shape apart from the card and the edges.
    const QPainterPath glyph = portGlyph(look_.types.front().toLatin1(), canvas::kPort);
    painter->setPen(QPen(tokens.surface, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(tokens.surface);
    painter->drawPath(glyph);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(look_.linked || !look_.input ? QBrush(color) : QBrush(tokens.surface));
    painter->drawPath(glyph);
}

}  // namespace widgets
