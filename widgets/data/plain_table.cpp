#include "widgets/data/plain_table.h"

#include <QHeaderView>
#include <QTableView>
#include <utility>

namespace widgets {

QTableView* plainTable(QAbstractItemModel& model, const char* name, QWidget* parent,
                       TableActs acts) {
    auto* view = new QTableView(parent);
    view->setObjectName(QLatin1String(name));
    view->setModel(&model);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setWordWrap(false);
    view->setShowGrid(false);
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    new TableCopy(*view, std::move(acts));
    return view;
}

}  // namespace widgets
