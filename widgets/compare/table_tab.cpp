#include "widgets/compare/table_tab.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSortFilterProxyModel>

#include "widgets/data/table_copy.h"

namespace widgets {

TableTab::TableTab(const Theme& theme, QWidget* parent)
    : QTableView(parent),
      model_(new CellTableModel(theme, this)),
      sorted_(new QSortFilterProxyModel(this)) {
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(CellTableModel::kSortRole);
    sorted_->setSortLocaleAware(true);
    setModel(sorted_);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);  // as filled, until a header is clicked
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(24);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setFrameShape(NoFrame);
    new TableCopy(*this, {[this] { copyTsv(); },
                          [this] { copyMarkdown(); },
                          {},
                          [this] { return shownTable().csv(); }});
    // The header's texts stand in line with those of the cells.
    horizontalHeader()->setStyleSheet(QStringLiteral("QHeaderView::section{padding:4px}"));
}

void TableTab::setTable(CellTable table) {
    model_->setTable(std::move(table));
    resizeColumnsToContents();
    if (stretched_ >= 0 && stretched_ < model_->columnCount())
        horizontalHeader()->setSectionResizeMode(stretched_, QHeaderView::Stretch);
}

void TableTab::stretchColumn(int column) { stretched_ = column; }

CellTable TableTab::shownTable() const {
    CellTable out = model_->table();
    out.rows.clear();
    for (int i = 0; i < sorted_->rowCount(); ++i)
        out.rows << model_->table().rows[sorted_->mapToSource(sorted_->index(i, 0)).row()];
    return out;
}

void TableTab::copyTsv() const { QGuiApplication::clipboard()->setText(shownTable().tsv()); }

void TableTab::copyMarkdown() const {
    QGuiApplication::clipboard()->setText(shownTable().markdown());
}

}  // namespace widgets
