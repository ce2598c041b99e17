// A card of the canvas: one node of the document, by id, with its ports.
#pragma once

#include <QGraphicsItem>
#include <functional>

#include "engine/spec/document.h"
#include "widgets/canvas/canvas_style.h"
#include "widgets/canvas/job_states.h"
#include "widgets/canvas/node_look.h"

namespace widgets {

class NodeItem;

/// Where an edge begins or ends.
class PortItem : public QGraphicsItem {
public:
    enum { Type = UserType + 2 };
    /// How a port answers to a link that is being dragged.
    enum class Offer { None, Fits, Refuses };

    PortItem(const CanvasStyle& style, NodeItem& node, PortLook look);
    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    const NodeItem& node() const { return node_; }
    const PortLook& look() const { return look_; }
    engine::PortRef ref() const;
    QPointF anchor() const;  // in the scene
    void set(const PortLook& look);
    void setOffer(Offer offer);
    Offer offer() const { return offer_; }
    QString say() const;  // name, type and need, in words

private:
    const CanvasStyle& style_;
    NodeItem& node_;
    PortLook look_;
    Offer offer_ = Offer::None;
};

class NodeItem : public QGraphicsItem {
public:
    enum { Type = UserType + 1 };
    /// @param moved  called when the card has another place, with its id
    NodeItem(const CanvasStyle& style, NodeLook look, std::function<void(const QString&)> moved);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    const QString& id() const { return look_.id; }
    const NodeLook& look() const { return look_; }
    const NodeLive& live() const { return live_; }
    const QList<PortItem*>& ports() const { return ports_; }
    PortItem* port(const QString& name, bool input) const;  // null when there is none
    /// -> whether anything had to be drawn anew
    bool set(const NodeLook& look);
    bool setLive(const NodeLive& live);
    void restyle();       // theme or language changed
    QString say() const;  // title, state and problems, for the tooltip
    QString why() const;  // its state, and what led to it

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;

private:
    void buildPorts();
    void layText();
    void paintFrame(QPainter& painter, double detail) const;
    void paintBadge(QPainter& painter) const;
    void paintStatus(QPainter& painter) const;
    void paintFar(QPainter& painter, double detail) const;

    const CanvasStyle& style_;
    NodeLook look_;
    NodeLive live_;
    std::function<void(const QString&)> moved_;
    QList<PortItem*> ports_;
    QStringList title_lines_;
    QString summary_line_;
};

/// "running 41 %", "12/40": word and share of a state.
QString stateText(const NodeLive& live);
QString shareText(const NodeLive& live);

}  // namespace widgets
