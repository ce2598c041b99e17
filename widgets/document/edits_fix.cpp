// What mends a problem without a choice by hand.
#include <algorithm>

#include "engine/plan/graph.h"
#include "engine/plan/resolve.h"
#include "widgets/document/edits.h"

namespace widgets::edits {

using engine::Arm;
using engine::Catalog;
using engine::Document;
using engine::Edge;
using engine::Node;
using engine::PortRef;
using engine::Problem;

namespace {

const char* rowsPort(const Node& evaluator) {
    return evaluator.kind == "rank_eval" ? "tasks" : "data";
}

const Arm* armTitled(const Document& document, const std::string& title) {
    const auto it = std::find_if(document.arms.begin(), document.arms.end(),
                                 [&](const Arm& arm) { return arm.title == title; });
    return it == document.arms.end() ? nullptr : &*it;
}

std::optional<PortRef> giverOf(const engine::Graph& graph, const std::string& node,
                               const std::string& port) {
    const auto edges = graph.into(node, port);
    return edges.empty() ? std::nullopt : std::optional(edges.front()->from);
}

// The newest edge of an input stays.
bool replace(Document& document, const Catalog&, const Problem& problem) {
    const PortRef to{problem.node, problem.port};
    std::optional<Edge> newest;
    for (const Edge& edge : document.edges) {
        if (edge.to == to && (!newest || edge.order >= newest->order)) newest = edge;
    }
    if (!newest) return false;
    std::erase_if(document.edges, [&](const Edge& edge) { return edge.to == to; });
    document.edges.push_back(*newest);
    return true;
}

bool swapEnds(Document& document, const Catalog& catalog, const Problem& problem) {
    const PortRef to{problem.node, problem.port};
    const auto edges = document.edges;
    for (const Edge& edge : edges) {
        if (edge.to != to) continue;
        Document without = document;
        disconnect(without, edge.from, edge.to);
        const auto swapped = swappedEnds(without, catalog, edge.from, edge.to);
        if (!swapped) continue;
        document = std::move(without);
        connect(document, catalog, swapped->first, swapped->second);
        return true;
    }
    return false;
}

// An evaluating node behind the arm's end, on the rows that other arms are scored on.
bool addEvaluation(Document& document, const Catalog& catalog, const Problem& problem) {
    const engine::Graph graph(document, catalog);
    std::optional<PortRef> rows;
    std::string kind = "evaluate";
    std::vector<PortRef> readers;
    for (const Arm& arm : document.arms) {
        const Node* evaluator = graph.evaluator(arm);
        if (evaluator == nullptr || rows) continue;
        rows = giverOf(graph, evaluator->id, rowsPort(*evaluator));
        kind = evaluator->kind;
        for (const Edge* edge : graph.out_of(evaluator->id)) readers.push_back(edge->to);
    }
    for (const Node& node : document.nodes) {
        if (!rows && node.kind == "split") rows = PortRef{node.id, "data"};
    }
    const Node* end = document.node(problem.node);
    if (end == nullptr || !rows) return false;
    const engine::NodeKind& giver = graph.kind(*end);
    const engine::Port& scored = *catalog.find(kind)->input("scored");
    const auto output =
        std::find_if(giver.outputs.begin(), giver.outputs.end(), [&](const engine::Port& port) {
            return port.types.find_first_of(scored.types) != std::string::npos;
        });
    if (output == giver.outputs.end()) return false;
    const PortRef from{end->id, output->name};
    const Position at = positionOf(document, end->id);
    const std::string id =
        addNode(document, catalog, kind, kColumn * static_cast<int>(engine::Lane::Validate), at.y);
    connect(document, catalog, from, {id, "scored"});
    connect(document, catalog, *rows, {id, kind == "rank_eval" ? "tasks" : "data"});
    for (const PortRef& reader : readers) connect(document, catalog, {id, "metrics"}, reader);
    return true;
}

// Parts rows where they leave the node that the evaluator reads from, for all who read there.
bool insertSplit(Document& document, const Catalog& catalog, const Problem& problem) {
    const engine::Graph graph(document, catalog);
    const auto rows = giverOf(graph, problem.node, problem.port);
    if (!rows) return false;
    const Node& giver = graph.node(rows->node);
    if (graph.kind(giver).output(rows->port)->types != "D") return false;
    for (const Node& node : document.nodes) {
        if (node.kind != "split" || graph.ancestors(problem.node).count(node.id) > 0) continue;
        const auto parted = giverOf(graph, node.id, "data");
        if (parted != rows) continue;
        connect(document, catalog, {node.id, "data"}, {problem.node, problem.port});
        return true;  // the split that other arms read is there already
    }
    const Position at = positionOf(document, giver.id);
    const PortRef from = *rows;
    const std::string id = addNode(document, catalog, "split", at.x, at.y + kRow);
    for (Edge& edge : document.edges) {
        if (edge.from == from) edge.from = {id, "data"};
    }
    connect(document, catalog, from, {id, "data"});
    return true;
}

bool useControlsSplit(Document& document, const Catalog& catalog, const Problem& problem) {
    const engine::Graph graph(document, catalog);
    const Arm* control = problem.what.arguments.size() < 2
                             ? nullptr
                             : armTitled(document, problem.what.arguments[1]);
    const Node* theirs = control == nullptr ? nullptr : graph.evaluator(*control);
    const Node* mine = document.node(problem.node);
    if (theirs == nullptr || mine == nullptr) return false;
    const auto rows = giverOf(graph, theirs->id, rowsPort(*theirs));
    if (!rows || theirs->kind != mine->kind) return false;
    connect(document, catalog, *rows, {mine->id, rowsPort(*mine)});
    return true;
}

const Node* targetOf(const engine::Graph& graph, const Arm& arm) {
    const Node* evaluator = graph.evaluator(arm);
    if (evaluator == nullptr) return nullptr;
    auto from = giverOf(graph, evaluator->id, "scored");
    while (from && graph.kind(graph.node(from->node)).role == engine::Role::Search)
        from = giverOf(graph, from->node, "trained");
    return from ? &graph.node(from->node) : nullptr;
}

// Options that a recipe gives are written out, so that both nodes are trained alike whatever
// recipes they are linked to.
bool useControlsOptions(Document& document, const Catalog& catalog, const Problem& problem) {
    const engine::Graph graph(document, catalog);
    const Arm* control = problem.what.arguments.size() < 2
                             ? nullptr
                             : armTitled(document, problem.what.arguments[1]);
    const Node* theirs = control == nullptr ? nullptr : targetOf(graph, *control);
    Node* mine = document.node(problem.node);
    if (theirs == nullptr || mine == nullptr) return false;
    const engine::Json options = engine::written_options(graph, *theirs);
    for (const engine::Field& field : graph.kind(*mine).fields) {
        if (field.group == "Train" && options.contains(field.name))
            mine->options[field.name] = options[field.name];
    }
    std::erase_if(document.edges, [&](const Edge& edge) {
        return edge.to == PortRef{problem.node, "recipe"};
    });
    return true;
}

// The first arm that the verdict reads and that borrows something gets a twin.
bool addFirstTwin(Document& document, const Catalog& catalog, const Problem& problem) {
    const engine::Graph graph(document, catalog);
    Ids arms;
    for (const Arm& arm : document.arms) {
        const Node* evaluator = graph.evaluator(arm);
        if (evaluator != nullptr && arm.control.empty() &&
            graph.ancestors(problem.node).count(evaluator->id) > 0)
            arms.push_back(arm.id);
    }
    return std::any_of(arms.begin(), arms.end(), [&](const std::string& arm) {
        return std::holds_alternative<Twin>(addTwin(document, catalog, arm));
    });
}

bool addArmOfScores(Document& document, const Catalog& catalog, const Problem& problem) {
    return !addScoredArm(document, catalog, problem.node).empty();
}

using Fix = bool (*)(Document&, const Catalog&, const Problem&);
const std::map<std::string, Fix>& fixes() {
    static const std::map<std::string, Fix> all = {
        {"Replace", replace},
        {"Swap ends", swapEnds},
        {"Add evaluation", addEvaluation},
        {"Insert split", insertSplit},
        {"Use the control's split", useControlsSplit},
        {"Use the control's options", useControlsOptions},
        {"Add twin", addFirstTwin},
        {"Add an arm", addArmOfScores}};
    return all;
}

}  // namespace

bool canFix(const Problem& problem) { return fixes().count(problem.fix) > 0; }

void waive(Document& document, const Problem& problem, std::string_view reason) {
    if (reason.empty() || !problem.waivable) return;
    withdrawWaiver(document, problem.rule, problem.node);
    document.waivers.push_back({problem.rule, problem.node, std::string(reason)});
}

void withdrawWaiver(Document& document, std::string_view rule, std::string_view node) {
    std::erase_if(document.waivers, [&](const engine::Waiver& waiver) {
        return waiver.rule == rule && waiver.node == node;
    });
}

std::optional<Refusal> applyFix(Document& document, const Catalog& catalog,
                                const Problem& problem) {
    const auto fix = fixes().find(problem.fix);
    Document changed = document;
    if (fix == fixes().end() || !fix->second(changed, catalog, problem))
        return Refusal{"fix",
                       engine::make_error(engine::ErrorCode::BadPipeline,
                                          "This cannot be mended from here; connect it by hand."),
                       {},
                       {}};
    document = std::move(changed);
    return {};
}

}  // namespace widgets::edits
