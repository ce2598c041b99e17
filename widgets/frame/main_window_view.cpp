// What the window shows: pages, docks, bars, menus that change, help and search.
#include <QAbstractItemView>
#include <QApplication>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>
#include <QTreeView>
#include <QUrl>

#include "engine/base/diagnostics.h"
#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/node_palette.h"
#include "widgets/canvas/outline.h"
#include "widgets/canvas/pipeline_page.h"
#include "widgets/canvas/pipeline_view.h"
#include "widgets/document/pipeline_model.h"
#include "widgets/frame/about_dialog.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/command_palette.h"
#include "widgets/frame/find_bar.h"
#include "widgets/frame/help_dialog.h"
#include "widgets/frame/key_editor.h"
#include "widgets/frame/layouts.h"
#include "widgets/frame/log_dock.h"
#include "widgets/frame/main_window.h"
#include "widgets/frame/recent_files.h"
#include "widgets/frame/status_line.h"
#include "widgets/frame/system_info.h"
#include "widgets/look/words.h"
#include "widgets/pages/data_page.h"

namespace widgets {

void MainWindow::connectView() {
    const auto on = [this](const char* id, auto act) {
        connect((*actions_)[QLatin1String(id)], &QAction::triggered, this, act);
    };
    on("view.welcome", [this] { showPage(Page::Welcome); });
    on("view.data", [this] { showPage(Page::Data); });
    on("view.pipeline", [this] { showPage(Page::Pipeline); });
    on("view.runs", [this] { showPage(Page::Runs); });
    on("view.compare", [this] { showPage(Page::Compare); });
    on("view.models", [this] { showPage(Page::Models); });
    on("view.reset", [this] { lay([this] { layouts_->reset(); }); });
    on("view.focus", [this] { showBars(); });
    on("view.full",
       [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    on("view.properties", [this] {
        // Behind another tab it counts as visible, but nothing of it is to be seen.
        const bool seen = !properties_dock_->visibleRegion().isEmpty();
        showPage(Page::Pipeline);
        properties_dock_->setVisible(!seen);
        if (!seen) properties_dock_->raise();
    });
    on("edit.find", [this] { find(); });
    on("file.settings", [this] { showSettings(); });
    auto* palette = new CommandPalette(*actions_, parts_.theme, this);
    on("view.palette", [palette] { palette->open(); });
    on("tools.keys", [this] { KeyEditor(*actions_, parts_.settings, this).exec(); });
    connect(outline_, &Outline::openAsked, &pipeline_->acts(), &CanvasActs::open);
    connect(palette_, &NodePalette::addAsked, &pipeline_->acts(), &CanvasActs::addHere);
    connect(&pipeline_->selection(), &Selection::editAsked, this, [this] {
        properties_dock_->show();
        properties_dock_->raise();
    });
    on("tools.workspace", [this] {
        QDesktopServices::openUrl(
            QUrl::fromLocalFile(QString::fromStdString(parts_.places.workspace.string())));
    });
    connectHelp();
}

void MainWindow::connectHelp() {
    const auto on = [this](const char* id, auto act) {
        connect((*actions_)[QLatin1String(id)], &QAction::triggered, this, act);
    };
    help_ = new HelpDialog(parts_.catalog, *actions_, parts_.theme, this);
    on("help.help", [this] { showHelp({}); });
    on("help.keys", [this] { help_->showKeys(); });
    on("help.diagnostics", [this] { saveDiagnostics(); });
    on("help.about", [this] { AboutDialog(parts_.theme, this).exec(); });
    connect(outline_, &Outline::helpAsked, this, &MainWindow::showHelp);
    connect(palette_, &NodePalette::helpAsked, this, &MainWindow::showHelp);
    qApp->installEventFilter(this);
}

// What goes along with a report of a fault.
void MainWindow::saveDiagnostics() {
    const QString file = QFileDialog::getSaveFileName(this, tr("Save diagnostics"),
                                                      QStringLiteral("warmstart-diagnostics.zip"),
                                                      tr("Archives (*.zip)"));
    if (file.isEmpty()) return;
    engine::Diagnostics what{systemInfo(parts_.places), engine::Json::object(),
                             log_->everything().toStdString()};
    what.system["read_only"] = parts_.read_only;
    for (const QString& key : parts_.settings.allKeys()) {
        // Not the files that were open lately.
        if (key.startsWith(QLatin1String("look/")) || key.startsWith(QLatin1String("compute/")) ||
            key.startsWith(QLatin1String("runs/")) || key.startsWith(QLatin1String("keys/")))
            what.settings[key.toStdString()] = parts_.settings.value(key).toString().toStdString();
    }
    if (auto written = engine::write_diagnostics(file.toStdString(), what); !written)
        return messages_->show(written.error());
    messages_->show(MessageBar::Kind::Good,
                    tr("Saved as %1: versions, settings and the log, without your texts.")
                        .arg(QFileInfo(file).fileName()));
}

// F1 in a dialog: help of its own, above it, since a dialog keeps the keys from the window.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_F1 ||
        !watched->isWidgetType())
        return QMainWindow::eventFilter(watched, event);
    QWidget* dialog = static_cast<QWidget*>(watched)->window();
    const QString topic = HelpDialog::topicOf(*dialog);
    if (topic.isEmpty()) return QMainWindow::eventFilter(watched, event);
    auto* help = dialog->findChild<HelpDialog*>(QString(), Qt::FindDirectChildrenOnly);
    if (help == nullptr) help = new HelpDialog(parts_.catalog, *actions_, parts_.theme, dialog);
    help->showTopic(topic);
    return true;
}

// Help about what is at hand: the selected node's kind, else the page.
void MainWindow::showHelp(const QString& kind) {
    QString topic = kind;
    const engine::Node* node =
        parts_.pipeline.document().node(pipeline_->selection().current().toStdString());
    if (topic.isEmpty() && page() == Page::Pipeline && node != nullptr)
        topic = fromUtf8(node->kind);
    help_->showTopic(topic.isEmpty() ? HelpDialog::topicOf(page()) : topic);
}

void MainWindow::showPage(Page page) {
    if (page != this->page()) find_->hide();
    pages_->setCurrentIndex(static_cast<int>(page));
    const char* const ids[] = {"",          "view.data",    "view.pipeline",
                               "view.runs", "view.compare", "view.models"};
    for (int i = 1; i < 6; ++i)
        (*actions_)[QLatin1String(ids[i])]->setChecked(i == static_cast<int>(page));
    showBars();
}

// The docks beside the canvas belong to it; the other pages have the room for themselves. In focus
// mode the menu alone stays, as the way back.
void MainWindow::showBars() {
    const bool focus = (*actions_)[QStringLiteral("view.focus")]->isChecked();
    layouts_->show(page() == Page::Pipeline && !focus);
    for (QWidget* bar : {static_cast<QWidget*>(activity_), static_cast<QWidget*>(tools_),
                         static_cast<QWidget*>(status_)})
        bar->setVisible(!focus);
}

void MainWindow::addRecentMenu(QMenu* file) {
    QMenu* menu = file->addMenu(tr("Open &recent"));
    menu->setToolTipsVisible(true);  // the folders
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const QString& one : recentFiles(parts_.settings)) {
            QString name = QFileInfo(one).fileName();
            QAction* action = menu->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")),
                                              this, [this, one] { openFile(one); });
            action->setToolTip(one);
            action->setEnabled(QFileInfo::exists(one));
        }
        if (menu->isEmpty()) menu->addAction(tr("None yet"))->setEnabled(false);
    });
}

void MainWindow::addLayoutMenu(QMenu* view) {
    QMenu* menu = view->addMenu(tr("&Layouts"));
    menu->setObjectName(QStringLiteral("layouts"));
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        for (const QString& name : layouts_->names())
            menu->addAction(name, this,
                            [this, name] { lay([this, name] { layouts_->apply(name); }); });
        menu->addSeparator();
        menu->addAction(tr("&Save the layout..."), this, &MainWindow::saveLayout);
        if (layouts_->names().isEmpty()) return;
        QMenu* gone = menu->addMenu(tr("&Remove a layout"));
        for (const QString& name : layouts_->names())
            gone->addAction(name, this, [this, name] { layouts_->remove(name); });
    });
}

void MainWindow::saveLayout() {
    const QString name =
        QInputDialog::getText(this, tr("Save the layout"), tr("Name of the layout:")).trimmed();
    if (!name.isEmpty()) lay([this, name] { layouts_->save(name); });
}

// A layout is that of the canvas with all its bars: focus mode, where they are hidden, is left
// first. What a state that was kept in it has hidden is shown again.
void MainWindow::lay(const std::function<void()>& act) {
    (*actions_)[QStringLiteral("view.focus")]->setChecked(false);
    showPage(Page::Pipeline);
    act();
    showBars();
}

// Ctrl+F: on the canvas its outline is searched, among data the rows are filtered, elsewhere it is
// the table that has the focus, or else the largest one.
void MainWindow::find() {
    if (page() == Page::Data) return data_->find();
    QAbstractItemView* view = nullptr;
    if (page() == Page::Pipeline) {
        view = &outline_->view();
        if (!(*actions_)[QStringLiteral("view.focus")]->isChecked()) outline_dock_->show();
        outline_dock_->raise();
    } else {
        const auto area = [](const QWidget* widget) { return widget->width() * widget->height(); };
        for (auto* one : pages_->currentWidget()->findChildren<QAbstractItemView*>()) {
            if (!one->isVisible()) continue;
            if (one->hasFocus()) {
                view = one;
                break;
            }
            if (view == nullptr || area(one) > area(view)) view = one;
        }
    }
    if (view != nullptr) return find_->open(view);
    messages_->show(MessageBar::Kind::Info, tr("This page has no table to search."));
}

}  // namespace widgets
