// Notes and groups as part of the document.
#include <gtest/gtest.h>

#include <random>

#include "tests/widgets/edits_support.h"
#include "widgets/canvas/job_states.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/document/frozen_document.h"

namespace widgets::edits {
namespace {

Document read(const std::string& text) {
    auto document = engine::read_document(text, catalog(), "test");
    EXPECT_TRUE(document) << document.error().text();
    return *std::move(document);
}

TEST(Notes, AreReadBackAsTheyWereWritten) {
    Document document = shipped("news-to-comments-first-look");
    Note note{"", "**Mind** the budget\n\n- 16\n- 64", 8, -96, 240, 120};
    note.id = setNote(document, note);
    EXPECT_EQ(note.id, "#note-1");
    const std::string group = addGroup(document, "Sources", {"source", "source-clean", "nobody"});
    NodeGroup collapsed = *groupOf(document, group);
    EXPECT_EQ(collapsed.nodes, (Ids{"source", "source-clean"}));
    collapsed.collapsed = true;
    setGroup(document, collapsed);
    const std::string text = engine::write_document(document);
    const Document again = read(text);
    EXPECT_EQ(engine::write_document(again), text);
    EXPECT_EQ(notesOf(again), std::vector<Note>{note});
    EXPECT_EQ(groupsOf(again), std::vector<NodeGroup>{collapsed});
}

TEST(Notes, EnterNoRecipeKey) {
    Document document = shipped("news-to-comments-first-look");
    Document with = document;
    setNote(with, {"", "words", 0, 0});
    addGroup(with, "Sources", {"source", "source-clean"});
    EXPECT_EQ(faults(with), faults(document));
    EXPECT_TRUE(staleNodes(with, document, catalog()).isEmpty());
}

TEST(Notes, ThatSomebodyWroteByHandMayBeOdd) {
    Document document = small();
    document.canvas["#note-1"] = {{"x", "left"}, {"width", 1}, {"text", 7}};
    document.canvas["#note-2"] = "words";
    document.canvas["#group-1"] = {{"nodes", {"dataset", 3}}, {"collapsed", "yes"}};
    document.canvas["#group-2"] = {{"nodes", "dataset"}};
    const auto notes = notesOf(document);
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_EQ(notes[0].width, kLeastNoteWidth);
    EXPECT_EQ(notes[0].text, "");
    document.canvas["#note-1"] = {{"x", 1e300}, {"y", -1e300}, {"width", 1e300}, {"height", -5}};
    document.canvas["dataset"] = {{"x", -1e300}, {"y", 1e18}};
    const Note far = *noteOf(document, "#note-1");
    EXPECT_EQ(far.x, kFarthest);
    EXPECT_EQ(far.y, -kFarthest);
    EXPECT_EQ(far.width, kMostNoteSide);
    EXPECT_EQ(far.height, kLeastNoteHeight);
    EXPECT_EQ(positionOf(document, "dataset"), (Position{-kFarthest, kFarthest}));
    const auto groups = groupsOf(document);
    ASSERT_EQ(groups.size(), 1U) << "a group without nodes is none";
    EXPECT_EQ(groups[0].nodes, Ids{"dataset"});
    EXPECT_FALSE(groups[0].collapsed);
}

TEST(Groups, HoldEachNodeOnce) {
    Document document = small();
    const std::string first = addGroup(document, "A", {"dataset", "split"});
    const std::string second = addGroup(document, "B", {"split", "encoder"});
    EXPECT_EQ(groupOf(document, first)->nodes, Ids{"dataset"});
    EXPECT_EQ(groupOf(document, second)->nodes, (Ids{"split", "encoder"}));
    addGroup(document, "C", {"dataset"});
    EXPECT_EQ(groupsOf(document).size(), 2U) << "the first has no node left";
    EXPECT_EQ(addGroup(document, "D", {"nobody"}), "");
}

TEST(Groups, LoseTheNodesThatAreRemoved) {
    Document document = small();
    const std::string group = addGroup(document, "A", {"dataset", "split"});
    removeNodes(document, {"dataset"});
    EXPECT_EQ(groupOf(document, group)->nodes, Ids{"split"});
    removeNodes(document, {"split"});
    EXPECT_FALSE(document.canvas.contains(group));
    EXPECT_EQ(withMembers(document, {group}), Ids{group});
}

TEST(Notes, AreCopiedWithTheGroupsWhoseNodesGoAlong) {
    Document document = small();
    moveNodes(document, {{"dataset", {232, 0}}, {"split", {232, 96}}});
    const std::string note = setNote(document, {"", "words", 232, 200});
    addGroup(document, "A", {"dataset", "split"});
    const std::string part = copyText(document, {"dataset", "split", note});
    ASSERT_TRUE(isPasteable(part));
    const auto made = paste(document, catalog(), part, 0, 400, false);
    ASSERT_TRUE(made) << made.error().text();
    EXPECT_EQ(made->size(), 3U);
    const auto notes = notesOf(document);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[1].y, 600);
    EXPECT_EQ(notes[1].text, "words");
    ASSERT_EQ(groupsOf(document).size(), 2U);
    EXPECT_EQ(groupsOf(document)[1].nodes, (Ids{"dataset-2", "split-2"}));
    // One of its nodes alone brings no group along, and a note may go alone.
    EXPECT_EQ(copyText(document, {"dataset"}).find("#group"), std::string::npos);
    EXPECT_TRUE(paste(document, catalog(), copyText(document, {note}), 0, 0, false));
    EXPECT_EQ(notesOf(document).size(), 3U);
}

TEST(Notes, AreTakenBackByUndoToTheSameBytes) {
    Document document = shipped("news-to-comments-first-look");
    std::mt19937 draw(5);
    std::vector<FrozenDocument> steps = {FrozenDocument(document, nullptr)};
    std::vector<std::string> texts = {engine::write_document(document)};
    for (int i = 0; i < 60; ++i) {
        const std::string some = document.nodes[draw() % document.nodes.size()].id;
        const auto notes = notesOf(document);
        const auto groups = groupsOf(document);
        switch (draw() % 5) {
            case 0:
                setNote(document, {"", "note " + std::to_string(i), 8 * i, 0});
                break;
            case 1:
                addGroup(document, "group " + std::to_string(i), {some});
                break;
            case 2:
                if (!notes.empty()) moveNodes(document, {{notes[0].id, {8, 8 * i}}});
                break;
            case 3:
                if (!groups.empty()) ungroup(document, groups[0].id);
                break;
            default:
                if (!notes.empty()) removeNodes(document, {notes.back().id});
        }
        steps.emplace_back(document, &steps.back());
        texts.push_back(engine::write_document(document));
    }
    for (std::size_t i = 0; i < steps.size(); ++i)
        EXPECT_EQ(engine::write_document(steps[i].thawed()), texts[i]);
}

}  // namespace
}  // namespace widgets::edits
