// Where the docks lie: as they were at the end, as they are at first, and under names that the
// user gave. The docks belong to one page; on the others they are hidden, not closed.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>

class QDockWidget;
class QMainWindow;
class QSettings;

namespace widgets {

class Layouts : public QObject {
    Q_OBJECT
public:
    /// Takes the docks as they lie now for the first layout.
    Layouts(QMainWindow& window, QSettings& settings, QList<QDockWidget*> docks);

    /// Shows the docks that are not closed, or none. While they are shown, what the user closes
    /// stays closed.
    void show(bool shown);
    void restoreLast();  // of the settings
    void keepLast();
    void reset();

    QStringList names() const;
    void save(const QString& name);
    void apply(const QString& name);
    void remove(const QString& name);

private:
    struct Layout {
        QByteArray state;
        QStringList closed;
    };
    Layout now();
    void set(const Layout& layout);
    void noteClosed();

    QMainWindow& window_;
    QSettings& settings_;
    QList<QDockWidget*> docks_;
    QStringList closed_;
    bool shown_ = false;
    QByteArray first_;
};

}  // namespace widgets
