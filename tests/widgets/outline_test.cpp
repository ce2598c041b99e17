#include "widgets/canvas/outline.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>
#include <random>

#include "tests/widgets/support.h"
#include "widgets/canvas/connect_dialog.h"
#include "widgets/canvas/job_states.h"
#include "widgets/canvas/outline_model.h"
#include "widgets/document/edits.h"
#include "widgets/frame/actions.h"
#include "widgets/frame/command_palette.h"
#include "widgets/frame/help_dialog.h"

namespace widgets {
namespace {

using test::experiment;
using test::TestParts;

struct OutlineTest : testing::Test {
    OutlineTest() {
        EXPECT_TRUE(
            parts.pipeline->open(experiment(QStringLiteral("news-to-comments-first-look"))));
        outline = std::make_unique<Outline>(shell, selection, states);
        outline->show();
    }
    void select(const char* node) {
        outline->view().setCurrentIndex(outline->model().indexesOf(QString::fromLatin1(node))[0]);
    }
    void press(Qt::Key key) { QTest::keyClick(&outline->view(), key); }

    TestParts parts;
    Shell shell = parts.shell();
    Selection selection;
    JobStates states{shell};
    std::unique_ptr<Outline> outline;
};

TEST_F(OutlineTest, ItsModelKeepsTheRulesOfModelsWhateverIsEdited) {
    QAbstractItemModelTester tester(&outline->model(),
                                    QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::mt19937 draw(3);
    for (int i = 0; i < 30; ++i) {
        parts.pipeline->edit(QStringLiteral("edit"), [&](engine::Document& d) {
            if (draw() % 3 == 0) edits::addNode(d, parts.catalog, "clean", 0, 0);
            if (draw() % 3 == 0 && !d.nodes.empty())
                edits::removeNodes(d, {d.nodes[draw() % d.nodes.size()].id});
            if (draw() % 3 == 0 && !d.arms.empty()) d.arms.front().title += "x";
        });
        if (i % 7 == 6) parts.pipeline->undoStack().undo();
    }
    parts.pipeline->load({}, {});
    EXPECT_EQ(outline->model().rowCount(), 0);
}

TEST_F(OutlineTest, HoldsEveryNodeInItsLaneAndInItsArms) {
    const OutlineModel& model = outline->model();
    for (const engine::Node& node : parts.pipeline->document().nodes) {
        const auto arms = edits::armsOf(parts.pipeline->document(), parts.catalog, node.id);
        EXPECT_EQ(model.indexesOf(QString::fromStdString(node.id)).size(),
                  static_cast<qsizetype>(arms.size()) + 1)
            << node.id;
    }
}

// checklist-44
TEST_F(OutlineTest, SaysTitleKindArmStatusAndProblemsToAScreenReader) {
    const QModelIndex at = outline->model().indexesOf(QStringLiteral("terms-head"))[0];
    const QString text = at.data(Qt::AccessibleTextRole).toString();
    for (const char* part :
         {"Linear head on terms", "Linear head", "arm TF-IDF", "idle", "0 problem"})
        EXPECT_TRUE(text.contains(QLatin1String(part))) << part << " in " << text.toStdString();
    parts.pipeline->edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"labels", "data"}, {"terms-head", "data"});
    });
    EXPECT_TRUE(at.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("1 problem")));
}

TEST_F(OutlineTest, SelectionGoesBothWays) {
    select("labels");
    EXPECT_EQ(selection.nodes(), QStringList{QStringLiteral("labels")});
    selection.set({QStringLiteral("target"), QStringLiteral("source")});
    QStringList shown;
    for (const QModelIndex& at : outline->view().selectionModel()->selectedRows())
        shown << at.data(OutlineModel::NodeRole).toString();
    shown.sort();
    EXPECT_EQ(shown, (QStringList{QStringLiteral("source"), QStringLiteral("target")}));
}

TEST_F(OutlineTest, EnterAsksForThePropertiesDeleteRemovesAndF2Renames) {
    QSignalSpy asked(&selection, &Selection::editAsked);
    select("labels");
    press(Qt::Key_Return);
    EXPECT_EQ(asked.count(), 1);
    press(Qt::Key_F2);
    auto* line = outline->view().findChild<QLineEdit*>();
    ASSERT_NE(line, nullptr);
    line->setText(QStringLiteral("Few labels"));
    QTest::keyClick(line, Qt::Key_Return);
    EXPECT_TRUE(test::waitUntil(
        [&] { return parts.pipeline->document().node("labels")->title == "Few labels"; }, 2000));
    select("reference");
    press(Qt::Key_Delete);
    EXPECT_EQ(parts.pipeline->document().node("reference"), nullptr);
    parts.pipeline->undoStack().undo();
    EXPECT_NE(parts.pipeline->document().node("reference"), nullptr);
}

TEST_F(OutlineTest, ATwinIsAddedFromANodeOfOneArm) {
    select("target-head");
    press(Qt::Key_T);
    EXPECT_NE(parts.pipeline->document().node("target-head-twin"), nullptr);
    EXPECT_TRUE(selection.nodes().contains(QStringLiteral("target-head-twin")));
}

TEST_F(OutlineTest, AnEdgeIsDrawnByKeyboard) {
    parts.pipeline->edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"labels", "data"}, {"terms-head", "data"});
    });
    ConnectDialog dialog(shell, QStringLiteral("labels"), nullptr);
    ASSERT_FALSE(dialog.offered().isEmpty());
    EXPECT_EQ(dialog.offered().filter(QStringLiteral("Linear head on terms: data")).size(), 1);
    dialog.choose(static_cast<int>(dialog.offered().indexOf(
        dialog.offered().filter(QStringLiteral("Linear head on terms: data")).front())));
    dialog.accept();
    const auto& edges = parts.pipeline->document().edges;
    EXPECT_TRUE(std::any_of(edges.begin(), edges.end(), [](const engine::Edge& edge) {
        return edge.from.node == "labels" && edge.to.node == "terms-head";
    }));
}

// checklist-22
TEST(CommandPalette, FindsACommandByItsWordsAndRunsItByEnter) {
    TestParts parts;
    QWidget window;
    window.resize(1280, 720);
    Actions actions(parts.theme, &window);
    CommandPalette palette(actions, parts.theme, &window);
    window.show();
    palette.open();
    qsizetype commands = 0;
    for (const Actions::Entry& entry : actions.all()) commands += !entry.action->isSeparator();
    EXPECT_EQ(palette.shown().size(), commands);
    QSignalSpy arranged(actions[QStringLiteral("pipeline.layout")], &QAction::triggered);
    QTest::keyClicks(palette.line(), QStringLiteral("arrange auto"));
    EXPECT_EQ(palette.shown(), QStringList{QStringLiteral("pipeline.layout")});
    QTest::keyClick(palette.line(), Qt::Key_Return);
    EXPECT_TRUE(test::waitUntil([&] { return arranged.count() == 1; }));
    EXPECT_FALSE(palette.isVisible());
}

TEST(CommandPalette, DoesNotRunWhatIsNotPossibleJustNow) {
    TestParts parts;
    QWidget window;
    Actions actions(parts.theme, &window);
    CommandPalette palette(actions, parts.theme, &window);
    actions[QStringLiteral("run.stop")]->setEnabled(false);
    window.show();
    palette.open();
    QSignalSpy stopped(actions[QStringLiteral("run.stop")], &QAction::triggered);
    QTest::keyClicks(palette.line(), QStringLiteral("run: stop"));
    ASSERT_EQ(palette.shown(), QStringList{QStringLiteral("run.stop")});
    QTest::keyClick(palette.line(), Qt::Key_Return);
    QCoreApplication::processEvents();
    EXPECT_EQ(stopped.count(), 0);
}

TEST(Help, HasATextForEveryKindWithItsOptionsAndEveryKey) {
    TestParts parts;
    QWidget window;
    Actions actions(parts.theme, &window);
    HelpDialog help(parts.catalog, actions, parts.theme, &window);
    for (const engine::NodeKind& kind : parts.catalog.entries()) {
        help.showTopic(QString::fromStdString(kind.id));
        EXPECT_TRUE(help.text().contains(QString::fromStdString(kind.help))) << kind.id;
        for (const engine::Field& field : kind.fields)
            EXPECT_TRUE(help.text().contains(QString::fromStdString(field.label))) << field.name;
    }
    help.showKeys();
    for (const Actions::Entry& entry : actions.all()) {
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        if (!keys.isEmpty()) {
            EXPECT_TRUE(help.text().contains(keys)) << keys.toStdString();
        }
    }
    help.showTopic(HelpDialog::topicOf(Page::Compare));
    EXPECT_TRUE(help.text().contains(QLatin1String("interval")));
}

}  // namespace
}  // namespace widgets
