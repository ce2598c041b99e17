// Rows of a file before and after the rules of its import.
#pragma once

#include <vector>

#include "engine/base/json.h"
#include "widgets/data/flat_model.h"

namespace widgets {

class PreparedModel : public FlatModel {
    Q_OBJECT
public:
    enum Column { Row, Before, After, What, Columns };
    using FlatModel::FlatModel;
    void setSamples(const engine::Json& samples);                    // as Reader::preview
    void setGoneColor(const QColor& color) { gone_color_ = color; }  // of rows that are dropped

private:
    int lines() const override;
    QStringList titles() const override;
    bool isNumber(int column) const override;
    QString cell(int line, int column, bool whole) const override;
    QColor color(int line) const override;

    struct Line {
        qint64 row = 0, copy_of = 0;
        QString before, after;
        QString what() const;
    };
    std::vector<Line> lines_;
    QColor gone_color_;
};

}  // namespace widgets
