// Live plots over a real run log, with a runner that the test moves by hand: what is drawn is what
// was logged, and nothing is drawn when nothing is new.
#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <cmath>
#include <limits>

#include "engine/spec/document.h"
#include "engine/store/run_log.h"
#include "tests/widgets/support.h"
#include "widgets/plots/chart.h"
#include "widgets/plots/live_plots.h"

namespace widgets {
namespace {

using test::waitUntil;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
const char* const kLoss = "train/loss";

// A job of two arms at two budgets, whose fits the test fills with points.
class PlotsTest : public testing::Test {
protected:
    void SetUp() override {
        auto log = engine::RunLog::open(parts_.places.workspace, engine::RunLog::Mode::ReadWrite);
        ASSERT_TRUE(log) << log.error().text();
        log_ = std::make_unique<engine::RunLog>(*std::move(log));
        engine::Document document;
        document.arms = {{"news", "News added", "end", "alone"},
                         {"alone", "Target only", "end", ""}};
        engine::JobRow job;
        job.title = "Job";
        job.document = engine::write_document(document);
        job.state = engine::RunState::Running;
        job_ = *log_->add_job(job);
        engine::Plan plan;
        for (const int rows : {16, 64}) {
            for (const char* arm : {"news", "alone"}) {
                engine::Run run;
                run.arm = arm;
                run.sweep = {{"rows", rows}};
                run.seed = 3;
                run.end = key(arm, rows);
                run.steps = {run.end};
                plan.runs.push_back(run);
                engine::NodeRow node;
                node.key = run.end;
                node.node = "probe";
                node.kind = "probe";
                node.parts = engine::Json::object();
                ASSERT_TRUE(log_->put_node(node));
            }
        }
        ASSERT_TRUE(log_->add_runs(job_, plan, document));
        plots_ = std::make_unique<LivePlots>(parts_.shell());
        plots_->resize(900, 260);
        plots_->show();
    }
    static std::string key(const std::string& arm, int rows) { return arm + std::to_string(rows); }
    void add(const std::string& key, const std::string& series, std::vector<engine::Point> points) {
        const auto done = log_->add_points(key, series, points);
        ASSERT_TRUE(done) << done.error().text();
    }
    void start() {
        parts_.runner->answer = job_;
        parts_.desk->start(QStringLiteral("Job"), "{}", {});
        parts_.runner->events.push({0, engine::JobStarted{job_, "Job", 4, 0, 4}});
        ASSERT_TRUE(waitUntil([&] { return plots_->job() == job_; }));
    }
    void tell(const std::string& key, const std::string& series) {
        engine::Progress news;
        news.key = key;
        news.series = series;
        parts_.runner->events.push({0, news});
    }
    // The arm's curves with points, in the order training, validation.
    QList<QCPGraph*> drawn(const Chart* chart) {
        QList<QCPGraph*> out;
        for (int i = 0; i < chart->graphCount(); ++i)
            if (chart->graph(i)->dataCount() > 0) out.append(chart->graph(i));
        return out;
    }
    // Until no question is open and nothing waits to be drawn.
    bool settle() {
        const bool some = waitUntil(
            [&] { return !drawn(plots_->lossChart()).isEmpty() && parts_.reader->waiting() == 0; });
        QTest::qWait(150);
        return some;
    }
    static std::vector<engine::Point> ramp(std::int64_t n) {
        std::vector<engine::Point> out;
        for (std::int64_t i = 0; i < n; ++i)
            out.push_back({i, 1.0 / (1.0 + static_cast<double>(i))});
        return out;
    }

    test::TestParts parts_;
    std::unique_ptr<engine::RunLog> log_;
    std::int64_t job_ = 0;
    std::unique_ptr<LivePlots> plots_;
};

std::pair<double, double> extremes(const QCPGraph* graph) {
    double low = kNaN, high = kNaN;
    for (const QCPGraphData& point : *graph->data()) {
        if (std::isnan(point.value)) continue;
        low = std::isnan(low) ? point.value : std::min(low, point.value);
        high = std::isnan(high) ? point.value : std::max(high, point.value);
    }
    return {low, high};
}

TEST_F(PlotsTest, SayOneSentenceBeforeAnythingRuns) {
    bool said = false;
    for (const QLabel* label : plots_->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().endsWith(u'.'));
    EXPECT_TRUE(said);
    EXPECT_FALSE(plots_->lossChart()->isVisible());
}

TEST_F(PlotsTest, DrawWhatTheNewsPointAt) {
    start();
    add(key("news", 16), kLoss, {{1, 0.9}, {2, 0.5}, {3, 0.7}});
    add(key("news", 16), "valid/accuracy", {{1, 0.4}, {3, 0.6}});
    tell(key("news", 16), kLoss);
    ASSERT_TRUE(settle());
    const auto loss = drawn(plots_->lossChart());
    ASSERT_EQ(loss.size(), 1);
    ASSERT_EQ(loss[0]->dataCount(), 3);
    EXPECT_EQ(loss[0]->data()->at(1)->value, 0.5);
    const auto accuracy = drawn(plots_->accuracyChart());
    ASSERT_EQ(accuracy.size(), 1);
    EXPECT_EQ(accuracy[0]->pen().style(), Qt::DashLine);  // validation rows
    EXPECT_EQ(loss[0]->pen().style(), Qt::SolidLine);
    EXPECT_EQ(loss[0]->pen().color(), accuracy[0]->pen().color());  // one arm
    add(key("news", 16), kLoss, {{4, 0.2}});
    tell(key("news", 16), kLoss);
    EXPECT_TRUE(waitUntil([&] { return loss[0]->dataCount() == 4; }));
}

TEST_F(PlotsTest, FollowTheFitInTrainingAndKeepTheControlGrey) {
    start();
    for (const int rows : {16, 64}) {
        for (const char* arm : {"news", "alone"}) {
            add(key(arm, rows), kLoss, ramp(rows));
            tell(key(arm, rows), kLoss);
        }
    }
    ASSERT_TRUE(settle());
    ASSERT_TRUE(waitUntil([&] { return drawn(plots_->lossChart()).size() == 2; }));
    const auto loss = drawn(plots_->lossChart());
    EXPECT_EQ(loss[0]->dataCount(), 64);  // the newest budget
    EXPECT_EQ(loss[0]->pen().color(), parts_.theme.series(0));
    EXPECT_EQ(loss[1]->pen().color(), parts_.theme.tokens().text2);
    EXPECT_EQ(loss[1]->pen().style(), Qt::DashLine);
    tell(key("alone", 16), kLoss);
    EXPECT_TRUE(waitUntil([&] {
        const auto now = drawn(plots_->lossChart());
        return now.size() == 2 && now[0]->dataCount() == 16;
    }));
}

TEST_F(PlotsTest, KeepAPlantedSpikeAtEveryZoom) {
    constexpr std::int64_t kSpike = 123'457;
    std::vector<engine::Point> points = ramp(300'000);
    points[kSpike].value = 77;
    points[299'999].value = -3;
    start();
    add(key("news", 16), kLoss, points);
    tell(key("news", 16), kLoss);
    ASSERT_TRUE(settle());
    Chart* chart = plots_->lossChart();
    const QCPGraph* line = drawn(chart)[0];
    EXPECT_EQ(extremes(line), std::pair(-3.0, 77.0));
    EXPECT_LE(line->dataCount(), 2 * chart->axisRect()->width());
    for (double half = 200'000; half >= 2; half /= 8) {
        chart->xAxis->setRange(kSpike - half, kSpike + half);
        const auto fine = [&] {
            const auto at = line->data()->findBegin(kSpike - half, false);
            if (line->data()->isEmpty() || at == line->data()->constEnd()) return false;
            return extremes(line).second == 77 &&
                   (half > 1000 || line->data()->findBegin(kSpike)->key >= kSpike - 1);
        };
        EXPECT_TRUE(waitUntil(fine)) << half;
    }
    chart->resetView();
    EXPECT_TRUE(waitUntil([&] { return extremes(line) == std::pair(-3.0, 77.0); }));
}

TEST_F(PlotsTest, LeaveAGapWhereAValueIsNotANumber) {
    start();
    add(key("news", 16), kLoss, {{1, 0.9}, {2, kNaN}, {3, 0.7}});
    tell(key("news", 16), kLoss);
    ASSERT_TRUE(settle());
    const QCPGraph* line = drawn(plots_->lossChart())[0];
    ASSERT_EQ(line->dataCount(), 3);
    EXPECT_TRUE(std::isnan(line->data()->at(1)->value));
    EXPECT_EQ(extremes(line), std::pair(0.7, 0.9));
}

TEST_F(PlotsTest, DrawNothingWhenNothingIsNew) {
    start();
    add(key("news", 16), kLoss, ramp(50));
    tell(key("news", 16), kLoss);
    ASSERT_TRUE(settle());
    QTest::qWait(1200);  // past the pause between two looks at the list of curves
    const QSignalSpy redrawn(plots_->lossChart(), &QCustomPlot::afterReplot);
    const QSignalSpy other(plots_->accuracyChart(), &QCustomPlot::afterReplot);
    QTest::qWait(300);
    EXPECT_EQ(redrawn.count(), 0);
    EXPECT_EQ(other.count(), 0);
    add(key("news", 16), kLoss, {{50, 0.1}});
    tell(key("news", 16), kLoss);
    ASSERT_TRUE(waitUntil([&] { return drawn(plots_->lossChart())[0]->dataCount() == 51; }));
    QTest::qWait(100);
    EXPECT_EQ(redrawn.count(), 1);
}

TEST_F(PlotsTest, ShowAFinishedJob) {
    add(key("news", 64), kLoss, ramp(20));
    plots_->loadJob(job_);
    ASSERT_TRUE(settle());
    EXPECT_EQ(drawn(plots_->lossChart())[0]->dataCount(), 20);
}

TEST_F(PlotsTest, SmoothWithTheRawPointsBehind) {
    add(key("news", 64), kLoss, {{0, 1}, {1, 3}, {2, 5}});
    plots_->loadJob(job_);
    ASSERT_TRUE(settle());
    plots_->findChild<QSlider*>()->setValue(50);
    const auto lines = drawn(plots_->lossChart());
    ASSERT_EQ(lines.size(), 2);
    // By hand: 1; (0.5 * 0.5 * 1 + 0.5 * 3) / 0.75; (0.5 * 1.75 + 0.5 * 5) / 0.875.
    EXPECT_NEAR(lines[0]->data()->at(0)->value, 1, 1e-12);
    EXPECT_NEAR(lines[0]->data()->at(1)->value, 1.75 / 0.75, 1e-12);
    EXPECT_NEAR(lines[0]->data()->at(2)->value, 3.375 / 0.875, 1e-12);
    EXPECT_EQ(lines[1]->data()->at(2)->value, 5);
    EXPECT_NEAR(lines[1]->pen().color().alphaF(), 0.25, 0.01);
}

TEST_F(PlotsTest, HideAnArmInBothPanes) {
    for (const char* arm : {"news", "alone"}) {
        add(key(arm, 64), kLoss, ramp(20));
        add(key(arm, 64), "valid/accuracy", ramp(20));
    }
    plots_->loadJob(job_);
    ASSERT_TRUE(settle());
    Chart* chart = plots_->accuracyChart();
    ASSERT_EQ(chart->curves().size(), 2);
    chart->showCurve(chart->curves()[0], false);
    EXPECT_FALSE(drawn(chart)[0]->visible());
    EXPECT_FALSE(drawn(plots_->lossChart())[0]->visible());
    EXPECT_TRUE(drawn(plots_->lossChart())[1]->visible());
}

// checklist-41
TEST_F(PlotsTest, SaveEveryPointInTheCLocaleWhateverTheLanguage) {
    const QLocale before;
    for (const char* name : {"de_DE", "zh_CN"}) {
        QLocale::setDefault(QLocale(QString::fromLatin1(name)));
        if (std::string(name) == "de_DE") add(key("news", 64), kLoss, ramp(5000));
        plots_->loadJob(job_);
        ASSERT_TRUE(settle());
        const QString path =
            parts_.folder.filePath(QStringLiteral("points-%1.csv").arg(QLatin1String(name)));
        plots_->lossChart()->savePoints(path);
        ASSERT_TRUE(waitUntil([&] { return QFile::exists(path); }));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
        ASSERT_EQ(lines.size(), 5001);
        EXPECT_EQ(lines[0], "curve,Step,Loss");
        EXPECT_EQ(lines[2], "\"News added, train/loss\",1,0.5");
        EXPECT_EQ(lines[5000].split(',').back().toDouble(), 1.0 / 5000);
    }
    QLocale::setDefault(before);
}

TEST_F(PlotsTest, ShowEpochsTimeOrExamplesInPlaceOfSteps) {
    const auto choose = [&](int index) {
        auto* box = plots_->findChild<QComboBox*>(QStringLiteral("plots.x_axis"));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
        return box;
    };
    const auto last = [&] {
        const auto lines = drawn(plots_->lossChart());
        return lines.isEmpty() ? -1.0 : (lines[0]->data()->constEnd() - 1)->key;
    };
    add(key("news", 64), kLoss, {{1, 3}, {2, 2}, {3, 1}, {4, 0.5}});
    add(key("news", 64), "pace/seconds", {{1, 10}, {4, 40}});
    add(key("news", 64), "pace/examples", {{1, 8}, {4, 30}});
    plots_->loadJob(job_);
    ASSERT_TRUE(settle());
    EXPECT_EQ(last(), 4);
    QComboBox* box = choose(2);
    EXPECT_TRUE(waitUntil([&] { return last() == 40; }));
    EXPECT_NEAR(drawn(plots_->lossChart())[0]->data()->at(1)->key, 20, 1e-9);  // on the line
    EXPECT_TRUE(waitUntil([&] { return plots_->accuracyChart()->xAxis->range().contains(30); }));
    EXPECT_TRUE(waitUntil([&] {
        return plots_->lossChart()->xAxis->tickVectorLabels().contains(QStringLiteral("20 s"));
    }));
    choose(3);
    EXPECT_TRUE(waitUntil([&] { return last() == 30; }));
    EXPECT_EQ(parts_.settings->value(QStringLiteral("plots/x_axis")).toInt(), 3);
    // No fit has told its epochs: that choice is closed and says why.
    const QModelIndex epochs = box->model()->index(1, 0);
    EXPECT_FALSE(epochs.flags() & Qt::ItemIsEnabled);
    EXPECT_FALSE(epochs.data(Qt::ToolTipRole).toString().isEmpty());
    LivePlots again(parts_.shell());
    again.resize(900, 260);
    again.show();
    again.loadJob(job_);
    EXPECT_TRUE(waitUntil([&] {
        const auto lines = drawn(again.lossChart());
        return !lines.isEmpty() && (lines[0]->data()->constEnd() - 1)->key == 30;
    }));
}

}  // namespace
}  // namespace widgets
