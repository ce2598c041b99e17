// The twin of an arm: the same target node on the same rows, with less borrowed.
#include <QCoreApplication>
#include <algorithm>
#include <cassert>
#include <set>

#include "engine/plan/check.h"
#include "engine/plan/graph.h"
#include "widgets/document/edits.h"
#include "widgets/look/words.h"

namespace widgets::edits {

using engine::Arm;
using engine::Catalog;
using engine::Document;
using engine::Edge;
using engine::Json;
using engine::Lane;
using engine::Node;
using engine::NodeKind;
using engine::PortRef;

namespace {

enum class Withhold { Source, Pretraining };

Refusal refuse(std::string message, std::vector<std::string> arguments) {
    return {"twin",
            engine::make_error(engine::ErrorCode::BadPipeline, std::move(message),
                               std::move(arguments)),
            {},
            {}};
}

std::string words(const char* pattern, const std::string& title) {
    return QCoreApplication::translate("edits", pattern).arg(fromUtf8(title)).toStdString();
}

// What leads from the encoder to a node, seen from that node.
struct Start {
    const Node* encoder = nullptr;  // where it began
    bool learned = false;           // a node on the way has learnt
    std::string withheld;           // what a `no_transfer` on the way takes back already
};

class TwinMaker {
public:
    TwinMaker(const Document& document, const Catalog& catalog, const Arm& arm)
        : before_(document), catalog_(catalog), graph_(before_, catalog), arm_(arm) {
        for (const Node& node : before_.nodes)
            bottom_ = std::max(bottom_, positionOf(before_, node.id).y + kRow);
    }

    std::variant<Twin, Refusal> run(Document& out) {
        evaluator_ = graph_.evaluator(arm_);
        if (evaluator_ == nullptr || graph_.into(evaluator_->id, "scored").empty())
            return refuse(
                "Arm \"%1\" is not scored: exactly one evaluating node must read from its end.",
                {arm_.title});
        const auto mode = whatToWithhold();
        if (!mode)
            return refuse("Arm \"%1\" borrows nothing, so there is nothing to withhold from it.",
                          {arm_.title});
        mode_ = *mode;
        after_ = before_;
        addArmOf(copyEvaluator());
        if (auto fault = newFault()) return refuse(fault->message, fault->arguments);
        out = std::move(after_);
        return Twin{made_arm_, made_};
    }

private:
    // --- what the arm borrows

    const NodeKind& kind(const Node& node) const { return graph_.kind(node); }

    // The node that learns on the target: behind a search of options.
    const Node* target() const {
        const Edge* edge = graph_.into(evaluator_->id, "scored").front();
        const Node* node = &graph_.node(edge->from.node);
        while (kind(*node).role == engine::Role::Search) {
            const auto edges = graph_.into(node->id, "trained");
            if (edges.empty()) return nullptr;
            node = &graph_.node(edges.front()->from.node);
        }
        return node;
    }

    Start startOf(const std::string& id) const {
        Start start;
        const Node* node = before_.node(id);
        for (std::size_t hops = 0; node != nullptr && hops <= before_.nodes.size(); ++hops) {
            const NodeKind& what = kind(*node);
            if (what.role == engine::Role::Stage && what.output("encoder") != nullptr) {
                start.encoder = node;
                return start;
            }
            if (node->kind == "no_transfer" && start.withheld.empty())
                start.withheld = node->options["withhold"].get<std::string>();
            start.learned = start.learned || (what.trains && start.withheld.empty());
            const Edge* edge = graph_.encoder_edge(node->id);
            node = edge == nullptr ? nullptr : before_.node(edge->from.node);
        }
        return start;
    }

    std::set<std::string> datasetsAbove(const std::string& id) const {
        std::set<std::string> out;
        for (const std::string& above : graph_.ancestors(id)) {
            const Node& node = graph_.node(above);
            if (node.kind != "dataset") continue;
            const auto source = node.options["source"].get<std::string>();
            out.insert(source.empty() ? "node " + node.id : source);
        }
        return out;
    }

    const char* rowsPort() const { return evaluator_->kind == "rank_eval" ? "tasks" : "data"; }

    // Rows of no other dataset than the test rows come from.
    bool isOwn(const std::string& id) const {
        std::set<std::string> tested;
        for (const Edge* edge : graph_.into(evaluator_->id, rowsPort()))
            tested.merge(datasetsAbove(edge->from.node));
        const auto datasets = datasetsAbove(id);
        return std::includes(tested.begin(), tested.end(), datasets.begin(), datasets.end());
    }

    bool readsOtherRows(const Node& node) const {
        const auto edges = graph_.into(node.id, "data");
        return std::any_of(edges.begin(), edges.end(),
                           [&](const Edge* edge) { return !isOwn(edge->from.node); });
    }

    std::optional<Withhold> whatToWithhold() const {
        const Node* learner = target();
        if (learner == nullptr) return {};
        const bool taught = !graph_.into(learner->id, "teacher").empty() &&
                            learner->options["soft"].get<double>() > 0;
        if (taught || learner->kind == "train_source" || readsOtherRows(*learner))
            return Withhold::Source;
        const Edge* edge = graph_.encoder_edge(learner->id);
        if (edge == nullptr) return {};
        const Start start = startOf(edge->from.node);
        if (start.encoder == nullptr) return {};
        if (start.learned || readsOtherRows(*start.encoder)) return Withhold::Source;
        const bool pretrained =
            start.encoder->kind == "encoder" && start.encoder->options["weights"] == "pretrained";
        if (!pretrained || start.withheld == "random_encoder") return {};
        return Withhold::Pretraining;
    }

    // --- the copies

    Node& add(Node node, const std::string& wish, int x) {
        node.id = freshNodeId(after_, wish);
        int& y = next_.try_emplace(x, bottom_).first->second;
        places_[node.id] = {x, y};
        y += kRow;
        made_.push_back(node.id);
        after_.nodes.push_back(std::move(node));
        return after_.nodes.back();
    }

    std::string copyOf(const Node& node, int x) {
        Node copy = node;
        copy.title = words(QT_TRANSLATE_NOOP("edits", "%1 (twin)"), graph_.title(node));
        const std::string id = add(std::move(copy), node.id + "-twin", x).id;
        renamed_[node.id] = id;
        return id;
    }
    std::string copyOf(const Node& node) { return copyOf(node, positionOf(before_, node.id).x); }

    void join(const PortRef& from, const std::string& to, const std::string& port) {
        connect(after_, catalog_, from, {to, port});
    }

    std::string copyEvaluator() {
        const PortRef scored = copyScored(graph_.into(evaluator_->id, "scored").front()->from);
        const std::string id = copyOf(*evaluator_);
        join(scored, id, "scored");
        for (const Edge* edge : graph_.into(evaluator_->id, rowsPort()))
            join(edge->from, id, edge->to.port);
        for (const Edge* edge : graph_.out_of(evaluator_->id)) {
            if (edge->from.port == "metrics") join({id, "metrics"}, edge->to.node, edge->to.port);
        }
        return id;
    }

    // A search is copied around what it searches, with the ranges that are still above it.
    PortRef copyScored(const PortRef& from) {
        const Node& node = graph_.node(from.node);
        if (kind(node).role != engine::Role::Search) return {copyTarget(node), from.port};
        const PortRef inner = copyScored(graph_.into(node.id, "trained").front()->from);
        Json ranges = Json::array();
        for (Json range : node.options["ranges"]) {
            const auto found = renamed_.find(range["node"].get<std::string>());
            if (found == renamed_.end()) continue;
            range["node"] = found->second;
            ranges.push_back(std::move(range));
        }
        if (ranges.empty()) return inner;
        const std::string id = copyOf(node);
        after_.node(id)->options["ranges"] = std::move(ranges);
        join(inner, id, "trained");
        return {id, from.port};
    }

    // What was trained on the source and scored as it is has no target node: its twin is trained in
    // the same way on the target's rows.
    std::string copyAsFineTune(const Node& node) {
        const NodeKind& fine = *catalog_.find("fine_tune");
        Json options = Json::object();
        for (const engine::Field& field : fine.fields) {
            if (node.options.contains(field.name)) options[field.name] = node.options[field.name];
        }
        auto resolved = fine.resolve(options);
        assert(resolved);  // the same fields with the same ranges
        Node copy{node.id, fine.id, graph_.title(node), *std::move(resolved)};
        copy.title = words(QT_TRANSLATE_NOOP("edits", "%1 (twin)"), copy.title);
        const std::string id = add(std::move(copy), node.id + "-twin", kTargetColumn).id;
        renamed_[node.id] = id;
        return id;
    }

    std::string copyTarget(const Node& node) {
        const bool as_fine = node.kind == "train_source";
        const std::string id = as_fine ? copyAsFineTune(node) : copyOf(node);
        const NodeKind taker = *catalog_.find(as_fine ? "fine_tune" : node.kind);
        if (node.kind == "distil") after_.node(id)->options["soft"] = 0.0;
        for (const Edge* edge : graph_.into(node.id)) {
            const std::string& port = edge->to.port;
            if (port == "teacher") continue;
            switch (kind(graph_.node(edge->from.node)).output(edge->from.port)->types.front()) {
                case 'E':
                case 'W':
                    join(withheld(edge->from, taker), id, as_fine ? "start" : port);
                    break;
                case 'F':
                    break;  // below: some of them may go
                case 'D':
                    join(ownRows(edge->from, true), id, port);
                    break;
                default:
                    join(edge->from, id, port);
            }
        }
        copyFeatures(node, id);
        return id;
    }

    // Features of rows that the twin does not learn from are left out; where there are no others,
    // those of the tested rows take their place.
    void copyFeatures(const Node& node, const std::string& id) {
        std::vector<const Edge*> all, own;
        for (const Edge* edge : graph_.into(node.id)) {
            const Node& giver = graph_.node(edge->from.node);
            if (kind(giver).output(edge->from.port)->types != "F") continue;
            all.push_back(edge);
            if (!readsOtherRows(giver)) own.push_back(edge);
        }
        if (own.empty() && !all.empty()) own.push_back(all.front());
        for (const Edge* edge : own) {
            const Node& giver = graph_.node(edge->from.node);
            const std::string copy = copyOf(giver, kTargetColumn);
            for (const Edge* in : graph_.into(giver.id, "encoder"))
                join(withheld(in->from, kind(giver)), copy, "encoder");
            for (const Edge* in : graph_.into(giver.id, "data"))
                join(ownRows(in->from, false), copy, "data");
            join({copy, edge->from.port}, id, edge->to.port);
        }
    }

    // --- less borrowed

    // What takes the place of an encoder or of trained weights.
    PortRef withheld(const PortRef& from, const NodeKind& taker) {
        const Start start = startOf(from.node);
        if (start.encoder == nullptr) return from;  // an input is missing further up
        if (mode_ == Withhold::Source && readsOtherRows(*start.encoder))
            return {fittedOnOwn(*start.encoder), "encoder"};
        if (start.encoder->kind != "encoder") return {start.encoder->id, "encoder"};
        if (taker.lane < Lane::Target && !taker.also_in_target) return encoderItself(start);
        PortRef above = from;
        if (graph_.node(from.node).kind == "no_transfer") {
            if (mode_ == Withhold::Source) return from;  // it has no source already
            above = graph_.into(from.node, "start").front()->from;
        }
        const auto known = controls_.find(above.node);
        if (known != controls_.end()) return {known->second, "encoder"};
        Node control{"", "no_transfer", "", Json::object()};
        control.options["withhold"] = mode_ == Withhold::Source ? "no_source" : "random_encoder";
        const std::string id = add(std::move(control), "no-transfer", kTargetColumn).id;
        controls_[above.node] = id;
        join(above, id, "start");
        return {id, "encoder"};
    }

    // Before the Target lane no `no_transfer` may stand: what it stands for does.
    PortRef encoderItself(const Start& start) {
        if (mode_ == Withhold::Source) return {start.encoder->id, "encoder"};
        const std::string id = copyOf(*start.encoder);
        after_.node(id)->options["weights"] = "random";
        return {id, "encoder"};
    }

    // An encoder that is fitted on rows is fitted on the target's alone.
    std::string fittedOnOwn(const Node& encoder) {
        const std::string id = copyOf(encoder);
        for (const Edge* edge : graph_.into(encoder.id, "data"))
            join(ownRows(edge->from, true), id, "data");
        return id;
    }

    /// @param learns  labels are read: those that the budget reveals, not all
    PortRef ownRows(const PortRef& from, bool learns) {
        if (mode_ != Withhold::Source) return from;
        if (const auto less = withoutOthers(from)) return *less;
        const auto tested = graph_.into(evaluator_->id, rowsPort());
        if (tested.empty()) return from;
        const PortRef& rows = tested.front()->from;
        if (kind(graph_.node(rows.node)).output(rows.port)->types != "D") return from;
        if (!learns) return rows;
        for (const Node& node : before_.nodes) {
            if (node.kind == "budget" && graph_.ancestors(node.id).count(rows.node) > 0)
                return {node.id, "data"};
        }
        return rows;
    }

    // The same rows without those of other datasets; nothing when none is left.
    std::optional<PortRef> withoutOthers(const PortRef& from) {
        if (isOwn(from.node)) return from;
        const Node& node = graph_.node(from.node);
        for (const Edge* edge : graph_.into(node.id, "data")) {
            const auto less = withoutOthers(edge->from);
            if (!less) continue;
            if (node.kind == "combine") return less;
            const std::string id = copyOf(node);
            join(*less, id, edge->to.port);
            return PortRef{id, from.port};
        }
        return {};
    }

    // --- the arm

    void addArmOf(const std::string& evaluator) {
        const char* const pattern = mode_ == Withhold::Source
                                        ? QT_TRANSLATE_NOOP("edits", "%1, no transfer")
                                        : QT_TRANSLATE_NOOP("edits", "%1, nothing pretrained");
        made_arm_ = addArm(after_, catalog_, evaluator, words(pattern, arm_.title));
        setControl(after_, arm_.id, made_arm_);
        moveNodes(after_, places_);
    }

    // What the twin brought in must break no rule.
    std::optional<engine::Error> newFault() const {
        const auto known = engine::check(before_, catalog_);
        for (const engine::Problem& problem : engine::check(after_, catalog_)) {
            const bool old = std::any_of(known.begin(), known.end(), [&](const auto& one) {
                return one.rule == problem.rule && one.node == problem.node &&
                       one.what.text() == problem.what.text();
            });
            if (problem.blocks && !old) return problem.what;
        }
        return {};
    }

    static constexpr int kTargetColumn = kColumn * static_cast<int>(Lane::Target);

    const Document before_;
    const Catalog& catalog_;
    engine::Graph graph_;  // of the document as it was
    const Arm arm_;
    const Node* evaluator_ = nullptr;
    Withhold mode_ = Withhold::Source;
    Document after_;
    int bottom_ = 0;
    std::map<int, int> next_;  // column -> free place
    std::map<std::string, Position> places_;
    std::map<std::string, std::string> renamed_, controls_;
    Ids made_;
    std::string made_arm_;
};

}  // namespace

std::variant<Twin, Refusal> addTwin(Document& document, const Catalog& catalog,
                                    std::string_view arm) {
    const Arm* known = document.arm(arm);
    if (known == nullptr) return refuse("There is no arm \"%1\".", {std::string(arm)});
    return TwinMaker(document, catalog, *known).run(document);
}

}  // namespace widgets::edits
