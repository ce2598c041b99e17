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

// The path of an arm through its document.
struct Side {
    const engine::Document& document;
    Graph graph;
    std::set<std::string> path;

    Side(const DocumentArm& of, const engine::Catalog& catalog)
        : document(of.document), graph(of.document, catalog) {
        const engine::Arm* arm = document.arm(of.arm.toStdString());
        if (arm == nullptr || document.node(arm->ends) == nullptr) return;
        path = graph.ancestors(arm->ends);
        if (const Node* evaluator = graph.evaluator(*arm)) {
            for (const std::string& one : graph.ancestors(evaluator->id)) path.insert(one);
        }
    }
    /// The step of this name and kind; null where there is none.
    const Node* like(const Node& node) const {
        const Node* mine = path.contains(node.id) ? document.node(node.id) : nullptr;
        return mine != nullptr && mine->kind == node.kind ? mine : nullptr;
    }
    /// What a step reads, as people call it.
    QString reads(const Node& node) const {
        QStringList names;
        for (const engine::Edge* edge : graph.into(node.id))
            names << fromUtf8(graph.title(graph.node(edge->from.node)));
        return names.join(QStringLiteral(", "));
    }
};

bool isSame(const Side& a, const Node& one, const Side& b, const Node& other) {
    return one.options == other.options && a.reads(one) == b.reads(other);
}

// The steps in document order that the other has not: none of that name, or in another document.
std::vector<const Node*> own(const Side& mine, const Side& theirs) {
    std::vector<const Node*> out;
    for (const Node& node : mine.document.nodes) {
        if (mine.path.contains(node.id) && theirs.like(node) == nullptr) out.push_back(&node);
    }
    return out;
}

QList<Cell> rowOf(const QString& step, const QString& what, const QString& a, const QString& b) {
    QList<Cell> out = {textCell(step), textCell(what), textCell(a), textCell(b)};
    for (Cell& cell : out) cell.tip = cell.text;
    return out;
}

// Steps of two paths beside each other: of two documents those of one name that differ; then of
// those that only one path has, the first of a kind in A beside the first in B, and so on; null
// where the other has none.
using NodePairs = std::vector<std::pair<const Node*, const Node*>>;
NodePairs ownPairs(const Side& a, const Side& b) {
    NodePairs out;
    for (const Node& node : a.document.nodes) {
        const Node* other = a.path.contains(node.id) ? b.like(node) : nullptr;
        if (other != nullptr && other != &node && !isSame(a, node, b, *other))
            out.emplace_back(&node, other);
    }
    auto only_b = own(b, a);
    for (const Node* node : own(a, b)) {
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

void addOptions(CellTable& out, const Side& of_a, const Node& a, const Side& of_b, const Node& b) {
    const QString title_a = fromUtf8(of_a.graph.title(a)), title_b = fromUtf8(of_b.graph.title(b));
    const QString step =
        title_a == title_b ? title_a : QStringLiteral("%1 / %2").arg(title_a, title_b);
    bool differs = false;
    for (const auto& [name, value] : a.options.items()) {
        const auto other = b.options.find(name);
        if (other != b.options.end() && *other == value) continue;
        QString title = fromUtf8(name);
        for (const engine::Field& field : of_a.graph.kind(a).fields) {
            if (field.name == name) title = engineText(field.label);
        }
        out.rows << rowOf(step, title, valueText(value),
                          other == b.options.end() ? QStringLiteral("–") : valueText(*other));
        differs = true;
    }
    const QString reads_a = of_a.reads(a), reads_b = of_b.reads(b);
    if (reads_a != reads_b) {
        out.rows << rowOf(step, Words::tr("Reads"), reads_a, reads_b);
        differs = true;
    }
    if (!differs)
        out.rows << rowOf(step, Words::tr("Same options"), QStringLiteral("="),
                          QStringLiteral("="));
}

}  // namespace

CellTable differenceTable(const engine::Catalog& catalog, const DocumentArm& a,
                          const DocumentArm& b) {
    CellTable out;
    out.headers = {Words::tr("Step"), Words::tr("Differs in"), a.title, b.title};
    const Side of_a(a, catalog), of_b(b, catalog);
    for (const auto& [one, other] : ownPairs(of_a, of_b)) {
        if (one != nullptr && other != nullptr) {
            addOptions(out, of_a, *one, of_b, *other);
            continue;
        }
        const QString yes = Words::tr("yes"), no = Words::tr("no");
        const std::string title =
            one != nullptr ? of_a.graph.title(*one) : of_b.graph.title(*other);
        out.rows << rowOf(fromUtf8(title), Words::tr("Step"), one != nullptr ? yes : no,
                          one != nullptr ? no : yes);
    }
    return out;
}

ArmPath armPath(const engine::Catalog& catalog, const DocumentArm& arm, const DocumentArm& other) {
    const Side mine(arm, catalog), theirs(other, catalog);
    ArmPath out;
    for (const Node& node : mine.document.nodes) {
        if (mine.path.contains(node.id)) out.nodes.push_back(&node);
    }
    for (const auto& [one, beside] : ownPairs(mine, theirs)) {
        if (one == nullptr || (beside != nullptr && isSame(mine, *one, theirs, *beside))) continue;
        out.differ.insert(one->id);
    }
    return out;
}

}  // namespace widgets
