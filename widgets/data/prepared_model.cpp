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

int PreparedModel::lines() const { return static_cast<int>(lines_.size()); }

QStringList PreparedModel::titles() const {
    return {tr("Row"), tr("Before"), tr("After"), tr("What happens")};
}

bool PreparedModel::isNumber(int column) const { return column == Row; }

QColor PreparedModel::color(int line) const {
    return lines_[static_cast<std::size_t>(line)].copy_of > 0 ? gone_color_ : QColor();
}

QString PreparedModel::cell(int line, int column, bool whole) const {
    const Line& one = lines_[static_cast<std::size_t>(line)];
    const qsizetype most = whole ? kLong : kShort;
    switch (column) {
        case Row:
            return countText(one.row);
        case Before:
            return visibleText(one.before, most);
        case After:
            return one.copy_of > 0 ? QStringLiteral("–") : visibleText(one.after, most);
        default:
            return one.what();
    }
}

}  // namespace widgets
