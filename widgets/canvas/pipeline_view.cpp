#include "widgets/canvas/pipeline_view.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "widgets/canvas/lane_header.h"
#include "widgets/canvas/node_palette.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr double kLeast = 0.1, kMost = 3;
constexpr double kReadable = 0.6;  // below it the whole is no longer read, so the start is shown
constexpr double kStep = 1.2;      // of one zoom key

// Shift adds to a selection as Ctrl does; Qt knows Ctrl only.
QMouseEvent extending(const QMouseEvent& event) {
    Qt::KeyboardModifiers keys = event.modifiers();
    if (keys.testFlag(Qt::ShiftModifier)) keys |= Qt::ControlModifier;
    return {event.type(),          event.position(), event.globalPosition(),
            event.button(),        event.buttons(),  keys,
            event.pointingDevice()};
}

}  // namespace

PipelineView::PipelineView(const Shell& shell, Selection& selection, QWidget* parent)
    : QGraphicsView(parent),
      shell_(shell),
      selection_(selection),
      scene_(new PipelineScene(shell, selection, this)),
      header_(new LaneHeader(shell.theme, *this, this)) {
    setObjectName(QStringLiteral("canvas"));
    setScene(scene_);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    setDragMode(QGraphicsView::RubberBandDrag);
    setRubberBandSelectionMode(Qt::IntersectsItemBoundingRect);
    setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    // The scene fills all of it. The window's style sheet makes it look as if something shone
    // through, and then nothing could be moved when it is scrolled: all would be painted anew.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    setViewportMargins(0, LaneHeader::kHeight, 0, 0);
    setFocusPolicy(Qt::StrongFocus);
    connect(&shell_.pipeline, &PipelineModel::loaded, this, [this] {
        starting_ = true;
        // After the scene has taken the document: both hear of it, in no order.
        QMetaObject::invokeMethod(this, &PipelineView::showStart, Qt::QueuedConnection);
    });
    // A frame drawn around cards crosses edges of others too; those are not meant.
    connect(this, &QGraphicsView::rubberBandChanged, this, [this](const QRect& frame) {
        if (frame.isNull()) scene_->selectNodesOnly();
    });
    retranslate();
}

void PipelineView::retranslate() {
    setAccessibleName(tr("Pipeline canvas"));
    setAccessibleDescription(
        tr("Cards and edges cannot be read aloud here; the Outline shows the same pipeline as a "
           "tree, with every act of the canvas."));
    header_->update();
}

void PipelineView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        scene_->restyle();
    }
    QGraphicsView::changeEvent(event);
}

void PipelineView::zoomTo(double scale) {
    scale = std::clamp(scale, kLeast, kMost);
    starting_ = false;
    setTransform(QTransform::fromScale(scale, scale));
    header_->update();
    Q_EMIT zoomed();
}

void PipelineView::fit() {
    const QRectF all = scene_->contents();
    const QSize room = viewport()->size();
    const double scale = std::min(room.width() / all.width(), room.height() / all.height());
    zoomTo(std::min(1.0, scale));
    centerOn(all.center());
    header_->update();
}

void PipelineView::showStart() {
    const QRectF all = scene_->contents();
    const QSize room = viewport()->size();
    const double wide = room.width() / all.width();
    if (std::min(wide, room.height() / all.height()) >= kReadable) {
        fit();
    } else {
        zoomTo(std::clamp(wide, kReadable, 1.0));
        horizontalScrollBar()->setValue(horizontalScrollBar()->minimum());
        verticalScrollBar()->setValue(verticalScrollBar()->minimum());
    }
    starting_ = true;
}

void PipelineView::reveal(const QString& node) {
    const QGraphicsItem* item = scene_->itemOf(node);
    if (item == nullptr) return;
    starting_ = false;
    const QRectF card = item->sceneBoundingRect();
    const QRectF seen = mapToScene(viewport()->rect()).boundingRect();
    if (!seen.contains(card)) centerOn(card.center());
}

QPointF PipelineView::middle() const { return mapToScene(viewport()->rect().center()); }

void PipelineView::wheelEvent(QWheelEvent* event) {
    starting_ = false;
    if (!event->modifiers().testFlag(Qt::ControlModifier)) return QGraphicsView::wheelEvent(event);
    setTransformationAnchor(QGraphicsView::AnchorUnderMouse);
    zoomBy(std::pow(kStep, event->angleDelta().y() / 120.0));
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    event->accept();
}

void PipelineView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    header_->setGeometry(0, 0, width(), LaneHeader::kHeight);
    if (starting_) showStart();
}

void PipelineView::scrollContentsBy(int dx, int dy) {
    QGraphicsView::scrollContentsBy(dx, dy);
    if (dx != 0) header_->update();
    Q_EMIT zoomed();
}

void PipelineView::mousePressEvent(QMouseEvent* event) {
    starting_ = false;
    if (event->button() == Qt::MiddleButton) {
        panning_ = true;
        panned_from_ = event->position().toPoint();
        viewport()->setCursor(Qt::ClosedHandCursor);
        return event->accept();
    }
    QMouseEvent extended = extending(*event);
    QGraphicsView::mousePressEvent(&extended);
}

void PipelineView::mouseMoveEvent(QMouseEvent* event) {
    if (panning_) {
        const QPoint by = event->position().toPoint() - panned_from_;
        panned_from_ = event->position().toPoint();
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
        return event->accept();
    }
    QMouseEvent extended = extending(*event);
    QGraphicsView::mouseMoveEvent(&extended);
}

void PipelineView::mouseReleaseEvent(QMouseEvent* event) {
    if (panning_ && event->button() == Qt::MiddleButton) {
        panning_ = false;
        viewport()->unsetCursor();
        return event->accept();
    }
    QMouseEvent extended = extending(*event);
    QGraphicsView::mouseReleaseEvent(&extended);
}

void PipelineView::contextMenuEvent(QContextMenuEvent* event) {
    // From the keyboard: at the selected card.
    QPoint global = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (const QGraphicsItem* item = scene_->itemOf(selection_.current()))
            global = viewport()->mapToGlobal(mapFromScene(item->sceneBoundingRect().center()));
    } else if (QGraphicsItem* item = itemAt(event->pos())) {
        while (item->parentItem() != nullptr) item = item->parentItem();
        if (!item->isSelected()) {
            scene_->clearSelection();
            item->setSelected(true);
        }
    }
    Q_EMIT menuAsked(global);
    event->accept();
}

// Files are not for the canvas: what it leaves alone reaches the window.
void PipelineView::dragEnterEvent(QDragEnterEvent* event) {
    event->setAccepted(event->mimeData()->hasFormat(QLatin1String(NodePalette::kMime)));
}

void PipelineView::dragMoveEvent(QDragMoveEvent* event) {
    event->setAccepted(event->mimeData()->hasFormat(QLatin1String(NodePalette::kMime)));
}

void PipelineView::dropEvent(QDropEvent* event) {
    const QByteArray kind = event->mimeData()->data(QLatin1String(NodePalette::kMime));
    if (kind.isEmpty()) return event->ignore();
    event->acceptProposedAction();
    Q_EMIT kindDropped(QString::fromUtf8(kind), mapToScene(event->position().toPoint()));
}

void PipelineView::keyPressEvent(QKeyEvent* event) {
    if ((event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0)
        return QGraphicsView::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoomBy(kStep);
        case Qt::Key_Minus:
            return zoomBy(1 / kStep);
        case Qt::Key_0:
            return zoomTo(1);
        case Qt::Key_F:
            return fit();
        case Qt::Key_T:
            return Q_EMIT twinAsked();
        case Qt::Key_N:
            return Q_EMIT noteAsked();
        case Qt::Key_Space:
            return Q_EMIT addAsked();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!selection_.nodes().isEmpty()) Q_EMIT openAsked(selection_.current());
            return;
        case Qt::Key_Left:
        case Qt::Key_Right:
        case Qt::Key_Up:
        case Qt::Key_Down:
            if (walk(event->key())) return;
            break;
        default:
            break;
    }
    QGraphicsView::keyPressEvent(event);
}

void PipelineView::pick(const QString& node) {
    selection_.set({node});
    reveal(node);
}

QStringList PipelineView::byLane() const {
    QStringList out = scene_->blocks();
    std::sort(out.begin(), out.end(), [this](const QString& a, const QString& b) {
        const QGraphicsItem* one = scene_->itemOf(a);
        const QGraphicsItem* other = scene_->itemOf(b);
        return std::make_tuple(one->x(), one->y(), a) < std::make_tuple(other->x(), other->y(), b);
    });
    return out;
}

// Left and right follow the edges; up and down go to the nearest card of the same column.
QString PipelineView::neighbour(const QString& node, int key) const {
    const NodeItem* here = scene_->node(node);
    QString best;
    double best_distance = 1e300;
    const auto consider = [&](const NodeItem* other, double distance) {
        if (other == nullptr || distance >= best_distance) return;
        best_distance = distance;
        best = other->id();
    };
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        for (const EdgeItem* edge : scene_->edges()) {
            const QString from = fromUtf8(edge->from().node), to = fromUtf8(edge->to().node);
            if ((key == Qt::Key_Right ? from : to) != node) continue;
            const NodeItem* other = scene_->node(key == Qt::Key_Right ? to : from);
            if (other != nullptr && other->isVisible())
                consider(other, std::abs(other->y() - here->y()));
        }
        return best;
    }
    for (const NodeItem* other : scene_->nodes()) {
        if (!other->isVisible()) continue;
        const double down = other->y() - here->y();
        const bool ahead = key == Qt::Key_Down ? down > 0 : down < 0;
        if (ahead && std::abs(other->x() - here->x()) < canvas::kLaneWidth / 2)
            consider(other, std::abs(down));
    }
    return best;
}

bool PipelineView::walk(int key) {
    if (scene_->node(selection_.current()) == nullptr) {
        const QStringList all = byLane();
        if (all.isEmpty()) return false;
        pick(all.front());
        return true;
    }
    const QString next = neighbour(selection_.current(), key);
    if (!next.isEmpty()) pick(next);
    return true;
}

// Tab goes from card to card and leaves the canvas behind the last one.
bool PipelineView::focusNextPrevChild(bool next) {
    const QStringList all = byLane();
    const qsizetype at = all.indexOf(selection_.current());
    const qsizetype to = at < 0 ? (next ? 0 : -1) : at + (next ? 1 : -1);
    if (!hasFocus() || to < 0 || to >= all.size()) return QGraphicsView::focusNextPrevChild(next);
    pick(all[to]);
    return true;
}

}  // namespace widgets
