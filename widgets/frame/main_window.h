// The window: menus, bars, pages and docks, and the way from one to the other. It knows nothing
// about learning; each page does its own work.
#pragma once

#include <QMainWindow>

#include "widgets/frame/language.h"
#include "widgets/frame/message_bar.h"
#include "widgets/frame/shell.h"

class QDockWidget;
class QMenu;
class QStackedWidget;
class QToolBar;

namespace widgets {

class Actions;
class ComparePage;
class DataPage;
class FindBar;
class HelpDialog;
class Layouts;
class LivePlots;
class LogDock;
class ModelsPage;
class NodePalette;
class Outline;
class PipelinePage;
class RunsPage;
class StatusLine;
class TaskModel;
class WelcomePage;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const Parts& parts, Language& language);
    ~MainWindow() override;

    void showPage(Page page);
    Page page() const;
    /// Opens a pipeline file, the pipeline that a report, chart or model carries, or offers to
    /// import a data file.
    void openFile(const QString& file);
    /// Opens a shipped pipeline as a new, unsaved document.
    void openTemplate(const QString& file);
    /// Shows a job of the workspace on the pages that look back: plots and comparison.
    void showJob(std::int64_t job);
    MessageBar& messages() { return *messages_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildPages();
    void buildMenus();
    void buildBars();
    void buildDocks();
    void connectFile();
    void connectRun();
    void connectView();
    void connectHelp();
    void connectPages();
    void retranslate();
    void updateTitle();
    void updateRunActions();
    void pauseOrResume();

    bool maySwitchDocument();  // asks about unsaved edits
    bool save(bool choose_file);
    void startRun(bool ask_first);
    /// @param to, from  ids of nodes: only that part; "": all
    void startPart(bool ask_first, const QString& to, const QString& from);
    bool mayStart();  // says what is in the way
    void begin(const std::string& document, const QString& title,
               const engine::JobSettings& settings);
    /// A job of the log once more, as it was begun; shown where the canvas has nothing else.
    void goOn(const QString& title, const QString& document, const engine::JobSettings& settings);
    // The queue; see main_window_queue.cpp.
    void connectQueue();
    void queue(const std::string& document, const QString& title,
               const engine::JobSettings& settings);
    void offerQueue();
    void onHeldUp(const engine::Error& why);
    bool mayEnd();  // asks what becomes of a live job
    void tellReadOnly();
    void onFinished(const engine::JobFinished& end);
    void showVerdict(std::int64_t job);
    bool openDocumentText(const QString& text);  // false: refused, or the user kept the open one
    // Pipelines that reports, charts and models carry; see engine/spec/carried.h.
    void openCarried(const QString& file);
    void askForData(const engine::Json& lacking);
    void tellOutside();  // what the open pipeline names that no library holds
    void useDataset(const QString& name, const QString& here);
    void offerRecovery();
    void showBars();
    void addRecentMenu(QMenu* file);
    void addLayoutMenu(QMenu* view);
    void saveLayout();
    void lay(const std::function<void()>& act);  // saves or applies a layout
    void find();
    void saveDiagnostics();
    void showSettings();
    void showHelp(const QString& kind);

    Parts parts_;
    Language& language_;
    Actions* actions_ = nullptr;
    MessageBar* messages_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QToolBar* activity_ = nullptr;
    QToolBar* tools_ = nullptr;
    WelcomePage* welcome_ = nullptr;
    DataPage* data_ = nullptr;
    PipelinePage* pipeline_ = nullptr;
    RunsPage* runs_ = nullptr;
    ComparePage* compare_ = nullptr;
    ModelsPage* models_ = nullptr;
    QDockWidget* plots_dock_ = nullptr;
    QDockWidget* log_dock_ = nullptr;
    QDockWidget* tasks_dock_ = nullptr;
    QDockWidget* properties_dock_ = nullptr;
    QDockWidget* outline_dock_ = nullptr;
    QDockWidget* history_dock_ = nullptr;
    QDockWidget* palette_dock_ = nullptr;
    LivePlots* plots_ = nullptr;
    LogDock* log_ = nullptr;
    TaskModel* tasks_ = nullptr;
    int waiting_ = 0;  // jobs in the queue when it was last looked at
    Outline* outline_ = nullptr;
    NodePalette* palette_ = nullptr;
    HelpDialog* help_ = nullptr;
    StatusLine* status_ = nullptr;
    FindBar* find_ = nullptr;
    Layouts* layouts_ = nullptr;
    bool forecast_open_ = false;
};

}  // namespace widgets
