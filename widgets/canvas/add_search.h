// The search that adds a node: type some letters of a title or a help sentence, Enter adds.
#pragma once

#include <QFrame>
#include <QString>
#include <string>
#include <vector>

#include "engine/spec/catalog.h"
#include "widgets/look/theme.h"

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace widgets {

class AddSearch : public QFrame {
    Q_OBJECT
public:
    AddSearch(const Theme& theme, const engine::Catalog& catalog, QWidget* parent);

    /// All kinds, by lane; or those of `fitting`, best first, under the heading `why`.
    void offer(const std::vector<const engine::NodeKind*>& fitting, const QString& why);
    /// Opens beside a place of the screen with an empty search.
    void openAt(const QPoint& global);
    QStringList shown() const;  // ids, as listed

Q_SIGNALS:
    /// @param connect  the new node is wired to the selected one too (Ctrl+Enter)
    void chosen(const QString& kind, bool connect);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void choose(QTreeWidgetItem* item, bool connect);
    void step(int by);
    QTreeWidgetItem* heading(const QString& title);

    const Theme& theme_;
    const engine::Catalog& catalog_;
    QLineEdit* text_;
    QTreeWidget* list_;
    std::vector<const engine::NodeKind*> fitting_;
    QString why_;
};

}  // namespace widgets
