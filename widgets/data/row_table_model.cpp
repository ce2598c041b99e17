#include "widgets/data/row_table_model.h"

#include <algorithm>
#include <limits>

#include "widgets/data/visible_text.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

int asCount(std::int64_t rows) {
    return static_cast<int>(std::min<std::int64_t>(rows, std::numeric_limits<int>::max()));
}

}  // namespace

RowTableModel::RowTableModel(ReaderLane& reader, QObject* parent)
    : QAbstractTableModel(parent), reader_(reader) {}

void RowTableModel::setDataset(const QString& name, const QStringList& columns, std::int64_t rows) {
    beginResetModel();
    name_ = name;
    columns_ = columns;
    rows_ = asCount(rows);
    page_rows_ = std::clamp(kPageCells / std::max(1, static_cast<int>(columns.size())), 1, kPage);
    filter_.clear();
    sorted_by_ = -1;
    wished_ = shown_ = engine::Json();
    state_ = {rows, rows, rows, false, false};
    ++look_turn_;
    forget();
    asked_ = 0;
    endResetModel();
    Q_EMIT stateChanged();
}

void RowTableModel::forget() {
    pages_.clear();
    kept_.clear();
    wanted_.clear();
    asking_ = -1;
    ++turn_;
}

void RowTableModel::setFilter(const QString& words) {
    filter_ = words;
    wish();
}

void RowTableModel::sort(int column, Qt::SortOrder order) {
    sorted_by_ = column;
    direction_ = order;
    wish();
}

void RowTableModel::wish() {
    engine::Json wished;
    if (!filter_.isEmpty()) wished["filter"] = filter_.toStdString();
    if (sorted_by_ >= 0 && sorted_by_ < columns_.size()) {
        wished["column"] = columns_[sorted_by_].toStdString();
        wished["descending"] = direction_ == Qt::DescendingOrder;
    }
    if (wished == wished_) return;
    wished_ = std::move(wished);
    enough_ = false;
    ++look_turn_;
    state_.wished = !wished_.is_null();
    state_.looking = state_.wished;
    state_.seen = state_.found = state_.wished ? 0 : state_.total;
    Q_EMIT stateChanged();
    if (state_.wished) {
        look();
    } else {
        showWished(state_.total);
    }
}

void RowTableModel::stop() {
    if (state_.looking) enough_ = true;
}

// One slice; other questions come between this and the next.
void RowTableModel::look() {
    reader_.ask(
        this,
        [name = name_.toStdString(), wished = wished_, enough = enough_](engine::Reader& reader) {
            return reader.arrange(name, wished, enough);
        },
        [this, turn = look_turn_, enough = enough_](engine::Result<engine::Json> state) {
            if (turn != look_turn_) return;
            if (!state) {
                // What is shown stays, and the same may be wished again.
                const auto shownOr = [this](const char* name, auto otherwise) {
                    return shown_.is_object() ? shown_.value(name, otherwise) : otherwise;
                };
                wished_ = shown_;
                filter_ = fromUtf8(shownOr("filter", std::string()));
                sorted_by_ =
                    static_cast<int>(columns_.indexOf(fromUtf8(shownOr("column", std::string()))));
                direction_ =
                    shownOr("descending", false) ? Qt::DescendingOrder : Qt::AscendingOrder;
                state_ = {state_.total, rows_, state_.total, false, !shown_.is_null()};
                Q_EMIT stateChanged();
                Q_EMIT failed(state.error());
                return;
            }
            state_.seen = (*state)["seen"];
            state_.found = (*state)["found"];
            state_.looking = !enough && !(*state)["done"].get<bool>();
            if (state_.looking) {
                look();
            } else {
                showWished(state_.found);
            }
            Q_EMIT stateChanged();
        });
}

void RowTableModel::showWished(std::int64_t rows) {
    beginResetModel();
    shown_ = wished_;
    rows_ = asCount(rows);
    forget();
    endResetModel();
}

QString RowTableModel::cell(int row, int column) const {
    const auto page = pages_.constFind(row / page_rows_);
    if (page == pages_.constEnd()) return {};
    const auto at = static_cast<std::size_t>(row % page_rows_);
    return at < page->rows.size() ? page->rows[at].value(column) : QString();
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
        if (role == Qt::DisplayRole)
            const_cast<RowTableModel*>(this)->want(index.row() / page_rows_);
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
    if (orientation == Qt::Horizontal) return visibleText(columns_.value(section), 200);
    if (shown_.is_null()) return countText(section + 1);
    const auto page = pages_.constFind(section / page_rows_);
    const auto at = static_cast<std::size_t>(section % page_rows_);
    return page != pages_.constEnd() && at < page->numbers.size()
               ? QVariant(countText(page->numbers[at]))
               : QVariant();
}

void RowTableModel::want(int page) {
    if (page == asking_) return;
    std::erase(wanted_, page);
    wanted_.push_back(page);
    // A page of a very wide table is a row or two: what is on the screen must not be forgotten.
    const int most = std::max(kPagesWanted, kRowsSeen / page_rows_);
    while (static_cast<int>(wanted_.size()) > most) wanted_.pop_front();
    // After the view has painted: a view may ask for several pages at once.
    QMetaObject::invokeMethod(this, &RowTableModel::askNext, Qt::QueuedConnection);
}

void RowTableModel::askNext() {
    if (asking_ >= 0 || wanted_.empty()) return;
    asking_ = wanted_.back();
    wanted_.pop_back();
    ++asked_;
    const std::int64_t first = static_cast<std::int64_t>(asking_) * page_rows_;
    reader_.ask(
        this,
        [name = name_.toStdString(), wished = shown_, first, count = page_rows_](
            engine::Reader& reader) { return reader.rows(name, wished, first, count); },
        [this, page = asking_, turn = turn_](engine::Result<engine::Json> rows) {
            if (turn != turn_) return;
            asking_ = -1;
            if (!rows) {
                wanted_.clear();
                Q_EMIT failed(rows.error());
                return;
            }
            take(page, *rows);
            askNext();
        });
}

void RowTableModel::take(int page, const engine::Json& answer) {
    Page fresh;
    for (const engine::Json& row : answer["rows"]) {
        QStringList cells;
        for (const engine::Json& cell : row) cells << fromUtf8(cell.get_ref<const std::string&>());
        fresh.rows.push_back(std::move(cells));
    }
    for (const engine::Json& number : answer["numbers"])
        fresh.numbers.push_back(number.get<qint64>());
    const int first = page * page_rows_;
    pages_.insert(page, std::move(fresh));
    kept_.push_back(page);
    if (static_cast<int>(kept_.size()) > std::max(kPagesKept, 2 * kRowsSeen / page_rows_)) {
        pages_.remove(kept_.front());
        kept_.pop_front();
    }
    const int last = std::min(first + page_rows_, rows_) - 1;
    if (last < first || columns_.isEmpty()) return;
    Q_EMIT dataChanged(index(first, 0), index(last, static_cast<int>(columns_.size()) - 1));
    if (!shown_.is_null()) Q_EMIT headerDataChanged(Qt::Vertical, first, last);
}

}  // namespace widgets
