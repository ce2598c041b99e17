// Notes and groups of the scene: brought in line with the document as cards and edges are.
#include <utility>

#include "widgets/canvas/group_item.h"
#include "widgets/canvas/note_item.h"
#include "widgets/canvas/pipeline_scene.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/words.h"

namespace widgets {

using namespace canvas;

void PipelineScene::syncNotes() {
    QSet<QString> there;
    for (const edits::Note& note : edits::notesOf(parts_.pipeline.document())) {
        const QString id = fromUtf8(note.id);
        there.insert(id);
        NoteItem* item = notes_.value(id);
        if (item == nullptr) {
            item = new NoteItem(
                style_, note,
                [this](const QString& moved) {
                    if (!syncing_) moved_.insert(moved);
                },
                [this](const QString& which, const QSize& size) { resizeNote(which, size); });
            addItem(item);
            notes_.insert(id, item);
            ++last_.made;
        } else {
            last_.redrawn += item->set(note) ? 1 : 0;
        }
        const QPointF place(note.x, note.y);
        if (item->pos() == place) continue;
        item->setPos(place);
        ++last_.moved;
    }
    for (auto it = notes_.begin(); it != notes_.end();) {
        if (there.contains(it.key())) {
            ++it;
            continue;
        }
        delete *it;
        it = notes_.erase(it);
        ++last_.removed;
    }
}

void PipelineScene::resizeNote(const QString& id, const QSize& size) {
    parts_.pipeline.edit(tr("Resize a note"), [&](engine::Document& document) {
        auto note = edits::noteOf(document, id.toStdString());
        if (!note) return;
        note->width = size.width();
        note->height = size.height();
        edits::setNote(document, *note);
    });
}

// Members of collapsed groups are hidden, and their edges end at the group's card.
void PipelineScene::syncGroups() {
    groups_of_document_ = edits::groupsOf(parts_.pipeline.document());
    QSet<QString> there;
    QHash<QString, GroupItem*> inside;
    for (const edits::NodeGroup& group : groups_of_document_) {
        const QString id = fromUtf8(group.id);
        there.insert(id);
        GroupItem*& item = groups_[id];
        if (item == nullptr) {
            item = new GroupItem(
                style_, groupLook(group),
                [this](const QString& moved, const QPointF& by) { moveMembers(moved, by); });
            addItem(item);
            ++last_.made;
        }
        if (!group.collapsed) continue;
        for (const std::string& node : group.nodes) inside.insert(fromUtf8(node), item);
    }
    for (auto it = groups_.begin(); it != groups_.end();) {
        if (there.contains(it.key())) {
            ++it;
            continue;
        }
        delete *it;
        it = groups_.erase(it);
        ++last_.removed;
    }
    layGroups();
    if (inside.isEmpty() && inside_.isEmpty()) return;
    inside_ = std::move(inside);
    for (NodeItem* node : std::as_const(nodes_)) node->setVisible(!inside_.contains(node->id()));
    for (const NodeItem* node : std::as_const(nodes_)) layEdges(node->id());
}

// What a group looks like follows from its cards: where they are, and how they fare.
GroupLook PipelineScene::groupLook(const edits::NodeGroup& group) const {
    GroupLook out;
    out.id = fromUtf8(group.id);
    out.title = group.title.empty() ? tr("Group") : fromUtf8(group.title);
    out.collapsed = group.collapsed;
    QRectF cards;
    for (const std::string& id : group.nodes) {
        const NodeItem* node = nodes_.value(fromUtf8(id));
        if (node == nullptr) continue;
        cards |= QRectF(node->pos(), QSizeF(kCardWidth, kCardHeight));
        out.state = worseState(out.state, node->live().state);
        out.faults += static_cast<int>(node->look().faults.size());
        ++out.nodes;
    }
    out.frame = GroupItem::frameAround(cards);
    return out;
}

void PipelineScene::layGroups() {
    if (moving_group_) return;  // when all its cards have moved
    for (const edits::NodeGroup& group : groups_of_document_) {
        GroupItem* item = groups_.value(fromUtf8(group.id));
        if (item != nullptr) item->set(groupLook(group));
    }
}

// Cards that are selected move by themselves.
void PipelineScene::moveMembers(const QString& group, const QPointF& by) {
    const bool was = std::exchange(moving_group_, true);
    for (const edits::NodeGroup& one : groups_of_document_) {
        if (fromUtf8(one.id) != group) continue;
        for (const std::string& id : one.nodes) {
            NodeItem* node = nodes_.value(fromUtf8(id));
            if (node != nullptr && !node->isSelected()) node->setPos(node->pos() + by);
        }
    }
    moving_group_ = was;
}

QGraphicsItem* PipelineScene::itemOf(const QString& id) const {
    if (GroupItem* group = inside_.value(id)) return group;
    if (NodeItem* node = nodes_.value(id)) return node;
    if (NoteItem* note = notes_.value(id)) return note;
    return groups_.value(id);
}

QStringList PipelineScene::blocks() const {
    QStringList out;
    for (const NodeItem* node : nodes_) {
        if (node->isVisible()) out << node->id();
    }
    return out + notes_.keys() + groups_.keys();
}

QList<QRectF> PipelineScene::collapsedCards() const {
    QList<QRectF> out;
    for (const GroupItem* group : groups_) {
        if (group->look().collapsed) out << group->shape().boundingRect().translated(group->pos());
    }
    return out;
}

}  // namespace widgets
