#include "widgets/compare/compare_data.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Json;

double numberOf(const Json& value) {
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

QString textOf(const Json& row, const char* key) {
    const auto it = row.find(key);
    return it != row.end() && it->is_string() ? fromUtf8(it->get<std::string>()) : QString();
}

Mean meanOf(const Json& row) {
    Mean out;
    out.n = row.value("n", std::int64_t{0});
    out.mean = numberOf(row["mean"]);
    out.low = numberOf(row["ci"][0]);
    out.high = numberOf(row["ci"][1]);
    out.rows = row.value("rows", std::int64_t{0});
    return out;
}

QString keyOf(const QString& kind, const QString& name, int budget, const QString& metric,
              const QString& slice = {}) {
    return QStringList{kind, name, QString::number(budget), metric, slice}.join(QChar(0x1f));
}

}  // namespace

ArmOfJob armOfJob(const QString& name, std::int64_t own) {
    const qsizetype colon = name.indexOf(u':');
    bool number = false;
    const qint64 job = colon > 0 ? name.first(colon).toLongLong(&number) : 0;
    return number && job > 0 ? ArmOfJob{job, name.sliced(colon + 1)} : ArmOfJob{own, name};
}

QString armName(const ArmOfJob& arm, std::int64_t own) {
    return arm.job == own ? arm.arm : QStringLiteral("%1:%2").arg(arm.job).arg(arm.arm);
}

CompareData::CompareData(const Json& report) {
    job = report.value("job", std::int64_t{0});
    title = textOf(report, "title");
    metric = textOf(report, "metric");
    verdicts = report.value("verdicts", Json::array());
    for (const Json& one : report.value("arms", Json::array()))
        arms.append({textOf(one, "id"), textOf(one, "title"), textOf(one, "control"),
                     static_cast<int>(arms.size())});
    const auto budget = [this](const Json& row) {
        const Json sweep = row.value("sweep", Json::object());
        if (budgetOf(sweep) < 0) budgets.append(sweep);
        return budgetOf(sweep);
    };
    const auto add = [](QStringList& list, const QString& text) {
        if (!list.contains(text)) list << text;
    };
    for (const Json& row : report.value("groups", Json::array())) {
        add(metrics, textOf(row, "metric"));
        means_[keyOf(QStringLiteral("arm"), textOf(row, "arm_id"), budget(row),
                     textOf(row, "metric"))] = meanOf(row);
    }
    for (const Json& row : report.value("references", Json::array())) {
        add(references, textOf(row, "arm"));
        means_[keyOf(QStringLiteral("ref"), textOf(row, "arm"), budget(row),
                     textOf(row, "metric"))] = meanOf(row);
    }
    for (const Json& row : report.value("slices", Json::array())) {
        add(slices, textOf(row, "slice"));
        means_[keyOf(QStringLiteral("slice"), textOf(row, "arm_id"), budget(row),
                     textOf(row, "metric"), textOf(row, "slice"))] = meanOf(row);
    }
}

const CompareArm* CompareData::arm(const QString& id) const {
    const auto it =
        std::find_if(arms.begin(), arms.end(), [&](const CompareArm& one) { return one.id == id; });
    return it == arms.end() ? nullptr : &*it;
}

Mean CompareData::mean(const QString& arm, int budget, const QString& metric) const {
    return means_.value(keyOf(QStringLiteral("arm"), arm, budget, metric));
}

Mean CompareData::reference(const QString& name, int budget, const QString& metric) const {
    return means_.value(keyOf(QStringLiteral("ref"), name, budget, metric));
}

Mean CompareData::slice(const QString& arm, int budget, const QString& slice,
                        const QString& metric) const {
    return means_.value(keyOf(QStringLiteral("slice"), arm, budget, metric, slice));
}

std::int64_t CompareData::seeds(const QString& arm) const {
    std::int64_t most = 0;
    for (int i = 0; i < budgets.size(); ++i) most = std::max(most, mean(arm, i, metric).n);
    return most;
}

int CompareData::budgetOf(const Json& sweep) const {
    for (int i = 0; i < budgets.size(); ++i) {
        if (budgets[i] == sweep) return i;
    }
    return -1;
}

const Json* CompareData::verdict(const QString& a, const QString& b, int budget) const {
    if (budget < 0 || budget >= budgets.size()) return nullptr;
    for (const Json& one : verdicts) {
        const QString arm = textOf(one, "arm_id"), control = textOf(one, "control_id");
        const bool pair = (arm == a && control == b) || (arm == b && control == a);
        if (pair && one["sweep"] == budgets[budget]) return &one;
    }
    return nullptr;
}

int CompareData::firstBudget(const QString& a, const QString& b) const {
    for (int i = 0; i < budgets.size(); ++i) {
        const Json* one = verdict(a, b, i);
        if (one != nullptr && isClaim(one->value("code", ""))) return i;
    }
    return 0;
}

bool isClaim(const std::string& code) {
    return code == "helps" || code == "ahead" || code == "negative";
}

const Json* headline(const Json& verdicts) {
    const Json* out = nullptr;
    int best = -1;
    for (const Json& one : verdicts) {
        const bool claims = isClaim(one.value("code", ""));
        const bool twin = one.value("test", Json::object()).value("twin", false);
        const int rank = claims ? (twin ? 2 : 1) : 0;
        if (rank > best) out = &one;
        best = std::max(best, rank);
    }
    return out;
}

QString verdictSentence(const Json& verdict) {
    const auto message = verdict.find("message");
    if (message == verdict.end() || !message->is_string()) return textOf(verdict, "sentence");
    auto arguments = verdict.value("arguments", std::vector<std::string>());
    const auto reason = verdict.find("reason");
    if (reason != verdict.end() && reason->is_object() && arguments.size() == 1)
        arguments[0] = say((*reason)["message"].get<std::string>(),
                           (*reason)["arguments"].get<std::vector<std::string>>())
                           .toStdString();
    // Words that the engine put in: the budget, what the rows are, the measure; the arms' titles
    // are the person's own.
    const std::string budget = verdict.value("test", Json::object()).value("budget", "");
    for (std::string& argument : arguments) {
        if (!budget.empty() && argument == budget)
            argument = sweepText(verdict["sweep"]).toStdString();
        else if (argument != verdict.value("arm", "") && argument != verdict.value("control", ""))
            argument = engineText(argument).toStdString();
    }
    return say(message->get<std::string>(), arguments);
}

namespace {

// The English template says what its sentence holds already, whatever language is shown.
bool saysAlready(const Json& verdict, const char* what) {
    return verdict.value("message", "").find(what) != std::string::npos;
}

// What was compared: the means, and over how many seeds and rows.
QStringList meansIn(const Json& verdict, const Json& test) {
    const auto metric = verdict.value("metric", "");
    QStringList parts;
    const double a = numberOf(test.value("arm_mean", Json()));
    const double b = numberOf(test.value("control_mean", Json()));
    if (std::isfinite(a) && std::isfinite(b))
        parts << QCoreApplication::translate("compare", "%1: %2 against %3.")
                     .arg(metricTitle(metric), measureText(metric, a), measureText(metric, b));
    const int pairs = verdict.value("n", 0);
    const auto rows = test.value("rows", std::int64_t{0});
    if (pairs > 0 && !saysAlready(verdict, "seeds, "))
        parts << QCoreApplication::translate("compare", "Seeds in pairs: %n; %1 %2 each.", nullptr,
                                             pairs)
                     .arg(countText(rows), engineText(test.value("unit", "rows")));
    return parts;
}

// How sure it is: interval and p, with the ways to them.
QStringList chanceIn(const Json& verdict, const Json& test) {
    const auto metric = verdict.value("metric", "");
    QStringList parts;
    const Json& ci = verdict["ci"];
    if (ci.is_array() && !saysAlready(verdict, "CI"))
        parts << QCoreApplication::translate("compare", "%1 % interval %2 to %3.")
                     .arg(QString::number(100 * test.value("confidence", 0.95), 'g', 4),
                          measureText(metric, numberOf(ci[0])),
                          measureText(metric, numberOf(ci[1])));
    if (ci.is_array())
        parts << QCoreApplication::translate("compare",
                                             "Interval: paired bootstrap over seeds and %1.")
                     .arg(engineText(test.value("unit", "rows")));
    const double p = numberOf(verdict["p_holm"]);
    if (std::isfinite(p) && !saysAlready(verdict, "Holm"))
        parts << QCoreApplication::translate(
                     "compare", "p = %1, paired t over seeds, Holm over %2 planned comparisons.")
                     .arg(QString::number(p, 'g', 3))
                     .arg(test.value("family", 1));
    else if (std::isfinite(p))
        parts << QCoreApplication::translate("compare", "p: paired t over seeds.");
    return parts;
}

QString sentenceIn(const Json& what) {
    return say(what["message"].get<std::string>(),
               what["arguments"].get<std::vector<std::string>>());
}

}  // namespace

QString verdictBasis(const Json& verdict) {
    const Json test = verdict.value("test", Json::object());
    QStringList parts = meansIn(verdict, test) + chanceIn(verdict, test);
    if (const Json belief = verdict.value("belief", Json()); belief.is_object())
        parts << sentenceIn(belief);
    for (const Json& note : verdict.value("notes", Json::array())) parts << sentenceIn(note);
    return parts.join(QLatin1Char(' '));
}

}  // namespace widgets
