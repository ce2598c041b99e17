// The filter line of the table of runs: status=done arm~news accuracy>0.6 rows=64 tag=x free words.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include "widgets/runs/run_group.h"

namespace widgets {

/// All terms must hold. Words without a field are looked for in job, arm, tags and notes.
class RunFilter {
public:
    RunFilter() = default;
    /// Fields: status, arm, job, title, tag, note (texts; = equal, != other, ~ contains), rows,
    /// support, seeds, gain, seconds, n and every measure (numbers; = != > < >= <=). Quotes keep
    /// spaces: arm~"news rows". Case never matters. What cannot be read is in error().
    /// @param measures  names that are known: "accuracy"
    RunFilter(const QString& text, const QStringList& measures);

    bool matches(const RunGroup& group) const;
    bool isEmpty() const { return terms_.isEmpty(); }
    const QString& error() const { return error_; }  // empty: understood

    /// Every field's name, for the completer.
    static QStringList fields(const QStringList& measures);

private:
    struct Term {
        QString field;  // empty: free words
        QString op;
        QString text;
        double number = 0;
    };
    bool read(const QString& token, const QStringList& measures);
    static bool holds(const Term& term, const RunGroup& group);

    QList<Term> terms_;
    QString error_;
};

}  // namespace widgets
