#include "widgets/frame/main_window.h"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QUndoView>
#include <QUrl>
#include <QVBoxLayout>

#include "widgets/canvas/job_states.h"
#include "widgets/canvas/node_palette.h"
#include "widgets/canvas/outline.h"
#include "widgets/canvas/pipeline_page.h"
#include "widgets/canvas/pipeline_scene.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/feed/run_desk.h"
#include "widgets/forms/properties.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/desktop_news.h"
#include "widgets/frame/dock_tabs.h"
#include "widgets/frame/find_bar.h"
#include "widgets/frame/help_dialog.h"
#include "widgets/frame/layouts.h"
#include "widgets/frame/log_dock.h"
#include "widgets/frame/settings_dialog.h"
#include "widgets/frame/status_line.h"
#include "widgets/frame/task_dock.h"
#include "widgets/frame/task_model.h"
#include "widgets/look/theme.h"
#include "widgets/look/words.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/data_page.h"
#include "widgets/pages/models_page.h"
#include "widgets/pages/runs_page.h"
#include "widgets/pages/welcome_page.h"
#include "widgets/plots/live_plots.h"

namespace widgets {

MainWindow::MainWindow(const Parts& parts, Language& language)
    : parts_(parts), language_(language) {
    setObjectName(QStringLiteral("warmstart"));
    setMinimumSize(1024, 640);
    resize(1280, 720);
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    actions_ = new Actions(parts_.theme, this);
    actions_->readKeys(parts_.settings);
    buildPages();
    buildDocks();
    buildBars();
    buildMenus();
    connectFile();
    connectRun();
    connectQueue();
    connectView();
    connectPages();
    connect(&parts_.theme, &Theme::changed, actions_, &Actions::redraw);
    retranslate();
    updateRunActions();
    new DesktopNews(parts_, this);
    layouts_ = new Layouts(*this, parts_.settings,
                           {properties_dock_, outline_dock_, history_dock_, palette_dock_,
                            plots_dock_, log_dock_, tasks_dock_});
    restoreGeometry(parts_.settings.value(QStringLiteral("window/geometry")).toByteArray());
    layouts_->restoreLast();
    showPage(Page::Welcome);
    offerRecovery();
    tellReadOnly();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPages() {
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    messages_ = new MessageBar(parts_.theme, middle);
    pages_ = new QStackedWidget(middle);
    column->addWidget(messages_);
    column->addWidget(pages_, 1);
    column->addWidget(find_ = new FindBar(parts_.theme, middle));
    setCentralWidget(middle);
    const Shell shell{{parts_}, *messages_, [this](Page page) { showPage(page); }};
    pages_->addWidget(welcome_ = new WelcomePage(shell, pages_));
    pages_->addWidget(data_ = new DataPage(shell, pages_));
    pages_->addWidget(pipeline_ = new PipelinePage(shell, *actions_, pages_));
    pages_->addWidget(runs_ = new RunsPage(shell, pages_));
    pages_->addWidget(compare_ = new ComparePage(shell, pages_));
    pages_->addWidget(models_ = new ModelsPage(shell, pages_));
    plots_ = new LivePlots(shell, this);
    log_ = new LogDock(shell, this);
    tasks_ = new TaskModel(parts_, this);
}

void MainWindow::buildDocks() {
    const Shell shell{{parts_}, *messages_, [this](Page page) { showPage(page); }};
    const auto dock = [this](const char* name, QWidget* content, Qt::DockWidgetArea area) {
        auto* out = new QDockWidget(this);
        out->setObjectName(QString::fromLatin1(name));
        out->setWidget(content);
        addDockWidget(area, out);
        return out;
    };
    const JobStates& states = pipeline_->view().canvas().states();
    properties_dock_ =
        dock("properties", new Properties(shell, pipeline_->selection(), states, this),
             Qt::RightDockWidgetArea);
    outline_ = new Outline(shell, pipeline_->selection(), states, this);
    outline_dock_ = dock("outline", outline_, Qt::RightDockWidgetArea);
    auto* history = new QUndoView(&parts_.pipeline.undoStack(), this);
    history_dock_ = dock("history", history, Qt::RightDockWidgetArea);
    tabifyDockWidget(properties_dock_, outline_dock_);
    tabifyDockWidget(outline_dock_, history_dock_);
    palette_ = new NodePalette(parts_.theme, parts_.catalog, this);
    palette_dock_ = dock("palette", palette_, Qt::RightDockWidgetArea);
    tabifyDockWidget(history_dock_, palette_dock_);
    properties_dock_->raise();
    plots_dock_ = dock("plots", plots_, Qt::BottomDockWidgetArea);
    log_dock_ = dock("log", log_, Qt::BottomDockWidgetArea);
    tasks_dock_ = dock("tasks", new TaskDock(shell, *tasks_, this), Qt::BottomDockWidgetArea);
    tabifyDockWidget(plots_dock_, log_dock_);
    tabifyDockWidget(log_dock_, tasks_dock_);
    plots_dock_->raise();
    keepDockTabsWhole(*this);
    resizeDocks({properties_dock_}, {280}, Qt::Horizontal);
    resizeDocks({plots_dock_}, {200}, Qt::Vertical);
}

void MainWindow::buildBars() {
    activity_ = new QToolBar(this);
    activity_->setObjectName(QStringLiteral("activity"));
    activity_->setMovable(false);
    activity_->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    activity_->setIconSize({24, 24});
    for (const char* id :
         {"view.welcome", "view.data", "view.pipeline", "view.runs", "view.compare", "view.models"})
        activity_->addAction((*actions_)[QLatin1String(id)]);
    addToolBar(Qt::LeftToolBarArea, activity_);
    tools_ = new QToolBar(this);
    tools_->setObjectName(QStringLiteral("tools"));
    tools_->setMovable(false);
    tools_->setIconSize({16, 16});
    for (const char* id :
         {"file.new", "file.open", "file.save", "", "edit.undo", "edit.redo", "", "pipeline.add",
          "pipeline.twin", "", "run.start", "run.pause", "run.stop", "", "edit.find"}) {
        if (*id == '\0') {
            tools_->addSeparator();
        } else {
            tools_->addAction((*actions_)[QLatin1String(id)]);
        }
    }
    for (const char* id : {"run.start", "run.pause", "run.stop"}) {
        auto* button =
            qobject_cast<QToolButton*>(tools_->widgetForAction((*actions_)[QLatin1String(id)]));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setObjectName(QLatin1String("tool.") + QLatin1String(id));
    }
    addToolBar(Qt::TopToolBarArea, tools_);
    status_ = new StatusLine({{parts_}, *messages_, [this](Page page) { showPage(page); }}, *tasks_,
                             this);
    setStatusBar(status_);
}

void MainWindow::buildMenus() {
    qDeleteAll(menuBar()->findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    menuBar()->clear();
    for (const auto& [id, title] : menuTitles()) {
        QMenu* menu = menuBar()->addMenu(title);
        for (const Actions::Entry& entry : actions_->all()) {
            if (entry.menu != id) continue;
            menu->addAction(entry.action);
            if (entry.id == QLatin1String("file.open")) addRecentMenu(menu);
            if (entry.id == QLatin1String("view.reset")) addLayoutMenu(menu);
        }
        if (id == QLatin1String("view")) {
            menu->addSeparator();
            for (QDockWidget* dock :
                 {outline_dock_, history_dock_, palette_dock_, plots_dock_, log_dock_, tasks_dock_})
                menu->addAction(dock->toggleViewAction());
        }
    }
}

void MainWindow::connectPages() {
    connect(welcome_, &WelcomePage::templateChosen, this, &MainWindow::openTemplate);
    connect(welcome_, &WelcomePage::fileChosen, this, &MainWindow::openFile);
    connect(welcome_, &WelcomePage::resumeAsked, this, [this](const engine::JobInfo& job) {
        goOn(fromUtf8(job.title), fromUtf8(job.document), job.settings);
    });
    connect(welcome_, &WelcomePage::importAsked, data_, &DataPage::chooseFile);
    connect(welcome_, &WelcomePage::importAsked, this, [this] { showPage(Page::Data); });
    connect(data_, &DataPage::templateAsked, this, &MainWindow::openDocumentText);
    connect(runs_, &RunsPage::openAsked, this, [this](std::int64_t job, const QString& document) {
        if (openDocumentText(document)) plots_->loadJob(job);
    });
    connect(runs_, &RunsPage::runAsked, this, &MainWindow::goOn);
    connect(runs_, &RunsPage::compareAsked, this,
            [this](std::int64_t job, const QStringList& arms) {
                compare_->showJob(job, arms);
                showPage(Page::Compare);
            });
    connect(compare_, &ComparePage::runAsked, this, &MainWindow::goOn);
    connect(compare_, &ComparePage::runsAsked, this, [this](std::int64_t job) {
        runs_->showJob(job);
        showPage(Page::Runs);
    });
    connect(models_, &ModelsPage::openAsked, this, &MainWindow::openDocumentText);
    connect((*actions_)[QStringLiteral("models.export")], &QAction::triggered, this, [this] {
        showPage(Page::Models);
        models_->exportSelected();
    });
    connect(messages_, &MessageBar::logged, log_, &LogDock::addMessage);
}

Page MainWindow::page() const { return static_cast<Page>(pages_->currentIndex()); }

void MainWindow::updateTitle() {
    setWindowTitle(QStringLiteral("%1[*] – Warmstart").arg(parts_.pipeline.title()));
    setWindowModified(parts_.pipeline.isModified());
}

void MainWindow::retranslate() {
    actions_->retranslate();
    buildMenus();
    properties_dock_->setWindowTitle(tr("Properties"));
    outline_dock_->setWindowTitle(tr("Outline"));
    history_dock_->setWindowTitle(tr("History"));
    auto* history = static_cast<QUndoView*>(history_dock_->widget());
    history->setEmptyLabel(tr("As opened"));
    history->setAccessibleName(tr("History"));
    palette_dock_->setWindowTitle(tr("Palette"));
    plots_dock_->setWindowTitle(tr("Live plots"));
    log_dock_->setWindowTitle(tr("Log"));
    tasks_dock_->setWindowTitle(tr("Tasks"));
    // After the titles, which the menu would take over without their letters.
    outline_dock_->toggleViewAction()->setText(tr("Ou&tline"));
    history_dock_->toggleViewAction()->setText(tr("&History"));
    palette_dock_->toggleViewAction()->setText(tr("Palette of &nodes"));
    plots_dock_->toggleViewAction()->setText(tr("Li&ve plots"));
    log_dock_->toggleViewAction()->setText(tr("Lo&g"));
    tasks_dock_->toggleViewAction()->setText(tr("Tas&ks"));
    activity_->setWindowTitle(tr("Pages"));
    tools_->setWindowTitle(tr("Tools"));
    updateTitle();
    updateRunActions();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && actions_ != nullptr) retranslate();
    if (event->type() == QEvent::WindowStateChange && actions_ != nullptr)
        (*actions_)[QStringLiteral("view.full")]->setChecked(isFullScreen());
    QMainWindow::changeEvent(event);
}

void MainWindow::showSettings() {
    SettingsDialog dialog(parts_.theme, parts_.settings, language_, this);
    connect(&dialog, &SettingsDialog::keysAsked, (*actions_)[QStringLiteral("tools.keys")],
            &QAction::trigger);
    dialog.exec();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) openFile(url.toLocalFile());
    }
}

}  // namespace widgets
