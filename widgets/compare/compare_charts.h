// The charts of Compare: the measure against the number of labels, the gain over the control, and
// training curves as mean and interval over seeds.
#pragma once

#include "engine/base/json.h"
#include "widgets/compare/compare_data.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/plots/chart.h"

namespace widgets {

/// Mean and interval of each arm against its budget.
void fillBudgetChart(Chart& chart, const CompareData& data, const QStringList& arms,
                     const QString& metric);

/// Mean of each arm against the time of a run, a point a budget.
void fillTimeChart(Chart& chart, const CompareData& data, const QStringList& arms,
                   const QString& metric);

/// The overview's arms and budgets as lines over its measures, in the order of its rows.
struct ParallelRows {
    QList<ParallelAxis> axes;
    QList<ParallelLine> lines;
};
ParallelRows parallelRows(const CompareData& data, const QStringList& arms, const QString& metric);

/// Gain of each arm over its control against the budget; what lies below zero is shaded and named.
class GainChart : public Chart {
    Q_OBJECT
public:
    explicit GainChart(Theme& theme, QWidget* parent = nullptr);
    void fill(const CompareData& data, const QStringList& arms);

private:
    void style();

    Theme& theme_;
    QCPItemRect* below_;
    QCPItemText* name_;
    QCPItemStraightLine* zero_;
};

/// @param series  "train/loss"; @param a, b  of Reader::seed_curves
/// -> false: none of the arms has it
bool fillSeedCurves(Chart& chart, const CompareArm& arm_a, const engine::Json& a,
                    const CompareArm& arm_b, const engine::Json& b, const std::string& series);

}  // namespace widgets
