#include "widgets/data/preview_model.h"

#include "widgets/data/visible_text.h"
#include "widgets/look/words.h"

namespace widgets {

void ImportPreviewModel::setPreview(const engine::Json& preview) {
    beginResetModel();
    columns_.clear();
    rows_.clear();
    for (const engine::Json& name : preview["columns"])
        columns_ << visibleText(fromUtf8(name.get_ref<const std::string&>()));
    for (const engine::Json& row : preview["rows"]) {
        QStringList cells;
        for (const engine::Json& cell : row) cells << fromUtf8(cell.get_ref<const std::string&>());
        rows_.push_back(std::move(cells));
    }
    endResetModel();
}

void ImportPreviewModel::clear() {
    beginResetModel();
    columns_.clear();
    rows_.clear();
    endResetModel();
}

int ImportPreviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ImportPreviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant ImportPreviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    return visibleText(rows_[static_cast<std::size_t>(index.row())].value(index.column()),
                       role == Qt::DisplayRole ? 200 : 2000);
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole && orientation == Qt::Horizontal)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    return orientation == Qt::Horizontal ? QVariant(columns_.value(section))
                                         : QVariant(countText(section + 1));
}

}  // namespace widgets
