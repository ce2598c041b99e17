// Every command of the window, by name: menus, tool bar, command palette and the table of keys all
// read this one list.
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

namespace widgets {

class Theme;

class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(const Theme& theme, QWidget* window);

    /// By id: "file.open", "run.start". Aborts in debug builds for an unknown id.
    QAction* operator[](const QString& id) const;
    struct Entry {
        QString id;
        QString menu;  // "file": which menu it stands in, in this order
        QAction* action;
    };
    const QList<Entry>& all() const { return entries_; }
    void retranslate();
    void redraw();  // icons in the theme's colours

private:
    const Theme& theme_;
    QList<Entry> entries_;
    QHash<QString, QAction*> by_id_;
};

/// "&Open..." -> "Open...", "打开(&O)..." -> "打开..."
QString withoutMnemonic(const QString& text);

/// Menus in their order: id and translated title.
QList<std::pair<QString, QString>> menuTitles();

}  // namespace widgets
