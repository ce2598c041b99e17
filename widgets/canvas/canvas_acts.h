// What can be done on the canvas: each act is one undoable step through widgets/document/edits.
#pragma once

#include <QObject>
#include <QPointF>
#include <optional>

#include "engine/spec/document.h"
#include "widgets/canvas/selection.h"
#include "widgets/document/edits.h"
#include "widgets/frame/shell.h"

class QMenu;

namespace widgets {

class AddSearch;
class PipelineView;

class CanvasActs : public QObject {
    Q_OBJECT
public:
    CanvasActs(const Shell& shell, Selection& selection, PipelineView& view);

    /// Opens the search that adds a node in the middle of what is seen.
    void askAdd();
    /// Adds a node in its lane, as near to `place` (scene) as there is room.
    void add(const QString& kind, const QPointF& place);
    /// As add(), in the middle of what is seen. @param connect  wired to the selected node too
    void addHere(const QString& kind, bool connect);
    /// Draws an edge, or says why not and offers what would help.
    void link(const engine::PortRef& from, const engine::PortRef& to);
    void askLinked(const engine::PortRef& port, bool from_input, const QPointF& place);
    void copy();
    void paste(bool with_incoming);
    void duplicate();
    void remove();
    void rename();
    void selectAll();
    void twin();
    void arrange();
    void addNote();  // in the middle of what is seen, and opens it
    void group();    // what is selected becomes one; its title is asked for
    void ungroup();
    void setCollapsed(const QString& group, bool collapsed);
    void open(const QString& id);  // properties of a node, words of a note, cards of a group
    void copyMermaid();
    void copyCommand();
    void explain(const QString& node);  // why its state is what it is
    void help(const QString& node);
    void menu(const QPoint& global);

Q_SIGNALS:
    /// What leads to a node, or what rests on it, is to be run; the other id is "".
    void partAsked(const QString& to, const QString& from);

private:
    struct Link {
        engine::PortRef port;
        bool from_input = false;
    };
    void refuse(const edits::Refusal& refusal, const engine::PortRef& from,
                const engine::PortRef& to);
    void onChosen(const QString& kind, bool connect);
    void connectNew(const std::string& node, const std::optional<Link>& link, bool connect,
                    engine::Document& document) const;
    void paste(const std::string& text, bool with_incoming);
    void editNote(const QString& id);
    void renameGroup(const QString& id);
    void groupMenu(QMenu& menu, const QString& id);
    edits::Ids chosen() const;  // what is selected, groups with their nodes
    void say(const QString& text);

    Shell shell_;
    Selection& selection_;
    PipelineView& view_;
    AddSearch* search_;
    QPointF add_at_;
    std::optional<Link> link_;  // the new node is to take or give this
};

}  // namespace widgets
