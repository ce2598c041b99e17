// The overview of Compare: the table of arms and budgets, quality against time, and every measure
// side by side; what is brushed there stands out in the table.
#pragma once

#include <QWidget>

#include "widgets/compare/cell_table.h"
#include "widgets/compare/compare_data.h"

namespace widgets {

class Chart;
class ParallelView;
class TableTab;
class Theme;

class OverviewTab : public QWidget {
    Q_OBJECT
public:
    explicit OverviewTab(Theme& theme, QWidget* parent = nullptr);
    /// @param arms  ids, in their order; @param metric  the chosen one
    void show(const CompareData& data, const QStringList& arms, const QString& metric);
    using QWidget::show;
    const TableTab* table() const { return table_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyBrush();
    void retranslate();

    TableTab* table_;
    Chart* scatter_;
    ParallelView* parallel_;
    CellTable rows_;  // without a brush
    int lines_ = 0;   // rows that are arms, first; the others are references
};

}  // namespace widgets
