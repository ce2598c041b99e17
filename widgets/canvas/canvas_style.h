// Fonts, icons and measures that all items of the canvas share.
#pragma once

#include <QFont>
#include <QHash>
#include <QPainter>
#include <QPixmap>
#include <QString>

#include "widgets/look/theme.h"

namespace widgets {

namespace canvas {
inline constexpr double kCardWidth = 184, kCardHeight = 72;  // scene pixels
inline constexpr double kPort = 12;
inline constexpr double kLaneWidth = 208;
inline constexpr double kLanePitch = 232;  // from one lane's left edge to the next
inline constexpr double kLaneMargin = 12;  // of a card in its lane
inline constexpr int kSnap = 8;
inline constexpr int kLanes = 6;
// Below these scales a card drops its summary, and then all but its state.
inline constexpr double kNoSummary = 0.5, kBlocksOnly = 0.25;
}  // namespace canvas

class CanvasStyle {
public:
    explicit CanvasStyle(const Theme& theme) : theme(theme) { renew(); }
    void renew();  // the theme changed

    /// Draws an icon as sharp as the painter's scale allows.
    void drawIcon(QPainter& painter, const QRectF& where, const QString& name,
                  const QColor& color) const;

    const Theme& theme;
    QFont title, caption, large;

private:
    mutable QHash<QString, QPixmap> icons_;
};

/// `part` of the first colour, the rest of the second.
QColor mixed(const QColor& one, const QColor& other, double part);

}  // namespace widgets
