#include "widgets/canvas/node_look.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include "widgets/canvas/glyphs.h"
#include "widgets/look/words.h"

namespace widgets {
namespace {

QString valueText(const engine::Json& value) {
    if (value.is_string()) return fromUtf8(value.get<std::string>());
    if (value.is_boolean())
        return value.get<bool>() ? QCoreApplication::translate("canvas", "yes")
                                 : QCoreApplication::translate("canvas", "no");
    if (value.is_number_float()) return numberText(value.get<double>(), 6);
    if (value.is_array()) {
        QStringList parts;
        for (const engine::Json& one : value) parts << valueText(one);
        return parts.join(QStringLiteral(", "));
    }
    if (value.is_object()) return QStringLiteral("...");  // ranges: the form shows them
    return fromUtf8(engine::compact_json(value));
}

QString portKey(const std::string& node, const std::string& port) {
    return fromUtf8(node) + QLatin1Char('.') + fromUtf8(port);
}

QList<PortLook> portsOf(const engine::Node& node, const engine::NodeKind& kind,
                        const QSet<QString>& linked_inputs, const QSet<QString>& linked_outputs) {
    QList<PortLook> out;
    for (const engine::Port& port : kind.inputs)
        out.push_back({fromUtf8(port.name), fromUtf8(port.types), true, !port.optional,
                       linked_inputs.contains(portKey(node.id, port.name))});
    for (const engine::Port& port : kind.outputs)
        out.push_back({fromUtf8(port.name), fromUtf8(port.types), false, false,
                       linked_outputs.contains(portKey(node.id, port.name))});
    return out;
}

}  // namespace

QString titleOf(const engine::Node& node, const engine::NodeKind* kind) {
    if (!node.title.empty()) return fromUtf8(node.title);
    return kind == nullptr ? fromUtf8(node.kind) : engineText(kind->title);
}

QString summaryOf(const engine::Node& node, const engine::NodeKind& kind) {
    QStringList parts;
    for (const engine::Field& field : kind.fields) {
        const auto value = node.options.find(field.name);
        if (value == node.options.end()) continue;
        if (*value == field.default_value && !field.sweep) continue;
        const QString text = valueText(*value);
        if (text.isEmpty()) continue;
        // A name or a choice speaks for itself; a number needs to be told what it counts.
        const bool plain = value->is_string() && field.type != "auto_real";
        parts << (plain ? text : engineText(field.label) + QLatin1Char(' ') + text);
    }
    return parts.join(QStringLiteral(" · "));
}

QList<NodeLook> looksOf(const engine::Document& document, const engine::Catalog& catalog,
                        const std::vector<engine::Problem>& problems) {
    QSet<QString> inputs, outputs;
    for (const engine::Edge& edge : document.edges) {
        outputs.insert(portKey(edge.from.node, edge.from.port));
        inputs.insert(portKey(edge.to.node, edge.to.port));
    }
    QHash<QString, QStringList> blocking, warning;
    for (const engine::Problem& problem : problems) {
        auto& list = problem.blocks ? blocking : warning;
        list[fromUtf8(problem.node)] << say(problem.what);
    }
    QList<NodeLook> out;
    out.reserve(static_cast<qsizetype>(document.nodes.size()));
    for (const engine::Node& node : document.nodes) {
        const engine::NodeKind* kind = catalog.find(node.kind);
        if (kind == nullptr) continue;  // a document with an unknown kind is not read at all
        NodeLook look;
        look.id = fromUtf8(node.id);
        look.title = titleOf(node, kind);
        look.kind = engineText(kind->title);
        look.icon = kindIcon(node.kind);
        look.summary = summaryOf(node, *kind);
        look.faults = blocking.value(look.id) + warning.value(look.id);
        look.blocked = blocking.contains(look.id);
        look.twin = node.kind == "no_transfer";
        look.ports = portsOf(node, *kind, inputs, outputs);
        out.push_back(std::move(look));
    }
    return out;
}

}  // namespace widgets
