#include "widgets/data/flat_model.h"

namespace widgets {

namespace {

QVariant alignment(bool number) {
    return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace

int FlatModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : lines(); }

int FlatModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(titles().size());
}

QVariant FlatModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    switch (role) {
        case Qt::TextAlignmentRole:
            return alignment(isNumber(index.column()));
        case Qt::ForegroundRole: {
            const QColor chosen = color(index.row());
            return chosen.isValid() ? QVariant(chosen) : QVariant();
        }
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return cell(index.row(), index.column(), role == Qt::ToolTipRole);
        default:
            return {};
    }
}

QVariant FlatModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return alignment(isNumber(section));
    return role == Qt::DisplayRole ? QVariant(titles().value(section)) : QVariant();
}

}  // namespace widgets
