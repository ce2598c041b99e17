// Parallel coordinates: an axis for each measure, a line for each row of the overview. Dragging
// along an axis keeps only the lines that cross it there; a click on it lets all through again.
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace widgets {

class Theme;

struct ParallelAxis {
    QString title;
    QString low_text, high_text;  // its ends in words
    double low = 0, high = 1;     // low < high
    bool log = false;             // both ends are positive
};

struct ParallelLine {
    QString name;
    int series = 0;        // its colour
    QList<double> values;  // one an axis; NaN: it crosses that axis nowhere
};

class ParallelView : public QWidget {
    Q_OBJECT
public:
    explicit ParallelView(const Theme& theme, QWidget* parent = nullptr);
    /// Brushes on axes that stay (by title) stay.
    void setLines(const QList<ParallelAxis>& axes, const QList<ParallelLine>& lines);
    /// Keeps the lines that cross the axis within a part of it: 0 its lower end, 1 its upper one.
    void brush(int axis, double from, double to);
    void clearBrush(int axis);
    bool isKept(int line) const;  // by every brush
    int axisCount() const { return static_cast<int>(axes_.size()); }
    QPoint pointAt(int axis, double part) const;  // in the widget

Q_SIGNALS:
    void brushed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    QSize minimumSizeHint() const override;

private:
    struct Brush {
        bool on = false;
        double from = 0, to = 1;  // parts of the axis, from <= to
    };
    double partOf(int axis, double value) const;  // NaN for what lies nowhere
    double partAt(int y) const;
    int axisAt(int x) const;
    QRectF room() const;
    void paintAxis(QPainter& painter, int axis) const;
    void paintLine(QPainter& painter, const ParallelLine& line, bool kept) const;
    void tell();

    const Theme& theme_;
    QList<ParallelAxis> axes_;
    QList<ParallelLine> lines_;
    QList<Brush> brushes_;  // one an axis
    int current_ = 0;       // axis that the keys mean
    int dragged_ = -1;
    double pressed_ = 0;
};

}  // namespace widgets
