#include "engine/plan/resolve.h"

namespace engine {
namespace {

void merge(Json& options, const Json& more) {
    for (const auto& [name, value] : more.items()) options[name] = value;
}

// A node's own options with what a trial tries. Errors: BadOption.
Result<Json> tried_options(const Graph& graph, const Node& node, Json options,
                           const Overrides& overrides) {
    const auto tried = overrides.find(node.id);
    if (tried == overrides.end()) return options;
    merge(options, tried->second);
    auto checked = graph.kind(node).resolve(options);
    if (!checked)
        return make_error(checked.error().code, "Node %1: %2", {node.id, checked.error().text()});
    return checked;
}

Result<void> resolve_rate(const Graph& graph, const Node& node, Json& options,
                          const Binding& binding, Facts& facts) {
    const Edge* edge = graph.encoder_edge(node.id);
    const Node* encoder = edge == nullptr ? nullptr : graph.encoder_of(edge->from);
    if (encoder == nullptr || !encoder->options.contains("model")) {
        return make_error(ErrorCode::BadPipeline,
                          "The learning rate of %1 cannot be auto: no encoder tells its size.",
                          {graph.title(node)});
    }
    auto encoding = tried_options(graph, *encoder, encoder->options, binding.overrides);
    if (!encoding) return encoding.error();
    auto fact = facts.model((*encoding)["model"].get<std::string>());
    if (!fact) return fact.error();
    // Few weights learn in an adapter, from nothing: it takes ten times the rate. Hu et al. 2021,
    // appendix D, against the usual rates of fine-tuning.
    options["rate"] = auto_rate(*fact) * (node.kind == "adapter" ? 10 : 1);
    return {};
}

// Default instead of nothing: the keys of whoever never touched such an option stay as they are.
void reset_hidden(const NodeKind& kind, Json& options) {
    for (const Field& field : kind.fields) {
        if (!is_shown(field, options)) options[field.name] = field.default_value;
    }
}

}  // namespace

Json written_options(const Graph& graph, const Node& node) {
    Json out = node.options;
    for (const Edge* edge : graph.into(node.id, "recipe"))
        merge(out, graph.node(edge->from.node).options);
    return out;
}

bool is_shown(const Field& field, const Json& options) {
    const auto equals = field.shown_if.find('=');
    if (equals == std::string::npos) return true;
    const Json& other = options.at(field.shown_if.substr(0, equals));
    return (other.is_string() ? other.get<std::string>() : compact_json(other)) ==
           field.shown_if.substr(equals + 1);
}

double auto_rate(const ModelFact& encoder) {
    if (encoder.dim <= 256) return 3e-4;
    return encoder.dim <= 512 ? 1e-4 : 5e-5;
}

Result<Json> resolve_options(const Graph& graph, const Node& node, const Binding& binding,
                             const std::vector<Axis>& axes, Facts& facts,
                             const PlanSettings& settings) {
    Json own = node.options;
    for (const Axis& axis : axes) {
        const auto value = binding.values.find(axis.name);
        if (value != binding.values.end() && axis.nodes.count(node.id) > 0)
            own[axis.option] = Json::array({value->second});
    }
    for (const Edge* edge : graph.into(node.id, "recipe")) {
        const Node& recipe = graph.node(edge->from.node);
        auto shared = tried_options(graph, recipe, recipe.options, binding.overrides);
        if (!shared) return shared.error();
        merge(own, *shared);
    }
    auto resolved = tried_options(graph, node, std::move(own), binding.overrides);
    if (!resolved) return resolved;
    Json& options = *resolved;
    reset_hidden(graph.kind(node), options);
    if (options.contains("precision") && options["precision"] == "auto")
        options["precision"] = settings.precision;
    if (options.contains("rate") && options["rate"] == "auto") {
        if (auto done = resolve_rate(graph, node, options, binding, facts); !done)
            return done.error();
    }
    if (node.kind == "encoder" && options["pooling"] == "auto") {
        auto fact = facts.model(options["model"].get<std::string>());
        if (!fact) return fact.error();
        options["pooling"] = fact->pooling;
    }
    return resolved;
}

Json deciding_options(const NodeKind& kind, const Json& options) {
    Json out = Json::object();
    for (const Field& field : kind.fields) {
        if (field.neutral || (field.later && options[field.name] == field.default_value)) continue;
        out[field.name] = options[field.name];
    }
    return out;
}

}  // namespace engine
