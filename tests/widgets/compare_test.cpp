// The Compare page on a job made in the test: verdict, table, tabs, copying; sentences of every
// code.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <set>

#include "engine/metrics/verdict.h"
#include "tests/widgets/made_job.h"
#include "tests/widgets/support.h"
#include "widgets/compare/arm_canvas.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/compare/confusion_view.h"
#include "widgets/compare/parallel_view.h"
#include "widgets/compare/table_tab.h"
#include "widgets/compare/verdict_card.h"
#include "widgets/pages/compare_page.h"
#include "widgets/plots/chart.h"

namespace widgets {
namespace {

std::string firstLook() {
    QFile file(test::experiment(QStringLiteral("news-to-comments-first-look")));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll().toStdString();
}

class ComparePageTest : public testing::Test {
protected:
    ComparePage& open(const test::MadeJob& made = {}, const QStringList& arms = {}) {
        job_ = test::addJob(parts_.places.workspace, firstLook(), parts_.catalog, made);
        page_ = std::make_unique<ComparePage>(parts_.shell());
        page_->resize(1200, 700);
        page_->showJob(job_, arms);
        page_->show();
        EXPECT_TRUE(test::waitUntil([this] { return !page_->data().isEmpty(); }));
        return *page_;
    }

    VerdictCard& card() { return *page_->findChild<VerdictCard*>(); }
    QComboBox& box(const char* name) { return *page_->findChild<QComboBox*>(QLatin1String(name)); }
    void choose(const char* name, const QVariant& data) {
        box(name).setCurrentIndex(box(name).findData(data));
    }
    void openTab(int index) { page_->findChild<QTabWidget*>()->setCurrentIndex(index); }
    TableTab& table(const char* name) { return *page_->findChild<TableTab*>(QLatin1String(name)); }

    test::TestParts parts_;
    std::unique_ptr<ComparePage> page_;
    std::int64_t job_ = 0;
};

TEST_F(ComparePageTest, TickedArmsStandWithTheControlAsTheBase) {
    open({}, {QStringLiteral("target"), QStringLiteral("added")});
    EXPECT_EQ(box("compare.a").currentData(), QStringLiteral("added"));
    EXPECT_EQ(box("compare.b").currentData(), QStringLiteral("target"));
    EXPECT_TRUE(card().sentence().contains(QStringLiteral("16 labels")))
        << card().sentence().toStdString();
    EXPECT_TRUE(card().sentence().startsWith(QStringLiteral("Transfer helps")));
    EXPECT_TRUE(card().basis().contains(QStringLiteral("Holm over 6")));
    EXPECT_TRUE(card().basis().contains(QStringLiteral("Bayesian signed-rank test")));
    EXPECT_FALSE(card().action()->isVisible());
    EXPECT_EQ(table("compare.overview").model()->rowCount(), 4);  // two arms, two budgets
}

TEST_F(ComparePageTest, AUnplannedPairIsExploratoryAndClaimsNothing) {
    open({}, {QStringLiteral("added"), QStringLiteral("alone")});
    EXPECT_TRUE(test::waitUntil([this] {
        return card().sentence().startsWith(QStringLiteral("Exploratory"));
    })) << card().sentence().toStdString();
    EXPECT_TRUE(card().sentence().contains(QStringLiteral("No claim")));
    choose("compare.metric", QStringLiteral("macro_f1"));
    choose("compare.b", QStringLiteral("target"));
    EXPECT_TRUE(test::waitUntil([this] {
        return card().sentence().startsWith(QStringLiteral("Exploratory"));
    })) << "the plan speaks of accuracy alone";
}

TEST_F(ComparePageTest, TooFewSeedsAreQueuedWithOneClick) {
    test::MadeJob made;
    made.seeds = 3;
    ComparePage& page = open(made, {QStringLiteral("added"), QStringLiteral("target")});
    QSignalSpy asked(&page, &ComparePage::runAsked);
    ASSERT_TRUE(card().action()->isVisible());
    EXPECT_EQ(card().action()->text(), QStringLiteral("Queue missing seeds"));
    QTest::mouseClick(card().action(), Qt::LeftButton);
    ASSERT_EQ(asked.count(), 1);
    const auto document =
        engine::read_document(asked[0][1].toString().toStdString(), parts_.catalog, "asked");
    ASSERT_TRUE(document.ok());
    EXPECT_GE(document->seeds.size(), 5U);
}

TEST_F(ComparePageTest, CopiesTheOverviewAsItIsSorted) {
    open();
    TableTab& overview = table("compare.overview");
    QAbstractItemModelTester tester(overview.model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(overview.model()->rowCount(), 8);
    overview.sortByColumn(3, Qt::DescendingOrder);
    QTest::mouseClick(page_->findChild<QPushButton*>(QStringLiteral("compare.copy")),
                      Qt::LeftButton);
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 10);  // header, eight rows, the last line end
    const auto columns = lines[0].count(QLatin1Char('\t'));
    double above = 1e9;
    for (int i = 1; i <= 8; ++i) {
        EXPECT_EQ(lines[i].count(QLatin1Char('\t')), columns);
        const double value = lines[i].split(QLatin1Char('\t'))[3].toDouble();
        EXPECT_LE(value, above);
        above = value;
    }
}

TEST_F(ComparePageTest, WhatIsBrushedStandsOutInTheTable) {
    open();
    auto* lines = page_->findChild<ParallelView*>();
    ASSERT_GT(lines->axisCount(), 1);
    const auto* model = table("compare.overview").model();
    const auto pale = [&](int row) {
        return model->index(row, 0).data(Qt::ForegroundRole).isValid();
    };
    for (int row = 0; row < 8; ++row) EXPECT_FALSE(pale(row));
    // The upper half of the first axis: accuracy of the arms that know the source.
    QTest::mousePress(lines, Qt::LeftButton, {}, lines->pointAt(0, 0.5));
    const QPointF end = lines->pointAt(0, 1);
    QMouseEvent move(QEvent::MouseMove, end, lines->mapToGlobal(end), Qt::NoButton, Qt::LeftButton,
                     {});
    QApplication::sendEvent(lines, &move);
    QTest::mouseRelease(lines, Qt::LeftButton, {}, lines->pointAt(0, 1));
    for (int row = 0; row < 8; ++row)
        EXPECT_EQ(pale(row), row < 4) << "TF-IDF and target only stand first, at two budgets each";
    lines->setFocus();
    QTest::keyClick(lines, Qt::Key_Escape);
    for (int row = 0; row < 8; ++row) EXPECT_FALSE(pale(row));
    EXPECT_EQ(page_->findChild<Chart*>(QStringLiteral("compare.scatter"))->curves().size(), 4);
}

TEST_F(ComparePageTest, ConfusionsAreSharesOfTheRow) {
    open({}, {QStringLiteral("added"), QStringLiteral("target")});
    openTab(3);
    auto* view = page_->findChild<ConfusionView*>();
    ASSERT_TRUE(
        test::waitUntil([&] { return view->accessibleName().contains(QStringLiteral("Target")); }));
    EXPECT_NEAR(view->share(0, 0, 0) + view->share(0, 0, 1), 1, 1e-12);
    EXPECT_NEAR(view->share(0, 1, 1), 0.85, 0.05);
    EXPECT_NEAR(view->share(2, 1, 1), view->share(0, 1, 1) - view->share(1, 1, 1), 1e-12);
    EXPECT_FALSE(view->grab().isNull());
}

TEST_F(ComparePageTest, ExamplesAreRowsThatOneArmAnswersRightMoreOften) {
    open({}, {QStringLiteral("added"), QStringLiteral("target")});
    openTab(5);
    TableTab& examples = table("compare.examples");
    ASSERT_TRUE(test::waitUntil([&] { return examples.model()->rowCount() > 0; }));
    const auto right = [&](int row, int column) {
        return examples.model()->index(row, column).data(CellTableModel::kSortRole).toDouble();
    };
    for (int row = 0; row < examples.model()->rowCount(); ++row)
        EXPECT_GT(right(row, 3), right(row, 5));
    EXPECT_TRUE(examples.model()->index(0, 0).data().toString().startsWith(QStringLiteral("row ")));
    box("compare.leads").setCurrentIndex(1);
    ASSERT_GT(examples.model()->rowCount(), 0);
    EXPECT_LT(right(0, 3), right(0, 5));
    box("compare.leads").setCurrentIndex(3);  // worst of B
    ASSERT_GT(examples.model()->rowCount(), 1);
    for (int row = 1; row < examples.model()->rowCount(); ++row)
        EXPECT_LE(right(row - 1, 5), right(row, 5));
}

TEST_F(ComparePageTest, DifferencesAreMarkedOnThePathsOfBothArms) {
    open({}, {QStringLiteral("added"), QStringLiteral("target")});
    openTab(4);
    const auto paths = page_->findChildren<ArmCanvas*>();
    ASSERT_EQ(paths.size(), 2);
    for (const ArmCanvas* path : paths) {
        EXPECT_TRUE(path->isVisible());
        EXPECT_GT(path->marked(), 0);
        EXPECT_TRUE(path->accessibleDescription().contains(QStringLiteral("(differs)")));
        EXPECT_FALSE(path->scene()->items().isEmpty());
    }
    EXPECT_EQ(paths[0]->accessibleName(), QStringLiteral("Path of News rows added"));
}

TEST_F(ComparePageTest, SmallSlicesAreGreyed) {
    const CompareData& data = open().data();
    const CellTable table = sliceTable(data, QStringLiteral("added"), QStringLiteral("target"), 0);
    ASSERT_EQ(table.rows.size(), 2);
    EXPECT_FALSE(table.rows[0][2].pale);
    EXPECT_TRUE(table.rows[1][2].pale);  // 20 rows
}

TEST_F(ComparePageTest, DifferencesLeaveOutWhatBothArmsShare) {
    open();
    const auto document = engine::read_document(firstLook(), parts_.catalog, "first look");
    ASSERT_TRUE(document.ok());
    const CellTable table =
        differenceTable(parts_.catalog, {*document, QStringLiteral("added"), {}},
                        {*document, QStringLiteral("target"), {}});
    bool combines = false;
    for (const auto& row : table.rows) {
        EXPECT_NE(row[0].text, QStringLiteral("Tweets"));  // both read them
        combines = combines || row[0].text == QStringLiteral("Source rows added");
    }
    EXPECT_TRUE(combines);
}

// A pipeline run again with one option changed: the old arm beside the new one.
TEST_F(ComparePageTest, ArmsOfTwoJobsStandSideBySide) {
    auto changed = engine::read_document(firstLook(), parts_.catalog, "first look");
    ASSERT_TRUE(changed.ok());
    ASSERT_TRUE(engine::set_option(*changed, parts_.catalog, "target-head.l2=0.5").ok());
    test::MadeJob made;
    made.mark = "other-";
    made.share["target"] = 0.75;
    const std::int64_t other = test::addJob(parts_.places.workspace,
                                            engine::write_document(*changed), parts_.catalog, made);
    const QString there = QStringLiteral("%1:target").arg(other);
    open({}, {QStringLiteral("target"), there});
    EXPECT_EQ(box("compare.a").currentData(), QStringLiteral("target"));
    EXPECT_EQ(box("compare.b").currentData(), there);
    EXPECT_TRUE(test::waitUntil([this] {
        return card().sentence().startsWith(QStringLiteral("Exploratory"));
    })) << card().sentence().toStdString();
    EXPECT_TRUE(card().sentence().contains(QStringLiteral("Target only #%1").arg(other)))
        << card().sentence().toStdString();
    EXPECT_EQ(table("compare.overview").model()->rowCount(), 4);  // two arms, two budgets
    openTab(3);
    auto* confusion = page_->findChild<ConfusionView*>();
    EXPECT_TRUE(test::waitUntil([&] { return confusion->accessibleName().contains(u'#'); }));
    openTab(4);
    const auto* differences = table("compare.differences").model();
    ASSERT_EQ(differences->rowCount(), 1);
    EXPECT_EQ(differences->index(0, 2).data(), QStringLiteral("0.1"));
    EXPECT_EQ(differences->index(0, 3).data(), QStringLiteral("0.5"));
    for (const ArmCanvas* canvas : page_->findChildren<ArmCanvas*>())
        EXPECT_EQ(canvas->marked(), 1);
    EXPECT_EQ(parts_.messages->count(), 0);
}

TEST_F(ComparePageTest, AnotherJobsArmsAreAddedFromTheMenuAndTakenAwayAgain) {
    test::MadeJob made;
    made.mark = "other-";
    const std::int64_t other =
        test::addJob(parts_.places.workspace, firstLook(), parts_.catalog, made);
    open();
    const auto entry = [&]() -> QAction* {
        auto* arms = page_->findChild<QToolButton*>(QStringLiteral("compare.arms"));
        QMenu* jobs = arms->menu()->actions().last()->menu();
        for (QAction* one : jobs->actions()) {
            if (one->text().contains(QStringLiteral("Job %1:").arg(other))) return one;
        }
        return nullptr;
    };
    ASSERT_TRUE(test::waitUntil([&] { return entry() != nullptr; }));
    const QString a = box("compare.a").currentData().toString();
    const QString b = box("compare.b").currentData().toString();
    entry()->setChecked(true);
    EXPECT_TRUE(test::waitUntil([&] { return page_->data().arms.size() == 8; }));
    EXPECT_EQ(box("compare.a").currentData(), a);
    EXPECT_EQ(box("compare.b").currentData(), b);
    EXPECT_EQ(table("compare.overview").model()->rowCount(), 16);
    ASSERT_TRUE(test::waitUntil([&] { return entry() != nullptr && entry()->isChecked(); }));
    entry()->setChecked(false);
    EXPECT_TRUE(test::waitUntil([&] { return page_->data().arms.size() == 4; }));
}

TEST_F(ComparePageTest, EveryTabShowsSomethingAndCanBePainted) {
    open();  // four arms: more than stand in one row of a legend
    for (int tab = 0; tab < page_->findChild<QTabWidget*>()->count(); ++tab) {
        openTab(tab);
        test::waitUntil([this] { return parts_.reader->waiting() == 0; });
        QTest::qWait(20);
        EXPECT_FALSE(page_->grab().isNull());
    }
    EXPECT_EQ(parts_.messages->count(), 0);
}

TEST_F(ComparePageTest, TheReportIsWrittenAndOffered) {
    open();
    page_->writeReport();
    auto* dialog = page_->findChild<QDialog*>(QStringLiteral("report"));
    ASSERT_NE(dialog, nullptr);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("report.write")),
                      Qt::LeftButton);
    ASSERT_TRUE(test::waitUntil([this] { return parts_.messages->count() == 1; }));
    const QString text = parts_.messages->text(0);
    EXPECT_TRUE(QFileInfo::exists(text.mid(text.indexOf(QLatin1Char('/'))))) << text.toStdString();
    EXPECT_EQ(parts_.messages->findChildren<QPushButton*>().size(), 2);
}

TEST(ComparePageEmpty, AnEmptyWorkspaceOffersATemplate) {
    test::TestParts parts;
    ComparePage page(parts.shell());
    page.show();
    auto* offer = page.findChild<QPushButton*>(QStringLiteral("compare.template"));
    ASSERT_TRUE(test::waitUntil([&] { return offer->isVisible(); }));
    QTest::mouseClick(offer, Qt::LeftButton);
    ASSERT_EQ(parts.pages_asked.size(), 1U);
    EXPECT_EQ(parts.pages_asked[0], Page::Welcome);
}

engine::Comparison comparisonWith(double low, double high, double p, int pairs) {
    engine::Comparison c;
    c.arm = "Fine-tune";
    c.control = "No transfer";
    c.kind = engine::PairKind::Planned;
    c.metric = "accuracy";
    c.budget = "64 labels";
    c.arm_mean = 0.7;
    c.control_mean = 0.65;
    c.pairs = pairs;
    c.rows = 984;
    c.difference = (low + high) / 2;
    c.interval = {low, high};
    c.p = c.p_holm = p;
    c.sd = 0.02;
    return c;
}

TEST(VerdictSentences, EveryCodeIsSaidInTheWindowAsInTheEngine) {
    std::vector<engine::Comparison> all = {
        comparisonWith(0.02, 0.06, 0.001, 5),   comparisonWith(0.001, 0.06, 0.01, 5),
        comparisonWith(-0.004, 0.004, 0.5, 5),  comparisonWith(-0.02, 0.06, 0.3, 5),
        comparisonWith(-0.06, -0.02, 0.001, 5), comparisonWith(-0.02, 0.06, 0.3, 3),
        comparisonWith(-0.02, 0.06, 0.3, 1)};
    all.push_back(all[0]);
    all.back().degenerate = {{true, engine::GuardReason::AllAlike}};
    all.push_back(all[0]);
    all.back().not_comparable =
        engine::Sentence{"%1 rows were scored by the one, %2 by the other", {"3", "4"}};
    all.push_back(all[0]);
    all.back().kind = engine::PairKind::Exploratory;
    all.push_back(all[0]);
    all.back().kind = engine::PairKind::Twin;
    std::set<std::string> codes;
    for (const engine::Comparison& one : all) {
        const engine::Json verdict = engine::verdict_json(one, engine::judge(one), {{"rows", 64}});
        codes.insert(verdict["code"].get<std::string>());
        EXPECT_EQ(ComparePage::sentenceOf(verdict).toStdString(),
                  verdict["sentence"].get<std::string>());
        EXPECT_FALSE(ComparePage::sentenceOf(verdict).contains(QLatin1Char('%')) &&
                     ComparePage::sentenceOf(verdict).contains(QStringLiteral("%1")));
    }
    EXPECT_EQ(codes.size(), 8U);
}

// checklist-38
TEST(CellTableTest, CopiesAndExportsWithoutLettingASpreadsheetRunAnything) {
    CellTable table;
    table.headers = {QStringLiteral("Text"), QStringLiteral("Accuracy")};
    table.rows = {
        {textCell(QStringLiteral("=1+1\tx|y")), numberCell(0.12345, QStringLiteral("12.3"))},
        {textCell(QStringLiteral("a \"b\"")), numberCell(std::nan(""), {})}};
    EXPECT_EQ(table.tsv(), QStringLiteral("Text\tAccuracy\n=1+1 x|y\t12.3\na \"b\"\t–\n"));
    EXPECT_EQ(table.csv(),
              QStringLiteral(
                  "\"Text\",\"Accuracy\"\r\n\"'=1+1\tx|y\",0.12345\r\n\"a \"\"b\"\"\",\"\"\r\n"));
    EXPECT_EQ(table.markdown(),
              QStringLiteral(
                  "| Text | Accuracy |\n| --- | ---: |\n| =1+1 x\\|y | 12.3 |\n| a \"b\" | – |\n"));
}

}  // namespace
}  // namespace widgets
