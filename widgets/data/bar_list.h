// Names with bars and numbers: class counts, class probabilities. Painted, and readable as text.
#pragma once

#include <QString>
#include <QWidget>
#include <vector>

namespace widgets {

class Theme;

class BarList : public QWidget {
    Q_OBJECT
public:
    struct Bar {
        QString name;
        double share = 0;  // 0..1: length of the bar
        QString number;    // what stands at its end
    };
    explicit BarList(const Theme& theme, QWidget* parent = nullptr);
    void setBars(std::vector<Bar> bars);
    const std::vector<Bar>& bars() const { return bars_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;
    const Theme& theme_;
    std::vector<Bar> bars_;
};

}  // namespace widgets
