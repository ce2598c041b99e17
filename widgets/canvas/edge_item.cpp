#include "widgets/canvas/edge_item.h"

#include <QPainter>
#include <QPainterPathStroker>

#include "widgets/canvas/glyphs.h"
#include "widgets/look/words.h"

namespace widgets {

QString edgeKey(const engine::PortRef& from, const engine::PortRef& to) {
    return fromUtf8(from.node + '.' + from.port + '>' + to.node + '.' + to.port);
}

EdgeItem::EdgeItem(const CanvasStyle& style, engine::PortRef from, engine::PortRef to,
                   char port_type)
    : style_(style), from_(std::move(from)), to_(std::move(to)), port_type_(port_type) {
    setFlags(ItemIsSelectable);
    setAcceptHoverEvents(true);
    setZValue(0);
}

void EdgeItem::lay(const QPointF& from, const QPointF& to) { setPath(edgePath(from, to)); }

QPainterPath EdgeItem::shape() const {
    QPainterPathStroker stroker;
    stroker.setWidth(8);  // thin lines are hard to hit
    return stroker.createStroke(path());
}

QRectF EdgeItem::boundingRect() const { return path().boundingRect().adjusted(-5, -5, 5, 5); }

void EdgeItem::setEmphasis(bool on) {
    if (emphasis_ == on) return;
    emphasis_ = on;
    setZValue(on ? 0.5 : 0);
    update();
}

void EdgeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
    static_cast<void>(option);
    static_cast<void>(widget);
    const Tokens& tokens = style_.theme.tokens();
    const QColor own = portColor(style_.theme, port_type_);
    QPen pen(mixed(own, tokens.window, 0.5), 1.5);
    if (emphasis_) pen = QPen(own, 2.5);
    if (isSelected()) pen = QPen(tokens.accent, 3);
    pen.setCapStyle(Qt::RoundCap);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(pen);
    painter->drawPath(path());
}

}  // namespace widgets
