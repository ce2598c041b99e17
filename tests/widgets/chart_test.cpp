// The one kind of chart: legend, ranges, looks and what it writes.
#include "widgets/plots/chart.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QFontDatabase>
#include <QMenu>
#include <QMouseEvent>
#include <QTest>
#include <cmath>

#include "tests/widgets/support.h"
#include "widgets/frame/message_bar.h"

namespace widgets {
namespace {

class ChartTest : public testing::Test {
protected:
    void SetUp() override {
        theme_.apply(ThemeMode::Light);
        chart_ = std::make_unique<Chart>(theme_);
        chart_->resize(500, 240);
        chart_->setTitles(QStringLiteral("Title"), QStringLiteral("x"), QStringLiteral("y"));
        for (int i = 0; i < 3; ++i) {
            curves_.append(chart_->addCurve(QStringLiteral("Curve %1").arg(i), {.series = i}));
            curves_.last()->setData({0, 1, 2}, {1.0 + i, 2.0 + i, 4.0 + i}, true);
        }
        chart_->show();
        chart_->refresh();
        chart_->replot(QCustomPlot::rpImmediateRefresh);
    }
    QPoint entry(int curve) {
        const auto legends = chart_->plotLayout()->elements(true);
        for (QCPLayoutElement* one : legends) {
            auto* item = qobject_cast<ChartLegendItem*>(one);
            if (item != nullptr && item->curve() == curves_[curve]) return item->rect().center();
        }
        return {};
    }

    void send(QEvent::Type type, const QPointF& at, Qt::MouseButton button, Qt::MouseButtons held) {
        QMouseEvent event(type, at, chart_->mapToGlobal(at), button, held, Qt::NoModifier);
        QCoreApplication::sendEvent(chart_.get(), &event);
    }
    void drag(Qt::MouseButton button, const QPointF& from, const QPointF& to) {
        send(QEvent::MouseButtonPress, from, button, button);
        send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button);
        send(QEvent::MouseMove, to, Qt::NoButton, button);
        send(QEvent::MouseButtonRelease, to, button, Qt::NoButton);
    }
    // What stands on the chart itself now; "": nothing.
    QString said() const {
        for (int i = 0; i < chart_->itemCount(); ++i) {
            const auto* text = qobject_cast<const QCPItemText*>(chart_->item(i));
            if (text != nullptr && text->visible()) return text->text();
        }
        return {};
    }

    Theme theme_;
    std::unique_ptr<Chart> chart_;
    QList<QCPGraph*> curves_;
};

// checklist-39
TEST_F(ChartTest, AClickOnTheLegendHidesACurveAndShowsItAgain) {
    QTest::mouseClick(chart_.get(), Qt::LeftButton, {}, entry(1));
    EXPECT_FALSE(curves_[1]->visible());
    EXPECT_TRUE(curves_[0]->visible());
    QTest::qWait(20);
    QTest::mouseClick(chart_.get(), Qt::LeftButton, {}, entry(1));
    EXPECT_TRUE(curves_[1]->visible());
}

// checklist-39
TEST_F(ChartTest, ADoubleClickOnTheLegendLeavesACurveAlone) {
    const auto twice = [&] {
        QTest::mouseClick(chart_.get(), Qt::LeftButton, {}, entry(1));
        QTest::mouseDClick(chart_.get(), Qt::LeftButton, {}, entry(1));
        QTest::qWait(20);
    };
    twice();
    EXPECT_TRUE(curves_[1]->visible());
    EXPECT_FALSE(curves_[0]->visible() || curves_[2]->visible());
    twice();
    EXPECT_TRUE(curves_[0]->visible() && curves_[1]->visible() && curves_[2]->visible());
}

TEST_F(ChartTest, TheLegendCoversNoCurve) {
    const QRect area = chart_->axisRect()->rect();
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(area.contains(entry(i)));
    for (const auto place : {Chart::LegendPlace::Top, Chart::LegendPlace::Right}) {
        chart_->setLegendPlace(place);
        chart_->replot(QCustomPlot::rpImmediateRefresh);
        EXPECT_FALSE(chart_->axisRect()->rect().contains(entry(0)));
        EXPECT_TRUE(chart_->rect().contains(entry(0)));
    }
}

TEST_F(ChartTest, HidingACurveFitsTheAxesToTheOthers) {
    const double before = chart_->yAxis->range().upper;
    chart_->showCurve(curves_[2], false);
    EXPECT_LT(chart_->yAxis->range().upper, before);
}

// checklist-39
TEST_F(ChartTest, TheRightButtonDragsABoxToZoomIntoAndADoubleClickShowsAllAgain) {
    const QCPRange all = chart_->xAxis->range();
    const QRect area = chart_->axisRect()->rect();
    const QPointF from = area.center() - QPointF(40, 30), to = area.center() + QPointF(40, 30);
    const double left = chart_->xAxis->pixelToCoord(from.x());
    const double right = chart_->xAxis->pixelToCoord(to.x());
    const double low = chart_->yAxis->pixelToCoord(to.y());
    drag(Qt::RightButton, from, to);
    EXPECT_NEAR(chart_->xAxis->range().lower, left, all.size() / 100);
    EXPECT_NEAR(chart_->xAxis->range().upper, right, all.size() / 100);
    EXPECT_NEAR(chart_->yAxis->range().lower, low, 0.1);
    EXPECT_TRUE(chart_->isViewChosen());
    EXPECT_EQ(QApplication::activePopupWidget(), nullptr) << "dragged, so no menu";
    chart_->resetView();
    EXPECT_EQ(chart_->xAxis->range(), all);
}

// checklist-39
TEST_F(ChartTest, IsDraggedByTheLeftButtonAndPannedByTheArrows) {
    const QCPRange all = chart_->xAxis->range();
    const QPointF middle = chart_->axisRect()->rect().center();
    drag(Qt::LeftButton, middle, middle + QPointF(50, 0));
    EXPECT_LT(chart_->xAxis->range().lower, all.lower);
    EXPECT_NEAR(chart_->xAxis->range().size(), all.size(), 1e-9);
    chart_->resetView();
    QTest::keyClick(chart_.get(), Qt::Key_Right);
    EXPECT_GT(chart_->xAxis->range().lower, all.lower);
    QTest::keyClick(chart_.get(), Qt::Key_Plus);
    EXPECT_LT(chart_->xAxis->range().size(), all.size());
}

// checklist-39
TEST_F(ChartTest, TheCrosshairSaysThePointThatIsNearest) {
    EXPECT_TRUE(said().isEmpty());
    const QPointF at(chart_->xAxis->coordToPixel(1), chart_->yAxis->coordToPixel(2));
    send(QEvent::MouseMove, at + QPointF(2, 2), Qt::NoButton, Qt::NoButton);
    EXPECT_EQ(said(), QStringLiteral("Curve 0\nx: 1\ny: 2"));
    chart_->showCurve(curves_[0], false);
    send(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
    EXPECT_FALSE(said().contains(QStringLiteral("Curve 0"))) << "it is hidden";
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(chart_.get(), &leave);
    EXPECT_TRUE(said().isEmpty());
}

// checklist-39
TEST_F(ChartTest, CopiesItsPicture) {
    QGuiApplication::clipboard()->clear();
    chart_->showMenu({});
    QAction* copy = nullptr;
    for (const auto* menu : chart_->findChildren<QMenu*>()) {
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Copy picture")) copy = action;
        }
    }
    ASSERT_NE(copy, nullptr);
    copy->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->image().size(), 2 * chart_->size());
    for (auto* menu : chart_->findChildren<QMenu*>()) menu->close();
}

// checklist-43
TEST_F(ChartTest, AsksForLettersOfChineseWhereverItWrites) {
    const QString cjk = QStringLiteral("Noto Sans CJK SC");
    for (const QCPAxis* axis : {chart_->xAxis, chart_->yAxis}) {
        EXPECT_TRUE(axis->labelFont().families().contains(cjk));
        EXPECT_TRUE(axis->tickLabelFont().families().contains(cjk));
    }
    for (QCPLayoutElement* one : chart_->plotLayout()->elements(true)) {
        if (const auto* text = qobject_cast<QCPTextElement*>(one)) {
            EXPECT_TRUE(text->font().families().contains(cjk)) << text->text().toStdString();
        }
        if (const auto* entry = qobject_cast<ChartLegendItem*>(one)) {
            EXPECT_TRUE(entry->font().families().contains(cjk));
        }
    }
    if (QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
        GTEST_SKIP() << "no font with Chinese letters on this computer";
    const auto drawn = [&](const QString& title) {
        chart_->setTitles(title, QStringLiteral("x"), QStringLiteral("y"));
        return chart_->toPixmap(500, 240).toImage();
    };
    // What no font has is drawn as the same box.
    EXPECT_NE(drawn(QStringLiteral("训")), drawn(QStringLiteral("练")));
}

// checklist-39
TEST_F(ChartTest, KeepsThePersonsRangeUntilItIsReset) {
    chart_->xAxis->setRange(0.5, 1);
    EXPECT_TRUE(chart_->isViewChosen());
    curves_[0]->addData(9, 9);
    chart_->refresh();
    EXPECT_EQ(chart_->xAxis->range().upper, 1);
    QTest::keyClick(chart_.get(), Qt::Key_Home);
    EXPECT_FALSE(chart_->isViewChosen());
    EXPECT_GT(chart_->xAxis->range().upper, 9);
}

TEST_F(ChartTest, LinkedChartsShareTheirRangeOfX) {
    Chart other(theme_);
    other.addCurve(QStringLiteral("Other"), {})->setData({0, 10}, {0, 1}, true);
    other.show();
    chart_->linkX(&other);
    chart_->refresh();
    EXPECT_GT(chart_->xAxis->range().upper, 10);
    chart_->xAxis->setRange(0.5, 1);
    EXPECT_EQ(other.xAxis->range().upper, 1);
    chart_->setXLinked(false);
    chart_->xAxis->setRange(0, 2);
    EXPECT_EQ(other.xAxis->range().upper, 1);
}

// checklist-39
TEST_F(ChartTest, LogarithmicAxesFitPositiveValuesOnly) {
    curves_[0]->setData({0, 1, 2}, {-1, 0, 0.001}, true);
    chart_->setLogY(true);
    EXPECT_GT(chart_->yAxis->range().lower, 0);
    EXPECT_LT(chart_->yAxis->range().lower, 0.001);
    EXPECT_GT(chart_->yAxis->range().upper, 6);
}

TEST_F(ChartTest, AThemeChangeReachesCurvesAndGround) {
    const QColor light = curves_[0]->pen().color();
    theme_.apply(ThemeMode::Dark);
    EXPECT_EQ(curves_[0]->pen().color(), theme_.series(0));
    EXPECT_NE(curves_[0]->pen().color(), light);
    const QImage picture = chart_->toPixmap(100, 100).toImage();
    EXPECT_EQ(picture.pixelColor(1, 1), theme_.tokens().surface);
    theme_.apply(ThemeMode::Light);
}

// checklist-39
TEST_F(ChartTest, SavesPicturesOfEachKind) {
    QTemporaryDir folder;
    for (const char* name : {"a.png", "b.svg", "c.pdf"}) {
        const QString path = folder.filePath(QString::fromLatin1(name));
        ASSERT_TRUE(chart_->savePicture(path, 2)) << name;
        EXPECT_GT(QFileInfo(path).size(), 1000) << name;
    }
    EXPECT_EQ(QImage(folder.filePath(QStringLiteral("a.png"))).size(), QSize(1000, 480));
}

// Also where nothing else listens, as on the page of comparisons.
TEST_F(ChartTest, SaysInTheBarOfItsWindowWhetherItsPictureIsThere) {
    QTemporaryDir folder;
    QWidget window;
    MessageBar bar(theme_, &window);
    chart_->setParent(&window);
    const QString path = folder.filePath(QStringLiteral("a.svg"));
    ASSERT_TRUE(chart_->savePicture(path));
    EXPECT_EQ(bar.text(bar.count() - 1), QStringLiteral("Saved as %1.").arg(path));
    const QString nowhere = folder.filePath(QStringLiteral("no/a.png"));
    EXPECT_FALSE(chart_->savePicture(nowhere));
    EXPECT_TRUE(bar.text(bar.count() - 1).contains(nowhere))
        << bar.text(bar.count() - 1).toStdString();
    chart_->setParent(nullptr);
}

TEST_F(ChartTest, SaysWhatItShows) {
    EXPECT_EQ(chart_->accessibleName(), QStringLiteral("Title"));
    EXPECT_TRUE(chart_->accessibleDescription().contains(QStringLiteral("Curve 2")));
    chart_->showCurve(curves_[2], false);
    EXPECT_FALSE(chart_->accessibleDescription().contains(QStringLiteral("Curve 2")));
}

TEST_F(ChartTest, AFormulaInANameIsNoFormulaInTheFile) {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("points.csv"));
    ChartPoints points{
        QStringLiteral("x"), QStringLiteral("y"), {{QStringLiteral("=1+1"), {{1, 2}}}}};
    ASSERT_TRUE(savePointsAsCsv(points, path, nullptr));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), "curve,x,y\n'=1+1,1,2\n");
}

TEST_F(ChartTest, AxesOfTimesAndOfPowersSayPlainNumbers) {
    const auto labels = [&](QCPAxis* axis, double low, double high) {
        axis->setRange(low, high);
        chart_->replot(QCustomPlot::rpImmediateRefresh);
        return QStringList(axis->tickVectorLabels().toList());
    };
    chart_->setXDuration(true);
    chart_->setLogX(true);
    const QStringList times = labels(chart_->xAxis, 9, 70);
    EXPECT_TRUE(times.contains(QStringLiteral("10 s"))) << times.join(u' ').toStdString();
    EXPECT_TRUE(labels(chart_->xAxis, 0.9, 8000)
                    .filter(QStringLiteral("e+"), Qt::CaseInsensitive)
                    .isEmpty());
    EXPECT_TRUE(labels(chart_->xAxis, 900, 8000).contains(QStringLiteral("1 h")));
    chart_->setXDuration(false);
    EXPECT_TRUE(labels(chart_->xAxis, 5, 200).contains(QStringLiteral("10")));
}

}  // namespace
}  // namespace widgets
