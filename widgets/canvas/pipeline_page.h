// The pipeline page: the canvas and what belongs to it.
#pragma once

#include <QWidget>

#include "widgets/canvas/selection.h"
#include "widgets/frame/shell.h"

class QLabel;
class QPushButton;

namespace widgets {

class Actions;
class CanvasActs;
class MiniMap;
class PipelineView;
class ProblemStrip;
class ZoomTools;

class PipelinePage : public QWidget {
    Q_OBJECT
public:
    PipelinePage(const Shell& shell, Actions& actions, QWidget* parent = nullptr);
    Selection& selection() { return selection_; }
    PipelineView& view() { return *view_; }
    CanvasActs& acts() { return *acts_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectActions(Actions& actions);
    void connectZoom(Actions& actions);
    void buildEmpty();
    void showEmpty();
    void retranslate();
    void place();  // what floats over the canvas

    Shell shell_;
    Selection selection_;
    PipelineView* view_;
    CanvasActs* acts_;
    ProblemStrip* problems_;
    ZoomTools* zoom_;
    MiniMap* map_;
    QWidget* empty_ = nullptr;
    QLabel* empty_text_ = nullptr;
    QPushButton* empty_add_ = nullptr;
    QPushButton* empty_template_ = nullptr;
};

}  // namespace widgets
