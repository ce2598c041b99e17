// - + fit and the scale, in a corner of the canvas.
#pragma once

#include <QFrame>

#include "widgets/look/theme.h"

class QToolButton;

namespace widgets {

class PipelineView;

class ZoomTools : public QFrame {
    Q_OBJECT
public:
    ZoomTools(const Theme& theme, PipelineView& view);

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    const Theme& theme_;
    PipelineView& view_;
    QToolButton* out_;
    QToolButton* in_;
    QToolButton* fit_;
    QToolButton* scale_;
};

}  // namespace widgets
