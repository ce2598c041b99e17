#include "widgets/data/prepared_model.h"

#include "widgets/data/visible_text.h"
#include "widgets/look/words.h"

namespace widgets {

void PreparedModel::setSamples(const engine::Json& samples) {
    beginResetModel();
    lines_.clear();
    for (const engine::Json& one : samples) {
        lines_.push_back({one["row"].get<qint64>(), one["copy_of"].get<qint64>(),
                          fromUtf8(one["before"].get_ref<const std::string&>()),
                          fromUtf8(one["after"].get_ref<const std::string&>())});
    }
    endResetModel();
}

QString PreparedModel::Line::what() const {
    if (copy_of > 0) return tr("dropped: copy of row %1").arg(countText(copy_of));
    if (after.isEmpty()) return tr("empty");
    return before == after ? tr("as it is") : tr("changed");
}

int PreparedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

int PreparedModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant PreparedModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Line& line = lines_[static_cast<std::size_t>(index.row())];
    if (role == Qt::ForegroundRole && line.copy_of > 0 && gone_color_.isValid()) return gone_color_;
    if (role == Qt::TextAlignmentRole && index.column() == Row)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const qsizetype most = role == Qt::DisplayRole ? 200 : 2000;
    switch (index.column()) {
        case Row:
            return countText(line.row);
        case Before:
            return visibleText(line.before, most);
        case After:
            return line.copy_of > 0 ? QStringLiteral("–") : visibleText(line.after, most);
        default:
            return line.what();
    }
}

QVariant PreparedModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Row ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("Row"), tr("Before"), tr("After"), tr("What happens")};
    return section < Columns ? QVariant(titles[section]) : QVariant();
}

}  // namespace widgets
