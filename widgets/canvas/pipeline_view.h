// The canvas as it is looked at: zoom, lane headings that stay, and the way through the cards by
// keyboard.
#pragma once

#include <QGraphicsView>

#include "widgets/canvas/pipeline_scene.h"

namespace widgets {

class LaneHeader;

class PipelineView : public QGraphicsView {
    Q_OBJECT
public:
    PipelineView(const Shell& shell, Selection& selection, QWidget* parent = nullptr);

    PipelineScene& canvas() { return *scene_; }
    double zoom() const { return transform().m11(); }
    void zoomTo(double scale);  // 0.1 to 3
    void zoomBy(double factor) { zoomTo(zoom() * factor); }
    void fit();
    /// As a document is first shown: all of it where that can be read, else its beginning.
    void showStart();
    /// Brings a card into the middle where it is not to be seen.
    void reveal(const QString& node);
    QPointF middle() const;  // of what is seen, in the scene

Q_SIGNALS:
    void zoomed();
    void addAsked();                    // Space
    void twinAsked();                   // T
    void noteAsked();                   // N
    void openAsked(const QString& id);  // Enter
    void helpAsked(const QString& node);
    void menuAsked(const QPoint& global);
    void kindDropped(const QString& kind, const QPointF& place);  // out of the palette

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    bool walk(int key);
    QString neighbour(const QString& node, int key) const;
    QStringList byLane() const;
    void pick(const QString& node);

    Shell shell_;
    Selection& selection_;
    PipelineScene* scene_;
    LaneHeader* header_;
    bool starting_ = true;  // nobody has moved the view yet: it keeps showing the start
    QPoint panned_from_;
    bool panning_ = false;
};

}  // namespace widgets
