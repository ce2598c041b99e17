// Rows of a file before and after the rules of its import.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class PreparedModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Row, Before, After, What, Columns };
    using QAbstractTableModel::QAbstractTableModel;
    void setSamples(const engine::Json& samples);                    // as Reader::preview
    void setGoneColor(const QColor& color) { gone_color_ = color; }  // of rows that are dropped

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        qint64 row = 0, copy_of = 0;
        QString before, after;
        QString what() const;
    };
    std::vector<Line> lines_;
    QColor gone_color_;
};

}  // namespace widgets
