// Notes and groups on the canvas and in the outline.
#include "widgets/document/canvas_notes.h"

#include <gtest/gtest.h>

#include <QInputDialog>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTreeView>

#include "tests/widgets/canvas_support.h"
#include "widgets/canvas/canvas_acts.h"
#include "widgets/canvas/group_item.h"
#include "widgets/canvas/note_item.h"
#include "widgets/canvas/outline.h"
#include "widgets/canvas/outline_model.h"

namespace widgets {
namespace {

using test::Canvas;

struct Noted : Canvas {
    // What the dialog that is open is answered with.
    void answer(const char* name, const char* text) {
        auto* dialog = view().findChild<QInputDialog*>(QLatin1String(name));
        ASSERT_NE(dialog, nullptr);
        dialog->setTextValue(QString::fromUtf8(text));
        dialog->accept();
        QApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
    }
    std::string addGroup(std::initializer_list<const char*> nodes, const char* title) {
        select(nodes);
        trigger("pipeline.group");
        answer("group", title);
        return page->selection().current().toStdString();
    }
    GroupItem* group(const std::string& id) { return scene().group(QString::fromStdString(id)); }
};

TEST(CanvasNotes, NAddsANoteWhoseMarkdownIsShown) {
    Noted canvas;
    QTest::keyClick(&canvas.view(), Qt::Key_N);
    canvas.answer("note", "**Mind** the budget");
    const QString id = canvas.page->selection().current();
    NoteItem* item = canvas.scene().note(id);
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->plainText(), QStringLiteral("Mind the budget"));
    EXPECT_EQ(edits::notesOf(canvas.model().document())[0].text, "**Mind** the budget");

    const QPointF from = item->pos() + QPointF(20, 20);
    canvas.drag(from, from + QPointF(48, 96));
    EXPECT_EQ(edits::noteOf(canvas.model().document(), id.toStdString())->y,
              static_cast<int>(item->y()));
    const QSizeF before = item->size();
    const QPointF corner = item->pos() + item->corner().center();
    canvas.drag(corner, corner + QPointF(80, 40));
    EXPECT_GT(item->size().width(), before.width() + 60);
    EXPECT_EQ(edits::noteOf(canvas.model().document(), id.toStdString())->width,
              static_cast<int>(item->size().width()));
    canvas.trigger("edit.delete");
    EXPECT_EQ(canvas.scene().note(id), nullptr);
    canvas.model().undoStack().undo();
    EXPECT_NE(canvas.scene().note(id), nullptr);
    while (canvas.model().undoStack().canUndo()) canvas.model().undoStack().undo();
    EXPECT_TRUE(edits::notesOf(canvas.model().document()).empty());
}

TEST(CanvasNotes, ACollapsedGroupIsOneCardWithTheWorstStateAndTheEdgesFromOutside) {
    Noted canvas;
    const std::string id = canvas.addGroup({"source", "source-clean", "source-split"}, "Source");
    ASSERT_NE(canvas.group(id), nullptr);
    EXPECT_EQ(canvas.group(id)->look().nodes, 3);
    EXPECT_TRUE(canvas.group(id)->look().frame.contains(
        canvas.scene().node(QStringLiteral("source-clean"))->pos()));

    QTest::keyClick(&canvas.view(), Qt::Key_Return);
    EXPECT_TRUE(canvas.group(id)->look().collapsed);
    EXPECT_FALSE(canvas.scene().node(QStringLiteral("source"))->isVisible());
    EXPECT_FALSE(canvas.scene().edge(QStringLiteral("source.data>source-clean.data"))->isVisible());
    const EdgeItem* out = canvas.scene().edge(QStringLiteral("source-split.data>mix.data"));
    EXPECT_TRUE(out->isVisible());
    EXPECT_EQ(out->path().pointAtPercent(0), canvas.group(id)->anchor(false));

    // The worst of its states, and what is wrong in it, are the card's.
    canvas.parts.desk->start(QStringLiteral("job"), canvas.model().text(), {});
    engine::EventQueue& events = canvas.parts.runner->events;
    events.push({0, engine::JobStarted{1, "job", 2, 0, 40}});
    for (const auto& [node, state] : {std::pair{"source", engine::NodeState::Done},
                                      std::pair{"source-clean", engine::NodeState::Failed}})
        events.push({0, engine::NodeChanged{node, node, "", state, {}, 0}});
    EXPECT_TRUE(test::waitUntil(
        [&] { return canvas.group(id)->look().state == QStringLiteral("failed"); }));
    EXPECT_TRUE(canvas.group(id)->toolTip().contains(QStringLiteral("Source: 3 node(s), failed")))
        << canvas.group(id)->toolTip().toStdString();
    canvas.model().edit(QStringLiteral("cut"), [](engine::Document& d) {
        edits::disconnect(d, {"source", "data"}, {"source-clean", "data"});
    });
    EXPECT_EQ(canvas.group(id)->look().faults, 1);
    EXPECT_FALSE(canvas.view().grab().isNull());

    // Its card moves all of its nodes in one step.
    const std::string before = canvas.model().text();
    const QPointF old = canvas.scene().node(QStringLiteral("source"))->pos();
    const QPointF card = canvas.group(id)->anchor(true) + QPointF(60, 0);
    canvas.drag(card, card + QPointF(16, 40));
    EXPECT_EQ(canvas.scene().node(QStringLiteral("source"))->pos() - old, QPointF(16, 40));
    canvas.model().undoStack().undo();
    EXPECT_EQ(canvas.model().text(), before);

    canvas.trigger("pipeline.ungroup");
    EXPECT_EQ(canvas.group(id), nullptr);
    EXPECT_TRUE(canvas.scene().node(QStringLiteral("source"))->isVisible());
}

TEST(CanvasNotes, AnOpenGroupIsTakenByItsTitleAndDeletedWithItsNodes) {
    Noted canvas;
    const std::string id = canvas.addGroup({"mix", "labels"}, "Rows");
    canvas.page->selection().set({});
    const QPointF title = canvas.group(id)->pos() + QPointF(40, 10);
    const QPointF old = canvas.scene().node(QStringLiteral("mix"))->pos();
    canvas.drag(title, title + QPointF(24, 8));
    EXPECT_EQ(canvas.page->selection().current().toStdString(), id);
    EXPECT_EQ(canvas.scene().node(QStringLiteral("mix"))->pos() - old, QPointF(24, 8));
    canvas.trigger("edit.delete");
    EXPECT_EQ(canvas.model().document().node("mix"), nullptr);
    EXPECT_TRUE(edits::groupsOf(canvas.model().document()).empty());
    canvas.model().undoStack().undo();
    EXPECT_EQ(edits::groupsOf(canvas.model().document()).size(), 1U);
}

TEST(CanvasNotes, MarksInTheirWordsAreNoHtmlInToolTips) {
    Noted canvas;
    const std::string id = canvas.addGroup({"mix", "labels"}, "<b>Rows</b>");
    EXPECT_TRUE(canvas.group(id)->toolTip().contains(QStringLiteral("&lt;b&gt;Rows")))
        << canvas.group(id)->toolTip().toStdString();
    canvas.model().edit(QStringLiteral("note"), [](engine::Document& d) {
        edits::setNote(d, {"", "`<img src='x'>`", 0, 0});
        d.node("labels")->title = "<i>Few</i>";
    });
    const NoteItem* note = canvas.scene().note(QStringLiteral("#note-1"));
    ASSERT_NE(note, nullptr);
    EXPECT_FALSE(note->toolTip().contains(QStringLiteral("<img"))) << note->toolTip().toStdString();
    EXPECT_FALSE(
        canvas.scene().node(QStringLiteral("labels"))->toolTip().contains(QStringLiteral("<i>")));
}

TEST(CanvasNotes, TheOutlineShowsAndRenamesThem) {
    Noted canvas;
    const std::string id = canvas.addGroup({"mix", "labels"}, "Rows");
    canvas.model().edit(QStringLiteral("note"), [](engine::Document& d) {
        edits::setNote(d, {"", "words of mine", 0, 0});
    });
    Outline outline(canvas.parts.shell(), canvas.page->selection(), canvas.scene().states());
    OutlineModel& model = outline.model();
    QStringList titles;
    for (int i = 0; i < model.rowCount(); ++i) titles << model.index(i, 0).data().toString();
    ASSERT_TRUE(titles.contains(QStringLiteral("Group: Rows"))) << titles.join(',').toStdString();
    const QModelIndex group = model.index(static_cast<int>(titles.indexOf("Group: Rows")), 0);
    EXPECT_EQ(model.rowCount(group), 2);
    EXPECT_EQ(group.siblingAtColumn(OutlineModel::State).data(), QStringLiteral("idle"));
    outline.view().setCurrentIndex(group);
    EXPECT_EQ(canvas.page->selection().current().toStdString(), id);
    EXPECT_TRUE(canvas.group(id)->isSelected());
    EXPECT_TRUE(model.setData(group, QStringLiteral("Targets"), Qt::EditRole));
    EXPECT_EQ(edits::groupOf(canvas.model().document(), id)->title, "Targets");
    const QModelIndex notes = model.index(model.rowCount() - 1, 0);
    EXPECT_EQ(notes.data(), QStringLiteral("Notes"));
    const QModelIndex note = model.index(0, 0, notes);
    EXPECT_EQ(note.data(), QStringLiteral("words of mine"));
    EXPECT_TRUE(model.setData(note, QStringLiteral("other words"), Qt::EditRole));
    EXPECT_EQ(edits::notesOf(canvas.model().document())[0].text, "other words");
}

TEST(CanvasNotes, EnterInTheOutlineOpensThemAndConnectingIsForNodes) {
    Noted canvas;
    const std::string id = canvas.addGroup({"mix", "labels"}, "Rows");
    canvas.model().edit(QStringLiteral("note"), [](engine::Document& d) {
        edits::setNote(d, {"", "words of mine", 0, 0});
    });
    Outline outline(canvas.parts.shell(), canvas.page->selection(), canvas.scene().states());
    QObject::connect(&outline, &Outline::openAsked, &canvas.page->acts(), &CanvasActs::open);
    outline.show();
    const auto press = [&](const std::string& which, Qt::Key key) {
        outline.view().setCurrentIndex(outline.model().indexesOf(QString::fromStdString(which))[0]);
        QTest::keyClick(&outline.view(), key);
    };
    press(id, Qt::Key_Return);
    EXPECT_TRUE(canvas.group(id)->look().collapsed);
    press(id, Qt::Key_C);  // a dialog would wait here for ever
    press("#note-1", Qt::Key_C);
    QSignalSpy properties(&canvas.page->selection(), &Selection::editAsked);
    press("#note-1", Qt::Key_Return);
    canvas.answer("note", "quite\n\nother words");
    EXPECT_EQ(edits::notesOf(canvas.model().document())[0].text, "quite\n\nother words");
    EXPECT_EQ(properties.count(), 0);
}

TEST(CanvasNotes, AGroupInTheOutlineFollowsTheStateOfItsNodes) {
    Noted canvas;
    const std::string id = canvas.addGroup({"source", "source-clean"}, "Source");
    Outline outline(canvas.parts.shell(), canvas.page->selection(), canvas.scene().states());
    const QModelIndex group = outline.model().indexesOf(QString::fromStdString(id))[0];
    canvas.parts.desk->start(QStringLiteral("job"), canvas.model().text(), {});
    engine::EventQueue& events = canvas.parts.runner->events;
    events.push({0, engine::JobStarted{1, "job", 2, 0, 40}});
    ASSERT_TRUE(
        test::waitUntil([&] { return canvas.parts.desk->state() == RunDesk::State::Running; }));
    QSet<int> told;  // rows of groups
    QObject::connect(&outline.model(), &QAbstractItemModel::dataChanged, &outline,
                     [&](const QModelIndex& first, const QModelIndex& last) {
                         if (first.parent().isValid()) return;
                         for (int row = first.row(); row <= last.row(); ++row) told << row;
                     });
    events.push({0, engine::NodeChanged{"source", "source", "", engine::NodeState::Failed, {}, 0}});
    EXPECT_TRUE(test::waitUntil([&] {
        return told.contains(group.row()) &&
               group.siblingAtColumn(OutlineModel::State).data() == QStringLiteral("failed");
    }));
    EXPECT_TRUE(group.data(Qt::AccessibleTextRole).toString().endsWith(QStringLiteral(", failed")));
}

}  // namespace
}  // namespace widgets
