#include "widgets/compare/overview_tab.h"

#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include "widgets/compare/compare_charts.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/compare/table_tab.h"
#include "widgets/look/theme.h"

namespace widgets {

OverviewTab::OverviewTab(Theme& theme, QWidget* parent)
    : QWidget(parent),
      table_(new TableTab(theme, this)),
      scatter_(new Chart(theme, this)),
      parallel_(new ParallelView(theme, this)) {
    table_->setObjectName(QStringLiteral("compare.overview"));
    scatter_->setObjectName(QStringLiteral("compare.scatter"));
    scatter_->setLegendPlace(Chart::LegendPlace::Top);
    auto* below = new QSplitter(Qt::Horizontal, this);
    below->addWidget(scatter_);
    below->addWidget(parallel_);
    below->setSizes({1, 1});
    auto* parts = new QSplitter(Qt::Vertical, this);
    parts->addWidget(table_);
    parts->addWidget(below);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kSmall, 0, 0);
    column->addWidget(parts);
    connect(parallel_, &ParallelView::brushed, this, &OverviewTab::applyBrush);
    retranslate();
}

void OverviewTab::show(const CompareData& data, const QStringList& arms, const QString& metric) {
    rows_ = overviewTable(data, arms, metric);
    fillTimeChart(*scatter_, data, arms, metric);
    const ParallelRows rows = parallelRows(data, arms, metric);
    lines_ = static_cast<int>(rows.lines.size());
    parallel_->setLines(rows.axes, rows.lines);  // tells of its brushes, and the table is filled
}

void OverviewTab::applyBrush() {
    CellTable now = rows_;
    for (int row = 0; row < lines_ && row < now.rows.size(); ++row) {
        if (parallel_->isKept(row)) continue;
        for (Cell& cell : now.rows[row]) cell.pale = true;
    }
    table_->setTable(std::move(now));
}

void OverviewTab::retranslate() { table_->setAccessibleName(tr("Overview")); }

void OverviewTab::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
