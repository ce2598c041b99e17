// Work in the background: the jobs that run and those that wait, in the order in which they will be
// taken, and below them what else this window has asked for: imports, exports, reports. The run log
// says which jobs there are, this window's own job how far it is.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <vector>

#include "engine/spec/reader.h"
#include "widgets/feed/background_work.h"
#include "widgets/frame/shell.h"

namespace widgets {

class TaskModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Job, State, Share, Left, Columns };
    explicit TaskModel(const Parts& parts, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    bool isJob(int row) const { return row < jobRows(); }
    const engine::JobInfo& job(int row) const { return jobs_[static_cast<std::size_t>(row)]; }
    /// Of a row that is no job.
    const BackgroundWork::Item& work(int row) const {
        return work_[static_cast<std::size_t>(row - jobRows())];
    }
    std::int64_t idOf(int row) const;  // of the job; of other work: less than 0
    int rowOf(std::int64_t id) const;  // -1: not among them
    bool isWaiting(int row) const;     // a job, queued or held
    bool isOurs(int row) const;        // this window works on that job
    int waiting() const;               // jobs that would be taken: not those that are held
    /// A job that another program works on; null: none. Valid until the list is read again.
    const engine::JobInfo* elsewhere() const;

    /// Reads the run log; done by itself every two seconds and when a job begins or ends.
    void refresh();
    /// Changes the queue, then reads it. Errors come as failed().
    void act(std::int64_t job, engine::QueueAct act);
    /// Asks the program that works on the job.
    void ask(std::int64_t job, engine::JobRequest what);
    void retranslate();

Q_SIGNALS:
    void refreshed();
    void failed(const engine::Error& why);

private:
    int jobRows() const { return static_cast<int>(jobs_.size()); }
    void take(std::vector<engine::JobInfo> jobs);
    void takeWork();
    void updateWork(int id);
    void updateLive();
    QString stateOf(int row) const;
    QVariant display(const QModelIndex& index) const;
    QVariant displayWork(const QModelIndex& index) const;
    QString toolTip(int row) const;

    Parts parts_;
    std::vector<engine::JobInfo> jobs_;
    std::vector<BackgroundWork::Item> work_;
    QTimer timer_;
    bool asking_ = false;
    bool again_ = false;       // somebody asked meanwhile
    bool unreadable_ = false;  // the last question failed
    double share_ = 0;
    double seconds_left_ = -1;
};

}  // namespace widgets
