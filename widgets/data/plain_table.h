// A table of fixed row height, to be looked at and copied from.
#pragma once

#include "widgets/data/table_copy.h"

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace widgets {

QTableView* plainTable(QAbstractItemModel& model, const char* name, QWidget* parent,
                       TableActs acts = {});

}  // namespace widgets
