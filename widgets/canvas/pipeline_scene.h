// The open document as cards and edges. Items hold ids only; after each change of the document the
// scene is brought in line by what differs.
#pragma once

#include <QGraphicsScene>
#include <QHash>
#include <QPoint>
#include <QSet>

#include "widgets/canvas/canvas_style.h"
#include "widgets/canvas/edge_item.h"
#include "widgets/canvas/job_states.h"
#include "widgets/canvas/node_item.h"
#include "widgets/canvas/selection.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/frame/shell.h"

namespace widgets {

class GroupItem;
class NoteItem;
struct GroupLook;

class PipelineScene : public QGraphicsScene {
    Q_OBJECT
public:
    PipelineScene(const Parts& parts, Selection& selection, QObject* parent = nullptr);
    ~PipelineScene() override;

    NodeItem* node(const QString& id) const { return nodes_.value(id); }  // null when not there
    QList<NodeItem*> nodes() const { return nodes_.values(); }
    EdgeItem* edge(const QString& key) const { return edges_.value(key); }
    QList<EdgeItem*> edges() const { return edges_.values(); }
    NoteItem* note(const QString& id) const { return notes_.value(id); }
    GroupItem* group(const QString& id) const { return groups_.value(id); }
    /// What stands for a node, note or group: of a node in a collapsed group the group's card.
    QGraphicsItem* itemOf(const QString& id) const;
    QStringList blocks() const;            // ids of the nodes, notes and groups that are shown
    QList<QRectF> collapsedCards() const;  // of the collapsed groups
    const CanvasStyle& style() const { return style_; }
    const JobStates& states() const { return states_; }  // outline and properties show them too
    QRectF cards() const;                                // all of them
    QRectF contents() const;                             // all cards and the six lanes beside them

    /// What the newest change of the document cost.
    struct Sync {
        int made = 0, removed = 0, redrawn = 0, moved = 0;
    };
    const Sync& lastSync() const { return last_; }

    /// Edges that are selected, as the document names them.
    QList<std::pair<engine::PortRef, engine::PortRef>> selectedEdges() const;
    void selectNodesOnly();  // gives up selected edges and open groups
    void restyle();          // theme or language changed
    /// Where the nodes are that the document gives no place (files written by hand).
    QPoint placeOf(const QString& node) const;

Q_SIGNALS:
    /// A link was drawn from a port to a place without one.
    void linkDropped(const engine::PortRef& port, bool from_input, const QPointF& scene_place);
    /// A link was drawn from an output to an input; whether it may be is still to be said.
    void linkAsked(const engine::PortRef& from, const engine::PortRef& to);
    /// A link is held over something; why it may not end there, "" when it may.
    void linkHeld(const QString& why);
    void doubleClicked(const QString& id);  // a node, note or group
    void emptyDoubleClicked(const QPointF& place);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseDoubleClickEvent(QGraphicsSceneMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void sync();
    void syncNodes();
    void syncPlaces();
    void syncEdges();
    void syncNotes();
    void syncGroups();
    void layGroups();
    GroupLook groupLook(const edits::NodeGroup& group) const;
    void moveMembers(const QString& group, const QPointF& by);
    void resizeNote(const QString& id, const QSize& size);
    void syncLive(const QSet<QString>& nodes);
    void layEdges(const QString& node);
    void findMissingPlaces();
    void selectionToModel();
    void takeSelection(bool keep_hidden);
    void selectionFromModel();
    void commitMoves();
    void emphasise();
    PortItem* portAt(const QPointF& place) const;
    NodeItem* cardAt(const QPointF& place) const;
    bool onCollapsed(const QPointF& place) const;  // a collapsed group's card
    void beginLink(PortItem* port, const QPointF& place);
    void moveLink(const QPointF& place);
    void endLink(const QPointF& place);
    void stopLink();

    Parts parts_;
    Selection& selection_;
    CanvasStyle style_;
    JobStates states_;
    QHash<QString, NodeItem*> nodes_;
    QHash<QString, EdgeItem*> edges_;
    QHash<QString, QList<EdgeItem*>> edges_of_;  // by node
    QHash<QString, NoteItem*> notes_;
    QHash<QString, GroupItem*> groups_;
    QHash<QString, GroupItem*> inside_;  // by node: the collapsed group that it is in
    std::vector<edits::NodeGroup> groups_of_document_;
    QHash<QString, QPoint> places_;  // of nodes that the document gives none
    Sync last_;
    bool syncing_ = false;
    bool selecting_ = false;
    bool moving_group_ = false;
    QSet<QString> moved_;  // by the pointer, not yet in the document
    PortItem* link_from_ = nullptr;
    QGraphicsPathItem* link_ = nullptr;
    QString hovered_;  // node
    EdgeItem* hovered_edge_ = nullptr;
};

}  // namespace widgets
