#include "widgets/data/row_table_model.h"

#include <algorithm>
#include <limits>

#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/look/words.h"

namespace widgets {

RowTableModel::RowTableModel(ReaderLane& reader, QObject* parent)
    : QAbstractTableModel(parent), reader_(reader) {}

void RowTableModel::setDataset(const QString& name, const QStringList& columns, std::int64_t rows) {
    beginResetModel();
    name_ = name;
    columns_ = columns;
    rows_ = static_cast<int>(std::min<std::int64_t>(rows, std::numeric_limits<int>::max()));
    pages_.clear();
    kept_.clear();
    wanted_.clear();
    asking_ = -1;
    asked_ = 0;
    ++turn_;
    endResetModel();
}

QString RowTableModel::cell(int row, int column) const {
    const auto page = pages_.constFind(row / kPage);
    if (page == pages_.constEnd()) return {};
    const auto at = static_cast<std::size_t>(row % kPage);
    return at < page->size() ? (*page)[at].value(column) : QString();
}

int RowTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

int RowTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant RowTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (!isThere(index.row())) {
        // Views ask through a const interface; what they look at is what is fetched.
        if (role == Qt::DisplayRole) const_cast<RowTableModel*>(this)->want(index.row() / kPage);
        return role == Qt::BackgroundRole && missing_.isValid() ? QVariant(missing_) : QVariant();
    }
    if (role == Qt::DisplayRole) return visibleText(cell(index.row(), index.column()), 300);
    if (role == Qt::ToolTipRole) return visibleText(cell(index.row(), index.column()), 1000);
    return {};
}

QVariant RowTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant((orientation == Qt::Horizontal ? Qt::AlignLeft : Qt::AlignRight) |
                        Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    return orientation == Qt::Horizontal ? QVariant(visibleText(columns_.value(section), 200))
                                         : QVariant(countText(section + 1));
}

void RowTableModel::want(int page) {
    if (page == asking_) return;
    std::erase(wanted_, page);
    wanted_.push_back(page);
    while (static_cast<int>(wanted_.size()) > kPagesWanted) wanted_.pop_front();
    // After the view has painted: a view may ask for several pages at once.
    QMetaObject::invokeMethod(this, &RowTableModel::askNext, Qt::QueuedConnection);
}

void RowTableModel::askNext() {
    if (asking_ >= 0 || wanted_.empty()) return;
    asking_ = wanted_.back();
    wanted_.pop_back();
    ++asked_;
    const std::int64_t first = static_cast<std::int64_t>(asking_) * kPage;
    reader_.ask(
        this,
        [name = name_.toStdString(), first](engine::Reader& reader) {
            return reader.rows(name, first, kPage);
        },
        [this, page = asking_, turn = turn_](engine::Result<engine::Json> rows) {
            if (turn != turn_) return;
            asking_ = -1;
            if (!rows) {
                wanted_.clear();
                Q_EMIT failed(rows.error());
                return;
            }
            take(page, (*rows)["rows"]);
            askNext();
        });
}

void RowTableModel::take(int page, const engine::Json& rows) {
    Page fresh;
    for (const engine::Json& row : rows) {
        QStringList cells;
        for (const engine::Json& cell : row) cells << fromUtf8(cell.get_ref<const std::string&>());
        fresh.push_back(std::move(cells));
    }
    const int first = page * kPage;
    pages_.insert(page, std::move(fresh));
    kept_.push_back(page);
    if (static_cast<int>(kept_.size()) > kPagesKept) {
        pages_.remove(kept_.front());
        kept_.pop_front();
    }
    const int last = std::min(first + kPage, rows_) - 1;
    if (last >= first && !columns_.isEmpty())
        Q_EMIT dataChanged(index(first, 0), index(last, static_cast<int>(columns_.size()) - 1));
}

}  // namespace widgets
