#include "widgets/canvas/glyphs.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>
#include <map>

#include "widgets/look/theme.h"

namespace widgets {
namespace {

QPainterPath polygon(int corners, double radius, double turn) {
    QPainterPath path;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * M_PI * i / corners;
        const QPointF corner(radius * std::cos(angle), radius * std::sin(angle));
        if (i == 0) {
            path.moveTo(corner);
        } else {
            path.lineTo(corner);
        }
    }
    path.closeSubpath();
    return path;
}

QPainterPath square(double half, const QPointF& at = {}) {
    QPainterPath path;
    path.addRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half));
    return path;
}

QPainterPath bars(double half) {
    QPainterPath path;
    const double width = half * 0.5;
    for (int i = 0; i < 3; ++i) {
        const double height = half * (1.0 + 0.5 * i);
        path.addRect(QRectF(-half + i * 0.75 * half, half - height, width, height));
    }
    return path;
}

}  // namespace

QPainterPath portGlyph(char type, double side) {
    const double half = side / 2;
    QPainterPath path;
    switch (type) {
        case 'E':
            path.addEllipse(QPointF(), half, half);
            return path;
        case 'D':
            return square(half * 0.85);
        case 'T':
            return square(half * 0.62, {-half * 0.3, -half * 0.3})
                .united(square(half * 0.62, {half * 0.3, half * 0.3}))
                .subtracted(square(half * 0.3, {half * 0.3, half * 0.3}));
        case 'R':
            return polygon(6, half, 0);
        case 'W':
            return polygon(4, half * 1.1, 0);
        case 'F':
            return bars(half);
        case 'S':
            path.addEllipse(QPointF(), half, half);
            path.addEllipse(QPointF(), half * 0.45, half * 0.45);  // odd-even: a hole
            return path;
        default:
            return polygon(3, half * 1.1, -M_PI / 2);
    }
}

QColor portColor(const Theme& theme, char type) {
    static const std::map<char, int> series = {{'E', 0}, {'W', 1}, {'D', 2}, {'T', 3},
                                               {'S', 4}, {'M', 5}, {'F', 6}};
    const auto found = series.find(type);
    return found == series.end() ? theme.tokens().text2 : theme.series(found->second);
}

QString portTypesTitle(const QString& types) {
    static const std::map<char, const char*> titles = {
        {'E', QT_TRANSLATE_NOOP("canvas", "Encoder")},
        {'D', QT_TRANSLATE_NOOP("canvas", "Data")},
        {'T', QT_TRANSLATE_NOOP("canvas", "Tasks")},
        {'R', QT_TRANSLATE_NOOP("canvas", "Recipe")},
        {'W', QT_TRANSLATE_NOOP("canvas", "Trained")},
        {'F', QT_TRANSLATE_NOOP("canvas", "Features")},
        {'S', QT_TRANSLATE_NOOP("canvas", "Scores")},
        {'M', QT_TRANSLATE_NOOP("canvas", "Metrics")}};
    QString out;
    for (const QChar letter : types) {
        const auto found = titles.find(letter.toLatin1());
        if (found == titles.end()) continue;
        const QString one = QCoreApplication::translate("canvas", found->second);
        out = out.isEmpty()
                  ? one
                  : QCoreApplication::translate("canvas", "%1 or %2", "port types").arg(out, one);
    }
    return out;
}

QPainterPath edgePath(const QPointF& from, const QPointF& to) {
    QPainterPath path(from);
    const double dx = to.x() - from.x();
    if (dx >= 24) {
        const double reach = std::clamp(dx * 0.5, 24.0, 96.0);
        path.cubicTo(from + QPointF(reach, 0), to - QPointF(reach, 0), to);
        return path;
    }
    // Out to the right, through the gap between two cards, and into the input from the left.
    constexpr double kOut = 16;
    constexpr double kRound = 8;
    const double down = to.y() >= from.y() ? 1.0 : -1.0;
    const double span = std::abs(to.y() - from.y());
    const double middle =
        span < 4 * kRound ? from.y() + 48 : to.y() - down * std::min(48.0, span / 2);
    const double out_turn = middle >= from.y() ? 1.0 : -1.0;
    const double in_turn = to.y() >= middle ? 1.0 : -1.0;
    const double right = from.x() + kOut;
    const double left = to.x() - kOut;
    path.lineTo(right - kRound, from.y());
    path.quadTo({right, from.y()}, {right, from.y() + out_turn * kRound});
    path.lineTo(right, middle - out_turn * kRound);
    path.quadTo({right, middle}, {right - kRound, middle});
    path.lineTo(left + kRound, middle);
    path.quadTo({left, middle}, {left, middle + in_turn * kRound});
    path.lineTo(left, to.y() - in_turn * kRound);
    path.quadTo({left, to.y()}, {left + kRound, to.y()});
    path.lineTo(to);
    return path;
}

QString kindIcon(const std::string& kind) {
    static const std::map<std::string, const char*> icons = {{"encoder", "encoder"},
                                                             {"tfidf", "tag"},
                                                             {"dataset", "data"},
                                                             {"clean", "node-clean"},
                                                             {"split", "node-split"},
                                                             {"budget", "budget"},
                                                             {"combine", "node-stack"},
                                                             {"episodes", "seed"},
                                                             {"user_tasks", "node-users"},
                                                             {"recipe", "settings"},
                                                             {"train_source", "node-train"},
                                                             {"features", "frozen"},
                                                             {"protonet", "node-prototypes"},
                                                             {"distil", "node-distil"},
                                                             {"tune", "find"},
                                                             {"no_transfer", "twin"},
                                                             {"probe", "node-head"},
                                                             {"fine_tune", "node-tune"},
                                                             {"adapter", "node-tune"},
                                                             {"evaluate", "node-measure"},
                                                             {"rank_eval", "runs"},
                                                             {"baselines", "node-reference"},
                                                             {"verdict", "compare"}};
    const auto found = icons.find(kind);
    return QLatin1String(found == icons.end() ? "pipeline" : found->second);
}

}  // namespace widgets
