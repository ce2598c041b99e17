// Rows of a stored dataset, fetched in pages as they come into view: as the file has them, sorted
// by a column, or those that hold some words. A million rows cost what is looked at; another order
// is worked out in the background, and the old one stays to be seen until then.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QStringList>
#include <deque>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace widgets {

class ReaderLane;

class RowTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kPage = 256;         // rows asked for at once, of a table of few columns
    static constexpr int kPageCells = 32768;  // of one of many
    static constexpr int kPagesKept = 64;     // the others are asked for again
    static constexpr int kPagesWanted = 4;    // of what was scrolled past, the newest
    static constexpr int kRowsSeen = 128;     // that a tall window may show at once

    /// How far the order that is wished is: rows looked at and found, of all.
    struct State {
        std::int64_t seen = 0, found = 0, total = 0;
        bool looking = false;
        bool wished = false;  // other than the file has them
    };

    explicit RowTableModel(ReaderLane& reader, QObject* parent = nullptr);

    /// @param columns  names, in order
    void setDataset(const QString& name, const QStringList& columns, std::int64_t rows);
    void setMissingColor(const QColor& color) { missing_ = color; }
    void setFilter(const QString& words);  // "": all rows
    /// By that column; -1: as the file has them.
    void sort(int column, Qt::SortOrder order) override;
    void stop();  // looking: what was found is shown
    const State& state() const { return state_; }
    /// What is shown, as Reader::rows takes it.
    const engine::Json& shownWish() const { return shown_; }
    const QString& name() const { return name_; }

    /// The cell as it is, without anything made visible; empty while its page is missing.
    QString cell(int row, int column) const;
    bool isThere(int row) const { return pages_.contains(row / page_rows_); }
    int pagesAsked() const { return asked_; }  // since setDataset

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const engine::Error& why);
    void stateChanged();

private:
    struct Page {
        std::vector<QStringList> rows;
        std::vector<qint64> numbers;
    };
    void forget();
    void wish();
    void look();
    void showWished(std::int64_t rows);
    void want(int page);
    void askNext();
    void take(int page, const engine::Json& rows);

    ReaderLane& reader_;
    QString name_;
    QStringList columns_;
    int rows_ = 0;
    int page_rows_ = kPage;
    QString filter_;
    int sorted_by_ = -1;
    Qt::SortOrder direction_ = Qt::AscendingOrder;
    engine::Json wished_, shown_;  // null: as the file has them
    State state_;
    bool enough_ = false;
    int look_turn_ = 0;
    QHash<int, Page> pages_;
    std::deque<int> kept_;    // pages, oldest first
    std::deque<int> wanted_;  // newest last
    int asking_ = -1;         // page on its way
    int asked_ = 0;
    int turn_ = 0;  // of what is shown: answers to an earlier one are dropped
    QColor missing_;
};

}  // namespace widgets
