// A sortable table of finished texts with its ways out: copy as TSV or Markdown, a file.
#pragma once

#include <QTableView>

#include "widgets/compare/cell_table.h"

class QSortFilterProxyModel;

namespace widgets {

class TableTab : public QTableView {
    Q_OBJECT
public:
    explicit TableTab(const Theme& theme, QWidget* parent = nullptr);
    void setTable(CellTable table);
    /// As it is sorted now.
    CellTable shownTable() const;
    void stretchColumn(int column);  // takes the room that is left

public Q_SLOTS:
    void copyTsv() const;
    void copyMarkdown() const;

private:
    CellTableModel* model_;
    QSortFilterProxyModel* sorted_;
    int stretched_ = -1;
};

}  // namespace widgets
