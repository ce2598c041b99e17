// The page as a whole: reading, filtering, showing. What a person does with runs is in
// runs_page_acts.cpp.
#include "widgets/pages/runs_page.h"

#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/data/table_copy.h"
#include "widgets/feed/reader_lane.h"
#include "widgets/feed/run_desk.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/runs/run_view.h"

namespace widgets {
namespace {

constexpr int kPageGroups = 256;
constexpr int kLivePause = 500;  // milliseconds between two readings while a job runs

}  // namespace

RunsPage::RunsPage(const Shell& shell, QWidget* parent)
    : QWidget(parent),
      shell_(shell),
      model_(new RunTableModel(shell_.theme, this)),
      order_(new RunOrder(model_, this)) {
    build();
    retranslate();
    updateButtons();
    setView(View::Loading);
    soon_.setSingleShot(true);
    soon_.setInterval(kLivePause);
    connect(&soon_, &QTimer::timeout, this, &RunsPage::refresh);
    const auto later = [this] {
        if (isVisible() && !soon_.isActive()) soon_.start();
    };
    connect(&shell_.desk, &RunDesk::started, this, later);
    connect(&shell_.desk, &RunDesk::runFinished, this, later);
    connect(&shell_.desk, &RunDesk::stateChanged, this, later);
    connect(&shell_.desk, &RunDesk::stateChanged, this, &RunsPage::updateButtons);
    connect(model_, &RunTableModel::ticksChanged, this, &RunsPage::updateButtons);
    connect(model_, &RunTableModel::runsWanted, this, &RunsPage::askRuns, Qt::QueuedConnection);
    connect(&shell_.theme, &Theme::changed, view_, [this] { view_->viewport()->update(); });
}

void RunsPage::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    views_ = new QStackedWidget(this);
    column->addWidget(views_);
    auto* message = new QWidget(views_);
    auto* middle = new QVBoxLayout(message);
    message_ = new QLabel(message);
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_button_ = new QPushButton(message);
    message_button_->setObjectName(QStringLiteral("runs.message"));
    middle->addStretch(1);
    middle->addWidget(message_);
    middle->addWidget(message_button_, 0, Qt::AlignHCenter);
    middle->addStretch(2);
    views_->addWidget(message);
    connect(message_button_, &QPushButton::clicked, this,
            [this] { shown_ == View::Empty ? shell_.go(Page::Welcome) : refresh(); });
    auto* page = new QWidget(views_);
    auto* rows = new QVBoxLayout(page);
    rows->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kSmall);
    rows->setSpacing(space::kSmall);
    auto* head = new QHBoxLayout;
    filter_ = new QLineEdit(page);
    filter_->setObjectName(QStringLiteral("runs.filter"));
    filter_->setClearButtonEnabled(true);
    fields_ = new QStringListModel(this);
    auto* completer = new QCompleter(fields_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    filter_->setCompleter(completer);
    count_ = new QLabel(page);
    head->addWidget(filter_, 1);
    head->addWidget(count_);
    rows->addLayout(head);
    filter_error_ = new QLabel(page);
    filter_error_->setObjectName(QStringLiteral("runs.filter.error"));
    filter_error_->setWordWrap(true);
    filter_error_->hide();
    rows->addWidget(filter_error_);
    rows->addWidget(view_ = new RunView(model_, order_, page), 1);
    view_->setObjectName(QStringLiteral("runs.table"));
    new TableCopy(*view_);
    buildFoot(page);
    views_->addWidget(page);
    connect(filter_, &QLineEdit::textChanged, this, &RunsPage::applyFilter);
    connect(view_, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        QMenu menu(this);
        fillMenu(menu);
        menu.exec(view_->viewport()->mapToGlobal(at));
    });
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &RunsPage::updateButtons);
}

void RunsPage::buildFoot(QWidget* page) {
    auto* foot = new QHBoxLayout;
    compare_ = new QPushButton(page);
    compare_->setObjectName(QStringLiteral("runs.compare"));
    compare_->setProperty("primary", true);
    resume_ = new QPushButton(page);
    resume_->setObjectName(QStringLiteral("runs.resume"));
    open_ = new QPushButton(page);
    open_->setObjectName(QStringLiteral("runs.open"));
    more_ = new QToolButton(page);
    more_->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more_);
    more_->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMenu(*menu);
    });
    foot->addWidget(compare_);
    foot->addStretch(1);
    foot->addWidget(resume_);
    foot->addWidget(open_);
    foot->addWidget(more_);
    qobject_cast<QVBoxLayout*>(page->layout())->addLayout(foot);
    connect(compare_, &QPushButton::clicked, this, &RunsPage::compare);
    connect(resume_, &QPushButton::clicked, this, &RunsPage::runAgain);
    connect(open_, &QPushButton::clicked, this, &RunsPage::openAsItRan);
}

void RunsPage::retranslate() {
    filter_->setPlaceholderText(tr("Filter: status=done  arm~news  accuracy>0.6  rows=64  tag=x"));
    filter_->setAccessibleName(tr("Filter of the runs"));
    filter_->setToolTip(
        tr("All terms must hold. Texts: status, arm, job, tag, note with =, != or ~ (contains). "
           "Numbers: rows, seeds, gain, seconds and every measure (shares from 0 to 1) with =, "
           "!=, >, <, >=, <=. Other words are looked for everywhere."));
    view_->setAccessibleName(tr("Runs"));
    open_->setText(tr("Open as it ran"));
    more_->setText(tr("More"));
    setView(shown_, message_->text());
    updateButtons();
    updateCount();
    applyFilter();
}

void RunsPage::setView(View view, const QString& text) {
    shown_ = view;
    views_->setCurrentIndex(view == View::Runs ? 1 : 0);
    message_button_->setVisible(view == View::Empty || view == View::Failed);
    message_button_->setText(view == View::Empty ? tr("Open a template") : tr("Retry"));
    if (view == View::Runs) message_->clear();
    if (view == View::Empty) message_->setText(tr("No runs yet."));
    if (view == View::Loading) message_->setText(tr("Reading the runs..."));
    if (view == View::Failed) message_->setText(text);
}

void RunsPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void RunsPage::showJob(std::int64_t job) { filter_->setText(QStringLiteral("job=%1").arg(job)); }

void RunsPage::refresh() {
    if (asking_) {
        again_ = true;
        return;
    }
    again_ = false;
    complete_ = false;
    ask(0);
}

// Pages follow each other by themselves, each a question of its own, so that others come between.
void RunsPage::ask(std::int64_t before) {
    asking_ = true;
    shell_.reader.ask(
        this,
        [before](engine::Reader& reader) -> engine::Result<RunPage> {
            auto page = reader.run_groups(before, kPageGroups);
            if (!page) return page.error();
            return runPage(*page);
        },
        [this, before](const engine::Result<RunPage>& page) {
            asking_ = false;
            if (!page) {
                if (model_->loaded() == 0) return setView(View::Failed, say(page.error()));
                return complain(page.error());
            }
            receive(*page, before == 0);
        });
}

void RunsPage::receive(const RunPage& page, bool first) {
    const QStringList open = first ? view_->openKeys() : QStringList();
    const bool same = first && page.total == model_->rowCount();
    if (first) {
        model_->setFirstPage(page);
        view_->openGroups(open);
    } else {
        model_->addPage(page);
    }
    fields_->setStringList(RunFilter::fields(model_->measures()));
    setView(model_->rowCount() == 0 ? View::Empty : View::Runs);
    updateCount();
    updateButtons();
    // All are there already when a second reading of the newest found the same groups.
    complete_ = page.next == 0 || (same && model_->loaded() == model_->rowCount());
    if (again_) return refresh();
    if (!complete_) return ask(page.next);
    if (!filter_->text().isEmpty()) applyFilter();
}

void RunsPage::askRuns(std::int64_t job) {
    shell_.reader.ask(
        this,
        [job](engine::Reader& reader) -> engine::Result<QHash<std::int64_t, RunLine>> {
            auto runs = reader.runs(job);
            if (!runs) return runs.error();
            return runLines(*runs);
        },
        [this, job](const engine::Result<QHash<std::int64_t, RunLine>>& lines) {
            if (!lines) return complain(lines.error());
            model_->setRuns(job, *lines);
        });
}

void RunsPage::applyFilter() {
    const RunFilter filter(filter_->text(), model_->measures());
    filter_error_->setText(filter.error());
    filter_error_->setVisible(!filter.error().isEmpty());
    QPalette colors = filter_error_->palette();
    colors.setColor(QPalette::WindowText, shell_.theme.tokens().failed);
    filter_error_->setPalette(colors);
    if (!filter.error().isEmpty()) return;  // the last one that could be read stays
    order_->setFilter(filter);
    updateCount();
}

void RunsPage::updateCount() {
    const int all = model_->rowCount();
    count_->setText(order_->shown() == all
                        ? tr("Seed groups: %1").arg(all)
                        : tr("%1 of %2 seed groups").arg(order_->shown()).arg(all));
}

void RunsPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && more_ != nullptr) retranslate();
    QWidget::changeEvent(event);
}

}  // namespace widgets
