#include "engine/plan/check.h"

#include <algorithm>
#include <map>

#include "engine/base/nearest.h"
#include "engine/plan/graph.h"

namespace engine {
namespace {

std::string type_title(char letter) {
    static const std::map<char, std::string> titles = {{'E', "Encoder"},  {'D', "Data"},   {'T', "Tasks"},
                                                       {'R', "Recipe"},   {'W', "Trained"}, {'F', "Features"},
                                                       {'S', "Scores"},   {'M', "Metrics"}};
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

class Checker {
public:
    Checker(const Document& document, const Catalog& catalog) : document_(document), graph_(document, catalog) {}

    std::vector<Problem> run() {
        for (const Edge& edge : document_.edges) edge_ends(edge);
        if (!problems_.empty()) return std::move(problems_);  // the rest needs edges that lead somewhere
        for (const Edge& edge : document_.edges) edge_rules(edge);
        loops();
        if (!problems_.empty()) return std::move(problems_);
        for (const Node& node : document_.nodes) inputs(node);
        for (const Node& node : document_.nodes) options(node);
        arms();
        return std::move(problems_);
    }

private:
    Problem& add(std::string rule, std::string node, std::string port, std::string message,
                 std::vector<std::string> arguments, std::string fix = {}) {
        problems_.push_back({std::move(rule), std::move(node), std::move(port),
                             make_error(ErrorCode::BadPipeline, std::move(message), std::move(arguments)),
                             std::move(fix)});
        return problems_.back();
    }

    void edge_ends(const Edge& edge) {
        for (const auto& [end, is_output] : {std::pair{&edge.from, true}, std::pair{&edge.to, false}}) {
            const Node* node = document_.node(end->node);
            if (node == nullptr) {
                std::vector<std::string> ids;
                for (const Node& one : document_.nodes) ids.push_back(one.id);
                unknown("An edge names the node \"%1\", which is not there.", end->node, ids, end->node, end->port);
                continue;
            }
            const NodeKind& kind = graph_.kind(*node);
            const auto& ports = is_output ? kind.outputs : kind.inputs;
            const auto names = port_names(ports);
            if (std::find(names.begin(), names.end(), end->port) == names.end()) {
                unknown(is_output ? "%2 gives nothing called \"%1\"." : "%2 takes nothing called \"%1\".", end->port,
                        names, end->node, end->port, graph_.title(*node));
            }
        }
    }

    void unknown(const char* message, const std::string& wanted, const std::vector<std::string>& known,
                 const std::string& node, const std::string& port, const std::string& title = {}) {
        const std::string nearest = nearest_name(wanted, known);
        std::string text = message;
        std::vector<std::string> arguments = {wanted, title};
        if (!nearest.empty()) {
            text += " Did you mean \"%3\"?";
            arguments.push_back(nearest);
        }
        add("unknown", node, port, text, arguments);
    }

    void edge_rules(const Edge& edge) {
        const Node& from = graph_.node(edge.from.node);
        const Node& to = graph_.node(edge.to.node);
        const NodeKind& giver = graph_.kind(from);
        const NodeKind& taker = graph_.kind(to);
        const char gives = giver.output(edge.from.port)->types.front();
        const std::string& takes = taker.input(edge.to.port)->types;
        if (takes.find(gives) == std::string::npos) {
            add("type", to.id, edge.to.port, "%1 needs %2 here; %3 gives %4.",
                {graph_.title(to), types_title(takes), graph_.title(from), type_title(gives)}, "Show fitting nodes");
        }
        // What is fitted on rows (TF-IDF) sits in the first lane and reads from the second: the one way back.
        const bool fitted = taker.lane == Lane::Model;
        if (giver.lane > taker.lane && !fitted && !taker.also_in_target) {
            add("lane", to.id, edge.to.port, "An edge cannot run back from %1 to %2.",
                {std::string(title_of(giver.lane)), std::string(title_of(taker.lane))}, "Swap ends");
        }
    }

    void loops() {
        for (const Node& node : document_.nodes) {
            for (const Edge* edge : graph_.into(node.id)) {
                if (graph_.ancestors(edge->from.node).count(node.id) == 0) continue;
                add("loop", node.id, edge->to.port, "This edge closes a loop through %1.", {graph_.title(node)},
                    "Show loop");
                return;
            }
        }
    }

    void inputs(const Node& node) {
        for (const Port& port : graph_.kind(node).inputs) {
            const auto edges = graph_.into(node.id, port.name);
            if (edges.empty() && !port.optional) {
                add("missing_input", node.id, port.name, "%1 has no %2 (%3).",
                    {graph_.title(node), port.name, types_title(port.types)}, "Show fitting nodes");
            }
            if (edges.size() > 1 && !port.many) {
                add("single_input", node.id, port.name, "%1 of %2 already comes from %3.",
                    {port.name, graph_.title(node), graph_.title(graph_.node(edges.front()->from.node))}, "Replace");
            }
        }
    }

    void options(const Node& node) {
        if (node.kind == "dataset" && node.options["source"] == "") {
            add("option", node.id, "", "%1 names no dataset.", {graph_.title(node)}, "Pick");
        }
        if (node.kind == "split") {
            if (node.options["train"].get<double>() + node.options["valid"].get<double>() > 1.0 + 1e-9) {
                add("option", node.id, "", "The shares of %1 add up to more than 1.", {graph_.title(node)});
            }
        }
        if (node.kind == "tune") search(node);
    }

    void search(const Node& node) {
        if (node.options["ranges"].empty()) {
            add("option", node.id, "", "%1 has nothing to try: it names no range.", {graph_.title(node)});
        }
        const auto above = graph_.ancestors(node.id);
        for (const Json& range : node.options["ranges"]) {
            const auto id = range["node"].get<std::string>();
            const Node* target = document_.node(id);
            if (target == nullptr || above.count(id) == 0) {
                add("option", node.id, "", "%1 searches the node \"%2\", which is not above it.", {graph_.title(node), id});
                continue;
            }
            const auto option = range["option"].get<std::string>();
            const Field* field = graph_.kind(*target).field(option);
            std::vector<std::string> names;
            for (const Field& one : graph_.kind(*target).fields) names.push_back(one.name);
            if (field == nullptr) {
                unknown("%2 has no option \"%1\" to search.", option, names, node.id, "", graph_.title(*target));
            } else if (!range.contains("values") && field->type != "int" && field->type != "real" && field->type != "auto_real") {
                add("option", node.id, "", "Option %1 of %2 is no number, so it needs a list of values to try.",
                    {option, graph_.title(*target)});
            }
        }
    }

    void arms() {
        std::map<std::string, int> ids;
        for (const Arm& arm : document_.arms) {
            if (++ids[arm.id] > 1) add("arm", "", "", "Two arms have the id \"%1\".", {arm.id});
        }
        for (const Arm& arm : document_.arms) one_arm(arm);
    }

    void one_arm(const Arm& arm) {
        if (document_.node(arm.ends) == nullptr) {
            std::vector<std::string> known;
            for (const Node& node : document_.nodes) known.push_back(node.id);
            unknown("Arm \"%2\" ends at \"%1\", which is not there.", arm.ends, known, "", "", arm.title);
            return;
        }
        const Node* evaluator = graph_.evaluator(arm);
        if (evaluator == nullptr) {
            add("arm", arm.ends, "", "Arm \"%1\" is not scored: exactly one evaluating node must read from its end.",
                {arm.title}, "Add evaluation");
            return;
        }
        if (!arm.control.empty()) {
            const Arm* control = document_.arm(arm.control);
            if (control == nullptr || control == &arm) {
                std::vector<std::string> known;
                for (const Arm& one : document_.arms) known.push_back(one.id);
                unknown("Arm \"%2\" has the control \"%1\", which is not there.", arm.control, known, "", "", arm.title);
            } else {
                same_test(arm, *control, *evaluator);
            }
        }
        leakage(arm, *evaluator);
    }

    // The node that fixes which rows are scored.
    const Node* judge_of(const Node& evaluator) const {
        const Node* node = &evaluator;
        while (node != nullptr) {
            if (node->kind == "split" || node->kind == "episodes" || node->kind == "user_tasks") return node;
            const auto edges = graph_.into(node->id, node->kind == "rank_eval" ? "tasks" : "data");
            node = edges.empty() ? nullptr : document_.node(edges.front()->from.node);
        }
        return nullptr;
    }

    void same_test(const Arm& arm, const Arm& control, const Node& evaluator) {
        const Node* other = graph_.evaluator(control);
        if (other == nullptr || judge_of(*other) == judge_of(evaluator)) return;
        add("same_test", evaluator.id, "data", "Arm \"%1\" is scored on other rows than arm \"%2\".",
            {arm.title, control.title}, "Use the control's split");
    }

    // Names of the datasets that reach `from` without passing a node that parts rows.
    std::set<std::string> unsplit_sources(const std::string& from) const {
        std::set<std::string> out;
        const Node& node = graph_.node(from);
        if (node.kind == "split" || node.kind == "episodes" || node.kind == "user_tasks") return out;
        if (node.kind == "dataset") return {node.options["source"].get<std::string>()};
        for (const Edge* edge : graph_.into(from)) {
            if (graph_.kind(node).input(edge->to.port)->types.find('D') == std::string::npos) continue;
            out.merge(unsplit_sources(edge->from.node));
        }
        return out;
    }

    void leakage(const Arm& arm, const Node& evaluator) {
        const Node* judge = judge_of(evaluator);
        if (judge == nullptr) {
            add("leakage", evaluator.id, "data", "Arm \"%1\" is scored on rows that were never split from training.",
                {arm.title}, "Insert split");
            return;
        }
        std::set<std::string> tested;
        for (const std::string& id : graph_.ancestors(judge->id)) {
            if (graph_.node(id).kind == "dataset") tested.insert(graph_.node(id).options["source"].get<std::string>());
        }
        for (const std::string& id : graph_.ancestors(evaluator.id)) {
            const Node& node = graph_.node(id);
            if (!graph_.kind(node).trains) continue;
            for (const Edge* edge : graph_.into(id, "data")) {
                for (const std::string& source : unsplit_sources(edge->from.node)) {
                    if (tested.count(source) == 0 || waived("leakage", id)) continue;
                    add("leakage", id, "data", "Test rows of %1 would reach training through %2.",
                        {source, graph_.title(graph_.node(edge->from.node))}, "Insert split")
                        .waivable = true;
                }
            }
        }
    }

    bool waived(const std::string& rule, const std::string& node) const {
        return std::any_of(document_.waivers.begin(), document_.waivers.end(), [&](const Waiver& waiver) {
            return waiver.rule == rule && waiver.node == node && !waiver.reason.empty();
        });
    }

    const Document& document_;
    Graph graph_;
    std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> check(const Document& document, const Catalog& catalog) {
    std::vector<Problem> problems = Checker(document, catalog).run();
    std::vector<Problem> unique;  // arms share nodes: each fault is told once
    for (Problem& problem : problems) {
        const bool known = std::any_of(unique.begin(), unique.end(), [&](const Problem& other) {
            return other.rule == problem.rule && other.node == problem.node && other.what.text() == problem.what.text();
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
