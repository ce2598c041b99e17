#include "widgets/document/canvas_notes.h"

#include <algorithm>

namespace widgets::edits {

using engine::Document;
using engine::Json;

namespace {

constexpr std::string_view kNote = "#note-", kGroup = "#group-";

std::string freshId(const Document& document, std::string_view stem) {
    int number = 1;
    while (document.canvas.contains(std::string(stem) + std::to_string(number))) ++number;
    return std::string(stem) + std::to_string(number);
}

// Files are written by hand too: what is of another kind counts as not there.
std::string textAt(const Json& entry, const char* key) {
    const auto it = entry.find(key);
    return it != entry.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Note readNote(const std::string& id, const Json& entry) {
    Note out;
    out.id = id;
    out.text = textAt(entry, "text");
    out.x = numberAt(entry, "x", 0);
    out.y = numberAt(entry, "y", 0);
    out.width = std::clamp(numberAt(entry, "width", out.width), kLeastNoteWidth, kMostNoteSide);
    out.height = std::clamp(numberAt(entry, "height", out.height), kLeastNoteHeight, kMostNoteSide);
    return out;
}

NodeGroup readGroup(const Document& document, const std::string& id, const Json& entry) {
    NodeGroup out;
    out.id = id;
    out.title = textAt(entry, "title");
    const auto collapsed = entry.find("collapsed");
    out.collapsed = collapsed != entry.end() && collapsed->is_boolean() && collapsed->get<bool>();
    const auto nodes = entry.find("nodes");
    if (nodes == entry.end() || !nodes->is_array()) return out;
    for (const engine::Node& node : document.nodes) {
        if (std::find(nodes->begin(), nodes->end(), node.id) != nodes->end())
            out.nodes.push_back(node.id);
    }
    return out;
}

}  // namespace

bool isNote(std::string_view id) { return id.starts_with(kNote); }
bool isGroup(std::string_view id) { return id.starts_with(kGroup); }

std::vector<Note> notesOf(const Document& document) {
    std::vector<Note> out;
    for (const auto& [id, entry] : document.canvas.items()) {
        if (isNote(id) && entry.is_object()) out.push_back(readNote(id, entry));
    }
    return out;
}

std::optional<Note> noteOf(const Document& document, std::string_view id) {
    const auto it = document.canvas.find(std::string(id));
    if (!isNote(id) || it == document.canvas.end() || !it->is_object()) return {};
    return readNote(std::string(id), *it);
}

std::string setNote(Document& document, Note note) {
    if (note.id.empty()) note.id = freshId(document, kNote);
    document.canvas[note.id] = {
        {"x", note.x},
        {"y", note.y},
        {"width", std::clamp(note.width, kLeastNoteWidth, kMostNoteSide)},
        {"height", std::clamp(note.height, kLeastNoteHeight, kMostNoteSide)},
        {"text", note.text}};
    return note.id;
}

std::vector<NodeGroup> groupsOf(const Document& document) {
    std::vector<NodeGroup> out;
    for (const auto& [id, entry] : document.canvas.items()) {
        if (!isGroup(id) || !entry.is_object()) continue;
        NodeGroup group = readGroup(document, id, entry);
        if (!group.nodes.empty()) out.push_back(std::move(group));
    }
    return out;
}

std::optional<NodeGroup> groupOf(const Document& document, std::string_view id) {
    const auto it = document.canvas.find(std::string(id));
    if (!isGroup(id) || it == document.canvas.end() || !it->is_object()) return {};
    return readGroup(document, std::string(id), *it);
}

std::string addGroup(Document& document, std::string_view title, const Ids& nodes) {
    NodeGroup made;
    for (const std::string& id : nodes) {
        if (document.node(id) != nullptr) made.nodes.push_back(id);
    }
    if (made.nodes.empty()) return {};
    for (NodeGroup& other : groupsOf(document)) {
        const auto taken = [&](const std::string& id) {
            return std::find(nodes.begin(), nodes.end(), id) != nodes.end();
        };
        if (std::erase_if(other.nodes, taken) == 0) continue;
        if (other.nodes.empty()) {
            ungroup(document, other.id);
        } else {
            setGroup(document, other);
        }
    }
    made.id = freshId(document, kGroup);
    made.title = title;
    setGroup(document, made);
    return made.id;
}

void setGroup(Document& document, const NodeGroup& group) {
    document.canvas[group.id] = {
        {"title", group.title}, {"nodes", group.nodes}, {"collapsed", group.collapsed}};
}

void setText(Document& document, std::string_view note, std::string_view text) {
    auto now = noteOf(document, note);
    if (!now) return;
    now->text = text;
    setNote(document, *now);
}

void setTitle(Document& document, std::string_view group, std::string_view title) {
    auto now = groupOf(document, group);
    if (!now) return;
    now->title = title;
    setGroup(document, *now);
}

void setCollapsed(Document& document, std::string_view group, bool collapsed) {
    auto now = groupOf(document, group);
    if (!now) return;
    now->collapsed = collapsed;
    setGroup(document, *now);
}

void ungroup(Document& document, std::string_view id) {
    if (isGroup(id)) document.canvas.erase(std::string(id));
}

Ids withMembers(const Document& document, const Ids& ids) {
    Ids out;
    const auto add = [&out](const std::string& id) {
        if (std::find(out.begin(), out.end(), id) == out.end()) out.push_back(id);
    };
    for (const std::string& id : ids) {
        if (const auto group = groupOf(document, id)) {
            for (const std::string& node : group->nodes) add(node);
        }
        add(id);
    }
    return out;
}

}  // namespace widgets::edits
