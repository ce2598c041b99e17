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

int PairModel::lines() const { return static_cast<int>(pairs_.size()); }

QStringList PairModel::titles() const {
    return {tr("Alike"), tr("Row"), tr("Text"), tr("Nearly repeats"), tr("Text")};
}

bool PairModel::isNumber(int column) const { return column == Alike; }

QString PairModel::cell(int line, int column, bool whole) const {
    const Pair& pair = pairs_[static_cast<std::size_t>(line)];
    const qsizetype most = whole ? kLong : kShort;
    switch (column) {
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

}  // namespace widgets
