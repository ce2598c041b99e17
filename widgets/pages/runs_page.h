// Every run of the workspace: seeds folded into groups, filtered, compared, resumed.
#pragma once

#include <QHash>
#include <QTimer>
#include <QWidget>
#include <functional>

#include "engine/spec/reader.h"
#include "widgets/frame/shell.h"

class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QStackedWidget;
class QStringListModel;
class QToolButton;

namespace widgets {

class RunOrder;
class RunTableModel;
class RunView;
struct RunGroup;
struct RunPage;

class RunsPage : public QWidget {
    Q_OBJECT
public:
    explicit RunsPage(const Shell& shell, QWidget* parent = nullptr);
    void refresh();
    void showJob(std::int64_t job);  // its groups alone, by the filter

    RunTableModel& model() { return *model_; }
    bool isComplete() const { return complete_; }  // every group has been read

Q_SIGNALS:
    void openAsked(std::int64_t job, const QString& document);  // canonical text: as it ran
    void runAsked(const QString& title, const QString& document,
                  const engine::JobSettings& settings);
    void compareAsked(std::int64_t job, const QStringList& arms);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum class View { Loading, Empty, Failed, Runs };

    void build();
    void buildFoot(QWidget* page);
    void retranslate();
    void setView(View view, const QString& text = {});
    void ask(std::int64_t before);
    void receive(const RunPage& page, bool first);
    void askRuns(std::int64_t job);
    void applyFilter();
    void updateButtons();
    void updateCount();

    void fillMenu(QMenu& menu);
    void withDocument(const std::function<void(const engine::JobInfo&)>& act);
    QStringList tickedArms() const;
    void compare();
    void runAgain();
    void openAsItRan();
    void moreSeeds();
    void editTags();
    void editNote();
    void togglePin();
    void copyCommand();
    void trash();
    void remove(std::int64_t job);
    void setTag(const QList<std::int64_t>& runs, const QString& tag, bool set);
    void complain(const engine::Error& error);

    Shell shell_;
    RunTableModel* model_;
    RunOrder* order_;
    RunView* view_ = nullptr;
    QStackedWidget* views_ = nullptr;
    QLabel* message_ = nullptr;
    QPushButton* message_button_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QStringListModel* fields_ = nullptr;
    QLabel* filter_error_ = nullptr;
    QLabel* count_ = nullptr;
    QPushButton* compare_ = nullptr;
    QPushButton* resume_ = nullptr;
    QPushButton* open_ = nullptr;
    QToolButton* more_ = nullptr;
    QTimer soon_;                       // at most twice a second while a job runs
    QHash<std::int64_t, int> leaving_;  // jobs to be removed: the removal that was asked for last
    int removals_ = 0;
    bool asking_ = false;
    bool again_ = false;  // something changed while a reading was on its way
    bool complete_ = false;
    View shown_ = View::Loading;
};

}  // namespace widgets
