// What the pointer does on the canvas: moving cards, drawing links, and showing what belongs
// together.
#include <QGraphicsSceneMouseEvent>
#include <QKeyEvent>
#include <QPen>
#include <algorithm>
#include <map>
#include <utility>

#include "widgets/canvas/glyphs.h"
#include "widgets/canvas/group_item.h"
#include "widgets/canvas/note_item.h"
#include "widgets/canvas/pipeline_scene.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/words.h"

namespace widgets {

PortItem* PipelineScene::portAt(const QPointF& place) const {
    for (QGraphicsItem* item : items(place)) {
        if (item->type() == PortItem::Type) return static_cast<PortItem*>(item);
    }
    return nullptr;
}

NodeItem* PipelineScene::cardAt(const QPointF& place) const {
    for (QGraphicsItem* item : items(place)) {
        if (item->type() == NodeItem::Type) return static_cast<NodeItem*>(item);
    }
    return nullptr;
}

bool PipelineScene::onCollapsed(const QPointF& place) const {
    const QList<QRectF> cards = collapsedCards();
    return std::any_of(cards.begin(), cards.end(),
                       [&](const QRectF& card) { return card.contains(place); });
}

void PipelineScene::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        if (PortItem* port = portAt(event->scenePos())) {
            beginLink(port, event->scenePos());
            event->accept();
            return;
        }
    }
    QGraphicsScene::mousePressEvent(event);
}

void PipelineScene::mouseMoveEvent(QGraphicsSceneMouseEvent* event) {
    if (link_ != nullptr) return moveLink(event->scenePos());
    if (event->buttons() == Qt::NoButton) {
        const NodeItem* card = cardAt(event->scenePos());
        const QString node = card == nullptr ? QString() : card->id();
        EdgeItem* edge = nullptr;
        for (QGraphicsItem* item : items(event->scenePos())) {
            if (item->type() == EdgeItem::Type && edge == nullptr)
                edge = static_cast<EdgeItem*>(item);
        }
        if (!node.isEmpty()) edge = nullptr;
        if (node != hovered_ || edge != hovered_edge_) {
            hovered_ = node;
            hovered_edge_ = edge;
            emphasise();
        }
    }
    QGraphicsScene::mouseMoveEvent(event);
}

void PipelineScene::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
    if (link_ != nullptr) return endLink(event->scenePos());
    QGraphicsScene::mouseReleaseEvent(event);
    if (!moved_.isEmpty()) commitMoves();
}

void PipelineScene::mouseDoubleClickEvent(QGraphicsSceneMouseEvent* event) {
    for (QGraphicsItem* item : items(event->scenePos())) {
        if (item->type() == NodeItem::Type)
            return Q_EMIT doubleClicked(static_cast<NodeItem*>(item)->id());
        if (item->type() == NoteItem::Type)
            return Q_EMIT doubleClicked(static_cast<NoteItem*>(item)->id());
        if (item->type() == GroupItem::Type)
            return Q_EMIT doubleClicked(static_cast<GroupItem*>(item)->id());
        if (item->type() == EdgeItem::Type) return;
    }
    Q_EMIT emptyDoubleClicked(event->scenePos());
}

void PipelineScene::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && link_ != nullptr) return stopLink();
    QGraphicsScene::keyPressEvent(event);
}

// One step of undo for all cards that were dragged. A card that the document gave no place keeps
// the one that it was shown at.
void PipelineScene::commitMoves() {
    std::map<std::string, edits::Position> to;
    const engine::Json& canvas = parts_.pipeline.document().canvas;
    for (auto it = nodes_.cbegin(); it != nodes_.cend(); ++it) {
        const std::string id = it.key().toStdString();
        if (!moved_.contains(it.key()) && canvas.contains(id)) continue;
        const QPoint place = (*it)->pos().toPoint();
        to[id] = {place.x(), place.y()};
    }
    for (const NoteItem* note : std::as_const(notes_)) {
        if (moved_.contains(note->id()))
            to[note->id().toStdString()] = {static_cast<int>(note->x()),
                                            static_cast<int>(note->y())};
    }
    QStringList ids(moved_.cbegin(), moved_.cend());
    ids.sort();
    moved_.clear();
    parts_.pipeline.edit(
        ids.size() == 1 ? tr("Move a node")
                        : tr("Move %n nodes", nullptr, static_cast<int>(ids.size())),
        [&](engine::Document& document) { edits::moveNodes(document, to); },
        QStringLiteral("move:") + ids.join(QLatin1Char(',')));
}

// What leads to and follows from what the pointer is on; else what is wired to the selection.
void PipelineScene::emphasise() {
    QSet<EdgeItem*> shown;
    const auto walk = [&](const QString& start, bool up) {
        QList<QString> open = {start};
        QSet<QString> seen;
        while (!open.isEmpty()) {
            const QString id = open.takeLast();
            if (seen.contains(id)) continue;
            seen.insert(id);
            for (EdgeItem* edge : edges_of_.value(id)) {
                const QString from = fromUtf8(edge->from().node);
                const QString to = fromUtf8(edge->to().node);
                if ((up ? to : from) != id) continue;
                shown.insert(edge);
                open << (up ? from : to);
            }
        }
    };
    if (hovered_edge_ != nullptr) {
        shown.insert(hovered_edge_);
        walk(fromUtf8(hovered_edge_->from().node), true);
        walk(fromUtf8(hovered_edge_->to().node), false);
    } else if (!hovered_.isEmpty()) {
        walk(hovered_, true);
        walk(hovered_, false);
    } else {
        for (const QString& id : selection_.nodes()) {
            for (EdgeItem* edge : edges_of_.value(id)) shown.insert(edge);
        }
    }
    for (EdgeItem* edge : std::as_const(edges_)) edge->setEmphasis(shown.contains(edge));
}

void PipelineScene::beginLink(PortItem* port, const QPointF& place) {
    link_from_ = port;
    link_ = new QGraphicsPathItem;
    link_->setPen(QPen(parts_.theme.tokens().accent, 2, Qt::DashLine, Qt::RoundCap));
    link_->setZValue(2);
    addItem(link_);
    // By type only: what else may refuse is said where the link is held over a port.
    for (NodeItem* node : std::as_const(nodes_)) {
        for (PortItem* other : node->ports()) {
            if (other->look().input == port->look().input || node == &port->node()) continue;
            bool fits = false;
            for (const QChar letter : other->look().types)
                fits = fits || port->look().types.contains(letter);
            other->setOffer(fits ? PortItem::Offer::Fits : PortItem::Offer::Refuses);
        }
    }
    moveLink(place);
}

void PipelineScene::moveLink(const QPointF& place) {
    const PortItem* over = portAt(place);
    const QPointF end =
        over != nullptr && over->offer() == PortItem::Offer::Fits ? over->anchor() : place;
    const QPointF start = link_from_->anchor();
    link_->setPath(link_from_->look().input ? edgePath(end, start) : edgePath(start, end));
    QString why;
    if (over != nullptr && over->look().input != link_from_->look().input) {
        const auto [from, to] = link_from_->look().input
                                    ? std::pair(over->ref(), link_from_->ref())
                                    : std::pair(link_from_->ref(), over->ref());
        if (auto refusal = edits::canConnect(parts_.pipeline.document(), parts_.catalog, from, to))
            why = edits::textOf(*refusal);
    }
    Q_EMIT linkHeld(why);
}

void PipelineScene::endLink(const QPointF& place) {
    const engine::PortRef start = link_from_->ref();
    const bool from_input = link_from_->look().input;
    const NodeItem* card = cardAt(place);
    const PortItem* over = portAt(place);
    const bool at_start = over == link_from_ || card == &link_from_->node();
    if (over == nullptr && card != nullptr) {  // anywhere on a card means its first port that fits
        for (const PortItem* port : card->ports()) {
            if (over == nullptr && port->offer() == PortItem::Offer::Fits) over = port;
        }
    }
    const engine::PortRef end = over != nullptr ? over->ref() : engine::PortRef{};
    const bool crosses = over != nullptr && over->look().input != from_input;
    stopLink();
    if (crosses) {
        Q_EMIT linkAsked(from_input ? end : start, from_input ? start : end);
    } else if (over == nullptr && card == nullptr && !at_start && !onCollapsed(place)) {
        Q_EMIT linkDropped(start, from_input, place);
    }
}

void PipelineScene::stopLink() {
    if (link_ == nullptr) return;
    delete std::exchange(link_, nullptr);
    link_from_ = nullptr;
    for (NodeItem* node : std::as_const(nodes_)) {
        for (PortItem* port : node->ports()) port->setOffer(PortItem::Offer::None);
    }
    Q_EMIT linkHeld({});
}

}  // namespace widgets
