// How numbers lie, as bars beside each other. Painted, and readable as text.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/base/json.h"

namespace widgets {

class Theme;

class Histogram : public QWidget {
    Q_OBJECT
public:
    /// @param histogram  {"from", "width", "counts"}; @param what  the numbers: "Text length"
    Histogram(const Theme& theme, const engine::Json& histogram, const QString& what,
              QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;  // tool tips

private:
    QString binText(std::size_t bin) const;
    const Theme& theme_;
    double from_ = 0, width_ = 0;
    std::vector<qint64> counts_;
};

}  // namespace widgets
