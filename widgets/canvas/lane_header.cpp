#include "widgets/canvas/lane_header.h"

#include <QGraphicsView>
#include <QPainter>

#include "engine/spec/catalog.h"
#include "widgets/canvas/canvas_style.h"
#include "widgets/look/words.h"

namespace widgets {

LaneHeader::LaneHeader(const Theme& theme, const QGraphicsView& view, QWidget* parent)
    : QWidget(parent), theme_(theme), view_(view) {
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LaneHeader::paintEvent(QPaintEvent* event) {
    static_cast<void>(event);
    using namespace canvas;
    const Tokens& tokens = theme_.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.window);
    painter.setPen(tokens.grid);
    painter.drawLine(0, height() - 1, width(), height() - 1);
    QFont font = theme_.font(TextSize::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tokens.text2);
    const QFontMetrics metrics(font);
    for (int lane = 0; lane < kLanes; ++lane) {
        const double left = lane * kLanePitch - kLaneMargin;
        const int x = view_.mapFromScene(left, 0).x();
        const int right = view_.mapFromScene(left + kLaneWidth, 0).x();
        const QRect box(x + 4, 0, right - x - 8, height() - 1);
        const QString title = engineText(engine::title_of(static_cast<engine::Lane>(lane)));
        painter.drawText(box, Qt::AlignCenter,
                         metrics.elidedText(title, Qt::ElideRight, box.width()));
    }
}

}  // namespace widgets
