#include "engine/plan/check_arms.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/plan/resolve.h"

namespace engine {
namespace {

bool parts_rows(const Node& node) {
    return node.kind == "split" || node.kind == "episodes" || node.kind == "user_tasks";
}

class ArmChecker {
public:
    ArmChecker(const Graph& graph, ProblemList& out)
        : document_(graph.document()), graph_(graph), out_(out) {}

    void run() {
        std::map<std::string, int> ids;
        for (const Arm& arm : document_.arms) {
            if (++ids[arm.id] == 2)
                out_.add("arm", "", "", "Two arms have the id \"%1\".", {arm.id});
        }
        for (const Arm& arm : document_.arms) one_arm(arm);
        for (const Node& node : document_.nodes) {
            if (graph_.kind(node).role == Role::Gather) something_to_compare(node);
            if (graph_.kind(node).input("scored") != nullptr) of_an_arm(node);
        }
    }

private:
    void one_arm(const Arm& arm) {
        if (document_.node(arm.ends) == nullptr) {
            std::vector<std::string> known;
            for (const Node& node : document_.nodes) known.push_back(node.id);
            out_.unknown("Arm \"%2\" ends at \"%1\", which is not there.", arm.ends, known, "", "",
                         arm.title);
            return;
        }
        const Node* evaluator = graph_.evaluator(arm);
        if (evaluator == nullptr) {
            out_.add(
                "arm", arm.ends, "",
                "Arm \"%1\" is not scored: exactly one evaluating node must read from its end.",
                {arm.title}, "Add evaluation");
            return;
        }
        if (!arm.control.empty()) control(arm, *evaluator);
        const Node* judge = judge_of(*evaluator);
        if (judge == nullptr) return;  // an input is missing
        if (!parts_rows(*judge)) {
            out_.add("leakage", evaluator->id, "data",
                     "Arm \"%1\" is scored on rows that were never split from training.",
                     {arm.title}, "Insert split");
            return;
        }
        if (judge->kind == "split" &&
            judge->options["train"].get<double>() + judge->options["valid"].get<double>() >
                1.0 - 1e-9) {
            out_.add("option", judge->id, "",
                     "%1 leaves no rows to test on: its shares add up to 1.",
                     {graph_.title(*judge)});
        }
        leakage(*evaluator, *judge);
        hidden_labels(*evaluator, *judge);
    }

    void control(const Arm& arm, const Node& evaluator) {
        if (arm.control == arm.id) {
            out_.add("arm", "", "", "Arm \"%1\" cannot be its own control.", {arm.title});
            return;
        }
        const Arm* control = document_.arm(arm.control);
        if (control == nullptr) {
            std::vector<std::string> known;
            for (const Arm& one : document_.arms) known.push_back(one.id);
            out_.unknown("Arm \"%2\" has the control \"%1\", which is not there.", arm.control,
                         known, "", "", arm.title);
            return;
        }
        const Node* other = graph_.evaluator(*control);
        if (other == nullptr) return;
        if (test_rows(*other) != test_rows(evaluator)) {
            out_.add("same_test", evaluator.id, "data",
                     "Arm \"%1\" is scored on other rows than arm \"%2\".",
                     {arm.title, control->title}, "Use the control's split");
        }
        same_training(arm, *control, evaluator, *other);
    }

    // The control is the arm's own target node with less borrowed: what else differs between them
    // is part of the difference that is measured.
    void same_training(const Arm& arm, const Arm& control, const Node& evaluator,
                       const Node& other) {
        const Node* mine = target_of(evaluator);
        const Node* theirs = target_of(other);
        if (mine == nullptr || theirs == nullptr || mine->kind != theirs->kind) return;
        const Json left = written_options(graph_, *mine);
        const Json right = written_options(graph_, *theirs);
        std::string unlike;
        for (const Field& field : graph_.kind(*mine).fields) {
            if (field.group != "Train" || left[field.name] == right[field.name]) continue;
            unlike += (unlike.empty() ? "" : ", ") + field.label;
        }
        if (unlike.empty()) return;
        out_.add("arm", mine->id, "",
                 "Arm \"%1\" and its control \"%2\" are trained differently: %3.",
                 {arm.title, control.title, unlike}, "Use the control's options")
            .blocks = false;
    }

    // The node whose result an evaluator scores: that which learns on the target.
    const Node* target_of(const Node& evaluator) const {
        auto edges = graph_.into(evaluator.id, "scored");
        while (!edges.empty()) {
            const Node& node = graph_.node(edges.front()->from.node);
            if (graph_.kind(node).role != Role::Search) return &node;
            edges = graph_.into(node.id, "trained");
        }
        return nullptr;
    }

    // Everything that decides which rows an evaluator scores, as a value: equal where the rows are
    // the same, whichever nodes they come by.
    Json test_rows(const Node& evaluator) const {
        const auto edges =
            graph_.into(evaluator.id, evaluator.kind == "rank_eval" ? "tasks" : "data");
        return edges.empty() ? Json() : rows_of(graph_.node(edges.front()->from.node), false);
    }

    // @param to_be_parted  a node that parts rows reads these: all that is done to them decides
    // which of them it puts where
    Json rows_of(const Node& node, bool to_be_parted) const {
        Json above = Json::array();
        for (const Edge* edge : graph_.into(node.id, "data")) {
            above.push_back(
                rows_of(graph_.node(edge->from.node), to_be_parted || parts_rows(node)));
        }
        if (!to_be_parted && !above.empty()) {
            // Texts of parted rows may be prepared in many ways; they stay the same rows. Of
            // stacked rows those of the first input are tested.
            if (node.kind == "budget" || node.kind == "combine") return above[0];
            if (node.kind == "clean")
                return node.options["deduplicate"].get<bool>() ? Json{"deduplicate", above}
                                                               : above[0];
        }
        return {node.kind, deciding_options(graph_.kind(node), node.options), above};
    }

    // The node that fixes which rows are scored: the one that parts them, else the dataset itself.
    // Null where the way there is broken.
    const Node* judge_of(const Node& evaluator) const {
        const Node* node = &evaluator;
        while (node != nullptr && !parts_rows(*node) && node->kind != "dataset") {
            const auto edges = graph_.into(node->id, node->kind == "rank_eval" ? "tasks" : "data");
            node = edges.empty() ? nullptr : document_.node(edges.front()->from.node);
        }
        return node;
    }

    // Nodes that the rows at `from` come by, up to and including those for which `stop` is true.
    template <class Stop>
    void rows_above(const std::string& from, const Stop& stop, std::set<std::string>& seen) const {
        if (!seen.insert(from).second || stop(graph_.node(from))) return;
        for (const Edge* edge : graph_.into(from)) {
            const Node& giver = graph_.node(edge->from.node);
            if (graph_.kind(giver).output(edge->from.port)->types == "D")
                rows_above(giver.id, stop, seen);
        }
    }

    // Rows reach training that the judge's split does not hold back. A split of its own is no help:
    // it may train on what the judge tests.
    void leakage(const Node& evaluator, const Node& judge) {
        const std::set<std::string> behind = graph_.ancestors(judge.id);
        std::set<std::string> tested;
        for (const std::string& id : behind) {
            if (graph_.node(id).kind == "dataset")
                tested.insert(graph_.node(id).options["source"].get<std::string>());
        }
        const auto held_back = [&](const Node& node) {
            return parts_rows(node) && behind.count(node.id) > 0;
        };
        for (const Edge* edge : training_edges(evaluator)) {
            std::set<std::string> above;
            rows_above(edge->from.node, held_back, above);
            for (const std::string& id : above) {
                const Node& node = graph_.node(id);
                if (node.kind != "dataset" || waived("leakage", edge->to.node)) continue;
                const auto source = node.options["source"].get<std::string>();
                if (tested.count(source) == 0) continue;
                out_.add("leakage", edge->to.node, edge->to.port,
                         "Test rows of %1 would reach training through %2.",
                         {source, graph_.title(graph_.node(edge->from.node))}, "Insert split")
                    .waivable = true;
            }
        }
    }

    // Part of an arm learns from labels that a budget hides from the rest of it.
    void hidden_labels(const Node& evaluator, const Node& judge) {
        const std::set<std::string> arm = graph_.ancestors(evaluator.id);
        const bool budgeted = std::any_of(arm.begin(), arm.end(), [&](const std::string& id) {
            return graph_.node(id).kind == "budget" && graph_.ancestors(id).count(judge.id) > 0;
        });
        if (!budgeted) return;
        const auto stop = [&](const Node& node) {
            return node.kind == "budget" || node.id == judge.id;
        };
        for (const Edge* edge : training_edges(evaluator)) {
            const Node& learner = graph_.node(edge->to.node);
            // A student that follows its teacher alone reads texts, not labels.
            if (learner.kind == "distil" && learner.options["soft"].get<double>() >= 1.0) continue;
            std::set<std::string> above;
            rows_above(edge->from.node, stop, above);
            if (above.count(judge.id) == 0 || waived("hidden_labels", learner.id)) continue;
            out_.add("hidden_labels", learner.id, edge->to.port,
                     "%1 would see labels the budget hides.", {graph_.title(learner)},
                     "Use unlabelled part")
                .waivable = true;
        }
    }

    // Edges that bring rows to the learning nodes above an evaluator.
    std::vector<const Edge*> training_edges(const Node& evaluator) const {
        std::vector<const Edge*> out;
        for (const std::string& id : graph_.ancestors(evaluator.id)) {
            if (!graph_.kind(graph_.node(id)).trains) continue;
            const auto edges = graph_.into(id, "data");
            out.insert(out.end(), edges.begin(), edges.end());
        }
        return out;
    }

    void something_to_compare(const Node& node) {
        const auto edges = graph_.into(node.id);
        for (const Arm& arm : document_.arms) {
            const Node* evaluator = arm.control.empty() ? nullptr : graph_.evaluator(arm);
            if (evaluator == nullptr) continue;
            for (const Edge* edge : edges) {
                if (edge->from.node == evaluator->id) return;
            }
        }
        out_.add("arm", node.id, "",
                 "%1 has nothing to compare: no arm that it reads has a control.",
                 {graph_.title(node)}, "Add twin")
            .blocks = false;
    }

    // What is scored for no arm is never run: whoever wired it up would wait for it in vain.
    void of_an_arm(const Node& evaluator) {
        const auto scored = graph_.into(evaluator.id, "scored");
        // An arm that ends right before it, and is not scored by it alone, is a fault of its own.
        const bool taken =
            std::any_of(document_.arms.begin(), document_.arms.end(), [&](const Arm& arm) {
                return graph_.evaluator(arm) == &evaluator ||
                       std::any_of(scored.begin(), scored.end(),
                                   [&](const Edge* edge) { return edge->from.node == arm.ends; });
            });
        if (taken || scored.empty()) return;
        out_.add("arm", evaluator.id, "", "%1 belongs to no arm, so it does not run.",
                 {graph_.title(evaluator)}, "Add an arm")
            .blocks = false;
    }

    bool waived(const std::string& rule, const std::string& node) const {
        return std::any_of(
            document_.waivers.begin(), document_.waivers.end(), [&](const Waiver& waiver) {
                return waiver.rule == rule && waiver.node == node && !waiver.reason.empty();
            });
    }

    const Document& document_;
    const Graph& graph_;
    ProblemList& out_;
};

}  // namespace

void check_arms(const Graph& graph, ProblemList& out) { ArmChecker(graph, out).run(); }

}  // namespace engine
