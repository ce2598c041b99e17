// What is done on the canvas with pointer, keys and commands.
#include <gtest/gtest.h>

#include <QClipboard>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

#include "tests/widgets/canvas_support.h"
#include "widgets/canvas/add_search.h"
#include "widgets/forms/properties.h"

namespace widgets {
namespace {

using test::Canvas;

TEST(CanvasActs, AFrameSelectsCardsAndNoEdgesThatItCrosses) {
    Canvas canvas;
    canvas.drag(QPointF(220, -10), QPointF(425, 170));
    QStringList nodes = canvas.page->selection().nodes();
    nodes.sort();
    EXPECT_EQ(nodes, (QStringList{QStringLiteral("source"), QStringLiteral("source-clean")}));
    EXPECT_TRUE(canvas.scene().selectedEdges().isEmpty());
}

TEST(CanvasActs, ADraggedLinkConnectsAndUndoTakesItBack) {
    Canvas canvas;
    canvas.model().edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"source", "data"}, {"source-clean", "data"});
    });
    const std::string before = canvas.model().text();
    canvas.drag(canvas.port("source", "data", false)->anchor(),
                canvas.port("source-clean", "data", true)->anchor());
    EXPECT_NE(canvas.scene().edge(QStringLiteral("source.data>source-clean.data")), nullptr);
    canvas.model().undoStack().undo();
    EXPECT_EQ(canvas.model().text(), before);
}

TEST(CanvasActs, ALinkDroppedOnACardFindsThePortThatFits) {
    Canvas canvas;
    canvas.model().edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"target-split", "data"}, {"target-features", "data"});
    });
    canvas.drag(canvas.port("target-split", "data", false)->anchor(),
                canvas.scene().node(QStringLiteral("target-features"))->pos() + QPointF(100, 50));
    EXPECT_NE(canvas.scene().edge(QStringLiteral("target-split.data>target-features.data")),
              nullptr);
}

TEST(CanvasActs, ALinkOfTheWrongTypeIsRefusedWithASentenceAndItsFix) {
    Canvas canvas;
    const std::string before = canvas.model().text();
    canvas.drag(canvas.port("encoder", "encoder", false)->anchor(),
                canvas.port("target-clean", "data", true)->anchor());
    EXPECT_EQ(canvas.model().text(), before);
    ASSERT_EQ(canvas.parts.messages->count(), 1);
    EXPECT_EQ(canvas.parts.messages->text(0),
              QStringLiteral("Clean, augment needs Data here; MiniLM gives Encoder."));
    const auto buttons = canvas.parts.messages->findChildren<QPushButton*>();
    EXPECT_TRUE(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton* button) {
        return button->text() == QStringLiteral("Show fitting nodes");
    }));
}

TEST(CanvasActs, AnInputThatIsTakenOffersToBeReplaced) {
    Canvas canvas;
    canvas.drag(canvas.port("target", "data", false)->anchor(),
                canvas.port("source-clean", "data", true)->anchor());
    const auto buttons = canvas.parts.messages->findChildren<QPushButton*>();
    const auto replace = std::find_if(buttons.begin(), buttons.end(), [](const auto* button) {
        return button->text() == QStringLiteral("Replace");
    });
    ASSERT_NE(replace, buttons.end());
    (*replace)->click();
    EXPECT_NE(canvas.scene().edge(QStringLiteral("target.data>source-clean.data")), nullptr);
    EXPECT_EQ(canvas.scene().edge(QStringLiteral("source.data>source-clean.data")), nullptr);
}

TEST(CanvasActs, ALinkDroppedOnNothingOffersWhatFitsAndConnectsIt) {
    Canvas canvas;
    const std::size_t edges = canvas.model().document().edges.size();
    canvas.drag(canvas.port("encoder", "encoder", false)->anchor(), QPointF(232, 1000));
    auto* search = canvas.view().findChild<AddSearch*>();
    ASSERT_TRUE(search->isVisible());
    EXPECT_TRUE(search->shown().contains(QStringLiteral("train_source")));
    EXPECT_FALSE(search->shown().contains(QStringLiteral("clean")));
    QTest::keyClicks(search->findChild<QLineEdit*>(), QStringLiteral("On source"));
    QTest::keyClick(search->findChild<QLineEdit*>(), Qt::Key_Return);
    EXPECT_EQ(canvas.model().document().edges.size(), edges + 1);
    EXPECT_EQ(canvas.model().document().edges.back().from, (engine::PortRef{"encoder", "encoder"}));
}

TEST(CanvasActs, LeakageIsWaivedWithAReasonThatStandsInTheDocument) {
    Canvas canvas;
    canvas.model().edit(QStringLiteral("leak"), [&](engine::Document& d) {
        edits::connect(d, canvas.parts.catalog, {"target-clean", "data"}, {"terms-head", "data"});
    });
    const auto leaks = [&] {
        const auto& all = canvas.model().problems();
        return std::count_if(all.begin(), all.end(), [](const engine::Problem& problem) {
            return problem.rule == "leakage" && problem.node == "terms-head";
        });
    };
    ASSERT_EQ(leaks(), 1);
    const std::string before = canvas.model().text();
    while (canvas.page->selection().current() != QStringLiteral("terms-head"))
        canvas.trigger("pipeline.next_problem");
    auto* waive = canvas.page->findChild<QPushButton*>(QStringLiteral("problem.waive"));
    ASSERT_TRUE(waive->isVisible());
    const auto answer = [&](const char* reason) {
        waive->click();
        auto* dialog = canvas.page->findChild<QInputDialog*>(QStringLiteral("waiver"));
        ASSERT_NE(dialog, nullptr);
        dialog->setTextValue(QString::fromLatin1(reason));
        dialog->accept();
        QApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    };
    answer("  ");
    EXPECT_EQ(canvas.model().text(), before) << "no reason, no waiver";
    answer("both are drawn anew each day");
    EXPECT_EQ(leaks(), 0);
    ASSERT_EQ(canvas.model().document().waivers.size(), 1U);
    EXPECT_EQ(canvas.model().document().waivers[0].reason, "both are drawn anew each day");

    Properties properties(canvas.parts.shell(), canvas.page->selection(), canvas.scene().states());
    properties.show();
    canvas.select({"terms-head"});
    QPushButton* withdraw = nullptr;
    for (auto* button : properties.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Withdraw")) withdraw = button;
    }
    ASSERT_NE(withdraw, nullptr);
    withdraw->click();
    EXPECT_EQ(canvas.model().text(), before);
}

TEST(CanvasActs, SpaceThenLettersThenEnterAddANodeInItsLane) {
    Canvas canvas;
    QTest::keyClick(&canvas.view(), Qt::Key_Space);
    auto* search = canvas.view().findChild<AddSearch*>();
    ASSERT_TRUE(search->isVisible());
    EXPECT_EQ(search->shown().size(),
              static_cast<qsizetype>(canvas.parts.catalog.entries().size()));
    QTest::keyClicks(search->findChild<QLineEdit*>(), QStringLiteral("fine"));
    QTest::keyClick(search->findChild<QLineEdit*>(), Qt::Key_Return);
    EXPECT_FALSE(search->isVisible());
    const engine::Node& added = canvas.model().document().nodes.back();
    EXPECT_EQ(added.kind, "fine_tune");
    const NodeItem* item = canvas.scene().node(canvas.page->selection().current());
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->id().toStdString(), added.id);
    EXPECT_EQ(item->x(), 4 * canvas::kLanePitch);
    for (const NodeItem* other : canvas.scene().nodes())
        EXPECT_TRUE(other == item || !other->shape()
                                          .translated(other->pos())
                                          .intersects(item->shape().translated(item->pos())));
}

// checklist-13
TEST(CanvasActs, DeleteAndUndoGiveTheSameBytes) {
    Canvas canvas;
    const std::string before = canvas.model().text();
    canvas.select({"mix", "mix-head"});
    canvas.trigger("edit.delete");
    EXPECT_EQ(canvas.model().document().node("mix"), nullptr);
    EXPECT_TRUE(canvas.page->selection().nodes().isEmpty());
    canvas.model().undoStack().undo();
    EXPECT_EQ(canvas.model().text(), before);
}

TEST(CanvasActs, KeysThatMeanTextDoNotDeleteNodes) {
    Canvas canvas;
    auto* field = new QLineEdit(&canvas.window);
    field->show();
    field->setFocus();
    ASSERT_EQ(QApplication::focusWidget(), field);
    canvas.select({"mix"});
    canvas.trigger("edit.delete");
    EXPECT_NE(canvas.model().document().node("mix"), nullptr);
}

TEST(CanvasActs, CopyAndPasteBringBackTheWiringAmongTheNodes) {
    Canvas canvas;
    canvas.select({"source", "source-clean"});
    canvas.trigger("edit.copy");
    canvas.trigger("edit.paste");
    const QStringList pasted = canvas.page->selection().nodes();
    ASSERT_EQ(pasted.size(), 2);
    EXPECT_NE(canvas.scene().edge(pasted[0] + QStringLiteral(".data>") + pasted[1] +
                                  QStringLiteral(".data")),
              nullptr);
}

TEST(CanvasActs, ADragMovesTheSelectionInOneStepOnTheGrid) {
    Canvas canvas;
    canvas.select({"source", "source-clean"});
    const QPointF from = canvas.scene().node(QStringLiteral("source"))->pos() + QPointF(90, 36);
    canvas.drag(from, from + QPointF(51, 21));
    EXPECT_EQ(canvas.model().undoStack().count(), 1);
    const edits::Position place = edits::positionOf(canvas.model().document(), "source");
    EXPECT_EQ(place.x % canvas::kSnap, 0);
    EXPECT_NE(place.x, 232);
    const edits::Position other = edits::positionOf(canvas.model().document(), "source-clean");
    EXPECT_EQ(other.x - place.x, 0);
    EXPECT_EQ(other.y - place.y, 96);
}

TEST(CanvasActs, TMakesTheTwinOfTheArmOfTheSelectedNode) {
    Canvas canvas("news-to-comments");
    canvas.model().edit(QStringLiteral("loose"),
                        [](engine::Document& d) { edits::setControl(d, "adapted", ""); });
    canvas.select({"adapted"});
    const std::size_t arms = canvas.model().document().arms.size();
    QTest::keyClick(&canvas.view(), Qt::Key_T);
    ASSERT_EQ(canvas.model().document().arms.size(), arms + 1);
    EXPECT_EQ(canvas.model().document().arm("adapted")->control,
              canvas.model().document().arms.back().id);
    EXPECT_FALSE(canvas.page->selection().nodes().isEmpty());
}

TEST(CanvasActs, TheCommandIsCopiedOnlyForASavedFile) {
    Canvas canvas;
    canvas.trigger("tools.command");
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              QStringLiteral("warmstart-cli run '%1'").arg(canvas.model().file()));
    QGuiApplication::clipboard()->setText(QStringLiteral("other"));
    canvas.model().edit(QStringLiteral("x"), [](engine::Document& d) { d.title = "x"; });
    canvas.trigger("tools.command");
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("other"));
    canvas.trigger("tools.mermaid");
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(QStringLiteral("subgraph")));
}

}  // namespace
}  // namespace widgets
