// Every kind of node, by lane: Enter or a double click adds one, and one can be dragged to its
// place on the canvas.
#pragma once

#include <QTreeWidget>

#include "engine/spec/catalog.h"
#include "widgets/look/theme.h"

namespace widgets {

class NodePalette : public QTreeWidget {
    Q_OBJECT
public:
    /// What a dragged kind is carried as: its id in UTF-8.
    static constexpr const char* kMime = "application/x-warmstart-node-kind";

    NodePalette(const Theme& theme, const engine::Catalog& catalog, QWidget* parent = nullptr);
    QTreeWidgetItem* item(const QString& kind) const;  // null when there is none

Q_SIGNALS:
    /// @param connect  the new node is wired to the selected one too (Ctrl+Enter)
    void addAsked(const QString& kind, bool connect);
    void helpAsked(const QString& kind);

protected:
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill();
    QString kindOf(const QTreeWidgetItem* item) const;  // "" for a lane

    const Theme& theme_;
    const engine::Catalog& catalog_;
};

}  // namespace widgets
