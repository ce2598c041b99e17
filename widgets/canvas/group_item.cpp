#include "widgets/canvas/group_item.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionGraphicsItem>

#include "widgets/look/words.h"

namespace widgets {
namespace {

using namespace canvas;

constexpr double kSide = 12, kTitleRoom = 32;  // between cards and frame
constexpr double kTitle = 24;                  // height of the bar with the title
constexpr double kLeft = 38;                   // of a card's words, right of the icon

}  // namespace

QString worseState(const QString& one, const QString& other) {
    static const QStringList order = {
        QStringLiteral("failed"),  QStringLiteral("cancelled"), QStringLiteral("stale"),
        QStringLiteral("running"), QStringLiteral("paused"),    QStringLiteral("queued"),
        QStringLiteral("idle"),    QStringLiteral("done"),      QStringLiteral("reused")};
    if (one.isEmpty() || other.isEmpty()) return one.isEmpty() ? other : one;
    return order.indexOf(one) <= order.indexOf(other) ? one : other;
}

QRectF GroupItem::frameAround(const QRectF& cards) {
    return cards.adjusted(-kSide, -kTitleRoom, kSide, kSide);
}

GroupItem::GroupItem(const CanvasStyle& style, GroupLook look,
                     std::function<void(const QString&, const QPointF&)> moved)
    : style_(style), moved_(std::move(moved)) {
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
    set(look);
}

QRectF GroupItem::body() const {
    return look_.collapsed ? QRectF(kSide, kTitleRoom, kCardWidth, kCardHeight)
                           : QRectF(QPointF(), look_.frame.size());
}

QRectF GroupItem::boundingRect() const { return body().adjusted(-3, -9, 9, 7); }

QPainterPath GroupItem::shape() const {
    QRectF taken = body();
    if (!look_.collapsed) taken.setHeight(kTitle);
    QPainterPath path;
    path.addRect(taken);
    return path;
}

QPointF GroupItem::anchor(bool input) const {
    const QRectF card = body();
    return pos() + QPointF(input ? card.left() : card.right(), card.center().y());
}

bool GroupItem::set(const GroupLook& look) {
    if (look == look_) return false;
    if (look.frame != look_.frame || look.collapsed != look_.collapsed) prepareGeometryChange();
    look_ = look;
    laying_ = true;
    setPos(look_.frame.topLeft());
    laying_ = false;
    setZValue(look_.collapsed ? 1 : -1);
    restyle();
    return true;
}

void GroupItem::restyle() {
    setToolTip(plainToolTip(say()));
    update();
}

QString GroupItem::say() const {
    QString out = QCoreApplication::translate("canvas", "Group %1: %n node(s), %2", "title, state",
                                              look_.nodes)
                      .arg(look_.title, stateWord(look_.state.toStdString()));
    if (look_.faults > 0)
        out += QStringLiteral(", ") +
               QCoreApplication::translate("canvas", "%n problem(s)", nullptr, look_.faults);
    return out;
}

QVariant GroupItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionChange && !laying_) {
        last_ = pos();
        const QPointF by = (value.toPointF() - last_) / kSnap;
        return last_ + QPointF(qRound(by.x()), qRound(by.y())) * kSnap;
    }
    if (change == ItemPositionHasChanged && !laying_) {
        const QPointF by = pos() - last_;
        look_.frame.moveTopLeft(pos());
        if (!by.isNull()) moved_(look_.id, by);
    }
    return QGraphicsItem::itemChange(change, value);
}

void GroupItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) {
    static_cast<void>(option);
    static_cast<void>(widget);
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (look_.collapsed) {
        paintCard(*painter,
                  QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform()));
    } else {
        paintOpen(*painter);
    }
}

void GroupItem::paintOpen(QPainter& painter) const {
    const Tokens& tokens = style_.theme.tokens();
    const QRectF frame = body();
    painter.setPen(QPen(isSelected() ? tokens.accent : tokens.border, isSelected() ? 2 : 1));
    QColor fill = tokens.accent;
    fill.setAlphaF(0.05F);
    painter.setBrush(fill);
    painter.drawRoundedRect(frame, 4, 4);
    const StateLook state = lookOf(style_.theme, look_.state);
    style_.drawIcon(painter, {frame.right() - 22, 6, 12, 12}, state.icon, state.color);
    painter.setFont(style_.title);
    painter.setPen(tokens.text2);
    const double width = frame.width() - 40;
    painter.drawText(QRectF(12, 0, width, kTitle), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(style_.title).elidedText(look_.title, Qt::ElideRight, width));
}

void GroupItem::paintCard(QPainter& painter, double detail) const {
    const Tokens& tokens = style_.theme.tokens();
    const QRectF card = body();
    const QColor edge = isSelected() ? tokens.accent : tokens.border;
    painter.setBrush(tokens.raised);
    painter.setPen(QPen(edge, 1));
    painter.drawRoundedRect(card.translated(4, 4), 4, 4);  // several lie below
    painter.setBrush(isSelected() ? mixed(tokens.selection, tokens.surface, 0.6) : tokens.surface);
    painter.setPen(QPen(edge, isSelected() ? 2 : 1));
    painter.drawRoundedRect(card, 4, 4);
    const StateLook state = lookOf(style_.theme, look_.state);
    const QString icon = look_.faults > 0 ? QStringLiteral("warning") : state.icon;
    const QColor color = look_.faults > 0 ? tokens.warning : state.color;
    if (detail < kBlocksOnly)
        return style_.drawIcon(painter, {card.center().x() - 24, card.top() + 12, 48, 48}, icon,
                               color);
    const double width = kCardWidth - kLeft - 10;
    const double left = card.left() + kLeft;
    painter.setFont(style_.title);
    painter.setPen(tokens.text);
    painter.drawText(QRectF(left, card.top() + 9, width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(style_.title).elidedText(look_.title, Qt::ElideRight, width));
    if (detail < kNoSummary) return;
    painter.setFont(style_.caption);
    painter.setPen(tokens.text2);
    painter.drawText(
        QRectF(left, card.top() + 28, width, 16), Qt::AlignLeft | Qt::AlignVCenter,
        QCoreApplication::translate("canvas", "%n node(s)", "of a group", look_.nodes));
    style_.drawIcon(painter, {card.left() + 17, card.top() + 52, 12, 12}, icon, color);
    painter.setPen(color);
    painter.drawText(QRectF(left, card.top() + 50, width, 16), Qt::AlignLeft | Qt::AlignVCenter,
                     look_.faults > 0 ? QCoreApplication::translate("canvas", "%n problem(s)",
                                                                    nullptr, look_.faults)
                                      : stateWord(look_.state.toStdString()));
}

}  // namespace widgets
