#include "widgets/canvas/mini_map.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas/pipeline_view.h"

namespace widgets {

constexpr int kPace = 100;  // milliseconds

MiniMap::MiniMap(const Theme& theme, PipelineView& view)
    : QWidget(view.viewport()), theme_(theme), view_(view) {
    setObjectName(QStringLiteral("mini-map"));
    setFixedSize(160, 96);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_NoMousePropagation);
    hide();  // until there is something to follow
    timer_.setSingleShot(true);
    timer_.setInterval(kPace);
    connect(&timer_, &QTimer::timeout, this, &MiniMap::follow);
    const auto soon = [this] {
        if (!timer_.isActive()) timer_.start();
    };
    connect(&view.canvas(), &QGraphicsScene::changed, this, soon);
    connect(&view, &PipelineView::zoomed, this, soon);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QTransform MiniMap::toMap() const {
    const QRectF all = view_.canvas().contents();
    constexpr double kEdge = 4;
    const double scale =
        std::min((width() - 2 * kEdge) / all.width(), (height() - 2 * kEdge) / all.height());
    QTransform out;
    out.translate(width() / 2.0, height() / 2.0);
    out.scale(scale, scale);
    out.translate(-all.center().x(), -all.center().y());
    return out;
}

void MiniMap::paintEvent(QPaintEvent* event) {
    static_cast<void>(event);
    const Tokens& tokens = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens.border);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QTransform map = toMap();
    painter.setPen(Qt::NoPen);
    for (const NodeItem* item : view_.canvas().nodes()) {
        if (!item->isVisible()) continue;  // in a collapsed group
        const QRectF card(item->pos(), QSizeF(canvas::kCardWidth, canvas::kCardHeight));
        QColor color = mixed(lookOf(theme_, item->live().state).color, tokens.surface, 0.7);
        if (item->look().blocked) color = tokens.failed;
        if (item->isSelected()) color = tokens.accent;
        painter.setBrush(color);
        painter.drawRect(map.mapRect(card));
    }
    painter.setBrush(mixed(tokens.text2, tokens.surface, 0.7));
    for (const QRectF& card : view_.canvas().collapsedCards()) painter.drawRect(map.mapRect(card));
    const QRectF seen = map.mapRect(view_.mapToScene(view_.viewport()->rect()).boundingRect())
                            .intersected(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(seen);
}

// Where all is seen anyway, the map would only cover it.
void MiniMap::follow() {
    const QRectF seen = view_.mapToScene(view_.viewport()->rect()).boundingRect();
    setVisible(!view_.canvas().nodes().isEmpty() && !seen.contains(view_.canvas().cards()));
    setAccessibleName(tr("Map of the pipeline"));
    update();
}

void MiniMap::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) follow();
    QWidget::changeEvent(event);
}

void MiniMap::goTo(const QPointF& place) { view_.centerOn(toMap().inverted().map(place)); }

void MiniMap::mousePressEvent(QMouseEvent* event) { goTo(event->position()); }

void MiniMap::mouseMoveEvent(QMouseEvent* event) {
    if ((event->buttons() & Qt::LeftButton) != 0) goTo(event->position());
}

}  // namespace widgets
