// The list of work in the background: what runs, what waits, and what may be done about it.
#pragma once

#include <QWidget>

#include "widgets/frame/shell.h"

class QAction;
class QLabel;
class QTreeView;

namespace widgets {

class TaskModel;

class TaskDock : public QWidget {
    Q_OBJECT
public:
    TaskDock(const Shell& shell, TaskModel& model, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildActions();
    void updateActs();  // what can be done to the current job, and why not
    void stopOrRemove();
    void fillMenu(const QPoint& at);
    void keepCurrent();
    void retranslate();
    int row() const;  // of the current job; -1: none

    Shell shell_;
    TaskModel& model_;
    QTreeView* view_;
    QLabel* empty_;
    QAction* begin_;
    QAction* stop_;
    QAction* hold_;
    QAction* first_;
    QString stopBlocked(int at) const;
    std::int64_t current_ =
        0;  // TaskModel::idOf, so that it stays chosen when the list is read again
};

}  // namespace widgets
