// Rows that an import set aside: line, reason, and the row as it stood there.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class RejectModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Line, Reason, Raw, Columns };
    using QAbstractTableModel::QAbstractTableModel;
    void setRejects(const engine::Json& rejects);  // as Reader::rejects

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        qint64 line = 0;
        QString reason, raw;
    };
    std::vector<Entry> entries_;
};

/// A reject in words of the window's language.
QString rejectText(const engine::Json& reject);

}  // namespace widgets
