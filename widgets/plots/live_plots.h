// Loss and accuracy of the live job, and of any job that is looked at, as they come. News only say
// which curves have grown; the points come from the run log, reduced to what the panes can show.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <array>
#include <memory>
#include <set>
#include <vector>

#include "widgets/frame/shell.h"
#include "widgets/plots/chart.h"
#include "widgets/plots/live_series.h"
#include "widgets/plots/step_scale.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSlider;
class QStackedLayout;

namespace widgets {

class LivePlots : public QWidget {
    Q_OBJECT
public:
    explicit LivePlots(const Shell& shell, QWidget* parent = nullptr);
    /// Shows a job of the run log; one that starts later takes its place.
    void loadJob(std::int64_t job);
    std::int64_t job() const { return job_; }

    Chart* lossChart() const { return panes_[0].chart; }
    Chart* accuracyChart() const { return panes_[1].chart; }

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Pane {
        Chart* chart = nullptr;
        std::array<const char*, 2> series{};  // of the training rows, of the validation rows
        bool redraw = false;
    };
    struct LiveCurve {
        std::string key, series, arm;
        QString name;
        std::size_t pane = 0;
        QCPGraph* line = nullptr;
        QCPGraph* ghost = nullptr;  // the raw points behind a smoothed line
        bool dirty = true;
        bool asking = false;
        engine::Curve curve;
        StepScale scale;
    };
    struct ArmEntry {  // an arm's line in a legend
        std::string arm;
        std::size_t pane = 0;
        QCPGraph* line = nullptr;
    };
    struct Range {
        double first = 0, last = 0;
        int most = 0;  // pieces
    };

    void buildBar();
    void buildXAxis();
    void buildPanes();
    void listen();
    void retranslate();
    void reset(std::int64_t job);
    /// @param series  empty: all that the fit has
    void onNews(const std::string& key, const std::string& series);
    void onShown(QCPGraph* graph);
    void markAll(const Pane* pane);

    void wake();
    void tick();
    void askSeries();
    void askDocument();
    void ask(std::size_t index);
    Range rangeFor(const LiveCurve& curve) const;
    void askAllPoints(const Pane& pane, std::function<void(Chart::SharedPoints)> receive);

    bool isTold(XUnit unit) const;  // by every fit shown
    void updateUnits();
    void updateTitles();
    void updateChoice();
    void fillChoices();
    FitChoice choice() const;
    void buildCurves(const FitChoice& choice);
    void addFit(const ShownFit& fit, std::size_t pane);
    void fillCurve(LiveCurve& curve);
    void updateNote();
    double keep() const;  // of the moving average

    Shell shell_;
    LiveSeries series_;
    std::array<Pane, 2> panes_;
    std::vector<LiveCurve> curves_;
    std::vector<ArmEntry> arms_;
    std::vector<ShownFit> shown_;
    std::set<std::string> hidden_;  // arms that the legend hides; they stay so when others come
    std::int64_t job_ = 0;
    int generation_ = 0;  // answers to questions about curves that are gone are dropped
    XUnit wanted_unit_ = XUnit::Steps;
    XUnit unit_ = XUnit::Steps;  // the wanted one, if the fits shown tell it
    bool want_series_ = false;
    bool choice_stale_ = false;  // what is followed may be another fit now
    bool asking_series_ = false;
    bool building_ = false;
    QTimer timer_;                // thirty times a second, while there is something to ask or draw
    QElapsedTimer series_clock_;  // since the list of curves was asked for
    QComboBox* budget_;
    QComboBox* seed_;
    QComboBox* x_axis_;
    QLabel* smooth_label_;
    QSlider* smooth_;
    QLabel* smooth_value_;
    QCheckBox* log_loss_;
    QLabel* note_;
    QLabel* empty_;
    QStackedLayout* stack_;
};

}  // namespace widgets
