// What can be done on the canvas: each act is one undoable step through widgets/document/edits.
#pragma once

#include <QObject>
#include <QPointF>
#include <optional>

#include "engine/spec/document.h"
#include "widgets/canvas/selection.h"
#include "widgets/frame/shell.h"

namespace widgets {

class AddSearch;
class PipelineView;

namespace edits {
struct Refusal;
}

class CanvasActs : public QObject {
    Q_OBJECT
public:
    CanvasActs(const Shell& shell, Selection& selection, PipelineView& view);

    /// Opens the search that adds a node in the middle of what is seen.
    void askAdd();
    /// Adds a node in its lane, as near to `place` (scene) as there is room. -> its id
    QString add(const QString& kind, const QPointF& place);
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
    void copyMermaid();
    void copyCommand();
    void explain(const QString& node);  // why its state is what it is
    void help(const QString& node);
    void menu(const QPoint& global);

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
    void say(const QString& text);

    Shell shell_;
    Selection& selection_;
    PipelineView& view_;
    AddSearch* search_;
    QPointF add_at_;
    std::optional<Link> link_;  // the new node is to take or give this
};

}  // namespace widgets
