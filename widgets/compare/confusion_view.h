// Confusions of two arms side by side, and what one has more than the other: counts and per cent of
// the row, one scale of colour.
#pragma once

#include <QStringList>
#include <QWidget>
#include <vector>

namespace widgets {

class Theme;

struct ConfusionPane {
    QString title;
    std::vector<double> counts;  // [classes x classes], row = truth; summed over `runs`
    int runs = 0;
};

class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(const Theme& theme, QWidget* parent = nullptr);
    /// Both panes have the same classes.
    void setPanes(const QStringList& classes, const ConfusionPane& a, const ConfusionPane& b);
    void setEmptyText(const QString& text);  // no panes
    /// What a cell says: share of its row, in per cent. pane 0, 1: of A, B; 2: the difference.
    double share(int pane, int truth, int answer) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintPane(QPainter& painter, int pane, const QRectF& area) const;
    void describe();

    const Theme& theme_;
    QStringList classes_;
    ConfusionPane panes_[2];
    QString empty_text_;
};

}  // namespace widgets
