// Comparing two arms, as somebody does it who has run them with too few seeds: three clicks to the
// comparison, a fourth for the missing seeds, with the real engine; and what every tab shows.
#include <gtest/gtest.h>

#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "tests/widgets/frame_support.h"
#include "tests/widgets/journey.h"
#include "tests/widgets/reviews.h"
#include "widgets/compare/compare_charts.h"
#include "widgets/compare/confusion_view.h"
#include "widgets/compare/example_panel.h"
#include "widgets/compare/table_tab.h"
#include "widgets/compare/user_panel.h"
#include "widgets/compare/verdict_card.h"
#include "widgets/pages/compare_page.h"
#include "widgets/pages/runs_page.h"
#include "widgets/runs/run_view.h"

namespace widgets {
namespace {

using test::waitUntil;

struct Look : test::Journey {
    Look() : Journey(QSize(1400, 900)) {}
    // Into the tick box of the group of that arm at that budget.
    void tick(const QString& arm, const QString& budget) {
        auto* view = window.findChild<RunView*>();
        const auto* order = view->model();
        for (int i = 0; i < order->rowCount(); ++i) {
            if (order->index(i, RunTableModel::Arm).data() != arm ||
                order->index(i, RunTableModel::Budget).data() != budget)
                continue;
            const QRect line = view->visualRect(order->index(i, 0));
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                              QPoint(line.left() + 10, line.center().y()));
            ++clicks;
            return;
        }
        ADD_FAILURE() << arm.toStdString() << " at " << budget.toStdString();
    }
    ComparePage& page() { return *window.findChild<ComparePage*>(); }
    VerdictCard& card() { return *page().findChild<VerdictCard*>(); }
    TableTab& table(const char* name) { return *page().findChild<TableTab*>(QLatin1String(name)); }
    void openTab(const char* title) {
        auto* tabs = page().findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i) {
            if (tabs->tabText(i) != QLatin1String(title)) continue;
            QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {},
                              tabs->tabBar()->tabRect(i).center());
            EXPECT_EQ(tabs->currentIndex(), i);
            test::settle(*parts.reader);
            return;
        }
        ADD_FAILURE() << title;
    }
    // The cell under a header in the first row that has `key` in its first column.
    QString cell(const char* name, const QString& key, const QString& header) {
        const auto* model = table(name).model();
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data().toString() != key) continue;
            for (int column = 0; column < model->columnCount(); ++column) {
                if (model->headerData(column, Qt::Horizontal).toString() == header)
                    return model->index(row, column).data().toString();
            }
        }
        return {};
    }
};

void expectEveryTab(Look& at, int seeds) {
    const QString vectors = QStringLiteral("MiniLM vectors"),
                  words = QStringLiteral("Words counted");
    at.openTab("Overview");
    EXPECT_EQ(at.cell("compare.overview", vectors, QStringLiteral("Seeds")),
              QString::number(seeds));
    EXPECT_TRUE(at.cell("compare.overview", vectors, QStringLiteral("95 % CI"))
                    .contains(QStringLiteral(" to ")));
    EXPECT_GT(at.cell("compare.overview", vectors, QStringLiteral("Accuracy")).toDouble(), 60);

    at.openTab("Budget curve");
    auto* gain = at.page().findChild<GainChart*>();
    ASSERT_TRUE(gain->isVisible());
    if (seeds >= 5) {
        EXPECT_EQ(gain->curves().size(), 1);
    }

    at.openTab("Confusion");
    auto* confusion = at.page().findChild<ConfusionView*>();
    ASSERT_TRUE(waitUntil([&] { return confusion->accessibleName().contains(vectors); }));
    for (const int pane : {0, 1})
        EXPECT_NEAR(confusion->share(pane, 0, 0) + confusion->share(pane, 0, 1), 1, 1e-12);

    at.openTab("Differences");
    const auto* differences = at.table("compare.differences").model();
    QStringList steps;
    for (int row = 0; row < differences->rowCount(); ++row)
        steps << differences->index(row, 0).data().toString();
    EXPECT_TRUE(steps.join(QLatin1Char('|')).contains(QStringLiteral("Encoder")));
    EXPECT_FALSE(steps.contains(QStringLiteral("Split"))) << "both arms read it";

    at.openTab("Examples");
    auto* examples = at.page().findChild<ExamplePanel*>();
    ASSERT_TRUE(waitUntil([&] { return examples->table()->model()->rowCount() > 0; }));
    EXPECT_TRUE(examples->text().startsWith(QStringLiteral("What a ")))
        << "the first row is chosen";
    ASSERT_TRUE(waitUntil([&] { return examples->pieces().contains(QStringLiteral("[CLS]")); }))
        << examples->pieces().toStdString();
    EXPECT_TRUE(examples->pieces().contains(QStringLiteral("what · a · ")));
    EXPECT_TRUE(examples->pieces().contains(QStringLiteral("Words counted counts words")));

    at.openTab("Classes && slices");
    const auto* slices = at.page().findChild<TableTab*>(QStringLiteral("compare.slices"))->model();
    EXPECT_EQ(slices->rowCount(), 2);
    EXPECT_FALSE(at.page().findChild<QTabWidget*>()->isTabVisible(7)) << "no users are scored here";
    at.openTab("Curves");
    for (int i = 0; i < at.window.messages().count(); ++i)
        EXPECT_FALSE(at.window.messages().text(i).contains(QStringLiteral("unknown")));
}

// checklist-28
TEST(CompareJourney, ThreeClicksCompareTwoArmsAndAFourthRunsTheMissingSeeds) {
    Look at;
    test::importReviews(at.parts);
    at.parts.desk->start(QStringLiteral("Reviews"),
                         engine::write_document(test::reviewPipeline(at.parts.catalog, 3)), {});
    at.waitForEnd();
    at.window.showPage(Page::Runs);
    auto* runs = at.window.findChild<RunsPage*>();
    ASSERT_TRUE(waitUntil([&] { return runs->isComplete() && runs->model().loaded() == 4; }));
    EXPECT_EQ(at.parts.desk->job(), 1);

    at.tick(QStringLiteral("Words counted"), QStringLiteral("16 labels"));
    at.tick(QStringLiteral("MiniLM vectors"), QStringLiteral("16 labels"));
    at.click(runs->findChild<QPushButton*>(QStringLiteral("runs.compare")));
    EXPECT_EQ(at.clicks, 3);
    EXPECT_EQ(at.window.page(), Page::Compare);
    ASSERT_TRUE(waitUntil([&] { return !at.page().data().isEmpty(); }));
    EXPECT_TRUE(
        at.card().sentence().startsWith(QStringLiteral("Too few seeds for a claim: 3 pairs")))
        << at.card().sentence().toStdString();
    expectEveryTab(at, 3);

    // The control stands as the base, whichever was ticked first; another pair can be picked.
    const auto* a = at.page().findChild<QComboBox*>(QStringLiteral("compare.a"));
    EXPECT_EQ(a->currentData().toString(), QStringLiteral("vectors"));
    auto* arms = at.page().findChild<QToolButton*>(QStringLiteral("compare.arms"));
    EXPECT_EQ(arms->text(), QStringLiteral("Arms: 2 of 2"));

    ASSERT_EQ(at.card().action()->text(), QStringLiteral("Queue missing seeds"));
    at.click(at.card().action());
    EXPECT_EQ(at.clicks, 4);
    engine::JobFinished end;
    QObject::connect(at.parts.desk.get(), &RunDesk::finished, &at.window,
                     [&](const engine::JobFinished& what) { end = what; });
    at.waitForEnd();
    EXPECT_EQ(end.state, engine::RunState::Done);
    EXPECT_GT(end.nodes_reused, 10) << "the three seeds are not computed again";
    QPushButton* compare = nullptr;  // of the newest message
    ASSERT_TRUE(waitUntil(
        [&] {
            const QString said = at.lastSaid();
            if (said.contains(QStringLiteral("Too few"))) return false;
            compare = at.barButton("Compare");
            return compare != nullptr && said.startsWith(QStringLiteral("MiniLM vectors against"));
        },
        30000));
    at.click(compare);
    ASSERT_TRUE(waitUntil([&] { return at.page().data().seeds(QStringLiteral("vectors")) == 5; }));
    EXPECT_FALSE(at.card().sentence().startsWith(QStringLiteral("Too few")));
    expectEveryTab(at, 5);

    // The job before is a choice away, and so are the runs that the figures rest on.
    auto* jobs = at.page().findChild<QComboBox*>(QStringLiteral("compare.job"));
    ASSERT_TRUE(waitUntil([&] { return jobs->count() == 2; }));
    at.click(at.page().findChild<QPushButton*>(QStringLiteral("compare.runs")));
    EXPECT_EQ(at.window.page(), Page::Runs);
    ASSERT_TRUE(waitUntil([&] {
        return at.window.findChild<RunView*>()->model()->rowCount() == 4 &&
               runs->model().loaded() == 8;
    }));
}

TEST(CompareJourney, OfARecommendationTheListsOfAUserStandSideBySide) {
    Look at;
    auto text =
        engine::read_file(test::experiment(QStringLiteral("cold-start-users")).toStdString());
    ASSERT_TRUE(text);
    auto document = engine::read_document(*text, at.parts.catalog, "cold start");
    ASSERT_TRUE(document);
    document->seeds = {1, 2};
    at.parts.desk->start(QStringLiteral("Users"), engine::write_document(*document), {});
    at.waitForEnd();
    at.page().showJob(at.parts.desk->job(), {QStringLiteral("bias"), QStringLiteral("popularity")});
    at.window.showPage(Page::Compare);
    ASSERT_TRUE(waitUntil([&] { return !at.page().data().isEmpty(); }));
    at.openTab("Users");
    auto* panel = at.page().findChild<UserPanel*>();
    ASSERT_TRUE(waitUntil([&] { return panel->table()->model()->rowCount() > 10; }));
    EXPECT_TRUE(panel->known().startsWith(QStringLiteral("User "))) << panel->known().toStdString();
    const auto cell = [](const TableTab* table, int row, int column) {
        return table->model()->index(row, column).data(CellTableModel::kSortRole);
    };
    // The place that the table names is that of the highest rating in the list.
    for (const int side : {0, 1}) {
        ASSERT_GT(panel->list(side)->model()->rowCount(), 0);
        double highest = 0;
        for (int row = 0; row < panel->list(side)->model()->rowCount(); ++row)
            highest = std::max(highest, cell(panel->list(side), row, 2).toDouble());
        const int place = cell(panel->table(), 0, 5 + side).toInt();
        EXPECT_EQ(cell(panel->list(side), place - 1, 2).toDouble(), highest);
    }
    // Users whose lists differ most stand first.
    EXPECT_GE(
        std::abs(cell(panel->table(), 0, 5).toDouble() - cell(panel->table(), 0, 6).toDouble()) +
            std::abs(cell(panel->table(), 0, 3).toDouble() - cell(panel->table(), 0, 4).toDouble()),
        1.0);
}

}  // namespace
}  // namespace widgets
