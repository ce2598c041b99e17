#include "widgets/runs/run_filter.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "widgets/look/words.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunFilter)
};

const QStringList& textFields() {
    static const QStringList names = {QStringLiteral("status"), QStringLiteral("arm"),
                                      QStringLiteral("job"),    QStringLiteral("title"),
                                      QStringLiteral("tag"),    QStringLiteral("note")};
    return names;
}

const QStringList& numberFields() {
    static const QStringList names = {QStringLiteral("rows"), QStringLiteral("support"),
                                      QStringLiteral("seeds"), QStringLiteral("gain"),
                                      QStringLiteral("seconds")};
    return names;
}

// Parts at spaces outside of quotes; the quotes themselves go.
QStringList tokensOf(const QString& text) {
    QStringList out;
    QString token;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            if (!token.isEmpty()) out << token;
            token.clear();
        } else {
            token += c;
        }
    }
    if (!token.isEmpty()) out << token;
    return out;
}

int distance(const QString& a, const QString& b) {
    QList<int> row(b.size() + 1);
    for (int j = 0; j <= b.size(); ++j) row[j] = j;
    for (int i = 1; i <= a.size(); ++i) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
            corner = above;
        }
    }
    return row.last();
}

QString nearest(const QString& name, const QStringList& known) {
    return *std::min_element(known.begin(), known.end(), [&](const QString& a, const QString& b) {
        return distance(name, a) < distance(name, b);
    });
}

double numberOf(const RunGroup& group, const QString& field) {
    if (field == QLatin1String("seeds")) return static_cast<double>(group.runs.size());
    if (field == QLatin1String("seconds")) return group.seconds;
    if (field == QLatin1String("gain")) return group.gain.value_or(std::nan(""));
    const auto sweep = group.sweep.find(field.toStdString());
    if (sweep != group.sweep.end() && sweep->is_number()) return sweep->get<double>();
    return group.metrics.value(field).mean;
}

QStringList textsOf(const RunGroup& group, const QString& field) {
    if (field == QLatin1String("arm")) return {group.arm};
    if (field == QLatin1String("job")) return {QString::number(group.job), group.title};
    if (field == QLatin1String("title")) return {group.title};
    if (field == QLatin1String("tag")) return group.tags;
    if (field == QLatin1String("note")) return group.notes;
    QStringList states;  // status: what is written, and the word that is shown
    for (const auto& [state, n] : group.states) states << state << stateWord(state.toStdString());
    return states;
}

bool numberHolds(double value, const QString& op, double wanted) {
    if (!std::isfinite(value)) return false;
    if (op == QLatin1String(">")) return value > wanted;
    if (op == QLatin1String("<")) return value < wanted;
    if (op == QLatin1String(">=")) return value >= wanted;
    if (op == QLatin1String("<=")) return value <= wanted;
    const bool equal = std::abs(value - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
    return (op == QLatin1String("!=")) != equal;
}

}  // namespace

RunFilter::RunFilter(const QString& text, const QStringList& measures) {
    for (const QString& token : tokensOf(text)) {
        if (!read(token, measures)) return;
    }
}

QStringList RunFilter::fields(const QStringList& measures) {
    return textFields() + numberFields() + measures;
}

bool RunFilter::read(const QString& token, const QStringList& measures) {
    static const QRegularExpression form(QStringLiteral("^([^=<>!~]*)(>=|<=|!=|=|>|<|~)(.*)$"),
                                         QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(token);
    if (!match.hasMatch()) {
        terms_.append({{}, {}, token, 0});
        return true;
    }
    Term term{match.captured(1).toLower(), match.captured(2), match.captured(3), 0};
    const bool is_text = textFields().contains(term.field);
    const bool is_number = numberFields().contains(term.field) || measures.contains(term.field);
    if (!is_text && !is_number) {
        error_ = Words::tr("There is no field \"%1\". Did you mean \"%2\"?")
                     .arg(term.field, nearest(term.field, fields(measures)));
    } else if (is_number) {
        bool ok = false;
        term.number = term.text.toDouble(&ok);
        if (term.op == QLatin1String("~"))
            error_ =
                Words::tr("\"%1\" is a number: compare it with =, <, > or !=.").arg(term.field);
        else if (!ok)
            error_ = Words::tr("\"%1\" needs a number behind %2.").arg(term.field, term.op);
    } else if (term.op != QLatin1String("=") && term.op != QLatin1String("!=") &&
               term.op != QLatin1String("~")) {
        error_ = Words::tr("\"%1\" is a text: compare it with =, != or ~.").arg(term.field);
    } else if (term.text.isEmpty()) {
        error_ = Words::tr("\"%1\" needs a text behind %2.").arg(term.field, term.op);
    }
    if (!error_.isEmpty()) return false;
    terms_.append(term);
    return true;
}

bool RunFilter::holds(const Term& term, const RunGroup& group) {
    const auto contains = [&term](const QString& text) {
        return text.contains(term.text, Qt::CaseInsensitive);
    };
    const auto equals = [&term](const QString& text) {
        return text.compare(term.text, Qt::CaseInsensitive) == 0;
    };
    if (term.field.isEmpty()) {
        const QStringList all =
            QStringList{group.title, group.arm, sweepText(group.sweep)} + group.tags + group.notes;
        return std::any_of(all.begin(), all.end(), contains);
    }
    if (!textFields().contains(term.field))
        return numberHolds(numberOf(group, term.field), term.op, term.number);
    const QStringList texts = textsOf(group, term.field);
    if (term.op == QLatin1String("~")) return std::any_of(texts.begin(), texts.end(), contains);
    const bool any = std::any_of(texts.begin(), texts.end(), equals);
    return (term.op == QLatin1String("!=")) != any;
}

bool RunFilter::matches(const RunGroup& group) const {
    return std::all_of(terms_.begin(), terms_.end(),
                       [&group](const Term& term) { return holds(term, group); });
}

}  // namespace widgets
