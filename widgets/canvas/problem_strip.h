// One problem of the pipeline at a time, above the canvas: F8 goes to the next, the card that it
// concerns is selected and shown.
#pragma once

#include <QFrame>

#include "widgets/canvas/selection.h"
#include "widgets/frame/shell.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace widgets {

class PipelineView;

class ProblemStrip : public QFrame {
    Q_OBJECT
public:
    ProblemStrip(const Shell& shell, Selection& selection, PipelineView& view, QWidget* parent);
    void step(int by);  // 1: the next, -1: the previous
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void show(int index);
    void follow();
    void restyle();
    void fix();

    Shell shell_;
    Selection& selection_;
    PipelineView& view_;
    QLabel* icon_;
    QLabel* text_;
    QPushButton* fix_;
    QPushButton* waive_;
    QToolButton* close_;
    int at_ = -1;  // among the document's problems; < 0: not shown
};

}  // namespace widgets
