// The table of runs: groups of seeds, the filter's language, ticks and Compare, tags, removal.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/widgets/made_job.h"
#include "tests/widgets/support.h"
#include "widgets/pages/runs_page.h"
#include "widgets/runs/run_view.h"

namespace widgets {
namespace {

std::string firstLook() {
    QFile file(test::experiment(QStringLiteral("news-to-comments-first-look")));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll().toStdString();
}

class RunsPageTest : public testing::Test {
protected:
    std::int64_t add(const test::MadeJob& made = {}) {
        return test::addJob(parts_.places.workspace, firstLook(), parts_.catalog, made);
    }

    RunsPage& open() {
        page_ = std::make_unique<RunsPage>(parts_.shell());
        page_->resize(1200, 600);
        page_->show();
        EXPECT_TRUE(test::waitUntil([this] { return page_->isComplete(); }));
        return *page_;
    }

    RunView& view() { return *page_->findChild<RunView*>(); }
    QAbstractItemModel& order() { return *view().model(); }
    QPushButton& button(const char* name) {
        return *page_->findChild<QPushButton*>(QLatin1String(name));
    }

    // A click of the mouse into the tick box of a shown group.
    void tick(int row) {
        const QRect line = view().visualRect(order().index(row, 0));
        const QPoint box(line.left() + 10, line.center().y());
        QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::NoModifier, box);
    }

    int rowOf(const QString& arm, const QString& budget) {
        for (int i = 0; i < order().rowCount(); ++i) {
            if (order().index(i, RunTableModel::Arm).data() == arm &&
                order().index(i, RunTableModel::Budget).data() == budget)
                return i;
        }
        ADD_FAILURE() << arm.toStdString();
        return -1;
    }

    test::TestParts parts_;
    std::unique_ptr<RunsPage> page_;
};

TEST_F(RunsPageTest, FoldsSeedsIntoGroupsAndReadsTheRunsOfOneThatIsOpened) {
    add();
    RunsPage& page = open();
    QAbstractItemModelTester tester(&page.model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    ASSERT_EQ(order().rowCount(), 8);  // four arms at two budgets
    const QModelIndex group =
        order().index(rowOf(QStringLiteral("News rows added"), QStringLiteral("16 labels")), 0);
    EXPECT_EQ(group.siblingAtColumn(RunTableModel::Seeds).data(), QStringLiteral("5"));
    EXPECT_TRUE(
        group.siblingAtColumn(RunTableModel::Result).data().toString().contains(QLatin1Char('[')));
    EXPECT_TRUE(
        group.siblingAtColumn(RunTableModel::Gain).data().toString().startsWith(QLatin1Char('+')));
    ASSERT_EQ(order().rowCount(group), 5);
    view().expand(group);
    EXPECT_TRUE(test::waitUntil([&] {
        return order().index(4, RunTableModel::Seeds, group).data() == QStringLiteral("seed 5");
    }));
    EXPECT_FALSE(order()
                     .index(0, RunTableModel::Result, group)
                     .data()
                     .toString()
                     .contains(QLatin1Char('[')));
}

TEST_F(RunsPageTest, TwoTicksAndCompareAreThreeClicks) {
    const std::int64_t job = add();
    RunsPage& page = open();
    QSignalSpy asked(&page, &RunsPage::compareAsked);
    EXPECT_FALSE(button("runs.compare").isEnabled());
    EXPECT_FALSE(button("runs.compare").toolTip().isEmpty());
    tick(rowOf(QStringLiteral("Target only"), QStringLiteral("16 labels")));
    tick(rowOf(QStringLiteral("News rows added"), QStringLiteral("16 labels")));
    ASSERT_TRUE(button("runs.compare").isEnabled());
    QTest::mouseClick(&button("runs.compare"), Qt::LeftButton);
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].value<std::int64_t>(), job);
    EXPECT_EQ(asked[0][1].toStringList(),
              (QStringList{QStringLiteral("target"), QStringLiteral("added")}));
}

TEST_F(RunsPageTest, ArmsOfTwoJobsAreComparedToo) {
    const std::int64_t older = add();
    const std::int64_t newer = add();
    RunsPage& page = open();
    QSignalSpy asked(&page, &RunsPage::compareAsked);
    tick(0);
    EXPECT_FALSE(button("runs.compare").isEnabled());
    tick(8);  // the same arm and budget of the older job
    ASSERT_TRUE(button("runs.compare").isEnabled());
    QTest::mouseClick(&button("runs.compare"), Qt::LeftButton);
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].value<std::int64_t>(), newer);
    const QStringList arms = asked[0][1].toStringList();
    ASSERT_EQ(arms.size(), 2);
    EXPECT_EQ(arms[1], QStringLiteral("%1:%2").arg(older).arg(arms[0]));
}

TEST_F(RunsPageTest, FiltersByWhatIsTyped) {
    add();
    open();
    auto* line = page_->findChild<QLineEdit*>(QStringLiteral("runs.filter"));
    line->setText(QStringLiteral("arm~news rows=64"));
    EXPECT_EQ(order().rowCount(), 2);
    line->setText(QStringLiteral("accuracy>0.7 status=done"));
    EXPECT_EQ(order().rowCount(), 4);
    line->setText(QStringLiteral("acuracy>0.7"));
    auto* error = page_->findChild<QLabel*>(QStringLiteral("runs.filter.error"));
    EXPECT_TRUE(error->isVisible());
    EXPECT_TRUE(error->text().contains(QStringLiteral("\"accuracy\"")))
        << error->text().toStdString();
    EXPECT_EQ(order().rowCount(), 4) << "the last filter that could be read stays";
    line->clear();
    EXPECT_FALSE(error->isVisible());
    EXPECT_EQ(order().rowCount(), 8);
}

TEST_F(RunsPageTest, PinnedGroupsComeFirstAndKeepTheirTag) {
    add();
    open();
    const QModelIndex last = order().index(7, 0);
    const QString arm = last.data().toString();
    view().setCurrentIndex(last);
    QMetaObject::invokeMethod(page_.get(), [this] {
        for (QAction* action : [this] {
                 auto* menu = page_->findChild<QMenu*>();
                 Q_EMIT menu->aboutToShow();
                 return menu->actions();
             }()) {
            if (action->text() == QStringLiteral("Pin")) action->trigger();
        }
    });
    view().sortByColumn(RunTableModel::Job, Qt::DescendingOrder);
    EXPECT_TRUE(test::waitUntil(
        [&] { return order().index(0, RunTableModel::Tags).data() == QStringLiteral("pinned"); }));
    EXPECT_EQ(order().index(0, 0).data().toString(), arm);
}

// checklist-13
TEST_F(RunsPageTest, AJobIsRemovedOnlyAfterTheTimeForSecondThoughts) {
    add();
    open();
    view().setCurrentIndex(order().index(0, 0));
    const auto remove = [this] {
        auto* menu = page_->findChild<QMenu*>();
        Q_EMIT menu->aboutToShow();
        menu->actions().last()->trigger();
    };
    remove();
    EXPECT_EQ(order().index(0, RunTableModel::State).data(), QStringLiteral("to be removed"));
    auto* undo = parts_.messages->findChild<QPushButton*>();
    ASSERT_NE(undo, nullptr);
    QTest::mouseClick(undo, Qt::LeftButton);
    EXPECT_NE(order().index(0, RunTableModel::State).data(), QStringLiteral("to be removed"));
    QTest::qWait(200);
    EXPECT_EQ(order().rowCount(), 8);
    remove();
    EXPECT_TRUE(test::waitUntil([&] { return page_->model().rowCount() == 0; }, 15000));
}

TEST_F(RunsPageTest, AnInterruptedJobGoesOnWithItsOwnDocument) {
    test::MadeJob made;
    made.state = engine::RunState::Interrupted;
    add(made);
    RunsPage& page = open();
    view().setCurrentIndex(order().index(0, 0));
    EXPECT_EQ(button("runs.resume").text(), QStringLiteral("Resume"));
    QSignalSpy asked(&page, &RunsPage::runAsked);
    QTest::mouseClick(&button("runs.resume"), Qt::LeftButton);
    ASSERT_TRUE(test::waitUntil([&] { return asked.count() == 1; }));
    EXPECT_EQ(asked[0][1].toString().toStdString(), firstLook());
}

TEST_F(RunsPageTest, AnEmptyWorkspaceOffersATemplate) {
    open();
    auto& offer = button("runs.message");
    EXPECT_EQ(offer.text(), QStringLiteral("Open a template"));
    QTest::mouseClick(&offer, Qt::LeftButton);
    ASSERT_EQ(parts_.pages_asked.size(), 1U);
    EXPECT_EQ(parts_.pages_asked[0], Page::Welcome);
}

// checklist-38
TEST_F(RunsPageTest, CopiesTheChosenLinesWithTabsBetween) {
    add();
    open();
    view().setCurrentIndex(order().index(0, 0));
    QTest::keyClick(&view(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 3);
    EXPECT_EQ(lines[0].count(QLatin1Char('\t')), RunTableModel::Columns - 1);
    EXPECT_EQ(lines[1].count(QLatin1Char('\t')), RunTableModel::Columns - 1);
}

RunPage pageOf(int first, int n, int total, std::int64_t next) {
    RunPage page;
    page.total = total;
    page.next = next;
    for (int i = first; i < first + n; ++i) {
        RunGroup group;
        group.job = 1000 - i;
        group.arm = group.arm_id = QStringLiteral("arm");
        group.runs = {10 * i, 10 * i + 1};
        group.states = {{QStringLiteral("done"), 2}};
        page.groups << group;
    }
    return page;
}

TEST(RunTableModelTest, WhatHasNotComeYetIsAGreyLine) {
    Theme theme;
    RunTableModel model(theme);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setFirstPage(pageOf(0, 3, 7, 998));
    ASSERT_EQ(model.rowCount(), 7);
    EXPECT_TRUE(model.index(6, 0).data(Qt::BackgroundRole).isValid());
    EXPECT_FALSE(model.index(6, 0).flags().testFlag(Qt::ItemIsUserCheckable));
    EXPECT_FALSE(model.index(2, 0).data(Qt::BackgroundRole).isValid());
    model.addPage(pageOf(3, 3, 8, 995));  // a group more than was said
    EXPECT_EQ(model.rowCount(), 8);
    EXPECT_EQ(model.loaded(), 6);
    model.addPage(pageOf(6, 1, 7, 0));  // and one less
    EXPECT_EQ(model.rowCount(), 7);
    EXPECT_EQ(model.loaded(), 7);
}

TEST(RunTableModelTest, TicksStayWhenTheListIsReadAnew) {
    Theme theme;
    RunTableModel model(theme);
    model.setFirstPage(pageOf(0, 3, 3, 0));
    ASSERT_TRUE(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    model.setFirstPage(pageOf(-1, 4, 4, 0));  // a newer job on top
    ASSERT_EQ(model.ticked().size(), 1);
    EXPECT_EQ(model.ticked()[0]->job, 999);
}

RunGroup sampleGroup() {
    RunGroup group;
    group.job = 7;
    group.title = QStringLiteral("News to comments");
    group.arm = QStringLiteral("Fine-tune");
    group.sweep = {{"rows", 64}};
    group.runs = {1, 2, 3};
    group.states = {{QStringLiteral("done"), 2}, {QStringLiteral("failed"), 1}};
    group.gain = 0.02;
    group.tags = {QStringLiteral("paper")};
    group.notes = {QStringLiteral("the odd one")};
    group.metrics[QStringLiteral("accuracy")] = {3, 0.743, 0.731, 0.755, 0};
    return group;
}

TEST(RunFilterTest, UnderstandsTextsNumbersAndFreeWords) {
    const QStringList measures = {QStringLiteral("accuracy"), QStringLiteral("ece")};
    const auto matches = [&](const char* text) {
        const RunFilter filter(QString::fromLatin1(text), measures);
        EXPECT_EQ(filter.error(), QString()) << text;
        return filter.matches(sampleGroup());
    };
    for (const char* text :
         {"", "status=done", "status=FAILED", "arm~fine", "arm=\"fine-tune\"", "accuracy>0.7",
          "accuracy>=0.743", "rows=64", "rows!=16", "seeds=3", "gain>0", "tag=paper", "tag!=draft",
          "note~odd", "job=7", "comments tune", "\"odd one\"", "64"})
        EXPECT_TRUE(matches(text)) << text;
    for (const char* text : {"status=running", "arm=fine", "accuracy<0.7", "rows>64", "ece>0",
                             "tag=pap", "nothing", "status=done rows=16", "gain<0"})
        EXPECT_FALSE(matches(text)) << text;
}

TEST(RunFilterTest, SaysWhatItCannotRead) {
    const QStringList measures = {QStringLiteral("accuracy")};
    for (const char* text : {"acc>1", "accuracy>high", "accuracy~1", "arm>3", "arm=", "=3"})
        EXPECT_FALSE(RunFilter(QString::fromLatin1(text), measures).error().isEmpty()) << text;
    EXPECT_TRUE(RunFilter(QStringLiteral("stats=done"), measures)
                    .error()
                    .contains(QStringLiteral("\"status\"")));
}

}  // namespace
}  // namespace widgets
