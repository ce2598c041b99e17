// What is done with notes and groups of the canvas.
#include <QInputDialog>
#include <QMenu>
#include <cmath>

#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/words.h"

namespace widgets {

using engine::Document;

void CanvasActs::open(const QString& id) {
    if (edits::isNote(id.toStdString())) return editNote(id);
    const auto group = edits::groupOf(shell_.pipeline.document(), id.toStdString());
    if (group) return setCollapsed(id, !group->collapsed);
    Q_EMIT selection_.editAsked();
}

void CanvasActs::addNote() {
    const auto onGrid = [](double value) {
        return static_cast<int>(std::lround(value / canvas::kSnap)) * canvas::kSnap;
    };
    edits::Note note;
    note.x = onGrid(view_.middle().x() - note.width / 2.0);
    note.y = onGrid(view_.middle().y() - note.height / 2.0);
    std::string id;
    shell_.pipeline.edit(tr("Add a note"),
                         [&](Document& document) { id = edits::setNote(document, note); });
    selection_.set({fromUtf8(id)});
    editNote(fromUtf8(id));
}

void CanvasActs::editNote(const QString& id) {
    const auto note = edits::noteOf(shell_.pipeline.document(), id.toStdString());
    if (!note) return;
    auto* dialog = new QInputDialog(&view_);
    dialog->setObjectName(QStringLiteral("note"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Note"));
    dialog->setLabelText(tr("Words of the note (Markdown)"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(fromUtf8(note->text));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString& text) {
        shell_.pipeline.edit(tr("Edit a note"), [&](Document& document) {
            edits::setText(document, id.toStdString(), text.toStdString());
        });
    });
    dialog->open();
}

void CanvasActs::group() {
    edits::Ids nodes;
    for (const std::string& id : chosen()) {
        if (shell_.pipeline.document().node(id) != nullptr) nodes.push_back(id);
    }
    if (nodes.empty()) return say(tr("Select the nodes that belong together first."));
    std::string id;
    shell_.pipeline.edit(tr("Group"), [&](Document& document) {
        id = edits::addGroup(document, tr("Group").toStdString(), nodes);
    });
    selection_.set({fromUtf8(id)});
    renameGroup(fromUtf8(id));
}

void CanvasActs::ungroup() {
    QStringList rest;
    edits::Ids groups;
    for (const std::string& id : chosen()) {
        if (edits::isGroup(id)) {
            groups.push_back(id);
        } else {
            rest << fromUtf8(id);
        }
    }
    if (groups.empty()) return say(tr("Select a group first."));
    shell_.pipeline.edit(tr("Ungroup"), [&](Document& document) {
        for (const std::string& id : groups) edits::ungroup(document, id);
    });
    selection_.set(rest);
}

void CanvasActs::setCollapsed(const QString& group, bool collapsed) {
    shell_.pipeline.edit(
        collapsed ? tr("Collapse a group") : tr("Expand a group"),
        [&](Document& document) { edits::setCollapsed(document, group.toStdString(), collapsed); });
}

void CanvasActs::renameGroup(const QString& id) {
    const auto group = edits::groupOf(shell_.pipeline.document(), id.toStdString());
    if (!group) return;
    auto* dialog = new QInputDialog(&view_);
    dialog->setObjectName(QStringLiteral("group"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Group"));
    dialog->setLabelText(tr("Title of the group"));
    dialog->setTextValue(fromUtf8(group->title));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id](const QString& title) {
        if (title.trimmed().isEmpty()) return;
        shell_.pipeline.edit(tr("Rename"), [&](Document& document) {
            edits::setTitle(document, id.toStdString(), title.trimmed().toStdString());
        });
    });
    dialog->open();
}

void CanvasActs::groupMenu(QMenu& menu, const QString& id) {
    const auto group = edits::groupOf(shell_.pipeline.document(), id.toStdString());
    if (!group) return;
    const bool collapsed = group->collapsed;
    connect(menu.addAction(collapsed ? tr("Expand") : tr("Collapse")), &QAction::triggered, this,
            [this, id, collapsed] { setCollapsed(id, !collapsed); });
    connect(menu.addAction(tr("Rename...")), &QAction::triggered, this,
            [this, id] { renameGroup(id); });
    connect(menu.addAction(tr("Ungroup")), &QAction::triggered, this, [this] { ungroup(); });
}

}  // namespace widgets
