#include "engine/plan/expand.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "engine/base/hash.h"
#include "engine/plan/axes.h"
#include "engine/plan/compare.h"
#include "engine/plan/graph.h"
#include "engine/plan/resolve.h"
#include "engine/plan/search.h"

namespace engine {
namespace {

// Asks for each name once: a plan names the same data and models in every run.
class KnownFacts : public Facts {
public:
    explicit KnownFacts(Facts& facts) : facts_(facts) {}
    Result<DatasetFact> dataset(const std::string& name) override {
        const auto known = datasets_.find(name);
        return known != datasets_.end()
                   ? known->second
                   : datasets_.emplace(name, facts_.dataset(name)).first->second;
    }
    Result<ModelFact> model(const std::string& name) override {
        const auto known = models_.find(name);
        return known != models_.end() ? known->second
                                      : models_.emplace(name, facts_.model(name)).first->second;
    }

private:
    Facts& facts_;
    std::map<std::string, Result<DatasetFact>> datasets_;
    std::map<std::string, Result<ModelFact>> models_;
};

// What a step's result depends on beyond its own options, for titles.
struct Tags {
    AxisValues sweep;
    bool seeded = false;
};

class Expander {
public:
    Expander(const Document& document, const Catalog& catalog, Facts& facts,
             const PlanSettings& settings)
        : document_(document),
          graph_(document, catalog),
          facts_(facts),
          settings_(settings),
          axes_(find_axes(graph_)) {}

    Result<Plan> run() {
        for (const Arm& arm : document_.arms) {
            if (auto done = expand_arm(arm); !done) return done.error();
        }
        for (const Node& node : document_.nodes) {
            if (auto done = expand_loose(node); !done) return done.error();
        }
        for (const Node& node : document_.nodes) {
            if (graph_.kind(node).role == Role::Gather) gather(node);
        }
        return std::move(plan_);
    }

private:
    Result<void> expand_arm(const Arm& arm) {
        const Node& evaluator = *graph_.evaluator(arm);
        std::set<std::string> compared;
        for (const Arm* other : compared_arms(document_, arm))
            compared.merge(graph_.ancestors(graph_.evaluator(*other)->id));
        for (const AxisValues& values : combinations(axes_of(axes_, compared))) {
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
        if (kind.role != Role::Stage || kind.output("metrics") == nullptr || feeds_an_arm(node.id))
            return {};
        for (const AxisValues& values : combinations(axes_of(axes_, graph_.ancestors(node.id)))) {
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
        if (known_targets_.insert(key).second) plan_.targets.push_back(key);
    }

    Result<StepSource> source(const std::string& port, const PortRef& from,
                              const Binding& binding) {
        const Node& node = graph_.node(from.node);
        const NodeKind& kind = graph_.kind(node);
        if (kind.role == Role::Directive && node.kind == "no_transfer")
            return without_transfer(port, node, binding);
        auto key = kind.role == Role::Search ? search(node, binding) : instance(node, binding);
        if (!key) return key.error();
        return StepSource{port, *key, from.port};
    }

    // The encoder that an arm began with, as the library has it, or its untrained twin.
    Result<StepSource> without_transfer(const std::string& port, const Node& node,
                                        const Binding& binding) {
        const Node* encoder = graph_.encoder_of({node.id, "encoder"});
        if (encoder == nullptr) {
            return make_error(ErrorCode::BadPipeline, "%1 finds no encoder to go back to.",
                              {graph_.title(node)});
        }
        Binding bound = binding;
        if (node.options["withhold"] == "random_encoder") {
            if (encoder->kind != "encoder") {
                return make_error(ErrorCode::BadPipeline,
                                  "%1 has no random twin, since it was never pretrained.",
                                  {graph_.title(*encoder)});
            }
            bound.overrides[encoder->id]["weights"] = "random";
        }
        auto key = instance(*encoder, bound);
        if (!key) return key.error();
        return StepSource{port, *key, "encoder"};
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
                                  "%1 is not the data this pipeline was made with: its content has "
                                  "another fingerprint.",
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
        Step step = begin(node);
        Tags tags;
        for (const Edge* edge : graph_.into(node.id)) {
            if (edge->to.port == "recipe") continue;  // merged into the options
            auto input = source(edge->to.port, edge->from, binding);
            if (!input) return input.error();
            join(tags, tags_[input->key]);
            step.inputs.push_back(*std::move(input));
        }
        auto options = resolve_options(graph_, node, binding, axes_, facts_, settings_);
        if (!options) return options.error();
        step.options = *std::move(options);
        if (kind.draws(step.options)) step.seed = binding.seed;
        auto data = data_parts(node, step.options);
        if (!data) return data.error();
        for (const Axis& axis : axes_) {
            const auto value = binding.values.find(axis.name);
            if (axis.nodes.count(node.id) > 0 && value != binding.values.end())
                tags.sweep[axis.name] = value->second;
        }
        tags.seeded = tags.seeded || step.seed.has_value();
        describe(step, deciding_options(kind, step.options), *data);
        return memo_[memo] = add(std::move(step), tags, binding.seed);
    }

    // Trials of what is above, and the step that keeps the best of them.
    Result<std::string> search(const Node& node, const Binding& binding) {
        const std::string memo = memo_name(node, binding);
        if (const auto known = memo_.find(memo); known != memo_.end()) return known->second;
        auto options = resolve_options(graph_, node, binding, axes_, facts_, settings_);
        if (!options) return options.error();
        const Edge* edge = graph_.into(node.id, "trained").front();
        Step step = begin(node);
        Tags tags;
        Json tried = Json::array();
        for (const Overrides& trial : make_trials(graph_, *options)) {
            Binding bound = binding;
            for (const auto& [id, changes] : trial) {
                for (const auto& [name, value] : changes.items()) bound.overrides[id][name] = value;
            }
            auto input = source("trained", edge->from, bound);
            if (!input) return input.error();
            join(tags, tags_[input->key]);
            step.inputs.push_back(*std::move(input));
            tried.push_back(trial);
        }
        step.options = *std::move(options);
        step.options["trials"] = tried;
        // Which trials there were is all that matters, not what the nodes are called or how the
        // trials were found.
        describe(step, Json::object(), Json::object());
        return memo_[memo] = add(std::move(step), tags, binding.seed);
    }

    // A verdict compares every arm that is linked to it with its control, at every budget.
    void gather(const Node& node) {
        Step step = begin(node);
        step.options = node.options;
        std::set<std::string> needed;
        step.gather = planned_family(graph_, node, plan_.runs, needed);
        for (const std::string& key : needed) step.inputs.push_back({"metrics", key, "metrics"});
        describe(step, deciding_options(graph_.kind(node), step.options), Json::object());
        step.parts["family"] = step.gather;
        add_target(add(std::move(step), {}, 0));
    }

    Step begin(const Node& node) const {
        Step step;
        step.node = node.id;
        step.kind = node.kind;
        return step;
    }

    // What the key is made of.
    void describe(Step& step, Json options, Json data) const {
        const NodeKind& kind = graph_.kind(graph_.node(step.node));
        Json inputs = Json::array();
        for (const StepSource& input : step.inputs)
            inputs.push_back({input.port, input.key, input.output});
        step.parts = {{"kind", kind.id}, {"revision", kind.revision}};
        step.parts["options"] = std::move(options);
        step.parts["inputs"] = std::move(inputs);
        step.parts["data"] = std::move(data);
        if (step.seed) step.parts["seed"] = *step.seed;
        if (!settings_.provenance.empty()) step.parts["provenance"] = settings_.provenance;
    }

    std::string add(Step step, const Tags& tags, std::uint64_t seed) {
        step.key = sha256_hex(compact_json(step.parts));
        step.title = graph_.title(graph_.node(step.node));
        std::string inside;
        for (const auto& [name, value] : tags.sweep) {
            inside += (inside.empty() ? "" : ", ") + name + " " + compact_json(value);
            step.sweep[name] = value;
        }
        if (tags.seeded) inside += (inside.empty() ? "seed " : ", seed ") + std::to_string(seed);
        if (!inside.empty()) step.title += " (" + inside + ")";
        std::string key = step.key;
        tags_[key] = tags;
        if (plan_.index.emplace(key, plan_.steps.size()).second)
            plan_.steps.push_back(std::move(step));
        return key;
    }

    static void join(Tags& into, const Tags& from) {
        into.sweep.insert(from.sweep.begin(), from.sweep.end());
        into.seeded = into.seeded || from.seeded;
    }

    static std::string memo_name(const Node& node, const Binding& binding) {
        return compact_json(
            Json::array({node.id, binding.seed, binding.values, binding.overrides}));
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
            for (const StepSource& input : plan_.steps[plan_.index.at(next)].inputs)
                open.push_back(input.key);
        }
        return out;
    }

    const Document& document_;
    Graph graph_;
    KnownFacts facts_;
    const PlanSettings& settings_;
    std::vector<Axis> axes_;
    Plan plan_;
    std::unordered_set<std::string> known_targets_;
    std::map<std::string, std::string> memo_;
    std::map<std::string, Tags> tags_;
};

}  // namespace

Result<Plan> expand(const Document& document, const Catalog& catalog, Facts& facts,
                    const PlanSettings& settings) {
    return Expander(document, catalog, facts, settings).run();
}

}  // namespace engine
