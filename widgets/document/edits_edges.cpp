// Edges of a pipeline: which may be drawn, and which kinds fit an end.
#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "engine/plan/graph.h"
#include "widgets/document/edits.h"

namespace widgets::edits {

using engine::Catalog;
using engine::Document;
using engine::Edge;
using engine::Lane;
using engine::Node;
using engine::NodeKind;
using engine::Port;
using engine::PortRef;

namespace {

Refusal refuse(std::string rule, std::string message, std::vector<std::string> arguments,
               std::string fix = {}, std::string fixTitle = {}) {
    return {std::move(rule),
            engine::make_error(engine::ErrorCode::BadPipeline, std::move(message),
                               std::move(arguments)),
            std::move(fix), std::move(fixTitle)};
}

std::string capital(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] += 'A' - 'a';
    return word;
}

// The rule of engine::check: what is fitted on rows sits in the first lane and reads from the
// second, and some kinds may stand in Target as well.
bool runsBack(Lane giver, const NodeKind& taker) {
    return giver > taker.lane && taker.lane != Lane::Model && !taker.also_in_target;
}

bool shareALetter(std::string_view left, std::string_view right) {
    return left.find_first_of(right) != std::string_view::npos;
}

struct Ends {
    const Node* from;
    const Node* to;
    const NodeKind* giver;
    const NodeKind* taker;
    const Port* output;
    const Port* input;
};

std::optional<Ends> endsOf(const Document& document, const Catalog& catalog, const PortRef& from,
                           const PortRef& to) {
    Ends ends{document.node(from.node), document.node(to.node), nullptr, nullptr, nullptr, nullptr};
    if (ends.from == nullptr || ends.to == nullptr) return {};
    ends.giver = catalog.find(ends.from->kind);
    ends.taker = catalog.find(ends.to->kind);
    if (ends.giver == nullptr || ends.taker == nullptr) return {};
    ends.output = ends.giver->output(from.port);
    ends.input = ends.taker->input(to.port);
    if (ends.output == nullptr || ends.input == nullptr) return {};
    return ends;
}

}  // namespace

std::string typesTitle(std::string_view letters) {
    static constexpr std::array<std::pair<char, const char*>, 8> kTitles = {{{'E', "Encoder"},
                                                                             {'D', "Data"},
                                                                             {'T', "Tasks"},
                                                                             {'R', "Recipe"},
                                                                             {'W', "Trained"},
                                                                             {'F', "Features"},
                                                                             {'S', "Scores"},
                                                                             {'M', "Metrics"}}};
    std::string out;
    for (const char letter : letters) {
        for (const auto& [known, title] : kTitles) {
            if (known == letter) out += (out.empty() ? "" : " or ") + std::string(title);
        }
    }
    return out;
}

std::optional<Refusal> canConnect(const Document& document, const Catalog& catalog,
                                  const PortRef& from, const PortRef& to) {
    const auto ends = endsOf(document, catalog, from, to);
    if (!ends)
        return refuse("ends", "There is no such port to connect: %1 to %2.",
                      {from.node + "." + from.port, to.node + "." + to.port});
    const auto title = [&](const std::string& id) { return titleOf(document, catalog, id); };
    if (!shareALetter(ends->output->types, ends->input->types))
        return refuse("type", "%1 needs %2 here; %3 gives %4.",
                      {title(to.node), typesTitle(ends->input->types), title(from.node),
                       typesTitle(ends->output->types)},
                      "show_fitting", "Show fitting nodes");
    if (runsBack(ends->giver->lane, *ends->taker))
        return refuse("lane", "An edge cannot run back from %1 to %2.",
                      {std::string(engine::title_of(ends->giver->lane)),
                       std::string(engine::title_of(ends->taker->lane))},
                      "swap_ends", "Swap ends");
    const engine::Graph graph(document, catalog);
    if (graph.ancestors(from.node).count(to.node) > 0)
        return refuse("loop", "This edge would close a loop through %1.", {title(to.node)},
                      "show_loop", "Show loop");
    const auto others = graph.into(to.node, to.port);
    for (const Edge* edge : others) {
        if (edge->from == from)
            return refuse("same_edge", "%1 of %2 already comes from %3.",
                          {capital(to.port), title(to.node), title(from.node)});
    }
    if (!others.empty() && !ends->input->many)
        return refuse("single_input", "%1 of %2 already comes from %3.",
                      {capital(to.port), title(to.node), title(others.front()->from.node)},
                      "replace", "Replace");
    return {};
}

void connect(Document& document, const Catalog& catalog, const PortRef& from, const PortRef& to) {
    const auto ends = endsOf(document, catalog, from, to);
    if (!ends) return;
    if (!ends->input->many)
        std::erase_if(document.edges, [&](const Edge& edge) { return edge.to == to; });
    int order = 0;
    for (const Edge& edge : document.edges) {
        if (edge.to == to) order = std::max(order, edge.order + 1);
    }
    document.edges.push_back({from, to, order});
}

void disconnect(Document& document, const PortRef& from, const PortRef& to) {
    std::erase_if(document.edges,
                  [&](const Edge& edge) { return edge.from == from && edge.to == to; });
}

std::optional<std::pair<PortRef, PortRef>> swappedEnds(const Document& document,
                                                       const Catalog& catalog, const PortRef& from,
                                                       const PortRef& to) {
    const auto ends = endsOf(document, catalog, from, to);
    if (!ends) return {};
    for (const Port& output : ends->taker->outputs) {
        for (const Port& input : ends->giver->inputs) {
            const PortRef start{to.node, output.name};
            const PortRef end{from.node, input.name};
            if (!canConnect(document, catalog, start, end)) return std::pair{start, end};
        }
    }
    return {};
}

std::vector<FittingKind> fittingKinds(const Catalog& catalog, std::string_view types, Side side,
                                      std::optional<Lane> lane) {
    struct Ranked {
        std::tuple<bool, std::size_t, int> rank;
        FittingKind fit;
    };
    std::vector<Ranked> found;
    for (const NodeKind& kind : catalog.entries()) {
        const auto& ports = side == Side::Input ? kind.inputs : kind.outputs;
        const auto fits = [&](const Port& port) { return shareALetter(types, port.types); };
        auto port = std::find_if(ports.begin(), ports.end(),
                                 [&](const Port& one) { return fits(one) && !one.optional; });
        if (port == ports.end()) port = std::find_if(ports.begin(), ports.end(), fits);
        if (port == ports.end()) continue;
        if (lane && side == Side::Input && runsBack(*lane, kind)) continue;
        // Whether the taker may stand in Target as well is its own affair; here it is not known.
        if (lane && side == Side::Output && kind.lane > *lane && *lane != Lane::Model) continue;
        const int far = lane ? std::abs(static_cast<int>(kind.lane) - static_cast<int>(*lane)) : 0;
        found.push_back({{port->optional, port->types.size(), far}, {&kind, port->name}});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    std::vector<FittingKind> out;
    for (const Ranked& one : found) out.push_back(one.fit);
    return out;
}

}  // namespace widgets::edits
