#include "widgets/canvas/node_palette.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

#include "widgets/canvas/glyphs.h"
#include "widgets/data/table_copy.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

constexpr int kKind = Qt::UserRole;  // id; lanes have none
constexpr int kRowHeight = 24;
constexpr int kLanes = 6;

bool isEnter(const QKeyEvent& key) {
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

}  // namespace

NodePalette::NodePalette(const Theme& theme, const engine::Catalog& catalog, QWidget* parent)
    : QTreeWidget(parent), theme_(theme), catalog_(catalog) {
    setObjectName(QStringLiteral("node-palette"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(space::kMedium);
    setDragEnabled(true);
    new TableCopy(*this, {}, TableCopy::Menu::Own);
    setDragDropMode(QAbstractItemView::DragOnly);
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](const QTreeWidgetItem* item) {
        if (!kindOf(item).isEmpty()) Q_EMIT addAsked(kindOf(item), false);
    });
    connect(&theme_, &Theme::changed, this, &NodePalette::fill);
    fill();
}

void NodePalette::fill() {
    const QString current = kindOf(currentItem());
    clear();
    setAccessibleName(tr("Nodes that can be added"));
    for (int lane = 0; lane < kLanes; ++lane) {
        auto* group = new QTreeWidgetItem(
            this, {engineText(engine::title_of(static_cast<engine::Lane>(lane)))});
        group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        QFont font = theme_.font(TextSize::Body);
        font.setWeight(QFont::DemiBold);
        group->setFont(0, font);
        group->setSizeHint(0, QSize(0, kRowHeight));
        for (const engine::NodeKind& kind : catalog_.entries()) {
            if (static_cast<int>(kind.lane) != lane) continue;
            auto* entry = new QTreeWidgetItem(group, {engineText(kind.title)});
            entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
            entry->setData(0, kKind, fromUtf8(kind.id));
            entry->setIcon(0, theme_.icon(kindIcon(kind.id)));
            entry->setToolTip(0, engineText(kind.help));
            entry->setData(0, Qt::AccessibleDescriptionRole, engineText(kind.help));
            entry->setSizeHint(0, QSize(0, kRowHeight));
        }
        group->setExpanded(true);
    }
    if (!current.isEmpty()) setCurrentItem(item(current));
}

QString NodePalette::kindOf(const QTreeWidgetItem* item) const {
    return item == nullptr ? QString() : item->data(0, kKind).toString();
}

QTreeWidgetItem* NodePalette::item(const QString& kind) const {
    for (int lane = 0; lane < topLevelItemCount(); ++lane) {
        QTreeWidgetItem* group = topLevelItem(lane);
        for (int i = 0; i < group->childCount(); ++i) {
            if (kindOf(group->child(i)) == kind) return group->child(i);
        }
    }
    return nullptr;
}

QStringList NodePalette::mimeTypes() const { return {QString::fromLatin1(kMime)}; }

QMimeData* NodePalette::mimeData(const QList<QTreeWidgetItem*>& items) const {
    if (items.isEmpty() || kindOf(items.front()).isEmpty()) return nullptr;
    auto* out = new QMimeData;
    out->setData(QString::fromLatin1(kMime), kindOf(items.front()).toUtf8());
    return out;
}

// F1 is about the kind here, not about the page.
bool NodePalette::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_F1 && !kindOf(currentItem()).isEmpty()) {
        event->accept();
        return true;
    }
    return QTreeWidget::event(event);
}

void NodePalette::keyPressEvent(QKeyEvent* event) {
    const QString kind = kindOf(currentItem());
    if (!kind.isEmpty() && isEnter(*event))
        return Q_EMIT addAsked(kind, event->modifiers().testFlag(Qt::ControlModifier));
    if (!kind.isEmpty() && event->key() == Qt::Key_F1) return Q_EMIT helpAsked(kind);
    QTreeWidget::keyPressEvent(event);
}

void NodePalette::contextMenuEvent(QContextMenuEvent* event) {
    const QString kind = kindOf(currentItem());
    if (kind.isEmpty()) return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Add")), &QAction::triggered, this,
            [this, kind] { Q_EMIT addAsked(kind, false); });
    connect(menu->addAction(tr("Add and connect to the selected node")), &QAction::triggered, this,
            [this, kind] { Q_EMIT addAsked(kind, true); });
    connect(menu->addAction(tr("Help")), &QAction::triggered, this,
            [this, kind] { Q_EMIT helpAsked(kind); });
    TableCopy::fill(*menu, *this);
    menu->popup(event->globalPos());
}

void NodePalette::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) fill();
    QTreeWidget::changeEvent(event);
}

}  // namespace widgets
