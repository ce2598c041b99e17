#include "engine/plan/check_options.h"

#include <algorithm>
#include <array>
#include <functional>

#include "engine/plan/search.h"

namespace engine {
namespace {

std::vector<std::string> ids_of(const Document& document) {
    std::vector<std::string> out;
    for (const Node& node : document.nodes) out.push_back(node.id);
    return out;
}

// Kinds that decide which rows are judged or whose labels are seen: a search over them would
// compare unlike things.
bool decides_rows(const std::string& kind) {
    static constexpr std::array<std::string_view, 5> kinds = {"dataset", "split", "budget",
                                                              "episodes", "user_tasks"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Both ends of a range, or every value of it, must be what the option takes.
void check_tried_values(const Graph& graph, const Node& node, const Json& range, const Node& target,
                        const Field& field, ProblemList& out) {
    std::vector<Json> tried = {range.value("low", Json()), range.value("high", Json())};
    if (range.contains("values")) tried = range["values"].get<std::vector<Json>>();
    for (const Json& value : tried) {
        Json options = target.options;
        options[field.name] = !range.contains("values") && field.type == "int"
                                  ? Json(static_cast<std::int64_t>(value.get<double>()))
                                  : value;
        const auto resolved = graph.kind(target).resolve(options);
        if (resolved.ok()) continue;
        out.add("option", node.id, "", "%1 cannot try that: %2",
                {graph.title(node), resolved.error().text()});
        return;
    }
}

void check_range(const Graph& graph, const Node& node, const Json& range, ProblemList& out) {
    const auto id = range["node"].get<std::string>();
    const std::string title = graph.title(node);
    const Node* target = graph.document().node(id);
    if (target == nullptr) {
        out.unknown("%2 searches the node \"%1\", which is not there.", id,
                    ids_of(graph.document()), node.id, "", title);
        return;
    }
    if (graph.ancestors(node.id).count(id) == 0 || id == node.id) {
        out.add("option", node.id, "", "%1 searches the node \"%2\", which is not above it.",
                {title, id});
        return;
    }
    if (decides_rows(target->kind)) {
        out.add("option", node.id, "",
                "%1 cannot search %2: it decides which rows are learnt from and judged.",
                {title, graph.title(*target)});
        return;
    }
    const auto option = range["option"].get<std::string>();
    const Field* field = graph.kind(*target).field(option);
    if (field == nullptr) {
        std::vector<std::string> names;
        for (const Field& one : graph.kind(*target).fields) names.push_back(one.name);
        out.unknown("%2 has no option \"%1\" to search.", option, names, node.id, "",
                    graph.title(*target));
        return;
    }
    if (!range.contains("values") && field->type != "int" && field->type != "real" &&
        field->type != "auto_real") {
        out.add("option", node.id, "",
                "Option %1 of %2 is no number, so it needs a list of values to try.",
                {option, graph.title(*target)});
        return;
    }
    check_tried_values(graph, node, range, *target, *field, out);
}

void check_search(const Graph& graph, const Node& node, ProblemList& out) {
    const Json& ranges = node.options["ranges"];
    if (ranges.empty()) {
        out.add("option", node.id, "", "%1 has nothing to try: it names no range.",
                {graph.title(node)});
    }
    if (node.options["by"] == "grid" && grid_size(ranges) > kMostTrials) {
        out.add("option", node.id, "",
                "The grid of %1 has more than %2 combinations; random draws need fewer.",
                {graph.title(node), std::to_string(kMostTrials)});
    }
    for (const Json& range : ranges) check_range(graph, node, range, out);
}

// "last", or a number as the encoder counts its layers.
bool names_a_layer(const std::string& text) {
    if (text == "last") return true;
    if (text.empty() || text.size() > 2 || (text.size() == 2 && text[0] == '0')) return false;
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits && std::stoi(text) <= 48;
}

// What a control goes back to has the size of the library's model, not that of a student on the
// way.
void check_size_of_control(const Graph& graph, const Node& node, ProblemList& out) {
    const Edge* edge = graph.encoder_edge(node.id);
    while (edge != nullptr) {
        const Node& from = graph.node(edge->from.node);
        if (from.kind == "distil" && from.options["layers"].get<int>() > 0) {
            out.add("arm", node.id, "start",
                    "%1 goes back to the whole encoder; the student of %2 is smaller, so more than "
                    "the transfer differs.",
                    {graph.title(node), graph.title(from)}, "Compare with a student of share 0")
                .blocks = false;
            return;
        }
        edge = graph.encoder_edge(from.id);
    }
}

// The measures that evaluating kinds offer; "ndcg@10" counts as "ndcg".
void check_metric(const Graph& graph, const Catalog& catalog, const Node& node, ProblemList& out) {
    std::vector<std::string> known;
    for (const NodeKind& kind : catalog.entries()) {
        const Field* metrics = kind.field("metrics");
        if (metrics != nullptr)
            known.insert(known.end(), metrics->choices.begin(), metrics->choices.end());
    }
    const auto metric = node.options["metric"].get<std::string>();
    if (std::find(known.begin(), known.end(), metric.substr(0, metric.find('@'))) != known.end())
        return;
    out.unknown("%2 decides by \"%1\", which nothing measures.", metric, known, node.id, "",
                graph.title(node));
}

}  // namespace

void check_options(const Graph& graph, const Catalog& catalog, const Node& node, ProblemList& out) {
    const Json& options = node.options;
    const std::string title = graph.title(node);
    if (node.kind == "dataset" && options["source"].get_ref<const std::string&>().empty()) {
        out.add("option", node.id, "", "%1 names no dataset.", {title}, "Pick");
    }
    if (node.kind == "dataset") {
        const auto thresholds = options["thresholds"].get<std::vector<double>>();
        if (std::adjacent_find(thresholds.begin(), thresholds.end(), std::greater_equal<>()) !=
            thresholds.end()) {
            out.add("option", node.id, "", "The thresholds of %1 do not rise.", {title});
        }
    }
    if (node.kind == "split" &&
        options["train"].get<double>() + options["valid"].get<double>() > 1.0 + 1e-9) {
        out.add("option", node.id, "", "The shares of %1 add up to more than 1.", {title});
    }
    if (node.kind == "user_tasks" &&
        options["least_ratings"].get<int>() > options["most_ratings"].get<int>()) {
        out.add("option", node.id, "",
                "%1 keeps no user: its least number of ratings is above its most.", {title});
    }
    if (node.kind == "features" && !names_a_layer(options["layer"].get<std::string>())) {
        out.add("option", node.id, "",
                "%1 reads the layer \"%2\"; it takes last, or a number from 0 to 48.",
                {title, options["layer"].get<std::string>()});
    }
    if (node.kind == "no_transfer") check_size_of_control(graph, node, out);
    if (node.kind == "verdict") check_metric(graph, catalog, node, out);
    if (node.kind == "tune") check_search(graph, node, out);
}

}  // namespace engine
