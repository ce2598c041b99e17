#include "engine/plan/plan.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "engine/base/hash.h"
#include "engine/plan/check.h"
#include "engine/plan/graph.h"
#include "engine/plan/resolve.h"
#include "engine/plan/search.h"

namespace engine {
namespace {

// A sweep: nodes with the same option name and the same values move together.
struct Axis {
    std::string name;
    Json values;
    std::set<std::string> nodes;
};

struct Binding {
    std::map<std::string, Json> values;  // axis name -> value
    std::uint64_t seed = 0;
    Overrides overrides;
};

// What a step's result depends on beyond its own options, for titles.
struct Tags {
    std::map<std::string, Json> sweep;
    bool seeded = false;
};

class Expander {
public:
    Expander(const Document& document, const Catalog& catalog, Facts& facts, const PlanSettings& settings)
        : document_(document), graph_(document, catalog), facts_(facts), settings_(settings) {
        find_axes();
    }

    Result<Plan> run() {
        for (const Arm& arm : document_.arms) {
            if (auto done = expand_arm(arm); !done) return done.error();
        }
        for (const Node& node : document_.nodes) {
            if (auto done = expand_loose(node); !done) return done.error();
        }
        for (const Node& node : document_.nodes) {
            if (graph_.kind(node).role != Role::Gather) continue;
            if (auto done = gather(node); !done) return done.error();
        }
        return std::move(plan_);
    }

private:
    void find_axes() {
        for (const Node& node : document_.nodes) {
            for (const Field& field : graph_.kind(node).fields) {
                if (!field.sweep) continue;
                const Json& values = node.options[field.name];
                Axis* same = nullptr;
                bool taken = false;
                for (Axis& axis : axes_) {
                    if (axis.values == values && axis.name == field.name) same = &axis;
                    taken = taken || axis.name == field.name;
                }
                if (same == nullptr) {
                    axes_.push_back({taken ? node.id + "." + field.name : field.name, values, {}});
                    same = &axes_.back();
                }
                same->nodes.insert(node.id);
            }
        }
    }

    std::vector<const Axis*> axes_of(const std::set<std::string>& nodes) const {
        std::vector<const Axis*> out;
        for (const Axis& axis : axes_) {
            const bool touched = std::any_of(axis.nodes.begin(), axis.nodes.end(),
                                             [&](const std::string& id) { return nodes.count(id) > 0; });
            if (touched) out.push_back(&axis);
        }
        return out;
    }

    // Every combination of the axes' values, first axis slowest.
    static std::vector<std::map<std::string, Json>> combinations(const std::vector<const Axis*>& axes) {
        std::vector<std::map<std::string, Json>> out = {{}};
        for (const Axis* axis : axes) {
            std::vector<std::map<std::string, Json>> longer;
            for (const auto& one : out) {
                for (const Json& value : axis->values) {
                    longer.push_back(one);
                    longer.back()[axis->name] = value;
                }
            }
            out = std::move(longer);
        }
        return out;
    }

    // An arm is expanded along its own axes and those of the arms it is compared with, so that pairs exist.
    std::set<std::string> compared_nodes(const Arm& arm) const {
        std::set<std::string> nodes = graph_.ancestors(graph_.evaluator(arm)->id);
        for (const Arm& other : document_.arms) {
            if (other.id != arm.control && other.control != arm.id) continue;
            nodes.merge(graph_.ancestors(graph_.evaluator(other)->id));
            for (const Arm& sibling : document_.arms) {  // arms of one control stand in one table
                if (sibling.control == other.id) nodes.merge(graph_.ancestors(graph_.evaluator(sibling)->id));
            }
        }
        return nodes;
    }

    Result<void> expand_arm(const Arm& arm) {
        const Node& evaluator = *graph_.evaluator(arm);
        for (const auto& values : combinations(axes_of(compared_nodes(arm)))) {
            for (const std::uint64_t seed : document_.seeds) {
                auto key = instance(evaluator, {values, seed, {}});
                if (!key) return key.error();
                Run run;
                run.arm = arm.id;
                for (const auto& [name, value] : values) run.sweep[name] = value;
                run.seed = seed;
                run.end = *key;
                run.steps = all_above(*key);
                add_target(*key);
                plan_.runs.push_back(std::move(run));
            }
        }
        return {};
    }

    // Measuring nodes outside every arm: references, for every budget and seed they depend on.
    Result<void> expand_loose(const Node& node) {
        const NodeKind& kind = graph_.kind(node);
        if (kind.role != Role::Stage || kind.output("metrics") == nullptr) return {};
        if (!graph_.out_of(node.id).empty() && feeds_an_arm(node.id)) return {};
        for (const auto& values : combinations(axes_of(graph_.ancestors(node.id)))) {
            for (const std::uint64_t seed : document_.seeds) {
                auto key = instance(node, {values, seed, {}});
                if (!key) return key.error();
                add_target(*key);
            }
        }
        return {};
    }

    bool feeds_an_arm(const std::string& id) const {
        return std::any_of(document_.arms.begin(), document_.arms.end(), [&](const Arm& arm) {
            return graph_.ancestors(graph_.evaluator(arm)->id).count(id) > 0;
        });
    }

    void add_target(const std::string& key) {
        if (std::find(plan_.targets.begin(), plan_.targets.end(), key) == plan_.targets.end()) {
            plan_.targets.push_back(key);
        }
    }

    Result<StepSource> source(const std::string& port, const PortRef& from, const Binding& binding) {
        const Node& node = graph_.node(from.node);
        const NodeKind& kind = graph_.kind(node);
        if (kind.role == Role::Directive && node.kind == "no_transfer") return without_transfer(port, node, binding);
        auto key = kind.role == Role::Search ? search(node, binding) : instance(node, binding);
        if (!key) return key.error();
        return StepSource{port, *key, from.port};
    }

    // The encoder that an arm began with, as the library has it, or its untrained twin.
    Result<StepSource> without_transfer(const std::string& port, const Node& node, const Binding& binding) {
        const Node* encoder = graph_.encoder_of({node.id, "encoder"});
        if (encoder == nullptr) {
            return make_error(ErrorCode::BadPipeline, "%1 finds no encoder to go back to.", {graph_.title(node)});
        }
        Binding bound = binding;
        if (node.options["withhold"] == "random_encoder") {
            if (encoder->kind != "encoder") {
                return make_error(ErrorCode::BadPipeline, "%1 has no random twin, since it was never pretrained.",
                                  {graph_.title(*encoder)});
            }
            bound.overrides[encoder->id]["weights"] = "random";
        }
        auto key = instance(*encoder, bound);
        if (!key) return key.error();
        return StepSource{port, *key, "encoder"};
    }

    Result<Json> bound_options(const Node& node, const Binding& binding) {
        const NodeKind& kind = graph_.kind(node);
        Json options = node.options;
        for (const Axis& axis : axes_) {
            const auto value = binding.values.find(axis.name);
            if (axis.nodes.count(node.id) == 0 || value == binding.values.end()) continue;
            for (const Field& field : kind.fields) {
                if (field.sweep && node.options[field.name] == axis.values) options[field.name] = Json::array({value->second});
            }
        }
        const auto changed = binding.overrides.find(node.id);
        if (changed != binding.overrides.end()) {
            for (const auto& [name, value] : changed->second.items()) options[name] = value;
            auto checked = kind.resolve(options);
            if (!checked) {
                return make_error(checked.error().code, "Node %1: %2", {node.id, checked.error().text()});
            }
            options = *std::move(checked);
        }
        return resolve_options(graph_, node, std::move(options), facts_, settings_);
    }

    Result<Json> data_parts(const Node& node, const Json& options) {
        Json data = Json::object();
        if (node.kind == "dataset") {
            const auto name = options["source"].get<std::string>();
            auto fact = facts_.dataset(name);
            if (!fact) return fact.error();
            const Json expected = document_.data.value(name, Json::object());
            if (expected.contains("sha256") && expected["sha256"] != fact->fingerprint) {
                return make_error(ErrorCode::BadData,
                                  "%1 is not the data this pipeline was made with: its content has another fingerprint.",
                                  {name}, fact->fingerprint);
            }
            data["dataset"] = fact->fingerprint;
        }
        if (node.kind == "encoder") {
            auto fact = facts_.model(options["model"].get<std::string>());
            if (!fact) return fact.error();
            data["model"] = fact->fingerprint;
        }
        return data;
    }

    Result<std::string> instance(const Node& node, const Binding& binding) {
        const std::string memo = memo_name(node, binding);
        if (const auto known = memo_.find(memo); known != memo_.end()) return known->second;
        const NodeKind& kind = graph_.kind(node);
        Step step;
        step.node = node.id;
        step.kind = node.kind;
        Tags tags;
        for (const Edge* edge : graph_.into(node.id)) {
            if (edge->to.port == "recipe") continue;  // merged into the options
            auto input = source(edge->to.port, edge->from, binding);
            if (!input) return input.error();
            tags_join(tags, tags_[input->key]);
            step.inputs.push_back(*std::move(input));
        }
        auto options = bound_options(node, binding);
        if (!options) return options.error();
        step.options = *std::move(options);
        if (kind.draws(step.options)) step.seed = binding.seed;
        auto data = data_parts(node, step.options);
        if (!data) return data.error();
        for (const Axis& axis : axes_) {
            const auto value = binding.values.find(axis.name);
            if (axis.nodes.count(node.id) > 0 && value != binding.values.end()) tags.sweep[axis.name] = value->second;
        }
        tags.seeded = tags.seeded || step.seed.has_value();
        finish(step, kind, *data, tags, binding);
        return memo_[memo] = add(std::move(step), tags);
    }

    void finish(Step& step, const NodeKind& kind, const Json& data, const Tags& tags, const Binding& binding) const {
        Json inputs = Json::array();
        for (const StepSource& input : step.inputs) inputs.push_back({input.port, input.key, input.output});
        step.parts = {{"kind", kind.id}, {"revision", kind.revision}, {"options", deciding_options(kind, step.options)}, {"inputs", inputs}, {"data", data}};
        if (step.seed) step.parts["seed"] = *step.seed;
        if (!settings_.provenance.empty()) step.parts["provenance"] = settings_.provenance;
        step.key = sha256_hex(compact_json(step.parts));
        step.title = graph_.title(graph_.node(step.node));
        std::string inside;
        for (const auto& [name, value] : tags.sweep) inside += (inside.empty() ? "" : ", ") + name + " " + compact_json(value);
        if (tags.seeded) inside += (inside.empty() ? "seed " : ", seed ") + std::to_string(binding.seed);
        if (!inside.empty()) step.title += " (" + inside + ")";
    }

    static void tags_join(Tags& into, const Tags& from) {
        into.sweep.insert(from.sweep.begin(), from.sweep.end());
        into.seeded = into.seeded || from.seeded;
    }

    std::string memo_name(const Node& node, const Binding& binding) const {
        Json name = {node.id, binding.seed, binding.values, binding.overrides};
        return compact_json(name);
    }

    std::string add(Step step, const Tags& tags) {
        const std::string key = step.key;
        tags_[key] = tags;
        if (plan_.index.emplace(key, plan_.steps.size()).second) plan_.steps.push_back(std::move(step));
        return key;
    }

    // Trials of what is above, and the step that keeps the best of them.
    Result<std::string> search(const Node& node, const Binding& binding) {
        const std::string memo = memo_name(node, binding);
        if (const auto known = memo_.find(memo); known != memo_.end()) return known->second;
        const auto edges = graph_.into(node.id, "trained");
        Step step;
        step.node = node.id;
        step.kind = node.kind;
        step.options = node.options;
        Tags tags;
        Json tried = Json::array();
        for (const Overrides& trial : make_trials(node.options)) {
            Binding bound = binding;
            for (const auto& [id, options] : trial) {
                for (const auto& [name, value] : options.items()) bound.overrides[id][name] = value;
            }
            auto input = source("trained", edges.front()->from, bound);
            if (!input) return input.error();
            tags_join(tags, tags_[input->key]);
            step.inputs.push_back(*std::move(input));
            tried.push_back(trial);
        }
        step.options["trials"] = tried;
        finish(step, graph_.kind(node), Json::object(), tags, binding);
        // Which trials there were is all that matters, not how they were listed or what the nodes are called.
        step.parts["options"] = Json::object();
        step.key = sha256_hex(compact_json(step.parts));
        return memo_[memo] = add(std::move(step), tags);
    }

    std::vector<std::string> all_above(const std::string& key) const {
        std::vector<std::string> out;
        std::set<std::string> seen;
        std::vector<std::string> open = {key};
        while (!open.empty()) {
            const std::string next = open.back();
            open.pop_back();
            if (!seen.insert(next).second) continue;
            out.push_back(next);
            for (const StepSource& input : plan_.steps[plan_.index.at(next)].inputs) open.push_back(input.key);
        }
        return out;
    }

    // A verdict compares every arm that is linked to it with its control, at every budget.
    Result<void> gather(const Node& node) {
        std::set<std::string> linked;
        for (const Edge* edge : graph_.into(node.id)) linked.insert(edge->from.node);
        Json family = Json::array();
        std::set<std::string> needed;
        for (const Arm& arm : document_.arms) {
            const Arm* control = document_.arm(arm.control);
            if (control == nullptr || linked.count(graph_.evaluator(arm)->id) == 0) continue;
            add_family(arm, *control, family, needed);
        }
        std::sort(family.begin(), family.end(), [](const Json& a, const Json& b) { return a.dump() < b.dump(); });
        Step step;
        step.node = node.id;
        step.kind = node.kind;
        step.options = node.options;
        for (const std::string& key : needed) step.inputs.push_back({"metrics", key, "metrics"});
        step.gather = family;
        finish(step, graph_.kind(node), Json::object(), {}, {});
        step.parts["family"] = family;
        step.key = sha256_hex(compact_json(step.parts));
        add_target(step.key);
        add(std::move(step), {});
        return {};
    }

    void add_family(const Arm& arm, const Arm& control, Json& family, std::set<std::string>& needed) const {
        std::map<std::string, std::pair<std::vector<std::string>, std::vector<std::string>>> sides;
        for (const Run& run : plan_.runs) {
            if (run.arm != arm.id) continue;
            for (const Run& other : plan_.runs) {
                if (other.arm != control.id || other.seed != run.seed || other.sweep != run.sweep) continue;
                auto& [mine, theirs] = sides[compact_json(run.sweep)];
                mine.push_back(run.end);
                theirs.push_back(other.end);
            }
        }
        for (const auto& [sweep, keys] : sides) {
            family.push_back({{"arm", keys.first}, {"control", keys.second}});
            needed.insert(keys.first.begin(), keys.first.end());
            needed.insert(keys.second.begin(), keys.second.end());
        }
    }

    const Document& document_;
    Graph graph_;
    Facts& facts_;
    const PlanSettings& settings_;
    std::vector<Axis> axes_;
    Plan plan_;
    std::map<std::string, std::string> memo_;
    std::map<std::string, Tags> tags_;
};

}  // namespace

const Step* Plan::step(const std::string& key) const {
    const auto it = index.find(key);
    return it == index.end() ? nullptr : &steps[it->second];
}

Result<Plan> make_plan(const Document& document, const Catalog& catalog, Facts& facts, const PlanSettings& settings) {
    if (auto done = first_blocking(check(document, catalog)); !done) return done.error();
    if (document.arms.empty()) {
        return make_error(ErrorCode::BadPipeline, "The pipeline has no arm, so there is nothing to run.");
    }
    return Expander(document, catalog, facts, settings).run();
}

std::vector<std::string> pending(const Plan& plan, const std::function<bool(const std::string&)>& present) {
    std::set<std::string> needed;
    std::vector<std::string> open;
    for (const std::string& key : plan.targets) {
        if (!present(key)) open.push_back(key);
    }
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (!needed.insert(next).second) continue;
        for (const StepSource& input : plan.step(next)->inputs) {
            if (!present(input.key)) open.push_back(input.key);
        }
    }
    std::vector<std::string> out;
    for (const Step& step : plan.steps) {
        if (needed.count(step.key) > 0) out.push_back(step.key);
    }
    return out;
}

std::string side_id(const std::vector<std::string>& keys) {
    std::string all;
    for (const std::string& key : keys) all += key + "\n";
    return sha256_hex(all);
}

}  // namespace engine
