// A legend beside or above a chart: names that are too long are shortened, never the curves
// covered.
#pragma once

#include "widgets/plots/qcustomplot.h"

namespace widgets {

/// One curve's entry: a stretch of its line with its mark, and its name.
class ChartLegendItem : public QCPPlottableLegendItem {
    Q_OBJECT
public:
    ChartLegendItem(QCPLegend* parent, QCPGraph* curve);
    QCPGraph* curve() const { return curve_; }
    void setFaded(bool faded) { faded_ = faded; }  // its curve is hidden
    bool isFaded() const { return faded_; }

protected:
    void draw(QCPPainter* painter) override;
    QSize minimumOuterSizeHint() const override;

private:
    QCPGraph* curve_;
    bool faded_ = false;
};

class ChartLegend : public QCPLegend {
    Q_OBJECT
public:
    ChartLegend();
    void addCurve(QCPGraph* curve);
    void removeCurve(const QCPGraph* curve);
    ChartLegendItem* itemOf(const QCPGraph* curve) const;
    ChartLegendItem* itemAt(const QPointF& position) const;  // null: none there
};

}  // namespace widgets
