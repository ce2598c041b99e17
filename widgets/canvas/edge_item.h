// An edge of the canvas: from an output to an input, by their names in the document.
#pragma once

#include <QGraphicsPathItem>

#include "engine/spec/document.h"
#include "widgets/canvas/canvas_style.h"

namespace widgets {

class EdgeItem : public QGraphicsPathItem {
public:
    enum { Type = UserType + 3 };
    EdgeItem(const CanvasStyle& style, engine::PortRef from, engine::PortRef to, char port_type);
    int type() const override { return Type; }
    QPainterPath shape() const override;
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    const engine::PortRef& from() const { return from_; }
    const engine::PortRef& to() const { return to_; }
    void lay(const QPointF& from, const QPointF& to);
    /// Part of what leads to, or follows from, what the pointer is on.
    void setEmphasis(bool on);

private:
    const CanvasStyle& style_;
    engine::PortRef from_, to_;
    char port_type_;
    bool emphasis_ = false;
};

/// One text for one edge: "a.data>b.data".
QString edgeKey(const engine::PortRef& from, const engine::PortRef& to);

}  // namespace widgets
