// Ticks of an axis in seconds as people say times: 10 s, 1 min, 2 h.
#pragma once

#include "widgets/plots/qcustomplot.h"

namespace widgets {

/// "0.1 s", "30 s", "5 min", "2 h": the largest unit that the time fills.
QString timeText(double seconds, const QLocale& locale);

class DurationTicker : public QCPAxisTicker {
public:
    explicit DurationTicker(bool log) : log_(log) {}

protected:
    double getTickStep(const QCPRange& range) override;
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale& locale, QChar format, int digits) override;
    QVector<double> createTickVector(double step, const QCPRange& range) override;

private:
    bool log_;
};

}  // namespace widgets
