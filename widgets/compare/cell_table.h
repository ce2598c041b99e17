// A table of finished texts: what the tabs of Compare show, copy and export. Filled once, never
// edited.
#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QString>
#include <QVariant>

namespace widgets {

class Theme;

struct Cell {
    QString text;
    QVariant sort;        // what it is sorted by; invalid: the text
    bool number = false;  // right-aligned
    bool pale = false;    // too few rows to lean on, or nothing to show
    QString tip = {};
};

/// A number as text, sorted as the number. Not finite: an empty, pale cell.
Cell numberCell(double value, const QString& text);
Cell textCell(const QString& text);

struct CellTable {
    QStringList headers;
    QStringList tips;  // of the headers; shorter or empty: none
    QList<QList<Cell>> rows;

    QString tsv() const;       // tabs and line ends within cells become spaces
    QString markdown() const;  // numbers right-aligned
    QString csv() const;       // UTF-8; texts that a spreadsheet would run are quote-prefixed
};

class CellTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kSortRole = Qt::UserRole;

    explicit CellTableModel(const Theme& theme, QObject* parent = nullptr);
    void setTable(CellTable table);
    const CellTable& table() const { return table_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isNumberColumn(int column) const;

    const Theme& theme_;
    CellTable table_;
};

}  // namespace widgets
