#include "widgets/runs/run_view.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <cmath>

namespace widgets {

RunOrder::RunOrder(RunTableModel* model, QObject* parent)
    : QSortFilterProxyModel(parent), model_(model) {
    setSourceModel(model);
    setSortRole(RunTableModel::kSortRole);
    setDynamicSortFilter(true);
    sort(-1);
}

void RunOrder::setFilter(const RunFilter& filter) {
    filter_ = filter;
    invalidateFilter();
}

bool RunOrder::filterAcceptsRow(int row, const QModelIndex& parent) const {
    if (parent.isValid() || filter_.isEmpty()) return true;
    const RunGroup* group = model_->group(row);
    return group != nullptr && filter_.matches(*group);
}

bool RunOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const RunGroup* a = model_->group(left.row());
    const RunGroup* b = model_->group(right.row());
    const bool groups = !left.parent().isValid();
    const bool up = sortOrder() == Qt::AscendingOrder;
    if (groups && (a == nullptr || b == nullptr)) return (a != nullptr) == up;  // grey lines last
    if (groups && a->isPinned() != b->isPinned()) return a->isPinned() == up;
    const QVariant x = left.data(sortRole()), y = right.data(sortRole());
    if (x.typeId() == QMetaType::Double && y.typeId() == QMetaType::Double) {
        const bool x_known = !std::isnan(x.toDouble()), y_known = !std::isnan(y.toDouble());
        if (x_known != y_known) return x_known == up;  // what has no number comes last
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

RunView::RunView(RunTableModel* model, RunOrder* order, QWidget* parent)
    : QTreeView(parent), model_(model), order_(order) {
    setModel(order);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setAllColumnsShowFocus(true);
    setExpandsOnDoubleClick(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(NoFrame);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);  // newest job first
    header()->setStyleSheet(QStringLiteral("QHeaderView::section{padding:4px}"));
    constexpr int kWidths[RunTableModel::Columns] = {200, 90,  56, 96,  190, 56, 60,
                                                     250, 140, 90, 140, 130, 130};
    for (int i = 0; i < RunTableModel::Columns; ++i) setColumnWidth(i, kWidths[i]);
}

const RunGroup* RunView::currentGroup() const {
    return model_->group(model_->groupRow(order_->mapToSource(currentIndex())));
}

QList<std::int64_t> RunView::currentRuns() const {
    const QModelIndex index = order_->mapToSource(currentIndex());
    if (const RunLine* line = model_->run(index)) return {line->run};
    const RunGroup* group = currentGroup();
    return group == nullptr ? QList<std::int64_t>() : group->runs;
}

QStringList RunView::currentTags() const {
    if (const RunLine* line = model_->run(order_->mapToSource(currentIndex()))) return line->tags;
    const RunGroup* group = currentGroup();
    return group == nullptr ? QStringList() : group->tags;
}

QString RunView::currentNote() const {
    if (const RunLine* line = model_->run(order_->mapToSource(currentIndex()))) return line->note;
    const RunGroup* group = currentGroup();
    return group == nullptr ? QString() : group->notes.value(0);
}

QStringList RunView::openKeys() const {
    QStringList out;
    for (int i = 0; i < order_->rowCount(); ++i) {
        const QModelIndex index = order_->index(i, 0);
        const RunGroup* group = model_->group(order_->mapToSource(index).row());
        if (group != nullptr && isExpanded(index)) out << group->key();
    }
    return out;
}

void RunView::openGroups(const QStringList& keys) {
    if (keys.isEmpty()) return;
    for (int i = 0; i < order_->rowCount(); ++i) {
        const QModelIndex index = order_->index(i, 0);
        const RunGroup* group = model_->group(order_->mapToSource(index).row());
        if (group != nullptr && keys.contains(group->key())) expand(index);
    }
}

void RunView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && currentIndex().isValid()) {
        const QModelIndex group = currentIndex().parent().isValid()
                                      ? currentIndex().parent()
                                      : currentIndex().siblingAtColumn(0);
        const bool on = group.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        order_->setData(group, on ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        return;
    }
    QTreeView::keyPressEvent(event);
}

}  // namespace widgets
