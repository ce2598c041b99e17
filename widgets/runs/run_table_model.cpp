#include "widgets/runs/run_table_model.h"

#include <QSize>
#include <algorithm>
#include <cmath>

#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kRowHeight = 24;  // logical pixels

QString meanText(const QString& metric, const Mean& mean) {
    const std::string name = metric.toStdString();
    if (!std::isfinite(mean.mean)) return {};
    const QString middle = measureText(name, mean.mean);
    if (mean.n < 2) return middle;
    return QStringLiteral("%1 [%2, %3]")
        .arg(middle, measureText(name, mean.low), measureText(name, mean.high));
}

QString metricOf(int column, const RunGroup& group) {
    if (column == RunTableModel::Accuracy) return QStringLiteral("accuracy");
    if (column == RunTableModel::MacroF1) return QStringLiteral("macro_f1");
    return group.metric;
}

}  // namespace

RunTableModel::RunTableModel(const Theme& theme, QObject* parent)
    : QAbstractItemModel(parent), theme_(theme) {}

bool RunTableModel::sameGroups(const RunPage& page) const {
    if (page.total != total_ || page.groups.size() > groups_.size()) return false;
    for (qsizetype i = 0; i < page.groups.size(); ++i) {
        if (page.groups[i].key() != groups_[i].key() ||
            page.groups[i].runs.size() != groups_[i].runs.size())
            return false;
    }
    return true;
}

void RunTableModel::setFirstPage(const RunPage& page) {
    wanted_.clear();
    if (!sameGroups(page)) {
        beginResetModel();
        groups_ = page.groups;
        total_ = std::max(page.total, static_cast<int>(page.groups.size()));
        endResetModel();
        Q_EMIT ticksChanged();
        return;
    }
    for (qsizetype i = 0; i < page.groups.size(); ++i) {
        const QList<RunLine> lines = groups_[i].lines;
        groups_[i] = page.groups[i];
        groups_[i].lines = lines;  // old until they are read again
        if (!lines.isEmpty()) Q_EMIT runsWanted(groups_[i].job);
    }
    if (!page.groups.isEmpty())
        Q_EMIT dataChanged(index(0, 0),
                           index(static_cast<int>(page.groups.size()) - 1, Columns - 1));
}

void RunTableModel::addPage(const RunPage& page) {
    const auto first = static_cast<int>(groups_.size());
    const auto n = static_cast<int>(page.groups.size());
    const int grey = total_ - first;
    // Grey lines go, groups with runs below them come.
    const int gone = page.next == 0 ? grey : std::min(n, grey);
    if (gone > 0) {
        beginRemoveRows({}, first, first + gone - 1);
        total_ -= gone;
        endRemoveRows();
    }
    if (n > 0) {
        beginInsertRows({}, first, first + n - 1);
        groups_ += page.groups;
        total_ += n;
        endInsertRows();
    }
    if (page.next != 0 && page.total > total_) {  // a job began meanwhile
        beginInsertRows({}, total_, page.total - 1);
        total_ = page.total;
        endInsertRows();
    }
}

void RunTableModel::setRuns(std::int64_t job, const QHash<std::int64_t, RunLine>& lines) {
    for (int row = 0; row < groups_.size(); ++row) {
        RunGroup& group = groups_[row];
        if (group.job != job) continue;
        QList<RunLine> found;
        for (const std::int64_t run : group.runs) found << lines.value(run);
        group.lines = found;
        const QModelIndex above = index(row, 0);
        if (!found.isEmpty())
            Q_EMIT dataChanged(index(0, 0, above),
                               index(static_cast<int>(found.size()) - 1, Columns - 1, above));
    }
}

void RunTableModel::setLeaving(std::int64_t job, bool leaving) {
    leaving ? static_cast<void>(leaving_.insert(job)) : static_cast<void>(leaving_.remove(job));
    for (int row = 0; row < groups_.size(); ++row) {
        if (groups_[row].job == job) Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
    }
}

const RunGroup* RunTableModel::group(int row) const {
    return row >= 0 && row < groups_.size() ? &groups_[row] : nullptr;
}

QStringList RunTableModel::measures() const {
    QSet<QString> names;
    for (const RunGroup& group : groups_) {
        for (auto it = group.metrics.cbegin(); it != group.metrics.cend(); ++it)
            names.insert(it.key());
    }
    QStringList out(names.begin(), names.end());
    out.sort();
    return out;
}

QList<const RunGroup*> RunTableModel::ticked() const {
    QList<const RunGroup*> out;
    for (const RunGroup& group : groups_) {
        if (ticked_.contains(group.key())) out << &group;
    }
    return out;
}

int RunTableModel::groupRow(const QModelIndex& index) const {
    if (!index.isValid()) return -1;
    return index.internalId() == 0 ? index.row() : static_cast<int>(index.internalId()) - 1;
}

const RunLine* RunTableModel::run(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return nullptr;
    const RunGroup* above = group(groupRow(index));
    if (above == nullptr || index.row() >= above->lines.size()) return nullptr;
    return &above->lines[index.row()];
}

// A group has the internal id 0, a run its group's row + 1.
QModelIndex RunTableModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row() + 1) : quintptr{0});
}

QModelIndex RunTableModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return total_;
    if (parent.internalId() != 0 || parent.column() != 0) return 0;
    const RunGroup* above = group(parent.row());
    return above == nullptr ? 0 : static_cast<int>(above->runs.size());
}

int RunTableModel::columnCount(const QModelIndex&) const { return Columns; }

bool RunTableModel::isNumber(int column) {
    return column == Seeds || (column >= Result && column <= Time) || column >= Accuracy;
}

QString RunTableModel::groupText(const RunGroup& group, int column) const {
    switch (column) {
        case Arm:
            return group.arm;
        case Budget:
            return sweepText(group.sweep);
        case Seeds:
            return countText(group.runs.size());
        case State: {
            if (isLeaving(group.job)) return tr("to be removed");
            if (group.states.size() == 1)
                return stateWord(group.states.front().first.toStdString());
            QStringList parts;
            for (const auto& [state, n] : group.states)
                parts << QStringLiteral("%1 %2").arg(n).arg(stateWord(state.toStdString()));
            return parts.join(QStringLiteral(", "));
        }
        case Result:
        case Accuracy:
        case MacroF1: {
            const QString metric = metricOf(column, group);
            const QString text = meanText(metric, group.metrics.value(metric));
            return column != Result || text.isEmpty()
                       ? text
                       : QStringLiteral("%1  %2").arg(metricTitle(metric.toStdString()), text);
        }
        case Gain: {
            if (!group.gain) return {};
            const QString text = measureText(group.metric.toStdString(), *group.gain);
            return *group.gain > 0 ? QLatin1Char('+') + text : text;
        }
        case Time:
            return durationText(std::isfinite(group.seconds) ? group.seconds : -1);
        case Job:
            return QStringLiteral("%1 · %2").arg(group.job).arg(group.title);
        case Started:
            return whenText(group.started);
        case Tags:
            return group.tags.join(QStringLiteral(", "));
        default:
            return group.notes.join(QStringLiteral(" · "));
    }
}

QVariant RunTableModel::groupSort(const RunGroup& group, int column) const {
    switch (column) {
        case Budget:
            return group.sweep.size() == 1 && group.sweep.begin()->is_number()
                       ? QVariant(group.sweep.begin()->get<double>())
                       : QVariant(groupText(group, column));
        case Seeds:
            return static_cast<double>(group.runs.size());
        case Result:
        case Accuracy:
        case MacroF1:
            return group.metrics.value(metricOf(column, group)).mean;
        case Gain:
            return group.gain.value_or(std::nan(""));
        case Time:
            return group.seconds;
        case Job:
            return static_cast<qlonglong>(group.job);
        case Started:
            return static_cast<qlonglong>(group.started);
        default:
            return groupText(group, column);
    }
}

QVariant RunTableModel::look(const QString& state, int column, int role, bool leaving) const {
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft)));
    if (role == Qt::SizeHintRole) return QSize(0, kRowHeight);
    if (role == Qt::ForegroundRole && leaving) return theme_.tokens().text2;
    if (column == State && role == Qt::DecorationRole && !state.isEmpty()) {
        const StateLook one = lookOf(theme_, leaving ? QStringLiteral("cancelled") : state);
        return theme_.icon(one.icon, one.color);
    }
    return {};
}

QVariant RunTableModel::groupData(const RunGroup& group, int column, int role) const {
    switch (role) {
        case Qt::DisplayRole:
            return groupText(group, column);
        case kSortRole:
            return groupSort(group, column);
        case Qt::CheckStateRole:
            if (column != Arm) return {};
            return ticked_.contains(group.key()) ? Qt::Checked : Qt::Unchecked;
        case Qt::ToolTipRole:
            if (column == Result)
                return tr("%1, mean over seeds with its 95 % interval")
                    .arg(metricTitle(group.metric.toStdString()));
            if (column == Gain)
                return tr("Difference of the means to the control; Compare gives its interval.");
            if (column == State && !group.job_cause.empty()) return say(group.job_cause);
            return groupText(group, column);
        case Qt::DecorationRole:
            if (column == Arm && group.isPinned())
                return theme_.icon(QStringLiteral("tag"), theme_.tokens().accent);
            break;
        default:
            break;
    }
    return look(group.state(), column, role, isLeaving(group.job));
}

QVariant RunTableModel::runData(const RunGroup& group, const RunLine& line, int column,
                                int role) const {
    if (role == Qt::DisplayRole || role == kSortRole) {
        switch (column) {
            case Arm:
                return tr("run %1").arg(line.run);
            case Budget:
                return sweepText(group.sweep);
            case Seeds:
                return tr("seed %1").arg(line.seed);
            case State:
                return stateWord(line.state.toStdString());
            case Result:
            case Accuracy:
            case MacroF1: {
                const QString metric = metricOf(column, group);
                const auto value = line.measures.constFind(metric);
                if (value == line.measures.cend()) return {};
                if (role == kSortRole) return *value;
                return measureText(metric.toStdString(), *value);
            }
            case Time:
                return role == kSortRole ? QVariant(line.seconds)
                                         : QVariant(durationText(line.seconds));
            case Tags:
                return line.tags.join(QStringLiteral(", "));
            case Note:
                return line.note;
            default:
                return {};
        }
    }
    if (role == Qt::ToolTipRole && column == State && !line.cause.empty()) return say(line.cause);
    return look(line.state, column, role, isLeaving(group.job));
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const RunGroup* above = group(groupRow(index));
    if (above != nullptr && index.internalId() == 0) return groupData(*above, index.column(), role);
    if (above != nullptr && index.row() < above->lines.size())
        return runData(*above, above->lines[index.row()], index.column(), role);
    // Not there yet: a grey line.
    if (above != nullptr && role == Qt::DisplayRole && !wanted_.contains(above->job)) {
        wanted_.insert(above->job);
        Q_EMIT runsWanted(above->job);
    }
    if (role == Qt::BackgroundRole) return theme_.tokens().raised;
    return role == Qt::SizeHintRole ? QVariant(QSize(0, kRowHeight)) : QVariant();
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const RunGroup* one = group(groupRow(index));
    if (one == nullptr || index.internalId() != 0 || index.column() != Arm ||
        role != Qt::CheckStateRole)
        return false;
    value.value<Qt::CheckState>() == Qt::Checked ? static_cast<void>(ticked_.insert(one->key()))
                                                 : static_cast<void>(ticked_.remove(one->key()));
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT ticksChanged();
    return true;
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags out = QAbstractItemModel::flags(index);
    if (index.isValid() && index.internalId() == 0 && index.column() == Arm &&
        group(index.row()) != nullptr)
        out |= Qt::ItemIsUserCheckable;
    return out;
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= Columns) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft)));
    if (role == Qt::ToolTipRole && section == Result)
        return tr("The measure that decides in the job: mean over seeds [95 % interval]");
    if (role != Qt::DisplayRole) return {};
    const QString titles[Columns] = {tr("Arm"),
                                     tr("Budget"),
                                     tr("Seeds"),
                                     tr("State"),
                                     tr("Result [95 % CI]"),
                                     tr("Gain"),
                                     tr("Time"),
                                     tr("Job"),
                                     tr("Started"),
                                     tr("Tags"),
                                     tr("Note"),
                                     metricTitle("accuracy"),
                                     metricTitle("macro_f1")};
    return titles[section];
}

}  // namespace widgets
