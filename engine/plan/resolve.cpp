#include "engine/plan/resolve.h"

namespace engine {

double auto_rate(const ModelFact& encoder) {
    if (encoder.dim <= 256) return 3e-4;
    return encoder.dim <= 512 ? 1e-4 : 5e-5;
}

Result<Json> resolve_options(const Graph& graph, const Node& node, Json options, Facts& facts,
                             const PlanSettings& settings) {
    // A recipe speaks for the whole Train group of the nodes it is linked to.
    const auto recipe = graph.into(node.id, "recipe");
    if (!recipe.empty()) {
        for (const auto& [name, value] : graph.node(recipe.front()->from.node).options.items()) options[name] = value;
    }
    if (options.contains("precision") && options["precision"] == "auto") options["precision"] = settings.precision;
    if (options.contains("rate") && options["rate"] == "auto") {
        const Edge* edge = graph.encoder_edge(node.id);
        const Node* encoder = edge == nullptr ? nullptr : graph.encoder_of(edge->from);
        if (encoder == nullptr || !encoder->options.contains("model")) {
            return make_error(ErrorCode::BadPipeline, "The learning rate of %1 cannot be auto: no encoder tells its size.",
                              {graph.title(node)});
        }
        auto fact = facts.model(encoder->options["model"].get<std::string>());
        if (!fact) return fact.error();
        options["rate"] = auto_rate(*fact);
    }
    if (node.kind == "encoder" && options["pooling"] == "auto") {
        auto fact = facts.model(options["model"].get<std::string>());
        if (!fact) return fact.error();
        options["pooling"] = fact->pooling;
    }
    return options;
}

Json deciding_options(const NodeKind& kind, const Json& options) {
    Json out = Json::object();
    for (const Field& field : kind.fields) {
        if (!field.neutral) out[field.name] = options[field.name];
    }
    return out;
}

}  // namespace engine
