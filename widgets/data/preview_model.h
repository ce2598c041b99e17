// The first rows of a file as the chosen options read them.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class ImportPreviewModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setPreview(const engine::Json& preview);  // as Reader::preview
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList columns_;
    std::vector<QStringList> rows_;
};

}  // namespace widgets
