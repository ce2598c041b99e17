#include "widgets/compare/arm_canvas.h"

#include <QGraphicsRectItem>
#include <QGraphicsSimpleTextItem>
#include <QHash>
#include <QPainter>
#include <algorithm>

#include "widgets/canvas/node_look.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr QSizeF kCard{168, 48};             // logical pixels
constexpr double kAcross = 208, kDown = 64;  // from card to card

}  // namespace

ArmCanvas::ArmCanvas(Theme& theme, QWidget* parent) : QGraphicsView(parent), theme_(theme) {
    setScene(&scene_);
    setInteractive(false);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    // It always fits; bars that come and go would have it fitted again and again.
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(96);
}

void ArmCanvas::setArm(const engine::Catalog& catalog, const DocumentArm& arm,
                       const DocumentArm& other) {
    scene_.clear();
    const ArmPath path = armPath(catalog, arm, other);
    marked_ = static_cast<int>(path.differ.size());
    QHash<QString, QPointF> places;
    QHash<int, int> rows;  // by lane
    QStringList said;
    for (const engine::Node* node : path.nodes) {
        const engine::NodeKind& kind = *catalog.find(node->kind);
        const int lane = static_cast<int>(kind.lane);
        const QPointF place(lane * kAcross, rows[lane]++ * kDown);
        places[fromUtf8(node->id)] = place;
        const bool differs = path.differ.contains(node->id);
        draw(*node, kind, place, differs);
        said << (differs ? tr("%1 (differs)") : QStringLiteral("%1")).arg(titleOf(*node, &kind));
    }
    for (const engine::Edge& edge : arm.document.edges) {
        const auto from = places.constFind(fromUtf8(edge.from.node));
        const auto to = places.constFind(fromUtf8(edge.to.node));
        if (from == places.constEnd() || to == places.constEnd()) continue;
        auto* line = scene_.addLine(QLineF(*from + QPointF(kCard.width(), kCard.height() / 2),
                                           *to + QPointF(0, kCard.height() / 2)),
                                    QPen(theme_.tokens().border, 1));
        line->setZValue(-1);
    }
    setAccessibleName(tr("Path of %1").arg(arm.title));
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    setBackgroundBrush(theme_.tokens().window);
    scene_.setSceneRect(scene_.itemsBoundingRect().adjusted(-8, -8, 8, 8));
    fit();
}

// Never by colour alone: the edge of what differs is thick, and a sign stands before its title.
void ArmCanvas::draw(const engine::Node& node, const engine::NodeKind& kind, const QPointF& place,
                     bool differs) {
    const Tokens& t = theme_.tokens();
    auto* card = scene_.addRect(QRectF(place, kCard),
                                QPen(differs ? t.accent : t.border, differs ? 3 : 1), t.surface);
    const QString summary = summaryOf(node, kind);
    const QString title = titleOf(node, &kind);
    card->setToolTip(plainToolTip(summary.isEmpty() ? title : title + QLatin1Char('\n') + summary));
    const auto line = [&](const QString& text, TextSize size, const QColor& color, double top) {
        const QFont font = theme_.font(size);
        auto* item = new QGraphicsSimpleTextItem(
            QFontMetrics(font).elidedText(text, Qt::ElideRight,
                                          static_cast<int>(kCard.width()) - 16),
            card);
        item->setFont(font);
        item->setBrush(color);
        item->setPos(place + QPointF(8, top));
    };
    line(differs ? QStringLiteral("≠ ") + title : title, TextSize::Body, t.text, 6);
    line(summary, TextSize::Caption, t.text2, 26);
}

// The whole of it, but not larger than it is.
void ArmCanvas::fit() {
    resetTransform();
    const QRectF all = sceneRect();
    if (all.isEmpty()) return;
    const double scale =
        std::min({1.0, viewport()->width() / all.width(), viewport()->height() / all.height()});
    setTransform(QTransform::fromScale(scale, scale));
}

void ArmCanvas::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    fit();
}

void ArmCanvas::showEvent(QShowEvent* event) {
    QGraphicsView::showEvent(event);
    fit();
}

}  // namespace widgets
