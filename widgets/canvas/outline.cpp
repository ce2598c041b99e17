#include "widgets/canvas/outline.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

#include "widgets/canvas/connect_dialog.h"
#include "widgets/canvas/outline_model.h"
#include "widgets/data/table_copy.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/message_bar.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

namespace {

edits::Ids idsOf(const QStringList& nodes) {
    edits::Ids out;
    for (const QString& id : nodes) out.push_back(id.toStdString());
    return out;
}

QString groupKey(const QModelIndex& group) {
    const QString arm = group.data(OutlineModel::ArmRole).toString();
    return arm.isEmpty() ? group.data().toString() : QStringLiteral("arm ") + arm;
}

}  // namespace

Outline::Outline(const Shell& shell, Selection& selection, const JobStates& states, QWidget* parent)
    : QWidget(parent), shell_(shell), selection_(selection) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    model_ = new OutlineModel(shell_, states, this);
    view_ = new QTreeView(this);
    view_->setModel(model_);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setExpandsOnDoubleClick(false);
    view_->setUniformRowHeights(true);
    view_->setIndentation(space::kMedium);
    view_->setTextElideMode(Qt::ElideRight);
    view_->header()->setStretchLastSection(false);
    view_->header()->setSectionResizeMode(OutlineModel::Title, QHeaderView::Stretch);
    view_->header()->setSectionResizeMode(OutlineModel::State, QHeaderView::ResizeToContents);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    view_->setObjectName(QStringLiteral("outline.view"));
    view_->installEventFilter(this);
    (new TableCopy(*view_))->leaveKey();  // it means the nodes here
    empty_ = new QLabel(this);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setMargin(space::kMedium);
    column->addWidget(view_);
    column->addWidget(empty_, 1);
    connect(model_, &QAbstractItemModel::modelReset, this, &Outline::onReset);
    connect(view_->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &Outline::fromView);
    connect(view_, &QTreeView::expanded, this,
            [this](const QModelIndex& at) { folded_.remove(groupKey(at)); });
    connect(view_, &QTreeView::collapsed, this,
            [this](const QModelIndex& at) { folded_.insert(groupKey(at)); });
    connect(view_, &QTreeView::doubleClicked, this, [this] { onKey(Qt::Key_Return); });
    connect(view_, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { menu(view_->viewport()->mapToGlobal(at)); });
    connect(&selection_, &Selection::changed, this, &Outline::toView);
    retranslate();
    onReset();
}

void Outline::onReset() {
    for (int i = 0; i < model_->rowCount(); ++i) {
        const QModelIndex group = model_->index(i, 0);
        const QString key = groupKey(group);
        const bool arm = !group.data(OutlineModel::ArmRole).toString().isEmpty();
        // Arms name the lanes' nodes again: folded until they are asked for.
        if (arm && !folded_.contains(QStringLiteral("seen ") + key)) {
            folded_.insert(QStringLiteral("seen ") + key);
            folded_.insert(key);
        }
        view_->setExpanded(group, !folded_.contains(key));
    }
    empty_->setVisible(model_->rowCount() == 0);
    view_->setVisible(model_->rowCount() > 0);
    toView();
}

void Outline::toView() {
    if (syncing_) return;
    syncing_ = true;
    QItemSelection wanted;
    QModelIndex current;
    for (const QString& node : selection_.nodes()) {
        const QModelIndexList places = model_->indexesOf(node);
        if (places.isEmpty()) continue;
        // A node stands in several places: the one that is selected already stays.
        QModelIndex at = places.front();
        for (const QModelIndex& place : places) {
            if (view_->selectionModel()->isSelected(place)) at = place;
        }
        wanted.select(at, at.siblingAtColumn(OutlineModel::kColumns - 1));
        current = at;
    }
    view_->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
    if (current.isValid()) {
        view_->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        view_->scrollTo(current);
    }
    syncing_ = false;
}

void Outline::fromView() {
    if (syncing_) return;
    syncing_ = true;
    QStringList nodes;
    for (const QModelIndex& at : view_->selectionModel()->selectedRows()) {
        const QString node = at.data(OutlineModel::NodeRole).toString();
        if (!node.isEmpty() && !nodes.contains(node)) nodes << node;
        if (!node.isEmpty()) continue;
        const QString group = at.data(OutlineModel::GroupRole).toString();
        if (!group.isEmpty()) {
            nodes << group;
            continue;
        }
        // A lane or an arm stands for its nodes.
        for (int i = 0; i < model_->rowCount(at); ++i) {
            const QString inner = model_->index(i, 0, at).data(OutlineModel::NodeRole).toString();
            if (!nodes.contains(inner)) nodes << inner;
        }
    }
    selection_.set(nodes);
    syncing_ = false;
}

bool Outline::eventFilter(QObject* watched, QEvent* event) {
    if (watched != view_) return QWidget::eventFilter(watched, event);
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool ours = key->modifiers() == Qt::NoModifier || key->modifiers() == Qt::KeypadModifier;
    if (!ours) return false;
    switch (key->key()) {
        case Qt::Key_Delete:
        case Qt::Key_F2:
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_C:
        case Qt::Key_T:
            // The window's own shortcuts mean the canvas; here they mean this tree.
            if (event->type() == QEvent::ShortcutOverride) {
                event->accept();
                return true;
            }
            return onKey(key->key());
        default:
            return false;
    }
}

bool Outline::onKey(int key) {
    const QModelIndex at = view_->currentIndex();
    if (!at.isValid()) return false;
    switch (key) {
        case Qt::Key_Delete:
            remove();
            return true;
        case Qt::Key_F2:
            view_->edit(at.siblingAtColumn(OutlineModel::Title));
            return true;
        case Qt::Key_C:
            connectTo();
            return true;
        case Qt::Key_T:
            addTwin();
            return true;
        default:
            enter(at.siblingAtColumn(0));
            return true;
    }
}

void Outline::enter(const QModelIndex& at) {
    const QString node = at.data(OutlineModel::NodeRole).toString();
    const QString group = at.data(OutlineModel::GroupRole).toString();
    if (!group.isEmpty()) return Q_EMIT openAsked(group);
    if (node.isEmpty()) return view_->setExpanded(at, !view_->isExpanded(at));
    if (edits::isNote(node.toStdString())) return Q_EMIT openAsked(node);
    Q_EMIT selection_.editAsked();
}

QString Outline::armHere() const {
    const QString arm = view_->currentIndex().data(OutlineModel::ArmRole).toString();
    if (!arm.isEmpty()) return arm;
    const auto arms = edits::armsOf(shell_.pipeline.document(), shell_.catalog,
                                    selection_.current().toStdString());
    return arms.size() == 1 ? fromUtf8(arms.front()) : QString();
}

void Outline::menu(const QPoint& at) {
    const QStringList nodes = selection_.nodes();
    const bool is_node =
        nodes.size() == 1 && shell_.pipeline.document().node(nodes[0].toStdString()) != nullptr;
    const QString arm = armHere();
    const bool on_arm =
        view_->currentIndex().data(OutlineModel::NodeRole).toString().isEmpty() && !arm.isEmpty();
    QMenu menu(this);
    auto* properties =
        menu.addAction(tr("Properties"), this, [this] { Q_EMIT selection_.editAsked(); });
    properties->setEnabled(is_node);
    menu.addAction(tr("Rename"), this, [this] { onKey(Qt::Key_F2); })
        ->setEnabled(nodes.size() == 1 || on_arm);
    menu.addAction(tr("Connect to..."), this, &Outline::connectTo)->setEnabled(is_node);
    menu.addAction(tr("Add twin"), this, &Outline::addTwin)->setEnabled(!arm.isEmpty());
    groupActs(menu);
    menu.addSeparator();
    menu.addAction(tr("Duplicate"), this, &Outline::duplicate)
        ->setEnabled(!nodes.isEmpty() && !on_arm);
    menu.addAction(on_arm ? tr("Remove this arm") : tr("Delete"), this, &Outline::remove)
        ->setEnabled(!nodes.isEmpty() || on_arm);
    menu.addSeparator();
    menu.addAction(tr("Help"), this,
                   [this] {
                       const engine::Node* node =
                           shell_.pipeline.document().node(selection_.current().toStdString());
                       if (node != nullptr) Q_EMIT helpAsked(fromUtf8(node->kind));
                   })
        ->setEnabled(is_node);
    TableCopy::fill(menu, *view_);
    menu.exec(at);
}

// What a group of the canvas can do beside what a node can.
void Outline::groupActs(QMenu& menu) {
    const std::string id =
        view_->currentIndex().data(OutlineModel::GroupRole).toString().toStdString();
    const auto group = edits::groupOf(shell_.pipeline.document(), id);
    if (!group) return;
    menu.addAction(group->collapsed ? tr("Expand on the canvas") : tr("Collapse on the canvas"),
                   this, [this, id] { Q_EMIT openAsked(fromUtf8(id)); });
    menu.addAction(tr("Ungroup"), this, [this, id] {
        shell_.pipeline.edit(tr("Ungroup"), [&](engine::Document& d) { edits::ungroup(d, id); });
    });
}

void Outline::remove() {
    const QModelIndex at = view_->currentIndex();
    const bool group = at.data(OutlineModel::NodeRole).toString().isEmpty();
    const std::string arm = at.data(OutlineModel::ArmRole).toString().toStdString();
    const bool on_arm = group && !arm.empty();
    if (group && !on_arm && at.data(OutlineModel::GroupRole).toString().isEmpty())
        return;  // a lane is no node
    shell_.pipeline.edit(
        on_arm ? tr("Remove the arm") : tr("Delete"), [&](engine::Document& document) {
            if (on_arm) return edits::removeArm(document, arm);
            edits::removeNodes(document, edits::withMembers(document, idsOf(selection_.nodes())));
        });
}

void Outline::duplicate() {
    const std::string text =
        edits::copyText(shell_.pipeline.document(),
                        edits::withMembers(shell_.pipeline.document(), idsOf(selection_.nodes())));
    QStringList made;
    shell_.pipeline.edit(tr("Duplicate"), [&](engine::Document& document) {
        const edits::Position at = edits::positionOf(document, selection_.current().toStdString());
        const auto ids =
            edits::paste(document, shell_.catalog, text, at.x, at.y + edits::kRow, true);
        if (!ids) return;
        for (const std::string& id : *ids) made << fromUtf8(id);
    });
    if (!made.isEmpty()) selection_.set(made);
}

void Outline::connectTo() {
    if (selection_.nodes().size() != 1 ||
        shell_.pipeline.document().node(selection_.current().toStdString()) == nullptr)
        return;  // a note or a group has no ports
    ConnectDialog dialog(shell_, selection_.current(), this);
    dialog.exec();
}

void Outline::addTwin() {
    const QString arm = armHere();
    if (arm.isEmpty()) {
        shell_.messages.show(MessageBar::Kind::Info,
                             tr("Choose the arm that is to have a twin: this node is in several."));
        return;
    }
    std::optional<edits::Refusal> refusal;
    QStringList made;
    shell_.pipeline.edit(tr("Add a twin"), [&](engine::Document& document) {
        auto twin = edits::addTwin(document, shell_.catalog, arm.toStdString());
        if (auto* why = std::get_if<edits::Refusal>(&twin)) {
            refusal = *why;
        } else {
            for (const std::string& id : std::get<edits::Twin>(twin).nodes) made << fromUtf8(id);
        }
    });
    if (refusal) shell_.messages.show(MessageBar::Kind::Warning, edits::textOf(*refusal));
    if (!made.isEmpty()) selection_.set(made);
}

void Outline::retranslate() {
    view_->setAccessibleName(tr("Outline of the pipeline"));
    empty_->setText(tr("No nodes yet. Add one on the canvas, or open a template."));
}

void Outline::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        model_->retranslate();
    }
    QWidget::changeEvent(event);
}

}  // namespace widgets
