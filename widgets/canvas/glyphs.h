// What the eight port types look like: a shape each, so that colour never stands alone.
#pragma once

#include <QColor>
#include <QPainterPath>
#include <QString>

namespace widgets {

class Theme;

/// Shape of a port type (E, D, T, R, W, F, S, M), centred on the origin, `side` scene pixels wide.
QPainterPath portGlyph(char type, double side);
QColor portColor(const Theme& theme, char type);
/// "Data"; for an input that takes either, "Trained or Encoder".
QString portTypesTitle(const QString& types);

/// Way of an edge from an output to an input, in scene coordinates: a curve forward, and where the
/// input lies behind the output, a loop through the room between the cards.
QPainterPath edgePath(const QPointF& from, const QPointF& to);

/// Icon of a node kind, a name for Theme::icon.
QString kindIcon(const std::string& kind);

}  // namespace widgets
