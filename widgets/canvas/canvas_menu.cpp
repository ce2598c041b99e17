// The menu of the canvas, and its acts that tell something rather than change it.
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

#include "engine/plan/mermaid.h"
#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"

namespace widgets {

void CanvasActs::copyMermaid() {
    QGuiApplication::clipboard()->setText(
        fromUtf8(engine::mermaid(shell_.pipeline.document(), shell_.catalog)));
    say(tr("The pipeline is on the clipboard as Mermaid text."));
}

void CanvasActs::copyCommand() {
    if (shell_.pipeline.file().isEmpty() || shell_.pipeline.isModified())
        return say(tr("Save the pipeline first; the command runs the file."));
    QString file = shell_.pipeline.file();
    file.replace(QLatin1String("'"), QLatin1String("'\\''"));
    QGuiApplication::clipboard()->setText(QStringLiteral("warmstart-cli run '%1'").arg(file));
    say(tr("The command is on the clipboard."));
}

void CanvasActs::explain(const QString& node) {
    if (const NodeItem* item = view_.canvas().node(node)) say(item->why());
}

void CanvasActs::help(const QString& node) {
    const engine::Node* found = shell_.pipeline.document().node(node.toStdString());
    const engine::NodeKind* kind = found == nullptr ? nullptr : shell_.catalog.find(found->kind);
    if (kind != nullptr)
        say(engineText(kind->title) + QStringLiteral(": ") + engineText(kind->help));
}

void CanvasActs::menu(const QPoint& global) {
    auto* menu = new QMenu(&view_);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString node = selection_.current();
    const auto item = [&](const QString& title, auto act) {
        return connect(menu->addAction(title), &QAction::triggered, this, act);
    };
    if (node.isEmpty()) {
        item(tr("Add a node..."), [this] { askAdd(); });
        item(tr("Add a note"), [this] { addNote(); });
        item(tr("Paste"), [this] { paste(false); });
        if (!view_.canvas().selectedEdges().isEmpty()) item(tr("Delete"), [this] { remove(); });
        menu->addSeparator();
        item(tr("Arrange automatically"), [this] { arrange(); });
    } else if (edits::isNote(node.toStdString())) {
        item(tr("Edit the note..."), [this, node] { editNote(node); });
    } else if (edits::isGroup(node.toStdString())) {
        groupMenu(*menu, node);
    } else {
        item(tr("Run to here"), [this, node] { Q_EMIT partAsked(node, {}); });
        item(tr("Run from here"), [this, node] { Q_EMIT partAsked({}, node); });
        menu->addSeparator();
        item(tr("Rename..."), [this] { rename(); });
        item(tr("Add the twin without transfer"), [this] { twin(); });
        item(tr("Why this status"), [this, node] { explain(node); });
        item(tr("Help"), [this, node] { help(node); });
        item(tr("Group"), [this] { group(); });
    }
    if (!node.isEmpty()) {
        menu->addSeparator();
        item(tr("Copy"), [this] { copy(); });
        item(tr("Duplicate"), [this] { duplicate(); });
        item(tr("Delete"), [this] { remove(); });
    }
    menu->addSeparator();
    item(tr("Copy as Mermaid"), [this] { copyMermaid(); });
    menu->popup(global);
}

}  // namespace widgets
