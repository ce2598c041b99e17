#include "widgets/data/reject_model.h"

#include "widgets/data/visible_text.h"
#include "widgets/look/words.h"

namespace widgets {

QString rejectText(const engine::Json& reject) {
    return visibleText(say(reject.value("message", std::string()),
                           reject.value("arguments", std::vector<std::string>())));
}

void RejectModel::setRejects(const engine::Json& rejects) {
    beginResetModel();
    entries_.clear();
    for (const engine::Json& one : rejects) {
        entries_.push_back({one.value("line", qint64{0}), rejectText(one),
                            fromUtf8(one.value("raw", std::string()))});
    }
    endResetModel();
}

int RejectModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

int RejectModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant RejectModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant((index.column() == Line ? Qt::AlignRight : Qt::AlignLeft) |
                        Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    if (index.column() == Line) return countText(entry.line);
    if (index.column() == Reason) return entry.reason;
    return visibleText(entry.raw, role == Qt::DisplayRole ? 500 : 2000);
}

QVariant RejectModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QStringList titles = {tr("Line"), tr("Reason"), tr("Row as it stood there")};
    return titles.value(section);
}

}  // namespace widgets
