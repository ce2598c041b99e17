// Help: what each page is for, what each kind of node takes, gives and offers (out of the catalog),
// and every key.
#pragma once

#include <QDialog>

#include "engine/spec/catalog.h"
#include "widgets/frame/shell.h"

class QTextBrowser;
class QTreeWidget;

namespace widgets {

class Actions;
class Theme;

class HelpDialog : public QDialog {
    Q_OBJECT
public:
    HelpDialog(const engine::Catalog& catalog, Actions& actions, const Theme& theme,
               QWidget* parent);

    /// @param topic  id of a node kind, or of a page or dialog as topicOf() has it
    void showTopic(const QString& topic);
    void showKeys();
    static QString topicOf(Page page);
    static QString topicOf(const QWidget& dialog);  // "" for none of ours
    QString text() const;                           // as shown, without marks

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void showTopicItem(const QString& topic);
    void showCurrent();
    QString kindText(const engine::NodeKind& kind) const;

    const engine::Catalog& catalog_;
    Actions& actions_;
    const Theme& theme_;
    QTreeWidget* topics_;
    QTextBrowser* text_;
};

}  // namespace widgets
