// Rows of a stored dataset, fetched in pages as they come into view. A million rows cost what is
// looked at.
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
    static constexpr int kPage = 256;       // rows asked for at once
    static constexpr int kPagesKept = 64;   // the others are asked for again
    static constexpr int kPagesWanted = 4;  // of what was scrolled past, the newest

    explicit RowTableModel(ReaderLane& reader, QObject* parent = nullptr);

    /// @param columns  names, in order
    void setDataset(const QString& name, const QStringList& columns, std::int64_t rows);
    void setMissingColor(const QColor& color) { missing_ = color; }
    /// The cell as it is, without anything made visible; empty while its page is missing.
    QString cell(int row, int column) const;
    bool isThere(int row) const { return pages_.contains(row / kPage); }
    int pagesAsked() const { return asked_; }  // since setDataset

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const engine::Error& why);

private:
    using Page = std::vector<QStringList>;
    void want(int page);
    void askNext();
    void take(int page, const engine::Json& rows);

    ReaderLane& reader_;
    QString name_;
    QStringList columns_;
    int rows_ = 0;
    QHash<int, Page> pages_;
    std::deque<int> kept_;    // pages, oldest first
    std::deque<int> wanted_;  // newest last
    int asking_ = -1;         // page on its way
    int asked_ = 0;
    int turn_ = 0;  // of setDataset: answers of an earlier one are dropped
    QColor missing_;
};

}  // namespace widgets
