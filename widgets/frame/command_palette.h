// Every command of the window in one list, found by typing.
#pragma once

#include <QFrame>
#include <QStringList>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace widgets {

class Actions;
class Theme;

class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(Actions& actions, const Theme& theme, QWidget* window);

    void open();                // over the window, with an empty search
    QStringList shown() const;  // ids of the commands, best first
    QLineEdit* line() { return line_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void trigger(QTreeWidgetItem* item);
    void step(int by);

    Actions& actions_;
    const Theme& theme_;
    QLineEdit* line_;
    QTreeWidget* list_;
};

}  // namespace widgets
