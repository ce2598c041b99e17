#include "widgets/document/edits.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <set>

#include "engine/plan/graph.h"
#include "widgets/document/canvas_notes.h"
#include "widgets/look/words.h"

namespace widgets::edits {

using engine::Arm;
using engine::Catalog;
using engine::Document;
using engine::Edge;
using engine::Json;
using engine::Node;
using engine::NodeKind;

namespace {

void place(Document& document, std::string_view id, int x, int y) {
    Json& at = document.canvas[std::string(id)];  // a note that is there stays
    if (!at.is_object()) at = Json::object();
    at["x"] = x;
    at["y"] = y;
}

// Ranges of a search that name a removed node would block the pipeline.
void dropRanges(Document& document, const std::set<std::string>& gone) {
    for (Node& node : document.nodes) {
        if (!node.options.contains("ranges")) continue;
        Json kept = Json::array();
        for (const Json& range : node.options["ranges"]) {
            if (gone.count(range.value("node", "")) == 0) kept.push_back(range);
        }
        node.options["ranges"] = std::move(kept);
    }
}

}  // namespace

QString textOf(const Refusal& refusal) {
    std::vector<std::string> arguments;
    for (const std::string& argument : refusal.what.arguments)
        arguments.push_back(engineText(argument).toStdString());
    return say(refusal.what.message, arguments);
}

std::string freshNodeId(const Document& document, std::string_view wish) {
    std::string stem;
    for (const char c : wish) stem += c == '_' || c == ' ' ? '-' : c;
    std::string id = stem;
    for (int number = 2; document.node(id) != nullptr; ++number)
        id = stem + "-" + std::to_string(number);
    return id;
}

std::string titleOf(const Document& document, const Catalog& catalog, std::string_view id) {
    const Node* node = document.node(id);
    if (node == nullptr) return {};
    if (!node->title.empty()) return node->title;
    const NodeKind* kind = catalog.find(node->kind);
    return kind == nullptr ? node->kind : kind->title;
}

engine::Lane laneOf(const Document& document, const Catalog& catalog, std::string_view id) {
    const Node* node = document.node(id);
    const NodeKind* kind = node == nullptr ? nullptr : catalog.find(node->kind);
    if (kind == nullptr) return engine::Lane::Model;
    if (!kind->also_in_target || kind->lane >= engine::Lane::Target) return kind->lane;
    for (const std::string& above : engine::Graph(document, catalog).ancestors(node->id)) {
        const NodeKind* other = catalog.find(document.node(above)->kind);
        if (other != nullptr && other->lane == engine::Lane::Target) return engine::Lane::Target;
    }
    return kind->lane;
}

std::string addNode(Document& document, const Catalog& catalog, std::string_view kind, int x,
                    int y) {
    const NodeKind* known = catalog.find(kind);
    if (known == nullptr) return {};
    auto options = known->resolve(Json::object());
    assert(options);  // defaults are in range: the catalog's own tests say so
    Node node;
    node.id = freshNodeId(document, kind);
    node.kind = known->id;
    node.options = *std::move(options);
    place(document, node.id, x, y);
    document.nodes.push_back(node);
    return node.id;
}

void removeNodes(Document& document, const Ids& ids) {
    const std::set<std::string> gone(ids.begin(), ids.end());
    std::vector<NodeGroup> groups = groupsOf(document);
    const auto named = [&](const std::string& id) { return gone.count(id) > 0; };
    Ids arms;
    for (const Arm& arm : document.arms) {
        if (named(arm.ends)) arms.push_back(arm.id);
    }
    for (const std::string& arm : arms) removeArm(document, arm);
    std::erase_if(document.edges,
                  [&](const Edge& edge) { return named(edge.from.node) || named(edge.to.node); });
    std::erase_if(document.waivers, [&](const auto& waiver) { return named(waiver.node); });
    std::erase_if(document.nodes, [&](const Node& node) { return named(node.id); });
    for (const std::string& id : ids) document.canvas.erase(id);
    for (NodeGroup& group : groups) {
        if (std::erase_if(group.nodes, named) == 0 || named(group.id)) continue;
        if (group.nodes.empty()) {
            ungroup(document, group.id);
        } else {
            setGroup(document, group);
        }
    }
    dropRanges(document, gone);
}

void renameNode(Document& document, const Catalog& catalog, std::string_view id,
                std::string_view title) {
    Node* node = document.node(id);
    if (node == nullptr) return;
    const NodeKind* kind = catalog.find(node->kind);
    node->title = kind != nullptr && kind->title == title ? std::string() : std::string(title);
}

engine::Result<void> setOption(Document& document, const Catalog& catalog, std::string_view id,
                               std::string_view option, const Json& value) {
    Node* node = document.node(id);
    const NodeKind* kind = node == nullptr ? nullptr : catalog.find(node->kind);
    if (kind == nullptr)
        return engine::make_error(engine::ErrorCode::BadUsage, "There is no node \"%1\".",
                                  {std::string(id)});
    Json options = node->options;
    options[std::string(option)] = value;
    auto resolved = kind->resolve(options);
    if (!resolved) return resolved.error();
    node->options = *std::move(resolved);
    return {};
}

Position positionOf(const Document& document, std::string_view id) {
    const auto at = document.canvas.find(std::string(id));
    if (at == document.canvas.end() || !at->is_object()) return {};
    return {numberAt(*at, "x", 0), numberAt(*at, "y", 0)};
}

int numberAt(const Json& entry, const char* key, int otherwise) {
    const auto it = entry.find(key);
    if (it == entry.end() || !it->is_number()) return otherwise;
    const double number = it->get<double>();
    if (!std::isfinite(number)) return otherwise;
    return static_cast<int>(std::clamp<double>(number, -kFarthest, kFarthest));
}

void moveNodes(Document& document, const std::map<std::string, Position>& to) {
    for (const auto& [id, position] : to) {
        if (document.node(id) != nullptr || (isNote(id) && document.canvas.contains(id)))
            place(document, id, position.x, position.y);
    }
}

std::string addArm(Document& document, const Catalog& catalog, std::string_view ends,
                   std::string_view title) {
    if (document.node(ends) == nullptr) return {};
    Arm arm;
    const std::string stem(ends);
    arm.id = stem;
    for (int number = 2; document.arm(arm.id) != nullptr; ++number)
        arm.id = stem + "-" + std::to_string(number);
    arm.title = title.empty() ? titleOf(document, catalog, ends) : std::string(title);
    arm.ends = stem;
    document.arms.push_back(arm);
    return arm.id;
}

Ids evaluatorsWithoutArm(const Document& document, const Catalog& catalog, std::string_view node) {
    const engine::Graph graph(document, catalog);
    std::set<std::string> taken;
    for (const Arm& arm : document.arms) {
        if (const Node* evaluator = graph.evaluator(arm)) taken.insert(evaluator->id);
    }
    Ids out;
    for (const Node& one : document.nodes) {
        const NodeKind* kind = catalog.find(one.kind);
        if (kind == nullptr || taken.count(one.id) > 0) continue;
        const bool scores = kind->input("scored") != nullptr && kind->output("metrics") != nullptr;
        if (!scores || graph.into(one.id, "scored").empty()) continue;
        if (node.empty() || graph.ancestors(one.id).count(std::string(node)) > 0)
            out.push_back(one.id);
    }
    return out;
}

std::string addScoredArm(Document& document, const Catalog& catalog, std::string_view evaluator) {
    const engine::Graph graph(document, catalog);
    const auto edges = graph.into(std::string(evaluator), "scored");
    if (edges.empty()) return {};
    Arm at_scored;
    at_scored.ends = edges.front()->from.node;
    const bool alone = graph.evaluator(at_scored) != nullptr;
    return addArm(document, catalog, alone ? at_scored.ends : std::string(evaluator),
                  titleOf(document, catalog, at_scored.ends));
}

void removeArm(Document& document, std::string_view id) {
    std::erase_if(document.arms, [&](const Arm& arm) { return arm.id == id; });
    for (Arm& arm : document.arms) {
        if (arm.control == id) arm.control.clear();
    }
}

void renameArm(Document& document, std::string_view id, std::string_view title) {
    for (Arm& arm : document.arms) {
        if (arm.id == id && !title.empty()) arm.title = title;
    }
}

void setControl(Document& document, std::string_view id, std::string_view control) {
    if (!control.empty() && (document.arm(control) == nullptr || id == control)) return;
    for (Arm& arm : document.arms) {
        if (arm.id == id) arm.control = control;
    }
}

void setSeeds(Document& document, const std::vector<std::uint64_t>& seeds) {
    std::vector<std::uint64_t> unique;
    for (const std::uint64_t seed : seeds) {
        if (std::find(unique.begin(), unique.end(), seed) == unique.end()) unique.push_back(seed);
    }
    if (!unique.empty()) document.seeds = std::move(unique);
}

Ids armsOf(const Document& document, const Catalog& catalog, std::string_view node) {
    const engine::Graph graph(document, catalog);
    Ids out;
    for (const Arm& arm : document.arms) {
        const Node* end = graph.evaluator(arm);
        const std::string last = end == nullptr ? arm.ends : end->id;
        if (graph.ancestors(last).count(std::string(node)) > 0) out.push_back(arm.id);
    }
    return out;
}

std::vector<std::uint64_t> firstSeeds(int n) {
    std::vector<std::uint64_t> out;
    for (int i = 1; i <= n; ++i) out.push_back(static_cast<std::uint64_t>(i));
    return out;
}

}  // namespace widgets::edits
