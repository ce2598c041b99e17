// Titles of the six lanes, above the canvas: they follow it sideways and stay when it is scrolled.
#pragma once

#include <QWidget>

#include "widgets/look/theme.h"

class QGraphicsView;

namespace widgets {

class LaneHeader : public QWidget {
    Q_OBJECT
public:
    LaneHeader(const Theme& theme, const QGraphicsView& view, QWidget* parent);
    static constexpr int kHeight = 28;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    const QGraphicsView& view_;
};

}  // namespace widgets
