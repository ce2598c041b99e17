// The pipeline as a tree, for the keyboard and for screen readers, with every act of the canvas.
#pragma once

#include <QSet>
#include <QWidget>

#include "widgets/canvas/selection.h"
#include "widgets/frame/shell.h"

class QLabel;
class QMenu;
class QTreeView;

namespace widgets {

class JobStates;
class OutlineModel;

class Outline : public QWidget {
    Q_OBJECT
public:
    Outline(const Shell& shell, Selection& selection, const JobStates& states,
            QWidget* parent = nullptr);

    QTreeView& view() { return *view_; }
    OutlineModel& model() { return *model_; }

Q_SIGNALS:
    void helpAsked(const QString& kind);
    void openAsked(const QString& id);  // words of a note, cards of a group

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void toView();    // the shared selection is shown
    void fromView();  // it becomes what is selected here
    void onReset();
    bool onKey(int key);
    void enter(const QModelIndex& at);
    void menu(const QPoint& at);
    void groupActs(QMenu& menu);
    void remove();
    void duplicate();
    void connectTo();
    void addTwin();
    QString armHere() const;
    void retranslate();

    Shell shell_;
    Selection& selection_;
    QTreeView* view_;
    QLabel* empty_;
    OutlineModel* model_;
    QSet<QString> folded_;  // groups, by title and arm
    bool syncing_ = false;
};

}  // namespace widgets
