#include "widgets/frame/task_model.h"

#include <algorithm>
#include <utility>

#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kRead = 2000;  // milliseconds: another program may change the queue

bool sameJobs(const std::vector<engine::JobInfo>& a, const std::vector<engine::JobInfo>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto& x, const auto& y) { return x.id == y.id; });
}

}  // namespace

TaskModel::TaskModel(const Parts& parts, QObject* parent)
    : QAbstractTableModel(parent), parts_(parts) {
    RunDesk& desk = parts_.desk;
    connect(&desk, &RunDesk::stateChanged, this, &TaskModel::updateLive);
    connect(&desk, &RunDesk::started, this, [this] {
        share_ = 0;
        seconds_left_ = -1;
        refresh();
    });
    connect(&desk, &RunDesk::finished, this, &TaskModel::refresh);
    connect(&desk, &RunDesk::progressed, this, [this](const engine::Progress& what) {
        share_ = what.job_share;
        seconds_left_ = what.job_seconds_left;
        updateLive();
    });
    BackgroundWork& background = parts_.background;
    connect(&background, &BackgroundWork::listChanged, this, &TaskModel::takeWork);
    connect(&background, &BackgroundWork::progressed, this, &TaskModel::updateWork);
    work_ = background.listed();
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (!asking_) refresh();
    });
    timer_.start(kRead);
    refresh();
}

int TaskModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : jobRows() + static_cast<int>(work_.size());
}

int TaskModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

std::int64_t TaskModel::idOf(int row) const {
    return isJob(row) ? job(row).id : -std::int64_t{work(row).id};
}

int TaskModel::rowOf(std::int64_t id) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (idOf(row) == id) return row;
    }
    return -1;
}

bool TaskModel::isWaiting(int row) const {
    if (!isJob(row)) return false;
    const engine::RunState state = job(row).state;
    return !isOurs(row) && (state == engine::RunState::Queued || state == engine::RunState::Held);
}

bool TaskModel::isOurs(int row) const {
    return isJob(row) && parts_.desk.isLive() && parts_.desk.job() == job(row).id;
}

int TaskModel::waiting() const {
    int out = 0;
    for (int row = 0; row < jobRows(); ++row)
        out += isWaiting(row) && job(row).state == engine::RunState::Queued ? 1 : 0;
    return out;
}

const engine::JobInfo* TaskModel::elsewhere() const {
    for (int row = 0; row < jobRows(); ++row) {
        // This window's last job may have ended since the list was read.
        if (job(row).id != parts_.desk.job() && !isWaiting(row)) return &job(row);
    }
    return nullptr;
}

QString TaskModel::stateOf(int row) const {
    if (!isJob(row))
        return work(row).stopping ? QStringLiteral("stopping") : QStringLiteral("running");
    if (isOurs(row)) {
        switch (parts_.desk.state()) {
            case RunDesk::State::Paused:
                return QStringLiteral("paused");
            case RunDesk::State::Stopping:
                return QStringLiteral("stopping");
            case RunDesk::State::Running:
                return QStringLiteral("running");
            case RunDesk::State::Idle:
            case RunDesk::State::Starting:
                break;
        }
    }
    return fromUtf8(engine::name_of(job(row).state));
}

QVariant TaskModel::displayWork(const QModelIndex& index) const {
    const BackgroundWork::Item& item = work(index.row());
    switch (index.column()) {
        case Job:
            return item.title;
        case State:
            return stateWord(stateOf(index.row()).toStdString());
        case Share:
            return item.share < 0 ? QString()
                                  : QStringLiteral("%1 %").arg(percentText(item.share, 0));
        case Left:
            return durationText(item.secondsLeft());
        default:
            return {};
    }
}

QVariant TaskModel::display(const QModelIndex& index) const {
    const int row = index.row();
    if (!isJob(row)) return displayWork(index);
    switch (index.column()) {
        case Job:
            return QStringLiteral("%1 · %2").arg(job(row).id).arg(fromUtf8(job(row).title));
        case State:
            return stateWord(stateOf(row).toStdString());
        case Share:
            return isOurs(row) ? QStringLiteral("%1 %").arg(percentText(share_, 0)) : QString();
        case Left:
            return isOurs(row) ? durationText(seconds_left_) : QString();
        default:
            return {};
    }
}

QString TaskModel::toolTip(int row) const {
    if (!isJob(row))
        return work(row).stop ? QString() : tr("This work cannot be stopped; it ends by itself.");
    if (isOurs(row) && parts_.desk.pauseWhy()) return say(*parts_.desk.pauseWhy());
    return say(job(row).cause);
}

QVariant TaskModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    switch (role) {
        case Qt::DisplayRole:
            return display(index);
        case Qt::DecorationRole: {
            if (index.column() != State) return {};
            const StateLook look = lookOf(parts_.theme, stateOf(index.row()));
            return parts_.theme.icon(look.icon, look.color);
        }
        case Qt::TextAlignmentRole:
            return index.column() < Share ? QVariant()
                                          : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        case Qt::ToolTipRole:
            return toolTip(index.row());
        case Qt::AccessibleTextRole: {
            QStringList parts;
            for (int column = 0; column < Columns; ++column)
                parts << display(index.siblingAtColumn(column)).toString();
            parts.removeAll(QString());
            return parts.join(QStringLiteral(", "));
        }
        default:
            return {};
    }
}

QVariant TaskModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Job:
            return tr("Job");
        case State:
            return tr("State");
        case Share:
            return tr("Progress");
        case Left:
            return tr("Time left");
        default:
            return {};
    }
}

void TaskModel::refresh() {
    again_ = asking_;  // what was changed since the question is asked for once more
    if (asking_) return;
    asking_ = true;
    parts_.reader.ask(
        this, [](engine::Reader& reader) { return reader.open_jobs(); },
        [this](engine::Result<std::vector<engine::JobInfo>> jobs) {
            asking_ = false;
            const bool first = !std::exchange(unreadable_, !jobs);
            if (jobs) {
                take(*std::move(jobs));
            } else if (first) {  // not every two seconds
                Q_EMIT failed(jobs.error());
            }
            if (again_) refresh();
        });
}

void TaskModel::take(std::vector<engine::JobInfo> jobs) {
    if (sameJobs(jobs, jobs_)) {
        jobs_ = std::move(jobs);
        if (!jobs_.empty()) Q_EMIT dataChanged(index(0, 0), index(jobRows() - 1, Columns - 1));
    } else {
        beginResetModel();
        jobs_ = std::move(jobs);
        endResetModel();
    }
    Q_EMIT refreshed();
}

void TaskModel::takeWork() {
    beginResetModel();
    work_ = parts_.background.listed();
    endResetModel();
}

void TaskModel::updateWork(int id) {
    const int row = rowOf(-std::int64_t{id});
    if (row < 0) return;
    for (const BackgroundWork::Item& item : parts_.background.all()) {
        if (item.id == id) work_[static_cast<std::size_t>(row - jobRows())] = item;
    }
    Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

void TaskModel::updateLive() {
    const int row = rowOf(parts_.desk.job());
    if (row >= 0) Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
}

void TaskModel::act(std::int64_t job, engine::QueueAct act) {
    parts_.reader.ask(
        this, [job, act](engine::Reader& reader) { return reader.queue_act(job, act); },
        [this](const engine::Result<void>& done) {
            if (!done) Q_EMIT failed(done.error());
            refresh();
        });
}

void TaskModel::ask(std::int64_t job, engine::JobRequest what) {
    parts_.reader.ask(
        this, [job, what](engine::Reader& reader) { return reader.request(job, what); },
        [this](const engine::Result<void>& done) {
            if (!done) Q_EMIT failed(done.error());
            refresh();
        });
}

void TaskModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
}

}  // namespace widgets
