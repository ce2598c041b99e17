#include "engine/plan/check.h"

#include <algorithm>
#include <map>

#include "engine/plan/check_arms.h"
#include "engine/plan/check_options.h"
#include "engine/plan/graph.h"
#include "engine/plan/problem_list.h"

namespace engine {
namespace {

std::string type_title(char letter) {
    static const std::map<char, std::string> titles = {
        {'E', "Encoder"}, {'D', "Data"},     {'T', "Tasks"},  {'R', "Recipe"},
        {'W', "Trained"}, {'F', "Features"}, {'S', "Scores"}, {'M', "Metrics"}};
    return titles.at(letter);
}

std::string types_title(const std::string& letters) {
    std::string out;
    for (const char letter : letters) out += (out.empty() ? "" : " or ") + type_title(letter);
    return out;
}

std::vector<std::string> port_names(const std::vector<Port>& ports) {
    std::vector<std::string> out;
    for (const Port& port : ports) out.push_back(port.name);
    return out;
}

std::string capital(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] += 'A' - 'a';
    return word;
}

class Checker {
public:
    Checker(const Document& document, const Catalog& catalog)
        : document_(document), catalog_(catalog), graph_(document, catalog) {}

    std::vector<Problem> run() {
        for (const Edge& edge : document_.edges) edge_ends(edge);
        if (!out_.problems.empty())
            return std::move(out_.problems);  // the rest needs edges that lead somewhere
        for (const Edge& edge : document_.edges) edge_rules(edge);
        loops();
        if (!out_.problems.empty()) return std::move(out_.problems);
        for (const Node& node : document_.nodes) inputs(node);
        for (const Node& node : document_.nodes) check_options(graph_, catalog_, node, out_);
        check_arms(graph_, out_);
        return std::move(out_.problems);
    }

private:
    void edge_ends(const Edge& edge) {
        for (const auto& [end, is_output] :
             {std::pair{&edge.from, true}, std::pair{&edge.to, false}}) {
            const Node* node = document_.node(end->node);
            if (node == nullptr) {
                std::vector<std::string> ids;
                for (const Node& one : document_.nodes) ids.push_back(one.id);
                out_.unknown("An edge names the node \"%1\", which is not there.", end->node, ids,
                             end->node, end->port);
                continue;
            }
            const NodeKind& kind = graph_.kind(*node);
            const auto& ports = is_output ? kind.outputs : kind.inputs;
            const auto names = port_names(ports);
            if (std::find(names.begin(), names.end(), end->port) == names.end()) {
                out_.unknown(is_output ? "%2 gives nothing called \"%1\"."
                                       : "%2 takes nothing called \"%1\".",
                             end->port, names, end->node, end->port, graph_.title(*node));
            }
        }
    }

    void edge_rules(const Edge& edge) {
        const Node& from = graph_.node(edge.from.node);
        const Node& to = graph_.node(edge.to.node);
        const NodeKind& giver = graph_.kind(from);
        const NodeKind& taker = graph_.kind(to);
        const char gives = giver.output(edge.from.port)->types.front();
        const std::string& takes = taker.input(edge.to.port)->types;
        if (takes.find(gives) == std::string::npos) {
            out_.add("type", to.id, edge.to.port, "%1 needs %2 here; %3 gives %4.",
                     {graph_.title(to), types_title(takes), graph_.title(from), type_title(gives)},
                     "Show fitting nodes");
        }
        // What is fitted on rows (TF-IDF) sits in the first lane and reads from the second.
        const bool fitted = taker.lane == Lane::Model;
        if (giver.lane > taker.lane && !fitted && !taker.also_in_target) {
            out_.add("lane", to.id, edge.to.port, "An edge cannot run back from %1 to %2.",
                     {std::string(title_of(giver.lane)), std::string(title_of(taker.lane))},
                     "Swap ends");
        }
    }

    // Nodes are taken away as long as nothing leads to them; what stays is on a loop or behind one.
    void loops() {
        std::map<std::string, int> open;
        for (const Node& node : document_.nodes) open[node.id] = 0;
        for (const Edge& edge : document_.edges) ++open[edge.to.node];
        std::vector<std::string> free;
        for (const auto& [id, count] : open) {
            if (count == 0) free.push_back(id);
        }
        while (!free.empty()) {
            const std::string id = free.back();
            free.pop_back();
            open.erase(id);
            for (const Edge* edge : graph_.out_of(id)) {
                if (--open[edge->to.node] == 0) free.push_back(edge->to.node);
            }
        }
        for (const Node& node : document_.nodes) {
            if (open.count(node.id) == 0) continue;
            for (const Edge* edge : graph_.into(node.id)) {
                if (graph_.ancestors(edge->from.node).count(node.id) == 0) continue;
                out_.add("loop", node.id, edge->to.port, "This edge closes a loop through %1.",
                         {graph_.title(node)}, "Show loop");
                return;
            }
        }
    }

    // Only a student's control, which follows the labels alone, does without.
    static bool needs_teacher(const Node& node, const Port& port) {
        return node.kind == "distil" && port.name == "teacher" &&
               node.options["soft"].get<double>() > 0;
    }

    void inputs(const Node& node) {
        for (const Port& port : graph_.kind(node).inputs) {
            const auto edges = graph_.into(node.id, port.name);
            if (edges.empty() && (!port.optional || needs_teacher(node, port))) {
                out_.add("missing_input", node.id, port.name, "%1 has no %2 (%3).",
                         {graph_.title(node), port.name, types_title(port.types)},
                         "Show fitting nodes");
            }
            if (edges.size() > 1 && !port.many) {
                out_.add("single_input", node.id, port.name, "%1 of %2 already comes from %3.",
                         {capital(port.name), graph_.title(node),
                          graph_.title(graph_.node(edges.front()->from.node))},
                         "Replace");
            }
        }
    }

    const Document& document_;
    const Catalog& catalog_;
    Graph graph_;
    ProblemList out_;
};

}  // namespace

std::vector<Problem> check(const Document& document, const Catalog& catalog) {
    std::vector<Problem> problems = Checker(document, catalog).run();
    std::vector<Problem> unique;  // arms share nodes: each fault is told once
    for (Problem& problem : problems) {
        const bool known = std::any_of(unique.begin(), unique.end(), [&](const Problem& other) {
            return other.rule == problem.rule && other.node == problem.node &&
                   other.what.text() == problem.what.text();
        });
        if (!known) unique.push_back(std::move(problem));
    }
    return unique;
}

Result<void> first_blocking(const std::vector<Problem>& problems) {
    for (const Problem& problem : problems) {
        if (problem.blocks) return problem.what;
    }
    return {};
}

}  // namespace engine
