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

int RejectModel::lines() const { return static_cast<int>(entries_.size()); }

QStringList RejectModel::titles() const {
    return {tr("Line"), tr("Reason"), tr("Row as it stood there")};
}

bool RejectModel::isNumber(int column) const { return column == Line; }

QString RejectModel::cell(int line, int column, bool whole) const {
    const Entry& entry = entries_[static_cast<std::size_t>(line)];
    if (column == Line) return countText(entry.line);
    if (column == Reason) return entry.reason;
    return visibleText(entry.raw, whole ? kLong : 500);
}

}  // namespace widgets
