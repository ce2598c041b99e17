// What tells the path of one arm from that of another.
#include <QCoreApplication>
#include <algorithm>
#include <set>
#include <utility>

#include "engine/plan/graph.h"
#include "widgets/compare/compare_tables.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

using engine::Graph;
using engine::Json;
using engine::Node;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DifferenceTable)
};

QString valueText(const Json& value) {
    if (value.is_string()) return fromUtf8(value.get<std::string>());
    return fromUtf8(engine::compact_json(value));
}

// The arm's steps in document order, without those of the other.
std::vector<const Node*> own(const engine::Document& document, const std::set<std::string>& mine,
                             const std::set<std::string>& theirs) {
    std::vector<const Node*> out;
    for (const Node& node : document.nodes) {
        if (mine.contains(node.id) && !theirs.contains(node.id)) out.push_back(&node);
    }
    return out;
}

std::set<std::string> path_of(const Graph& graph, const engine::Document& document,
                              const QString& id) {
    const engine::Arm* arm = document.arm(id.toStdString());
    if (arm == nullptr || document.node(arm->ends) == nullptr) return {};
    std::set<std::string> out = graph.ancestors(arm->ends);
    if (const Node* evaluator = graph.evaluator(*arm)) {
        for (const std::string& one : graph.ancestors(evaluator->id)) out.insert(one);
    }
    return out;
}

QList<Cell> rowOf(const QString& step, const QString& what, const QString& a, const QString& b) {
    QList<Cell> out = {textCell(step), textCell(what), textCell(a), textCell(b)};
    for (Cell& cell : out) cell.tip = cell.text;
    return out;
}

// What a node reads, as people call it.
QString readsText(const Graph& graph, const Node& node) {
    QStringList names;
    for (const engine::Edge* edge : graph.into(node.id))
        names << fromUtf8(graph.title(graph.node(edge->from.node)));
    return names.join(QStringLiteral(", "));
}

// The steps that only one of two paths has: of each kind the first of A beside the first of B, and
// so on; null where the other has none.
using NodePairs = std::vector<std::pair<const Node*, const Node*>>;
NodePairs ownPairs(const engine::Document& document, const std::set<std::string>& path_a,
                   const std::set<std::string>& path_b) {
    auto only_b = own(document, path_b, path_a);
    NodePairs out;
    for (const Node* node : own(document, path_a, path_b)) {
        const auto twin = std::find_if(only_b.begin(), only_b.end(), [node](const Node* other) {
            return other != nullptr && other->kind == node->kind;
        });
        out.emplace_back(node, twin == only_b.end() ? nullptr : std::exchange(*twin, nullptr));
    }
    for (const Node* node : only_b) {
        if (node != nullptr) out.emplace_back(nullptr, node);
    }
    return out;
}

void addOptions(CellTable& out, const Graph& graph, const Node& a, const Node& b) {
    const QString step =
        QStringLiteral("%1 / %2").arg(fromUtf8(graph.title(a)), fromUtf8(graph.title(b)));
    bool differs = false;
    for (const auto& [name, value] : a.options.items()) {
        const auto other = b.options.find(name);
        if (other != b.options.end() && *other == value) continue;
        QString title = fromUtf8(name);
        for (const engine::Field& field : graph.kind(a).fields) {
            if (field.name == name) title = engineText(field.label);
        }
        out.rows << rowOf(step, title, valueText(value),
                          other == b.options.end() ? QStringLiteral("–") : valueText(*other));
        differs = true;
    }
    const QString reads_a = readsText(graph, a), reads_b = readsText(graph, b);
    if (reads_a != reads_b) {
        out.rows << rowOf(step, Words::tr("Reads"), reads_a, reads_b);
        differs = true;
    }
    if (!differs)
        out.rows << rowOf(step, Words::tr("Same options"), QStringLiteral("="),
                          QStringLiteral("="));
}

}  // namespace

CellTable differenceTable(const engine::Document& document, const engine::Catalog& catalog,
                          const QString& a, const QString& b) {
    CellTable out;
    const auto title = [&document](const QString& id) {
        const engine::Arm* arm = document.arm(id.toStdString());
        return arm == nullptr || arm->title.empty() ? id : fromUtf8(arm->title);
    };
    out.headers = {Words::tr("Step"), Words::tr("Differs in"), title(a), title(b)};
    const Graph graph(document, catalog);
    const auto path_a = path_of(graph, document, a), path_b = path_of(graph, document, b);
    for (const auto& [one, other] : ownPairs(document, path_a, path_b)) {
        if (one != nullptr && other != nullptr) {
            addOptions(out, graph, *one, *other);
            continue;
        }
        const QString yes = Words::tr("yes"), no = Words::tr("no");
        out.rows << rowOf(fromUtf8(graph.title(one != nullptr ? *one : *other)), Words::tr("Step"),
                          one != nullptr ? yes : no, one != nullptr ? no : yes);
    }
    return out;
}

ArmPath armPath(const engine::Document& document, const engine::Catalog& catalog,
                const QString& arm, const QString& other) {
    const Graph graph(document, catalog);
    const auto path = path_of(graph, document, arm);
    ArmPath out;
    for (const Node& node : document.nodes) {
        if (path.contains(node.id)) out.nodes.push_back(&node);
    }
    for (const auto& [mine, theirs] : ownPairs(document, path, path_of(graph, document, other))) {
        if (mine == nullptr) continue;
        const bool same = theirs != nullptr && mine->options == theirs->options &&
                          readsText(graph, *mine) == readsText(graph, *theirs);
        if (!same) out.differ.insert(mine->id);
    }
    return out;
}

}  // namespace widgets
