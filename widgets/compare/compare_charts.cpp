#include "widgets/compare/compare_charts.h"

#include <QCoreApplication>
#include <cmath>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CompareCharts)
};

// The number along the axis; NaN where the sweep has none or several.
double budgetValue(const Json& sweep) {
    if (sweep.size() != 1 || !sweep.begin()->is_number()) return std::nan("");
    return sweep.begin()->get<double>();
}

QString budgetTitle(const CompareData& data) {
    if (data.budgets.isEmpty() || data.budgets.front().size() != 1) return Words::tr("Budget");
    const std::string name = data.budgets.front().begin().key();
    if (name == "rows") return Words::tr("Labels of the target");
    if (name == "support") return Words::tr("Ratings revealed");
    return engineText(name);
}

QString unitTitle(const QString& metric) {
    const QString title = metricTitle(metric.toStdString());
    return isShare(metric.toStdString()) ? Words::tr("%1, %").arg(title) : title;
}

struct Points {
    QVector<double> x, y, low, high;
};

void addPoints(Chart& chart, const QString& name, const CurveLook& look, const Points& points) {
    if (points.x.isEmpty()) return;
    QCPGraph* curve = chart.addCurve(name, look);
    curve->setData(points.x, points.y);
    chart.addIntervals(curve, points.low, points.high);
}

void setBudgetAxis(Chart& chart, const CompareData& data) {
    bool positive = true;
    for (const Json& budget : data.budgets) positive = positive && budgetValue(budget) > 0;
    chart.setLogX(positive && data.budgets.size() > 1);
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    for (const Json& budget : data.budgets) {
        const double value = budgetValue(budget);
        if (std::isfinite(value)) ticker->addTick(value, QString::number(value));
    }
    chart.xAxis->setTicker(ticker);
}

CurveLook lookOf(const CompareData& data, const CompareArm& arm) {
    CurveLook look;
    look.series = arm.index;
    look.marker = true;
    for (const CompareArm& other : data.arms)
        look.control = look.control || (other.control == arm.id && arm.control.isEmpty());
    return look;
}

}  // namespace

void fillBudgetChart(Chart& chart, const CompareData& data, const QStringList& arms,
                     const QString& metric) {
    chart.clearCurves();
    const double factor = isShare(metric.toStdString()) ? 100 : 1;
    for (const QString& id : arms) {
        const CompareArm* arm = data.arm(id);
        Points points;
        for (int i = 0; arm != nullptr && i < data.budgets.size(); ++i) {
            const Mean mean = data.mean(id, i, metric);
            const double x = budgetValue(data.budgets[i]);
            if (mean.n == 0 || !std::isfinite(x) || !std::isfinite(mean.mean)) continue;
            points.x << x;
            points.y << factor * mean.mean;
            points.low << factor * mean.low;
            points.high << factor * mean.high;
        }
        if (arm != nullptr) addPoints(chart, arm->title, lookOf(data, *arm), points);
    }
    setBudgetAxis(chart, data);
    chart.setTitles(
        Words::tr("%1: mean over seeds, 95 % interval").arg(metricTitle(metric.toStdString())),
        budgetTitle(data), unitTitle(metric));
    chart.setEmptyText(Words::tr("There is no budget along which this could be drawn."));
    chart.refresh();
}

GainChart::GainChart(Theme& theme, QWidget* parent)
    : Chart(theme, parent),
      theme_(theme),
      below_(new QCPItemRect(this)),
      name_(new QCPItemText(this)),
      zero_(new QCPItemStraightLine(this)) {
    for (QCPItemPosition* corner :
         {below_->topLeft, below_->bottomRight, zero_->point1, zero_->point2, name_->position}) {
        corner->setTypeX(QCPItemPosition::ptAxisRectRatio);
    }
    below_->topLeft->setCoords(0, 0);
    below_->bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    below_->bottomRight->setCoords(1, 1);
    zero_->point1->setCoords(0, 0);
    zero_->point2->setCoords(1, 0);
    name_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    name_->position->setCoords(0.98, 0.98);
    name_->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    for (QCPAbstractItem* item :
         {static_cast<QCPAbstractItem*>(below_), static_cast<QCPAbstractItem*>(name_),
          static_cast<QCPAbstractItem*>(zero_)}) {
        item->setLayer(QStringLiteral("background"));
        item->setSelectable(false);
    }
    connect(&theme_, &Theme::changed, this, &GainChart::style);
    style();
}

void GainChart::style() {
    const Tokens& t = theme_.tokens();
    QColor shade = t.warning;
    shade.setAlphaF(0.12F);
    below_->setBrush(shade);
    below_->setPen(Qt::NoPen);
    zero_->setPen(QPen(t.text2, 1));
    name_->setColor(t.warning);
    name_->setFont(theme_.font(TextSize::Caption));
    name_->setBrush(t.surface);
}

void GainChart::fill(const CompareData& data, const QStringList& arms) {
    clearCurves();
    const double factor = isShare(data.metric.toStdString()) ? 100 : 1;
    double lowest = 0;
    for (const QString& id : arms) {
        const CompareArm* arm = data.arm(id);
        if (arm == nullptr || arm->control.isEmpty()) continue;
        Points points;
        for (int i = 0; i < data.budgets.size(); ++i) {
            const Json* verdict = data.verdict(id, arm->control, i);
            const double x = budgetValue(data.budgets[i]);
            if (verdict == nullptr || !(*verdict)["ci"].is_array() || !std::isfinite(x)) continue;
            points.x << x;
            points.y << factor * (*verdict)["difference"].get<double>();
            points.low << factor * (*verdict)["ci"][0].get<double>();
            points.high << factor * (*verdict)["ci"][1].get<double>();
            lowest = std::min(lowest, points.low.last());
        }
        CurveLook look;
        look.series = arm->index;
        look.marker = true;
        addPoints(*this, arm->title, look, points);
    }
    for (QCPAbstractItem* item :
         {static_cast<QCPAbstractItem*>(below_), static_cast<QCPAbstractItem*>(name_),
          static_cast<QCPAbstractItem*>(zero_)}) {
        item->setVisible(!curves().isEmpty());
    }
    name_->setLayer(QStringLiteral("legend"));  // above the grid
    name_->setText(Words::tr("Below zero: negative transfer"));
    setBudgetAxis(*this, data);
    setTitles(Words::tr("Gain over the control"), budgetTitle(data), unitTitle(data.metric));
    setEmptyText(Words::tr("No arm has a control, so no gain can be drawn."));
    setLeastY(lowest, 0);
    refresh();
}

bool fillSeedCurves(Chart& chart, const CompareArm& arm_a, const Json& a, const CompareArm& arm_b,
                    const Json& b, const std::string& series) {
    chart.clearCurves();
    bool any = false;
    const auto add = [&](const CompareArm& arm, const Json& curves) {
        for (const Json& one : curves) {
            if (one["series"] != series) continue;
            CurveLook look;
            look.series = arm.index;
            QCPGraph* curve = chart.addCurve(
                Words::tr("%1 (n = %2)").arg(arm.title).arg(one["n"].get<int>()), look);
            const auto list = [&one](const char* name) {
                const auto values = one[name].get<std::vector<double>>();
                return QVector<double>(values.begin(), values.end());
            };
            curve->setData(list("x"), list("mean"));
            chart.addBand(curve, list("x"), list("low"), list("high"));
            any = true;
        }
    };
    add(arm_a, a);
    if (arm_b.id != arm_a.id) add(arm_b, b);
    chart.setTitles(metricTitle(series), Words::tr("Step"), metricTitle(series));
    chart.refresh();
    return any;
}

}  // namespace widgets
