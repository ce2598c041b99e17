// The tree of runs as it is shown: filtered, sorted, pinned groups first.
#pragma once

#include <QSortFilterProxyModel>
#include <QTreeView>

#include "widgets/runs/run_filter.h"
#include "widgets/runs/run_table_model.h"

namespace widgets {

class RunOrder : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunOrder(RunTableModel* model, QObject* parent = nullptr);
    void setFilter(const RunFilter& filter);
    int shown() const { return rowCount(); }  // groups

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RunTableModel* model_;
    RunFilter filter_;
};

/// Space ticks the chosen group, Ctrl+C copies the chosen lines as TSV.
class RunView : public QTreeView {
    Q_OBJECT
public:
    RunView(RunTableModel* model, RunOrder* order, QWidget* parent = nullptr);

    const RunGroup* currentGroup() const;
    /// The current run, or every run of the current group.
    QList<std::int64_t> currentRuns() const;
    QStringList currentTags() const;
    QString currentNote() const;   // of the first of these runs that has one
    QStringList openKeys() const;  // of the groups that are open
    void openGroups(const QStringList& keys);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    RunTableModel* model_;
    RunOrder* order_;
};

}  // namespace widgets
