// Every command of the window, by name: menus, tool bar, command palette and the table of keys all
// read this one list.
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

class QSettings;

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

    /// Keys that the user changed, out of the settings.
    void readKeys(const QSettings& settings);
    /// The other command that has these keys; "" when none has.
    QString ownerOf(const QKeySequence& keys, const QString& but = {}) const;
    /// Gives a command these keys alone and remembers them; nothing happens when another command
    /// has them. Empty: none.
    void setKeys(const QString& id, const QKeySequence& keys, QSettings& settings);
    /// As the program ships them.
    void resetKeys(const QString& id, QSettings& settings);

    void retranslate();
    void redraw();  // icons in the theme's colours

private:
    /// Those that it is shipped with and no other command has.
    QList<QKeySequence> freeKeys(const QString& id) const;

    const Theme& theme_;
    QList<Entry> entries_;
    QHash<QString, QAction*> by_id_;
    QHash<QString, QList<QKeySequence>> shipped_;
};

/// "&Open..." -> "Open...", "打开(&O)..." -> "打开..."
QString withoutMnemonic(const QString& text);

/// Menus in their order: id and translated title.
QList<std::pair<QString, QString>> menuTitles();

}  // namespace widgets
