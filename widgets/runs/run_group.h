// A line of the table of runs: runs that are equal but for the seed.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <limits>
#include <optional>

#include "engine/base/json.h"
#include "engine/base/sentence.h"
#include "widgets/compare/compare_data.h"

namespace widgets {

/// One run of a group, read when the group is opened.
struct RunLine {
    std::int64_t run = 0;
    std::uint64_t seed = 0;
    QString state;
    engine::Sentences cause;
    double seconds = 0;
    QHash<QString, double> measures;
    QStringList tags;
    QString note;
};

struct RunGroup {
    std::int64_t job = 0;
    QString title;  // of the job
    QString job_state;
    engine::Sentences job_cause;
    std::int64_t started = 0;  // Unix milliseconds
    QString arm, arm_id, control;
    engine::Json sweep = engine::Json::object();
    QString metric;              // the one that decides in this job
    std::optional<double> gain;  // over the control
    QList<std::int64_t> runs;    // ids
    QList<QPair<QString, int>> states;
    double seconds = std::numeric_limits<double>::quiet_NaN();
    QStringList tags, notes;
    QHash<QString, Mean> metrics;
    QList<RunLine> lines;  // of the runs; empty until asked for

    QString key() const;    // the same group after a new reading
    QString state() const;  // of the runs that need attention first
    bool isPinned() const { return tags.contains(pinTag()); }
    static QString pinTag() { return QStringLiteral("pinned"); }
};

struct RunPage {
    int total = 0;          // groups in the whole log
    std::int64_t next = 0;  // what to ask for next; 0: this was the last
    QList<RunGroup> groups;
};

/// @param page  of Reader::run_groups
RunPage runPage(const engine::Json& page);
/// @param runs  of Reader::runs -> lines by run id
QHash<std::int64_t, RunLine> runLines(const engine::Json& runs);

}  // namespace widgets
