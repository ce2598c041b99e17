// What the overview draws beside its table.
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "widgets/compare/compare_charts.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CompareCharts)
};

const QString kSeconds = QStringLiteral("seconds");

// Measures that differ in size by orders of magnitude between arms.
bool isCost(const QString& measure) {
    return measure == kSeconds || measure == QLatin1String("file_bytes");
}

double valueOf(const CompareData& data, const CompareArm& arm, int budget, const QString& measure) {
    return data.mean(arm.id, budget, measure).mean;
}

// The ends of an axis; false where it would tell no line from another.
bool span(const QList<ParallelLine>& lines, qsizetype at, double& low, double& high) {
    bool any = false;
    for (const ParallelLine& line : lines) {
        const double value = line.values[at];
        if (!std::isfinite(value)) continue;
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
    }
    return any && low < high;
}

}  // namespace

void fillTimeChart(Chart& chart, const CompareData& data, const QStringList& arms,
                   const QString& metric) {
    chart.clearCurves();
    const double factor = isShare(metric.toStdString()) ? 100 : 1;
    bool positive = true;
    for (const QString& id : arms) {
        const CompareArm* arm = data.arm(id);
        QVector<double> x, y, low, high;
        for (int i = 0; arm != nullptr && i < data.budgets.size(); ++i) {
            const Mean quality = data.mean(id, i, metric);
            const double seconds = valueOf(data, *arm, i, kSeconds);
            if (quality.n == 0 || !std::isfinite(quality.mean) || !std::isfinite(seconds)) continue;
            positive = positive && seconds > 0;
            // Points of a curve stand by their x: so do their intervals.
            const qsizetype at = std::lower_bound(x.begin(), x.end(), seconds) - x.begin();
            x.insert(at, seconds);
            y.insert(at, factor * quality.mean);
            low.insert(at, factor * quality.low);
            high.insert(at, factor * quality.high);
        }
        if (x.isEmpty()) continue;
        CurveLook look;
        look.series = arm->index;
        look.marker = true;
        QCPGraph* curve = chart.addCurve(arm->title, look);
        curve->setData(x, y);
        chart.addIntervals(curve, low, high);
    }
    chart.setXDuration(true);
    chart.setLogX(positive);
    const QString title = metricTitle(metric.toStdString());
    chart.setTitles(Words::tr("%1 against the time of a run").arg(title),
                    Words::tr("Time of a run, mean over seeds"),
                    factor == 100 ? Words::tr("%1, %").arg(title) : title);
    chart.setEmptyText(Words::tr("No run has told how long it took."));
    chart.refresh();
}

ParallelRows parallelRows(const CompareData& data, const QStringList& arms, const QString& metric) {
    QStringList measures = {metric};
    for (const char* name : {"accuracy", "macro_recall", "macro_f1", "ece", "ndcg@5", "ndcg@10",
                             "mrr", "mae", "file_bytes", "seconds"}) {
        const QString one = QString::fromLatin1(name);
        if (one != metric && data.metrics.contains(one)) measures << one;
    }
    ParallelRows all;
    for (const QString& id : arms) {
        const CompareArm* arm = data.arm(id);
        for (int budget = 0; arm != nullptr && budget < data.budgets.size(); ++budget) {
            if (data.mean(id, budget, metric).n == 0) continue;
            ParallelLine line{arm->title, arm->index, {}};
            for (const QString& measure : measures)
                line.values << valueOf(data, *arm, budget, measure);
            all.lines << line;
        }
    }
    ParallelRows out;
    for (const ParallelLine& line : all.lines)
        out.lines << ParallelLine{line.name, line.series, {}};
    for (qsizetype i = 0; i < measures.size(); ++i) {
        ParallelAxis axis;
        if (!span(all.lines, i, axis.low, axis.high)) continue;
        const std::string measure = measures[i].toStdString();
        axis.title = metricTitle(measure);
        axis.low_text = measureText(measure, axis.low);
        axis.high_text = measureText(measure, axis.high);
        axis.log = isCost(measures[i]) && axis.low > 0;
        out.axes << axis;
        for (qsizetype line = 0; line < out.lines.size(); ++line)
            out.lines[line].values << all.lines[line].values[i];
    }
    return out;
}

}  // namespace widgets
