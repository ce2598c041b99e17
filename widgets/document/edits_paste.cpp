// Copy and paste: nodes and notes as JSON text, which another window or a text editor can hold as
// well.
#include <algorithm>
#include <cassert>
#include <limits>
#include <set>

#include "engine/base/json.h"
#include "widgets/document/canvas_notes.h"

namespace widgets::edits {

using engine::Catalog;
using engine::Document;
using engine::Edge;
using engine::Json;
using engine::Node;

namespace {

constexpr const char* kFormat = "warmstart.nodes";
constexpr std::string_view kWhat = "Clipboard";

// A pasted text is read as what it is: a small document, with every check of the reader.
engine::Result<Document> readPart(std::string_view text, const Catalog& catalog) {
    auto json = engine::read_json(text, kWhat);
    if (!json) return json.error();
    if (!json->is_object() || json->value("format", Json()) != kFormat || !json->contains("part"))
        return engine::make_error(engine::ErrorCode::BadDocument,
                                  "What was copied is no part of a pipeline.");
    return engine::read_document(engine::compact_json((*json)["part"]), catalog, kWhat);
}

void followRenames(Json& options, const std::map<std::string, std::string>& renamed) {
    if (!options.contains("ranges")) return;
    for (Json& range : options["ranges"]) {
        const auto found = renamed.find(range.value("node", ""));
        if (found != renamed.end()) range["node"] = found->second;
    }
}

}  // namespace

std::string copyText(const Document& document, const Ids& ids) {
    const std::set<std::string> wanted(ids.begin(), ids.end());
    Document part;
    for (const Node& node : document.nodes) {
        if (wanted.count(node.id) == 0) continue;
        part.nodes.push_back(node);
        const Position at = positionOf(document, node.id);
        part.canvas[node.id] = {{"x", at.x}, {"y", at.y}};
    }
    for (const Note& note : notesOf(document)) {
        if (wanted.count(note.id) > 0) part.canvas[note.id] = document.canvas[note.id];
    }
    if (part.nodes.empty() && part.canvas.empty()) return {};
    for (const NodeGroup& group : groupsOf(document)) {
        const bool whole = std::all_of(group.nodes.begin(), group.nodes.end(),
                                       [&](const auto& id) { return wanted.count(id) > 0; });
        if (whole) setGroup(part, group);
    }
    for (const Edge& edge : document.edges) {
        if (wanted.count(edge.to.node) > 0) part.edges.push_back(edge);
    }
    auto json = engine::read_json(engine::write_document(part), kWhat);
    assert(json);  // it was written just now
    return engine::compact_json({{"format", kFormat}, {"part", *std::move(json)}}) + "\n";
}

bool isPasteable(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    return json.is_object() && json.value("format", Json()) == kFormat;
}

engine::Result<Ids> paste(Document& document, const Catalog& catalog, std::string_view text, int x,
                          int y, bool with_incoming) {
    auto part = readPart(text, catalog);
    if (!part) return part.error();
    Position corner{std::numeric_limits<int>::max(), std::numeric_limits<int>::max()};
    const auto count = [&](int left, int top) {
        corner = {std::min(corner.x, left), std::min(corner.y, top)};
    };
    for (const Node& node : part->nodes) {
        const Position at = positionOf(*part, node.id);
        count(at.x, at.y);
    }
    for (const Note& note : notesOf(*part)) count(note.x, note.y);
    Ids made;
    std::map<std::string, std::string> renamed;
    std::map<std::string, Position> places;
    for (const Node& node : part->nodes) {
        Node copy = node;
        copy.id = freshNodeId(document, node.id);
        const Position at = positionOf(*part, node.id);
        renamed[node.id] = copy.id;
        places[copy.id] = {x + at.x - corner.x, y + at.y - corner.y};
        made.push_back(copy.id);
        document.nodes.push_back(std::move(copy));
    }
    for (const std::string& id : made) followRenames(document.node(id)->options, renamed);
    moveNodes(document, places);
    for (Note note : notesOf(*part)) {
        note.id.clear();
        note.x += x - corner.x;
        note.y += y - corner.y;
        made.push_back(setNote(document, note));
    }
    for (NodeGroup group : groupsOf(*part)) {
        for (std::string& id : group.nodes) id = renamed[id];
        group.id = addGroup(document, group.title, group.nodes);
        setGroup(document, group);
    }
    for (const Edge& edge : part->edges) {
        Edge copy = edge;
        const auto end = renamed.find(edge.to.node);
        if (end == renamed.end()) continue;  // written by hand
        copy.to.node = end->second;
        const auto inside = renamed.find(edge.from.node);
        if (inside != renamed.end()) {
            copy.from.node = inside->second;
        } else if (!with_incoming || canConnect(document, catalog, copy.from, copy.to)) {
            continue;  // that node is not here, or is another by now
        }
        document.edges.push_back(std::move(copy));
    }
    return made;
}

}  // namespace widgets::edits
