// Notes and groups of a pipeline: they stand among the places of its canvas, under ids that no node
// can have ("#note-1", "#group-1"), so that a program that knows neither keeps them as they are and
// no result depends on them.
#pragma once

#include <string>
#include <vector>

#include "engine/spec/document.h"
#include "widgets/document/edits.h"

namespace widgets::edits {

/// Words on the canvas.
struct Note {
    std::string id;
    std::string text;                            // Markdown
    int x = 0, y = 0, width = 232, height = 96;  // canvas units, as Position
    bool operator==(const Note&) const = default;
};

/// Nodes that belong together; collapsed they are one card.
struct NodeGroup {
    std::string id;
    std::string title;
    Ids nodes;  // in document order
    bool collapsed = false;
    bool operator==(const NodeGroup&) const = default;
};

inline constexpr int kLeastNoteWidth = 96, kLeastNoteHeight = 48, kMostNoteSide = 4000;

bool isNote(std::string_view id);
bool isGroup(std::string_view id);

std::vector<Note> notesOf(const engine::Document& document);
std::optional<Note> noteOf(const engine::Document& document, std::string_view id);
/// A new one where the id is empty. -> its id
std::string setNote(engine::Document& document, Note note);

/// Only members that are there; a group without any is none.
std::vector<NodeGroup> groupsOf(const engine::Document& document);
std::optional<NodeGroup> groupOf(const engine::Document& document, std::string_view id);
/// A group of these nodes, which leave the groups that they were in. -> its id; "" for no node
std::string addGroup(engine::Document& document, std::string_view title, const Ids& nodes);
void setGroup(engine::Document& document, const NodeGroup& group);
// Nothing happens where there is none of that id.
void setText(engine::Document& document, std::string_view note, std::string_view text);
void setTitle(engine::Document& document, std::string_view group, std::string_view title);
void setCollapsed(engine::Document& document, std::string_view group, bool collapsed);
void ungroup(engine::Document& document, std::string_view id);  // its nodes stay

/// The ids with each group replaced by its nodes and itself, none twice.
Ids withMembers(const engine::Document& document, const Ids& ids);

}  // namespace widgets::edits
