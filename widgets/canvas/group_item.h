// A group of the document, by id: a frame around its cards, or, collapsed, one card for all of
// them with the worst of their states.
#pragma once

#include <QGraphicsItem>
#include <functional>

#include "widgets/canvas/canvas_style.h"

namespace widgets {

struct GroupLook {
    QString id, title;
    QRectF frame;  // in the scene, around the cards
    int nodes = 0;
    int faults = 0;
    bool collapsed = false;
    QString state;  // the worst of its nodes'
    bool operator==(const GroupLook&) const = default;
};

/// Of two states that which needs a person sooner: "failed" before "running" before "done".
QString worseState(const QString& one, const QString& other);

class GroupItem : public QGraphicsItem {
public:
    enum { Type = UserType + 5 };
    /// @param moved  called when the pointer has moved it, with its id and how far
    GroupItem(const CanvasStyle& style, GroupLook look,
              std::function<void(const QString&, const QPointF&)> moved);

    int type() const override { return Type; }
    QRectF boundingRect() const override;
    QPainterPath shape() const override;  // an open group is taken by its title
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

    const QString& id() const { return look_.id; }
    const GroupLook& look() const { return look_; }
    /// Where edges into (out of) its nodes end while it is collapsed, in the scene.
    QPointF anchor(bool input) const;
    /// Also moves it to its frame. -> whether anything had to be drawn anew
    bool set(const GroupLook& look);
    void restyle();  // theme or language changed
    QString say() const;

    /// The frame around cards that cover `cards`.
    static QRectF frameAround(const QRectF& cards);

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;

private:
    QRectF body() const;
    void paintOpen(QPainter& painter) const;
    void paintCard(QPainter& painter, double detail) const;

    const CanvasStyle& style_;
    GroupLook look_;
    std::function<void(const QString&, const QPointF&)> moved_;
    QPointF last_;         // where it was told to be
    bool laying_ = false;  // its place follows its cards: nobody has moved it
};

}  // namespace widgets
