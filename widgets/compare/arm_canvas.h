// The path of an arm as a small canvas that is only looked at: what differs from another arm's path
// is marked.
#pragma once

#include <QGraphicsView>

#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace widgets {

class Theme;
struct DocumentArm;

class ArmCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit ArmCanvas(Theme& theme, QWidget* parent = nullptr);
    void setArm(const engine::Catalog& catalog, const DocumentArm& arm, const DocumentArm& other);
    int marked() const { return marked_; }  // steps that differ

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void draw(const engine::Node& node, const engine::NodeKind& kind, const QPointF& place,
              bool differs);
    void fit();

    Theme& theme_;
    QGraphicsScene scene_;
    int marked_ = 0;
};

}  // namespace widgets
