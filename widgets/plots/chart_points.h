// The points of a chart as a table: what is saved, and shown to who does not see the curves.
#pragma once

#include <QDialog>
#include <QString>
#include <functional>
#include <vector>

namespace widgets {

struct ChartPoint {
    double x = 0;
    double y = 0;
};
struct ChartCurve {
    QString name;
    std::vector<ChartPoint> points;
};
struct ChartPoints {
    QString x_title, y_title;
    std::vector<ChartCurve> curves;
};

/// "curve,x,y" lines, numbers in the C locale and exact, texts that a spreadsheet would run as a
/// formula quoted away. -> false, with the reason, where the file was not written; whole or not at
/// all.
bool savePointsAsCsv(const ChartPoints& points, const QString& path, QString* why);

/// A table of the points, to be copied from. @param save  asks for a file for all of them
class PointsDialog : public QDialog {
    Q_OBJECT
public:
    PointsDialog(const ChartPoints& points, const QString& title, std::function<void()> save,
                 QWidget* parent = nullptr);
};

}  // namespace widgets
