// Groups of seeds, and under each its runs. Groups arrive page by page; what has not come yet is a
// grey line. Runs are asked for when somebody looks at them.
#pragma once

#include <QAbstractItemModel>
#include <QSet>

#include "widgets/runs/run_group.h"

namespace widgets {

class Theme;

class RunTableModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column {
        Arm,
        Budget,
        Seeds,
        State,
        Result,
        Gain,
        Time,
        Job,
        Started,
        Tags,
        Note,
        Accuracy,
        MacroF1,
        Columns
    };
    static constexpr int kSortRole = Qt::UserRole;

    explicit RunTableModel(const Theme& theme, QObject* parent = nullptr);

    /// The first page of a new reading. What is known already is changed in place, and ticks stay.
    void setFirstPage(const RunPage& page);
    void addPage(const RunPage& page);  // the next one
    void setRuns(std::int64_t job, const QHash<std::int64_t, RunLine>& lines);
    void setLeaving(std::int64_t job, bool leaving);  // to be removed: greyed

    const RunGroup* group(int row) const;  // null: not there yet
    int loaded() const { return static_cast<int>(groups_.size()); }
    bool isLeaving(std::int64_t job) const { return leaving_.contains(job); }
    QStringList measures() const;  // names of what is measured anywhere
    QList<const RunGroup*> ticked() const;
    /// The run at an index below a group; null for a group, or when it has not come yet.
    const RunLine* run(const QModelIndex& index) const;
    int groupRow(const QModelIndex& index) const;  // of a group or a run below it

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void ticksChanged();
    void runsWanted(std::int64_t job) const;  // its runs are looked at and not there

private:
    bool sameGroups(const RunPage& page) const;
    QVariant groupData(const RunGroup& group, int column, int role) const;
    QVariant runData(const RunGroup& group, const RunLine& line, int column, int role) const;
    QString groupText(const RunGroup& group, int column) const;
    QVariant groupSort(const RunGroup& group, int column) const;
    QVariant look(const QString& state, int column, int role, bool leaving) const;
    static bool isNumber(int column);

    const Theme& theme_;
    QList<RunGroup> groups_;
    int total_ = 0;
    QSet<QString> ticked_;  // keys
    QSet<std::int64_t> leaving_;
    mutable QSet<std::int64_t> wanted_;  // asked for once
};

}  // namespace widgets
