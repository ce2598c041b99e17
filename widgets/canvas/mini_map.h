// The whole pipeline, small: blocks in the colour of their state, and what is seen of it. Press or
// drag to go there.
#pragma once

#include <QTimer>
#include <QWidget>

#include "widgets/look/theme.h"

namespace widgets {

class PipelineView;

class MiniMap : public QWidget {
    Q_OBJECT
public:
    MiniMap(const Theme& theme, PipelineView& view);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QTransform toMap() const;  // scene to this widget
    void follow();
    void goTo(const QPointF& place);

    const Theme& theme_;
    PipelineView& view_;
    QTimer timer_;  // a job's news come thick, and so do places while it is moved: the map follows
                    // ten times a second
};

}  // namespace widgets
