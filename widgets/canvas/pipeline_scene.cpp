#include "widgets/canvas/pipeline_scene.h"

#include <QGraphicsSceneMouseEvent>
#include <QPainter>
#include <utility>

#include "widgets/canvas/group_item.h"
#include "widgets/canvas/note_item.h"
#include "widgets/document/edits.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/words.h"

namespace widgets {

using namespace canvas;

// Below the last card, so that it can be scrolled clear of what floats in the corners.
constexpr double kRoomBelow = 112;

// Of a node, note or group; "" for an edge.
static QString idOf(const QGraphicsItem* item) {
    switch (item->type()) {
        case NodeItem::Type:
            return static_cast<const NodeItem*>(item)->id();
        case NoteItem::Type:
            return static_cast<const NoteItem*>(item)->id();
        case GroupItem::Type:
            return static_cast<const GroupItem*>(item)->id();
        default:
            return {};
    }
}

PipelineScene::PipelineScene(const Parts& parts, Selection& selection, QObject* parent)
    : QGraphicsScene(parent),
      parts_(parts),
      selection_(selection),
      style_(parts.theme),
      states_(parts) {
    connect(&parts_.pipeline, &PipelineModel::loaded, this, [this] { places_.clear(); });
    connect(&parts_.pipeline, &PipelineModel::changed, this, &PipelineScene::sync);
    connect(&parts_.theme, &Theme::changed, this, &PipelineScene::restyle);
    connect(&states_, &JobStates::changed, this, &PipelineScene::syncLive);
    connect(this, &QGraphicsScene::selectionChanged, this, &PipelineScene::selectionToModel);
    connect(&selection_, &Selection::changed, this, &PipelineScene::selectionFromModel);
    sync();
}

PipelineScene::~PipelineScene() {
    // Items report when they go; by then nobody is to hear it.
    disconnect(this, nullptr, this, nullptr);
    syncing_ = true;
    clear();
}

void PipelineScene::sync() {
    stopLink();  // its port may be gone
    last_ = {};
    const bool was = std::exchange(syncing_, true);
    hovered_edge_ = nullptr;
    syncNodes();
    syncPlaces();
    syncEdges();
    syncNotes();
    syncGroups();
    syncing_ = was;
    setSceneRect(contents().adjusted(0, 0, 0, kRoomBelow));
    takeSelection(true);
    emphasise();
}

void PipelineScene::syncNodes() {
    const QList<NodeLook> looks =
        looksOf(parts_.pipeline.document(), parts_.catalog, parts_.pipeline.problems());
    QSet<QString> there;
    for (const NodeLook& look : looks) {
        there.insert(look.id);
        if (NodeItem* item = nodes_.value(look.id)) {
            last_.redrawn += item->set(look) ? 1 : 0;
            continue;
        }
        auto* item = new NodeItem(style_, look, [this](const QString& id) {
            layEdges(id);
            if (syncing_) return;
            moved_.insert(id);
            layGroups();
        });
        item->setLive(states_.of(look.id));
        addItem(item);
        nodes_.insert(look.id, item);
        ++last_.made;
    }
    for (auto it = nodes_.begin(); it != nodes_.end();) {
        if (there.contains(it.key())) {
            ++it;
            continue;
        }
        delete *it;
        it = nodes_.erase(it);
        ++last_.removed;
    }
}

void PipelineScene::findMissingPlaces() {
    engine::Document placed = parts_.pipeline.document();
    edits::autoLayout(placed, parts_.catalog);
    places_.clear();
    for (const engine::Node& node : placed.nodes) {
        const edits::Position at = edits::positionOf(placed, node.id);
        places_.insert(fromUtf8(node.id), {at.x, at.y});
    }
}

QPoint PipelineScene::placeOf(const QString& node) const {
    const engine::Document& document = parts_.pipeline.document();
    const std::string id = node.toStdString();
    if (!document.canvas.contains(id)) return places_.value(node);
    const edits::Position at = edits::positionOf(document, id);
    return {at.x, at.y};
}

void PipelineScene::syncPlaces() {
    const engine::Json& canvas = parts_.pipeline.document().canvas;
    for (auto it = nodes_.cbegin(); it != nodes_.cend(); ++it) {
        if (!canvas.contains(it.key().toStdString()) && !places_.contains(it.key())) {
            findMissingPlaces();
            break;
        }
    }
    for (auto it = nodes_.cbegin(); it != nodes_.cend(); ++it) {
        const QPointF place = placeOf(it.key());
        if ((*it)->pos() == place) continue;
        (*it)->setPos(place);
        ++last_.moved;
    }
    moved_.clear();
}

void PipelineScene::syncEdges() {
    QSet<QString> there;
    for (const engine::Edge& edge : parts_.pipeline.document().edges) {
        const QString key = edgeKey(edge.from, edge.to);
        NodeItem* from = nodes_.value(fromUtf8(edge.from.node));
        NodeItem* to = nodes_.value(fromUtf8(edge.to.node));
        if (from == nullptr || to == nullptr) continue;  // a fault that check() names
        const PortItem* output = from->port(fromUtf8(edge.from.port), false);
        if (output == nullptr || to->port(fromUtf8(edge.to.port), true) == nullptr) continue;
        there.insert(key);
        if (edges_.contains(key)) continue;
        auto* item =
            new EdgeItem(style_, edge.from, edge.to, output->look().types.front().toLatin1());
        addItem(item);
        edges_.insert(key, item);
        edges_of_[from->id()] << item;
        edges_of_[to->id()] << item;
        ++last_.made;
        layEdges(from->id());
    }
    for (auto it = edges_.begin(); it != edges_.end();) {
        if (there.contains(it.key())) {
            ++it;
            continue;
        }
        edges_of_[fromUtf8((*it)->from().node)].removeAll(*it);
        edges_of_[fromUtf8((*it)->to().node)].removeAll(*it);
        delete *it;
        it = edges_.erase(it);
        ++last_.removed;
    }
}

void PipelineScene::layEdges(const QString& node) {
    for (EdgeItem* edge : edges_of_.value(node)) {
        const NodeItem* from = nodes_.value(fromUtf8(edge->from().node));
        const NodeItem* to = nodes_.value(fromUtf8(edge->to().node));
        if (from == nullptr || to == nullptr) continue;  // about to go
        const PortItem* output = from->port(fromUtf8(edge->from().port), false);
        const PortItem* input = to->port(fromUtf8(edge->to().port), true);
        if (output == nullptr || input == nullptr) continue;
        // Of a collapsed group's nodes only what comes in from outside, or goes there, is seen.
        const GroupItem* giver = inside_.value(from->id());
        const GroupItem* taker = inside_.value(to->id());
        edge->setVisible(giver == nullptr || giver != taker);
        edge->lay(giver != nullptr ? giver->anchor(false) : output->anchor(),
                  taker != nullptr ? taker->anchor(true) : input->anchor());
    }
}

void PipelineScene::syncLive(const QSet<QString>& nodes) {
    if (nodes.isEmpty()) {
        for (NodeItem* item : std::as_const(nodes_)) item->setLive(states_.of(item->id()));
        return layGroups();
    }
    for (const QString& id : nodes) {
        if (NodeItem* item = nodes_.value(id)) item->setLive(states_.of(id));
    }
    layGroups();
}

void PipelineScene::restyle() {
    style_.renew();
    sync();  // the language may be another
    for (NodeItem* item : std::as_const(nodes_)) item->restyle();
    for (NoteItem* item : std::as_const(notes_)) item->restyle();
    for (GroupItem* item : std::as_const(groups_)) item->restyle();
    update();
}

QRectF PipelineScene::cards() const {
    QRectF out;
    for (const NodeItem* item : nodes_) out |= QRectF(item->pos(), QSizeF(kCardWidth, kCardHeight));
    for (const NoteItem* item : notes_) out |= QRectF(item->pos(), item->size());
    return out;
}

QRectF PipelineScene::contents() const {
    const QRectF out(0, 0, (kLanes - 1) * kLanePitch + kCardWidth, kCardHeight);
    return (out | cards())
        .adjusted(-2 * kLaneMargin, -2 * kLaneMargin, 2 * kLaneMargin, 4 * kLaneMargin);
}

void PipelineScene::drawBackground(QPainter* painter, const QRectF& rect) {
    const Tokens& tokens = parts_.theme.tokens();
    painter->fillRect(rect, tokens.window);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(tokens.raised, tokens.window, 0.7));
    for (int lane = 0; lane < kLanes; ++lane)
        painter->drawRect(
            QRectF(lane * kLanePitch - kLaneMargin, rect.top(), kLaneWidth, rect.height()));
}

void PipelineScene::selectionToModel() { takeSelection(false); }

// A card in a collapsed group cannot be marked as selected: an edit, which selects nothing anew,
// leaves it selected.
void PipelineScene::takeSelection(bool keep_hidden) {
    if (syncing_ || selecting_) return;
    QSet<QString> now;
    for (const QGraphicsItem* item : selectedItems()) {
        if (const QString id = idOf(item); !id.isEmpty()) now.insert(id);
    }
    QStringList ids;  // the newest last: it is the current one
    for (const QString& id : selection_.nodes()) {
        if (now.remove(id) || (keep_hidden && inside_.contains(id))) ids << id;
    }
    QStringList added(now.cbegin(), now.cend());
    added.sort();
    selecting_ = true;
    selection_.set(ids + added);
    selecting_ = false;
    emphasise();
}

void PipelineScene::selectionFromModel() {
    if (selecting_) return;
    selecting_ = true;
    clearSelection();
    for (const QString& id : selection_.nodes()) {
        if (QGraphicsItem* item = itemOf(id)) item->setSelected(true);
    }
    selecting_ = false;
    emphasise();
}

void PipelineScene::selectNodesOnly() {
    for (EdgeItem* edge : std::as_const(edges_)) edge->setSelected(false);
    for (GroupItem* group : std::as_const(groups_)) {
        if (!group->look().collapsed) group->setSelected(false);
    }
}

QList<std::pair<engine::PortRef, engine::PortRef>> PipelineScene::selectedEdges() const {
    QList<std::pair<engine::PortRef, engine::PortRef>> out;
    for (const EdgeItem* edge : edges_) {
        if (edge->isSelected()) out.push_back({edge->from(), edge->to()});
    }
    return out;
}

}  // namespace widgets
