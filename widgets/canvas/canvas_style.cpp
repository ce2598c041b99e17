#include "widgets/canvas/canvas_style.h"

#include <cmath>

namespace widgets {

void CanvasStyle::renew() {
    icons_.clear();
    // In pixels: a card has a fixed size and grows with the zoom, not with the screen's font.
    const auto sized = [this](TextSize size, int pixels) {
        QFont font = theme.font(size);
        font.setPixelSize(pixels);
        return font;
    };
    title = sized(TextSize::Title, 13);
    caption = sized(TextSize::Caption, 12);
    large = sized(TextSize::Title, 22);
}

void CanvasStyle::drawIcon(QPainter& painter, const QRectF& where, const QString& name,
                           const QColor& color) const {
    const double scale =
        std::hypot(painter.deviceTransform().m11(), painter.deviceTransform().m12());
    const int side = std::max(1, static_cast<int>(std::lround(where.width() * scale)));
    const QString key = QStringLiteral("%1 %2 %3").arg(name, color.name()).arg(side);
    auto found = icons_.find(key);
    if (found == icons_.end()) {
        if (icons_.size() > 400) icons_.clear();  // every zoom step has its own sizes
        found = icons_.insert(key, theme.icon(name, color).pixmap(QSize(side, side), 1.0));
    }
    painter.drawPixmap(where, *found, QRectF(found->rect()));
}

QColor mixed(const QColor& one, const QColor& other, double part) {
    const auto blend = [part](int a, int b) {
        return static_cast<int>(std::lround(a * part + b * (1 - part)));
    };
    return {blend(one.red(), other.red()), blend(one.green(), other.green()),
            blend(one.blue(), other.blue())};
}

}  // namespace widgets
