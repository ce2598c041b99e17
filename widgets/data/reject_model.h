// Rows that an import set aside: line, reason, and the row as it stood there.
#pragma once

#include <vector>

#include "engine/base/json.h"
#include "widgets/data/flat_model.h"

namespace widgets {

class RejectModel : public FlatModel {
    Q_OBJECT
public:
    enum Column { Line, Reason, Raw, Columns };
    using FlatModel::FlatModel;
    void setRejects(const engine::Json& rejects);  // as Reader::rejects

private:
    int lines() const override;
    QStringList titles() const override;
    bool isNumber(int column) const override;
    QString cell(int line, int column, bool whole) const override;

    struct Entry {
        qint64 line = 0;
        QString reason, raw;
    };
    std::vector<Entry> entries_;
};

/// A reject in words of the window's language.
QString rejectText(const engine::Json& reject);

}  // namespace widgets
