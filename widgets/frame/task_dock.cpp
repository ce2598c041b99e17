#include "widgets/frame/task_dock.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "widgets/data/table_copy.h"
#include "widgets/feed/background_work.h"
#include "widgets/feed/run_desk.h"
#include "widgets/frame/message_bar.h"
#include "widgets/frame/task_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"

namespace widgets {

TaskDock::TaskDock(const Shell& shell, TaskModel& model, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      model_(model),
      view_(new QTreeView(this)),
      empty_(new QLabel(this)),
      begin_(new QAction(this)),
      stop_(new QAction(this)),
      hold_(new QAction(this)),
      first_(new QAction(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kTiny, space::kTiny, space::kTiny, space::kTiny);
    column->setSpacing(space::kTiny);
    buildActions();
    view_->setModel(&model_);
    view_->setObjectName(QStringLiteral("tasks.view"));
    view_->setRootIsDecorated(false);
    view_->setUniformRowHeights(true);
    view_->setAllColumnsShowFocus(true);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    view_->header()->setStretchLastSection(false);
    view_->header()->setSectionResizeMode(TaskModel::Job, QHeaderView::Stretch);
    for (const int narrow : {TaskModel::State, TaskModel::Share, TaskModel::Left})
        view_->header()->resizeSection(narrow, 110);
    column->addWidget(view_, 1);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    empty_->setAlignment(Qt::AlignCenter);
    column->addWidget(empty_, 1);
    view_->installEventFilter(this);
    new TableCopy(*view_);
    connect(view_, &QWidget::customContextMenuRequested, this, &TaskDock::fillMenu);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (row() >= 0) current_ = model_.idOf(row());
        updateActs();
    });
    connect(&model_, &QAbstractItemModel::modelReset, this, &TaskDock::keepCurrent);
    connect(&model_, &QAbstractItemModel::dataChanged, this, &TaskDock::updateActs);
    connect(&shell_.desk, &RunDesk::stateChanged, this, &TaskDock::updateActs);
    connect(&model_, &TaskModel::failed, this,
            [this](const engine::Error& why) { shell_.messages.show(why); });
    connect(&shell_.theme, &Theme::changed, this, &TaskDock::retranslate);
    retranslate();
}

void TaskDock::buildActions() {
    auto* buttons = new QHBoxLayout;
    const std::pair<QAction*, const char*> kNames[] = {{begin_, "tasks.begin"},
                                                       {stop_, "tasks.stop"},
                                                       {hold_, "tasks.hold"},
                                                       {first_, "tasks.first"}};
    for (const auto& [action, name] : kNames) {
        action->setObjectName(QLatin1String(name));
        addAction(action);
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(buttons);
    connect(begin_, &QAction::triggered, this, [this] { shell_.desk.takeNext(); });
    connect(stop_, &QAction::triggered, this, &TaskDock::stopOrRemove);
    connect(hold_, &QAction::triggered, this, [this] {
        const bool held = model_.job(row()).state == engine::RunState::Held;
        model_.act(model_.job(row()).id, held ? engine::QueueAct::Release : engine::QueueAct::Hold);
    });
    connect(first_, &QAction::triggered, this,
            [this] { model_.act(model_.job(row()).id, engine::QueueAct::First); });
}

// Del is a command of the canvas: here it means the job.
bool TaskDock::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (!key || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Delete)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
    } else {
        stop_->trigger();  // nothing happens where it is disabled
    }
    return true;
}

int TaskDock::row() const {
    const QModelIndex index = view_->currentIndex();
    return index.isValid() && index.row() < model_.rowCount() ? index.row() : -1;
}

void TaskDock::stopOrRemove() {
    if (!model_.isJob(row())) {
        shell_.background.stop(model_.work(row()).id);
    } else if (model_.isWaiting(row())) {
        model_.act(model_.job(row()).id, engine::QueueAct::Remove);
    } else if (model_.isOurs(row())) {
        shell_.desk.stop();
    } else {
        model_.ask(model_.job(row()).id, engine::JobRequest::Stop);
    }
}

// Why the current row cannot be stopped; "": it can.
QString TaskDock::stopBlocked(int at) const {
    if (at < 0) return tr("Choose a job first.");
    if (!model_.isJob(at)) {
        if (model_.work(at).stopping) return tr("It is being stopped.");
        if (!model_.work(at).stop) return tr("This work cannot be stopped; it ends by itself.");
        return {};
    }
    const bool stopping = model_.isOurs(at) && shell_.desk.state() == RunDesk::State::Stopping;
    return stopping ? tr("It is being stopped.") : QString();
}

void TaskDock::updateActs() {
    const bool any = model_.rowCount() > 0;
    view_->setVisible(any);
    empty_->setVisible(!any);
    const int at = row();
    const bool waits = at >= 0 && model_.isWaiting(at);
    const QString why = at < 0 ? tr("Choose a job first.") : QString();
    const auto set = [](QAction* action, bool on, const QString& text, const QString& blocked) {
        action->setEnabled(on);
        action->setText(text);
        action->setToolTip(on || blocked.isEmpty() ? text : blocked);
    };
    const QString stays = stopBlocked(at);
    set(stop_, stays.isEmpty(), waits ? tr("Remove") : tr("Stop"), stays);
    const QString runs = why.isEmpty() ? tr("It does not wait: it runs.") : why;
    const bool held = waits && model_.job(at).state == engine::RunState::Held;
    set(hold_, waits, held ? tr("Release") : tr("Hold"), runs);
    set(first_, waits, tr("First"), runs);
    QString blocked;
    if (model_.waiting() == 0) blocked = tr("No job waits.");
    if (shell_.desk.isLive()) blocked = tr("A job is running; the next begins by itself.");
    if (shell_.read_only) blocked = shell_.read_only_why;
    set(begin_, blocked.isEmpty(), tr("Begin the queue"), blocked);
}

void TaskDock::fillMenu(const QPoint& at) {
    QMenu menu(this);
    menu.setToolTipsVisible(true);  // why not
    for (QAction* action : {stop_, hold_, first_, begin_}) menu.addAction(action);
    TableCopy::fill(menu, *view_);
    menu.exec(view_->viewport()->mapToGlobal(at));
}

void TaskDock::keepCurrent() {
    const int at = model_.rowOf(current_);
    if (at >= 0) view_->setCurrentIndex(model_.index(at, 0));
    updateActs();
}

void TaskDock::retranslate() {
    const auto icon = [this](QAction* action, const char* name) {
        action->setIcon(shell_.theme.icon(QLatin1String(name)));
    };
    icon(begin_, "running");
    icon(stop_, "cancelled");
    icon(hold_, "paused");
    icon(first_, "arrow-up");
    view_->setAccessibleName(tr("Work in the background"));
    empty_->setText(tr("No job runs and none waits."));
    model_.retranslate();
    updateActs();
}

void TaskDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
