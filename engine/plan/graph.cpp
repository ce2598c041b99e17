#include "engine/plan/graph.h"

#include <algorithm>

namespace engine {

Graph::Graph(const Document& document, const Catalog& catalog)
    : document_(document), catalog_(catalog) {}

std::string Graph::title(const Node& node) const {
    return node.title.empty() ? kind(node).title : node.title;
}

std::vector<const Edge*> Graph::into(const std::string& id) const {
    std::vector<const Edge*> out;
    const Node* node = document_.node(id);
    if (node == nullptr) return out;
    for (const Port& port : kind(*node).inputs) {
        const auto edges = into(id, port.name);
        out.insert(out.end(), edges.begin(), edges.end());
    }
    return out;
}

std::vector<const Edge*> Graph::into(const std::string& id, const std::string& port) const {
    std::vector<const Edge*> out;
    for (const Edge& edge : document_.edges) {
        if (edge.to.node == id && edge.to.port == port) out.push_back(&edge);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Edge* a, const Edge* b) { return a->order < b->order; });
    return out;
}

std::vector<const Edge*> Graph::out_of(const std::string& id) const {
    std::vector<const Edge*> out;
    for (const Edge& edge : document_.edges) {
        if (edge.from.node == id) out.push_back(&edge);
    }
    return out;
}

std::set<std::string> Graph::ancestors(const std::string& id) const {
    std::set<std::string> seen;
    std::vector<std::string> open = {id};
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (!seen.insert(next).second) continue;
        for (const Edge& edge : document_.edges) {
            if (edge.to.node == next) open.push_back(edge.from.node);
        }
    }
    return seen;
}

const Node* Graph::evaluator(const Arm& arm) const {
    const Node* end = document_.node(arm.ends);
    if (end == nullptr) return nullptr;
    if (kind(*end).output("metrics") != nullptr && kind(*end).input("scored") != nullptr)
        return end;
    const Node* found = nullptr;
    for (const Edge* edge : out_of(arm.ends)) {
        const Node* reader = document_.node(edge->to.node);
        if (reader == nullptr || edge->to.port != "scored" ||
            kind(*reader).output("metrics") == nullptr)
            continue;
        if (found != nullptr && found != reader) return nullptr;
        found = reader;
    }
    return found;
}

const Edge* Graph::encoder_edge(const std::string& id) const {
    for (const char* port : {"start", "encoder", "student"}) {
        const auto edges = into(id, port);
        if (!edges.empty()) return edges.front();
    }
    for (const char* port : {"trained", "features"}) {  // tune; probe, by way of its features
        const auto edges = into(id, port);
        if (!edges.empty()) return edges.front();
    }
    return nullptr;
}

const Node* Graph::encoder_of(const PortRef& from) const {
    const Node* node = document_.node(from.node);
    for (std::size_t hops = 0; node != nullptr && hops <= document_.nodes.size(); ++hops) {
        const NodeKind& what = kind(*node);
        if (what.role == Role::Stage && what.output("encoder") != nullptr) return node;
        const Edge* edge = encoder_edge(node->id);
        if (edge == nullptr) return nullptr;
        node = document_.node(edge->from.node);
    }
    return nullptr;
}

}  // namespace engine
