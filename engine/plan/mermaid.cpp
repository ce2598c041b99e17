#include "engine/plan/mermaid.h"

#include <array>
#include <map>

namespace engine {
namespace {

constexpr std::size_t kLanes = 6;

std::string label(const Node& node, const NodeKind* kind) {
    const std::string title = !node.title.empty() ? node.title
                              : kind == nullptr   ? node.kind
                                                  : kind->title;
    std::string out;
    for (const char c : title)
        out += c == '"' ? std::string("#quot;") : std::string(1, c == '\n' ? ' ' : c);
    return out;
}

}  // namespace

std::string mermaid(const Document& document, const Catalog& catalog) {
    std::map<std::string, std::string> names;
    std::array<std::string, kLanes> lanes;
    for (std::size_t i = 0; i < document.nodes.size(); ++i) {
        const Node& node = document.nodes[i];
        const NodeKind* kind = catalog.find(node.kind);
        names[node.id] = "n" + std::to_string(i + 1);
        const std::size_t lane = kind == nullptr ? 0 : static_cast<std::size_t>(kind->lane);
        lanes[lane] += "    " + names[node.id] + "[\"" + label(node, kind) + "\"]\n";
    }
    std::string out = "flowchart LR\n";
    for (std::size_t i = 0; i < kLanes; ++i) {
        const auto lane = static_cast<Lane>(i);
        if (lanes[i].empty()) continue;
        out += "  subgraph lane_" + std::string(name_of(lane)) + "[\"" +
               std::string(title_of(lane)) + "\"]\n" + lanes[i] + "  end\n";
    }
    for (const Edge& edge : document.edges) {
        const auto from = names.find(edge.from.node);
        const auto to = names.find(edge.to.node);
        if (from == names.end() || to == names.end()) continue;
        out += "  " + from->second + " -->|" + edge.from.port + "| " + to->second + "\n";
    }
    return out;
}

}  // namespace engine
