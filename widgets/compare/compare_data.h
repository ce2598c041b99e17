// A job's report as the tabs of Compare look things up in it.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <cstdint>
#include <limits>
#include <string>

#include "engine/base/json.h"

namespace widgets {

struct Mean {
    std::int64_t n = 0;
    double mean = std::numeric_limits<double>::quiet_NaN();
    double low = mean, high = mean;  // 95 % interval; equal to mean where there is none
    std::int64_t rows = 0;           // of a slice
};

struct CompareArm {
    QString id, title, control;
    int index = 0;  // in the document: decides its colour
};

/// An arm of the report: of the job itself "direct", of another "12:direct" (see Reader::report).
struct ArmOfJob {
    std::int64_t job = 0;
    QString arm;
};
/// @param own  the job of a name without a number
ArmOfJob armOfJob(const QString& name, std::int64_t own);
QString armName(const ArmOfJob& arm, std::int64_t own);

struct CompareData {
    CompareData() = default;
    /// @param report  of Reader::report
    explicit CompareData(const engine::Json& report);

    std::int64_t job = 0;
    QString title;
    QString metric;  // the one that decides
    QList<CompareArm> arms;
    QList<engine::Json> budgets;  // sweep values in the order of the runs
    QStringList metrics;          // measured of any arm, those that people ask for first
    QStringList references;       // names: "majority"
    QStringList slices;           // "class:positive"
    engine::Json verdicts = engine::Json::array();

    bool isEmpty() const { return arms.isEmpty(); }
    const CompareArm* arm(const QString& id) const;
    Mean mean(const QString& arm, int budget, const QString& metric) const;
    Mean reference(const QString& name, int budget, const QString& metric) const;
    Mean slice(const QString& arm, int budget, const QString& slice, const QString& metric) const;
    std::int64_t seeds(const QString& arm) const;   // most results at any budget
    int budgetOf(const engine::Json& sweep) const;  // -1: none
    /// The planned verdict of a pair, either way round; null when there is none.
    const engine::Json* verdict(const QString& a, const QString& b, int budget) const;
    /// The budget to begin with: the smallest at which the pair's verdict claims something.
    int firstBudget(const QString& a, const QString& b) const;

private:
    QHash<QString, Mean> means_;
};

/// "helps", "ahead", "negative": codes that claim something.
bool isClaim(const std::string& code);

/// The verdict to begin with: the first that claims something about transfer (an arm against its
/// twin), else the first that claims anything, else the first; null when there is none.
const engine::Json* headline(const engine::Json& verdicts);

/// A verdict's or action's sentence in the window's language. @param verdict  as in a report
QString verdictSentence(const engine::Json& verdict);

/// What the sentence rests on, in one line: means, seeds, rows, interval, p.
QString verdictBasis(const engine::Json& verdict);

}  // namespace widgets
