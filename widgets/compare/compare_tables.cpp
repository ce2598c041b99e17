#include "widgets/compare/compare_tables.h"

#include <QCoreApplication>
#include <cmath>

#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;

constexpr std::int64_t kFewRows = 30;  // fewer say little: greyed

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CompareTables)
};

std::string utf8(const QString& text) { return text.toStdString(); }

QString intervalText(const QString& metric, const Mean& mean) {
    return Words::tr("%1 to %2")
        .arg(measureText(utf8(metric), mean.low), measureText(utf8(metric), mean.high));
}

Cell meanCell(const QString& metric, const Mean& mean) {
    return numberCell(mean.mean, measureText(utf8(metric), mean.mean));
}

Cell intervalCell(const QString& metric, const Mean& mean) {
    Cell out = numberCell(mean.n < 2 ? std::nan("") : mean.low, intervalText(metric, mean));
    if (mean.n == 1) {
        out.text = Words::tr("one result");
        out.tip = Words::tr("One result stands for all seeds; there is no interval.");
    }
    return out;
}

QString signedText(const QString& metric, double value) {
    const QString text = measureText(utf8(metric), value);
    return value > 0 ? QLatin1Char('+') + text : text;
}

void addGain(QList<Cell>& row, const CompareData& data, const CompareArm& arm, int budget) {
    const Json* verdict = nullptr;
    if (!arm.control.isEmpty()) verdict = data.verdict(arm.id, arm.control, budget);
    const bool mine = verdict != nullptr && verdict->value("arm_id", "") == utf8(arm.id);
    if (!mine || !(*verdict)["difference"].is_number()) {
        row << numberCell(std::nan(""), {}) << numberCell(std::nan(""), {});
        return;
    }
    const QString metric = fromUtf8(verdict->value("metric", ""));
    const double difference = (*verdict)["difference"].get<double>();
    row << numberCell(difference, signedText(metric, difference));
    row.last().tip = verdictSentence(*verdict);
    Mean interval;
    interval.low = (*verdict)["ci"][0].get<double>();
    interval.high = (*verdict)["ci"][1].get<double>();
    row << numberCell(interval.low, intervalText(metric, interval));
    row.last().tip = verdictBasis(*verdict);
}

// Measures beside the chosen one, in the order of their columns.
QStringList besides(const CompareData& data, const QString& metric) {
    QStringList out;
    for (const char* name :
         {"accuracy", "macro_recall", "macro_f1", "ece", "ndcg@5", "ndcg@10", "mrr", "mae"}) {
        const QString one = QString::fromLatin1(name);
        if (one != metric && data.metrics.contains(one)) out << one;
    }
    return out;
}

QList<Cell> armRow(const CompareData& data, const CompareArm& arm, int budget,
                   const QString& metric, const QStringList& others) {
    const Mean mean = data.mean(arm.id, budget, metric);
    QList<Cell> row = {textCell(arm.title),
                       Cell{sweepText(data.budgets[budget]), budget, true, false},
                       numberCell(static_cast<double>(mean.n), countText(mean.n)),
                       meanCell(metric, mean), intervalCell(metric, mean)};
    for (const QString& other : others) {
        const Mean one = data.mean(arm.id, budget, other);
        row << meanCell(other, one);
        if (one.n > 1) row.last().tip = intervalText(other, one);
    }
    addGain(row, data, arm, budget);
    for (const char* cost : {"file_bytes", "seconds"}) {
        const QString name = QString::fromLatin1(cost);
        row << meanCell(name, data.mean(arm.id, budget, name));
    }
    return row;
}

QList<Cell> referenceRow(const CompareData& data, const QString& name, int budget,
                         const QString& metric, const QStringList& others) {
    const Mean mean = data.reference(name, budget, metric);
    QList<Cell> row = {textCell(Words::tr("Reference: %1").arg(engineText(utf8(name)))),
                       Cell{sweepText(data.budgets[budget]), budget, true, false},
                       numberCell(static_cast<double>(mean.n), countText(mean.n)),
                       meanCell(metric, mean), intervalCell(metric, mean)};
    for (const QString& other : others) row << meanCell(other, data.reference(name, budget, other));
    for (int i = 0; i < 4; ++i) row << numberCell(std::nan(""), {});
    for (Cell& cell : row) cell.pale = true;
    return row;
}

// "recall" of a class; of another slice the mean over the classes.
QString firstMeasured(const CompareData& data, const QString& arm, int budget, const QString& slice,
                      const QStringList& names) {
    for (const QString& name : names) {
        if (data.slice(arm, budget, slice, name).n > 0) return name;
    }
    return names.front();
}

QString sliceTitle(const QString& slice) {
    const qsizetype colon = slice.indexOf(QLatin1Char(':'));
    if (colon < 0) return slice;
    const QString by = slice.left(colon), value = slice.mid(colon + 1);
    if (by == QLatin1String("class")) return Words::tr("Class: %1").arg(value);
    if (by == QLatin1String("length"))
        return Words::tr("Characters: %1").arg(engineText(utf8(value)));
    if (by == QLatin1String("origin")) return Words::tr("From: %1").arg(value);
    return QStringLiteral("%1: %2").arg(engineText(utf8(by)), value);
}

}  // namespace

CellTable overviewTable(const CompareData& data, const QStringList& arms, const QString& metric) {
    const QStringList others = besides(data, metric);
    CellTable out;
    out.headers = {Words::tr("Arm"), Words::tr("Budget"), Words::tr("Seeds"),
                   metricTitle(utf8(metric)), Words::tr("95 % CI")};
    out.tips = {{},
                Words::tr("Labels of the target that the arm was shown"),
                Words::tr("Results that differ: one where the seed changes nothing"),
                Words::tr("Mean over seeds, on test rows; shares in per cent"),
                Words::tr("t interval over seeds")};
    for (const QString& other : others) {
        const QString title = metricTitle(utf8(other));
        out.headers << (other == QLatin1String("ece") ? Words::tr("ECE") : title);
        out.tips
            << Words::tr("%1: mean over seeds; the tip of a cell gives its interval").arg(title);
    }
    out.headers << Words::tr("Gain") << Words::tr("95 % CI") << Words::tr("Size")
                << Words::tr("Time");
    out.tips << Words::tr("Over the arm's own control, on %1; + is the good direction")
                    .arg(metricTitle(utf8(data.metric)))
             << Words::tr("Paired bootstrap over seeds and rows") << Words::tr("Model on the disk")
             << Words::tr("Of every step that a run rests on, mean over seeds");
    for (const QString& id : arms) {
        const CompareArm* arm = data.arm(id);
        for (int budget = 0; arm != nullptr && budget < data.budgets.size(); ++budget) {
            if (data.mean(id, budget, metric).n > 0)
                out.rows << armRow(data, *arm, budget, metric, others);
        }
    }
    for (const QString& name : data.references) {
        for (int budget = 0; budget < data.budgets.size(); ++budget) {
            if (data.reference(name, budget, metric).n > 0)
                out.rows << referenceRow(data, name, budget, metric, others);
        }
    }
    return out;
}

CellTable sliceTable(const CompareData& data, const QString& a, const QString& b, int budget) {
    CellTable out;
    const QString title_a = data.arm(a) ? data.arm(a)->title : a;
    const QString title_b = data.arm(b) ? data.arm(b)->title : b;
    out.headers = {Words::tr("Rows of"), Words::tr("Rows")};
    const QList<QStringList> measures = {{QStringLiteral("recall"), QStringLiteral("macro_recall")},
                                         {QStringLiteral("f1"), QStringLiteral("macro_f1")}};
    out.tips = {{}, Words::tr("Test rows of the class or slice")};
    for (const QString& name : {Words::tr("Recall"), Words::tr("F1")}) {
        out.headers << Words::tr("%1 of A").arg(name) << Words::tr("95 % CI")
                    << Words::tr("%1 of B").arg(name) << Words::tr("95 % CI")
                    << Words::tr("A minus B");
        out.tips << Words::tr("A: %1").arg(title_a) << Words::tr("t interval over seeds")
                 << Words::tr("B: %1").arg(title_b) << Words::tr("t interval over seeds")
                 << Words::tr("Difference of the means");
    }
    for (const QString& slice : data.slices) {
        QList<Cell> row = {textCell(sliceTitle(slice)), {}};
        std::int64_t rows = 0;
        for (const QStringList& choice : measures) {
            const QString metric = firstMeasured(data, a, budget, slice, choice);
            const Mean of_a = data.slice(a, budget, slice, metric);
            const Mean of_b = data.slice(b, budget, slice, metric);
            rows = std::max({rows, of_a.rows, of_b.rows});
            row << meanCell(metric, of_a) << intervalCell(metric, of_a) << meanCell(metric, of_b)
                << intervalCell(metric, of_b);
            const double difference = of_a.mean - of_b.mean;
            row << numberCell(difference, signedText(metric, difference));
        }
        row[1] = numberCell(static_cast<double>(rows), countText(rows));
        if (rows < kFewRows) {
            for (Cell& cell : row) {
                cell.pale = true;
                cell.tip = Words::tr("Fewer than 30 rows: too few to lean on.");
            }
        }
        out.rows << row;
    }
    return out;
}

CellTable exampleTable(const Json& examples, const char* which, const QString& a,
                       const QString& b) {
    CellTable out;
    out.headers = {Words::tr("Text"),     Words::tr("Truth"),          Words::tr("%1 says").arg(a),
                   Words::tr("Right in"), Words::tr("%1 says").arg(b), Words::tr("Right in")};
    const Json part = examples.value(which, Json::object());
    for (const Json& row : part.value("rows", Json::array())) {
        const QString text = fromUtf8(row["text"].get<std::string>());
        QList<Cell> cells = {textCell(text.simplified()),
                             textCell(fromUtf8(row["truth"].get<std::string>()))};
        cells.front().tip = text;
        if (text.isEmpty()) {
            cells.front().text = Words::tr("(text no longer kept)");
            cells.front().pale = true;
        }
        for (const char* side : {"a", "b"}) {
            const int right = row[side]["right"].get<int>();
            cells << textCell(fromUtf8(row[side]["answer"].get<std::string>()))
                  << numberCell(right,
                                Words::tr("%1 of %2").arg(right).arg(row["seeds"].get<int>()));
            cells.last().tip = Words::tr("Mean probability of the true class: %1 %")
                                   .arg(percentText(row[side]["of_truth"].get<double>()));
        }
        out.rows << cells;
    }
    return out;
}

}  // namespace widgets
