// A list of lines as a table of texts and numbers: what all such models of a dataset's pages share.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QStringList>

namespace widgets {

class FlatModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const final;
    int columnCount(const QModelIndex& parent = {}) const final;
    QVariant data(const QModelIndex& index, int role) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    virtual int lines() const = 0;
    virtual QStringList titles() const = 0;       // of the columns
    virtual bool isNumber(int column) const = 0;  // stands on the right
    /// @param whole  for a tool tip, which has room for more of it
    virtual QString cell(int line, int column, bool whole) const = 0;
    virtual QColor color(int /*line*/) const { return {}; }  // invalid: the usual one

    static constexpr qsizetype kShort = 200, kLong = 2000;  // characters of a text, at most
};

}  // namespace widgets
