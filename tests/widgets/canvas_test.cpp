#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>
#include <random>
#include <set>

#include "tests/widgets/canvas_support.h"
#include "widgets/canvas/problem_strip.h"

namespace widgets {
namespace {

using test::Canvas;
using test::waitUntil;

std::set<std::string> idsOf(const engine::Document& document) {
    std::set<std::string> out;
    for (const engine::Node& node : document.nodes) out.insert(node.id);
    return out;
}

std::set<std::string> edgesOf(const engine::Document& document) {
    std::set<std::string> out;
    for (const engine::Edge& edge : document.edges)
        out.insert(edgeKey(edge.from, edge.to).toStdString());
    return out;
}

void expectMirrored(Canvas& canvas) {
    std::set<std::string> ids, edges;
    for (const NodeItem* item : canvas.scene().nodes()) ids.insert(item->id().toStdString());
    for (const EdgeItem* item : canvas.scene().edges())
        edges.insert(edgeKey(item->from(), item->to()).toStdString());
    ASSERT_EQ(ids, idsOf(canvas.model().document()));
    ASSERT_EQ(edges, edgesOf(canvas.model().document()));
}

void randomEdit(Canvas& canvas, std::mt19937& draw) {
    const engine::Catalog& catalog = canvas.parts.catalog;
    canvas.model().edit(QStringLiteral("edit"), [&](engine::Document& d) {
        const auto& kinds = catalog.entries();
        const std::string some =
            d.nodes.empty() ? std::string() : d.nodes[draw() % d.nodes.size()].id;
        switch (draw() % 5) {
            case 0:
                edits::addNode(d, catalog, kinds[draw() % kinds.size()].id, 8, 16);
                break;
            case 1:
                edits::removeNodes(d, {some});
                break;
            case 2:
                if (!d.edges.empty()) {
                    const engine::Edge edge = d.edges[draw() % d.edges.size()];
                    edits::disconnect(d, edge.from, edge.to);
                }
                break;
            case 3:
                edits::moveNodes(d, {{some, {static_cast<int>(draw() % 99) * 8, 0}}});
                break;
            default:
                edits::renameNode(d, catalog, some, "title " + std::to_string(draw() % 9));
        }
    });
}

TEST(Canvas, MirrorsTheDocumentAfterRandomEditsAndTheirUndo) {
    Canvas canvas("news-to-comments");
    std::mt19937 draw(11);
    expectMirrored(canvas);
    for (int i = 0; i < 80; ++i) {
        randomEdit(canvas, draw);
        expectMirrored(canvas);
    }
    while (canvas.model().undoStack().canUndo()) {
        canvas.model().undoStack().undo();
        expectMirrored(canvas);
    }
    canvas.page->selection().set({});
    EXPECT_EQ(canvas.scene().nodes().size(),
              static_cast<qsizetype>(canvas.model().document().nodes.size()));
}

TEST(Canvas, AnOptionThatChangesRedrawsOneCardAndBuildsNone) {
    Canvas canvas;
    canvas.model().edit(QStringLiteral("option"), [&](engine::Document& d) {
        EXPECT_TRUE(edits::setOption(d, canvas.parts.catalog, "terms", "min_rows", 7));
    });
    const PipelineScene::Sync cost = canvas.scene().lastSync();
    EXPECT_EQ(cost.made, 0);
    EXPECT_EQ(cost.removed, 0);
    EXPECT_EQ(cost.moved, 0);
    EXPECT_EQ(cost.redrawn, 1);
    EXPECT_TRUE(
        canvas.scene().node(QStringLiteral("terms"))->look().summary.contains(QStringLiteral("7")));
}

TEST(Canvas, OneOptionAmongFiveHundredNodesTouchesOneCard) {
    Canvas canvas(nullptr);
    engine::Document large;
    for (int i = 0; i < 500; ++i)
        edits::addNode(large, canvas.parts.catalog, i % 2 == 0 ? "clean" : "split", 232, 96 * i);
    for (int i = 0; i + 1 < 500; ++i)
        edits::connect(large, canvas.parts.catalog, {large.nodes[i].id, "data"},
                       {large.nodes[i + 1].id, "data"});
    const std::string first = large.nodes[0].id;
    canvas.model().load(std::move(large), {});
    EXPECT_EQ(canvas.scene().lastSync().made, 999);
    canvas.model().edit(QStringLiteral("option"), [&](engine::Document& d) {
        EXPECT_TRUE(edits::setOption(d, canvas.parts.catalog, first, "deduplicate", false));
    });
    const PipelineScene::Sync cost = canvas.scene().lastSync();
    EXPECT_EQ(cost.made + cost.removed + cost.moved, 0);
    EXPECT_EQ(cost.redrawn, 1);
}

TEST(Canvas, AFileWithoutPlacesIsLaidOutWithoutAnEdit) {
    Canvas canvas;
    engine::Document bare = canvas.model().document();
    bare.canvas = engine::Json::object();
    canvas.model().load(std::move(bare), {});
    EXPECT_FALSE(canvas.model().isModified());
    EXPECT_TRUE(canvas.model().document().canvas.empty());
    std::set<std::pair<int, int>> places;
    for (const NodeItem* item : canvas.scene().nodes())
        places.insert({item->pos().toPoint().x(), item->pos().toPoint().y()});
    EXPECT_EQ(places.size(), canvas.model().document().nodes.size());
}

TEST(Canvas, F8SelectsTheNodeOfAProblemAndSaysIt) {
    Canvas canvas;
    canvas.model().edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"source", "data"}, {"source-clean", "data"});
    });
    ASSERT_FALSE(canvas.model().problems().empty());
    canvas.trigger("pipeline.next_problem");
    const engine::Problem& first = canvas.model().problems().front();
    EXPECT_EQ(canvas.page->selection().current().toStdString(), first.node);
    const auto* strip = canvas.page->findChild<ProblemStrip*>();
    EXPECT_TRUE(strip->text().contains(QString::fromStdString(first.what.text())));
    EXPECT_GT(canvas.scene().node(QStringLiteral("source-clean"))->look().faults.size(), 0);
    canvas.model().undoStack().undo();
    EXPECT_TRUE(strip->isHidden());
}

TEST(Canvas, ArrowsFollowEdgesAndEnterAsksForTheProperties) {
    Canvas canvas;
    canvas.select({"source"});
    QTest::keyClick(&canvas.view(), Qt::Key_Right);
    EXPECT_EQ(canvas.page->selection().current(), QStringLiteral("source-clean"));
    QTest::keyClick(&canvas.view(), Qt::Key_Left);
    EXPECT_EQ(canvas.page->selection().current(), QStringLiteral("source"));
    QSignalSpy asked(&canvas.page->selection(), &Selection::editAsked);
    QTest::keyClick(&canvas.view(), Qt::Key_Return);
    EXPECT_EQ(asked.count(), 1);
}

TEST(Canvas, CardsTellWhatAJobSaysOfTheirSteps) {
    Canvas canvas;
    const auto live = [&](const char* node) {
        return canvas.scene().node(QString::fromLatin1(node))->live();
    };
    EXPECT_EQ(live("terms").state, QStringLiteral("idle"));
    canvas.parts.desk->start(QStringLiteral("job"), canvas.model().text(), {});
    engine::EventQueue& events = canvas.parts.runner->events;
    const auto news = [&](const char* key, const char* node, engine::NodeState state,
                          const char* reason) {
        events.push({0, engine::NodeChanged{key, node, node, state, {{reason, {}}}, 0}});
    };
    events.push({0, engine::JobStarted{1, "job", 3, 1, 40}});
    news("k1", "terms", engine::NodeState::Done, "No result was stored.");
    news("k2", "terms", engine::NodeState::Running, "No result was stored.");
    news("k3", "source", engine::NodeState::Reused, "Reused from job 4.");
    events.push({0, engine::Progress{"k2", "", 41, 100, 0, 0, -1}});
    ASSERT_TRUE(waitUntil([&] { return live("terms").share > 0.4; }));
    EXPECT_EQ(live("terms").state, QStringLiteral("running"));
    EXPECT_EQ(stateText(live("terms")), QStringLiteral("running 41 %"));
    EXPECT_EQ(shareText(live("terms")), QStringLiteral("1/2"));
    EXPECT_EQ(live("source").state, QStringLiteral("reused"));
    EXPECT_TRUE(canvas.scene()
                    .node(QStringLiteral("source"))
                    ->toolTip()
                    .contains(QStringLiteral("Reused from job 4.")));
    news("k2", "terms", engine::NodeState::Done, "No result was stored.");
    events.push({0, engine::JobFinished{1, engine::RunState::Done, {}, 1.0, 2, 1}});
    ASSERT_TRUE(waitUntil([&] { return live("terms").state == QStringLiteral("done"); }));
    // An edit above it makes a result out of date; undo makes it good again.
    canvas.model().edit(QStringLiteral("option"), [&](engine::Document& d) {
        EXPECT_TRUE(
            edits::setOption(d, canvas.parts.catalog, "target-clean", "deduplicate", false));
    });
    EXPECT_EQ(live("terms").state, QStringLiteral("stale"));
    EXPECT_EQ(live("source").state, QStringLiteral("reused"));
    canvas.model().undoStack().undo();
    EXPECT_EQ(live("terms").state, QStringLiteral("done"));
}

TEST(Canvas, WhatAStoppedJobDidNotReachIsCancelled) {
    Canvas canvas;
    canvas.parts.desk->start(QStringLiteral("job"), canvas.model().text(), {});
    engine::EventQueue& events = canvas.parts.runner->events;
    events.push({0, engine::JobStarted{1, "job", 2, 0, 40}});
    events.push({0, engine::NodeChanged{"k1", "terms", "", engine::NodeState::Queued, {}, 0}});
    events.push({0, engine::JobFinished{1, engine::RunState::Cancelled, {}, 1.0, 0, 0}});
    EXPECT_TRUE(waitUntil([&] {
        return canvas.scene().node(QStringLiteral("terms"))->live().state ==
               QStringLiteral("cancelled");
    }));
}

TEST(Canvas, AnEmptyDocumentOffersTwoWaysOn) {
    Canvas canvas(nullptr);
    QPushButton* templates = nullptr;
    for (QPushButton* button : canvas.view().findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Open a template")) templates = button;
    }
    ASSERT_NE(templates, nullptr);
    ASSERT_TRUE(templates->isVisible());
    templates->click();
    EXPECT_EQ(canvas.parts.pages_asked.back(), Page::Welcome);
    canvas.model().edit(QStringLiteral("add"), [&](engine::Document& d) {
        edits::addNode(d, canvas.parts.catalog, "dataset", 232, 0);
    });
    EXPECT_FALSE(templates->isVisible());
}

TEST(Canvas, ZoomStaysBetweenTenAndThreeHundredPerCent) {
    Canvas canvas;
    for (int i = 0; i < 40; ++i) QTest::keyClick(&canvas.view(), Qt::Key_Plus);
    EXPECT_DOUBLE_EQ(canvas.view().zoom(), 3);
    for (int i = 0; i < 40; ++i) QTest::keyClick(&canvas.view(), Qt::Key_Minus);
    EXPECT_DOUBLE_EQ(canvas.view().zoom(), 0.1);
    QTest::keyClick(&canvas.view(), Qt::Key_0);
    EXPECT_DOUBLE_EQ(canvas.view().zoom(), 1);
}

TEST(Canvas, AnotherThemeOrLanguageKeepsEveryItem) {
    Canvas canvas;
    NodeItem* before = canvas.scene().node(QStringLiteral("terms"));
    canvas.parts.theme.apply(ThemeMode::Dark);
    QEvent language(QEvent::LanguageChange);
    QApplication::sendEvent(&canvas.view(), &language);
    EXPECT_EQ(canvas.scene().node(QStringLiteral("terms")), before);
    EXPECT_EQ(canvas.scene().lastSync().made, 0);
}

}  // namespace
}  // namespace widgets
