// Texts that nearly repeat each other, side by side.
#include "widgets/data/split_view.h"
#include "widgets/data/visible_text.h"
#include "widgets/look/words.h"

namespace widgets {

QString partTitle(const QString& id) {
    if (id == QLatin1String("train")) return PairModel::tr("Training");
    if (id == QLatin1String("valid")) return PairModel::tr("Validation");
    return PairModel::tr("Test");
}

void PairModel::setPairs(const engine::Json& pairs) {
    beginResetModel();
    pairs_.clear();
    const auto text = [](const engine::Json& one, const char* key) {
        return fromUtf8(one[key].get_ref<const std::string&>());
    };
    for (const engine::Json& one : pairs) {
        pairs_.push_back({one["similarity"].get<double>(), one["row"].get<qint64>(),
                          one["other"].get<qint64>(), text(one, "part"), text(one, "other_part"),
                          text(one, "text"), text(one, "other_text")});
    }
    endResetModel();
}

qint64 PairModel::number(int row, int column) const {
    const Pair& pair = pairs_[static_cast<std::size_t>(row)];
    return column == Other || column == OtherText ? pair.other : pair.row;
}

int PairModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(pairs_.size());
}

int PairModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

QVariant PairModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole && index.column() == Alike)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const Pair& pair = pairs_[static_cast<std::size_t>(index.row())];
    const qsizetype most = role == Qt::DisplayRole ? 200 : 2000;
    switch (index.column()) {
        case Alike:
            return tr("%1 %").arg(percentText(pair.alike, 0));
        case Row:
            return tr("%1, row %2").arg(partTitle(pair.part), countText(pair.row));
        case Text:
            return visibleText(pair.text, most);
        case Other:
            return tr("%1, row %2").arg(partTitle(pair.other_part), countText(pair.other));
        default:
            return visibleText(pair.other_text, most);
    }
}

QVariant PairModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((section == Alike ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    const QString titles[] = {tr("Alike"), tr("Row"), tr("Text"), tr("Nearly repeats"), tr("Text")};
    return section < Columns ? QVariant(titles[section]) : QVariant();
}

}  // namespace widgets
