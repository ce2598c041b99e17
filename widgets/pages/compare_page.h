// Arms of a job side by side: the verdict in words, table, curves, confusion, examples.
#pragma once

#include <QHash>
#include <QWidget>
#include <optional>
#include <vector>

#include "engine/spec/reader.h"
#include "widgets/compare/compare_data.h"
#include "widgets/frame/shell.h"

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace widgets {

class Chart;
class ArmCanvas;
class ExamplePanel;
class ConfusionView;
class GainChart;
class OverviewTab;
class TableTab;
class UserPanel;
class VerdictCard;

class ComparePage : public QWidget {
    Q_OBJECT
public:
    explicit ComparePage(const Shell& shell, QWidget* parent = nullptr);
    /// @param arms  ids of the arms to show, also "12:direct" of another job; empty: all of them
    void showJob(std::int64_t job, const QStringList& arms);
    void writeReport();  // of the shown job
    /// A verdict's sentence in the window's language. @param verdict  as in report --json
    static QString sentenceOf(const engine::Json& verdict);

    std::int64_t job() const { return job_; }
    const CompareData& data() const { return data_; }

Q_SIGNALS:
    void runAsked(const QString& title, const QString& document,
                  const engine::JobSettings& settings);
    void runsAsked(std::int64_t job);  // to be seen

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    enum class Tab { Overview, Budget, Curves, Confusion, Differences, Examples, Slices, Users };
    enum class View { Empty, Loading, Failed, Job };

    void build();
    QWidget* buildHead();
    QWidget* buildDifferences();
    QWidget* buildTabs();
    QWidget* buildFoot();
    void retranslate();
    void setView(View view, const QString& text = {});
    void openTemplates();
    void retry();
    void load();
    void loadNewest();
    void refuse(const engine::Error& error);
    void receive(const engine::Json& report, std::vector<engine::JobInfo> jobs);
    void fillChoices();
    void choosePair();
    void askJobs();
    void fillArms();
    void setArmShown(const QString& arm, bool shown);
    void fillOtherJobs();
    void setBeside(std::int64_t job, bool on);
    const engine::JobInfo& infoOf(const QString& arm) const;

    void pairChanged();
    void showVerdict();
    void askExploratory();
    void showTab();
    void showOverview();
    void showBudget();
    void askCurves();
    void showCurves();
    void askConfusion();
    void showConfusion();
    void showDifferences();
    void askExamples();
    void showSlices();

    QString armA() const;
    QString armB() const;
    QString metric() const;
    int budget() const;
    QStringList shownArms() const;
    QString armTitle(const QString& id) const;
    const TableTab* shownTable() const;
    void moreSeeds(int total, int more);
    void exportCsv();
    void complain(const engine::Error& error);

    Shell shell_;
    std::int64_t job_ = 0;
    QStringList asked_arms_;
    QStringList shown_arms_;  // beside A and B; empty: all
    CompareData data_;
    std::vector<std::int64_t> beside_;    // jobs whose arms are shown too
    std::vector<engine::JobInfo> infos_;  // of the job, then of those beside it, as they are shown
    bool keeps_pair_ = false;             // the next report leaves the choices as they are
    engine::Json confusion_;              // null: not asked for yet
    engine::Json examples_;
    QHash<QString, engine::Json> explored_;  // verdicts of pairs that were not planned
    int generation_ = 0;                     // answers to earlier questions are dropped
    bool filling_ = false;

    QStackedWidget* views_ = nullptr;
    QLabel* message_[3] = {};
    QPushButton* message_button_[3] = {};
    QLabel* title_ = nullptr;
    QComboBox* jobs_ = nullptr;
    QToolButton* arms_ = nullptr;
    QMenu* other_jobs_ = nullptr;
    QLabel* against_ = nullptr;
    QLabel* at_ = nullptr;
    QLabel* by_ = nullptr;
    QComboBox* arm_a_ = nullptr;
    QComboBox* arm_b_ = nullptr;
    QComboBox* budget_ = nullptr;
    QComboBox* metric_ = nullptr;
    VerdictCard* card_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    OverviewTab* overview_ = nullptr;
    Chart* budget_chart_ = nullptr;
    GainChart* gain_chart_ = nullptr;
    QComboBox* series_ = nullptr;
    Chart* curve_chart_ = nullptr;
    engine::Json curves_[2];
    ConfusionView* confusion_view_ = nullptr;
    TableTab* differences_ = nullptr;
    ArmCanvas* paths_[2] = {};  // of A and B
    ExamplePanel* examples_panel_ = nullptr;
    UserPanel* users_ = nullptr;  // of a recommendation
    TableTab* slices_ = nullptr;
    QPushButton* runs_ = nullptr;
    QPushButton* copy_ = nullptr;
    QPushButton* export_ = nullptr;
    QPushButton* report_ = nullptr;
};

}  // namespace widgets
