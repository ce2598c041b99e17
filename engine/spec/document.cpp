#include "engine/spec/document.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/nearest.h"

namespace engine {
namespace {

constexpr int kHighestOrder = 1000000;

Error bad(std::string message, std::vector<std::string> arguments) {
    return make_error(ErrorCode::BadDocument, std::move(message), std::move(arguments));
}

// An error about an option, with the node it stands in.
Error in_node(const std::string& node, const Error& error) {
    return make_error(error.code, "Node %1: %2", {node, error.text()}, error.detail);
}

Result<void> known_keys(const Json& object, const std::vector<std::string>& known,
                        const std::string& where) {
    if (!object.is_object()) return bad("%1 is not an object.", {where});
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end()) continue;
        const std::string nearest = nearest_name(key, known);
        if (nearest.empty()) return bad("%1 has no key \"%2\".", {where, key});
        return bad("%1 has no key \"%2\". Did you mean \"%3\"?", {where, key, nearest});
    }
    return {};
}

Result<std::string> text_at(const Json& object, const char* key, const std::string& where,
                            bool required = true) {
    const auto it = object.find(key);
    if (it == object.end() && !required) return std::string();
    if (it == object.end()) return bad("%1 lacks \"%2\".", {where, key});
    if (!it->is_string()) return bad("%1: \"%2\" is not a text.", {where, key});
    return it->get<std::string>();
}

Result<const Json*> list_at(const Json& object, const char* key) {
    static const Json empty = Json::array();
    const auto it = object.find(key);
    if (it == object.end()) return &empty;
    if (!it->is_array()) return bad("\"%1\" is not a list.", {key});
    return &*it;
}

Result<PortRef> read_port(const std::string& text, const std::string& where) {
    const auto dot = text.rfind('.');
    if (dot == std::string::npos || dot == 0 || dot + 1 == text.size()) {
        return bad("%1: \"%2\" is not of the form node.port.", {where, text});
    }
    return PortRef{text.substr(0, dot), text.substr(dot + 1)};
}

Result<Node> read_node(const Json& json, std::size_t number, const Catalog& catalog) {
    std::string where = "Node " + std::to_string(number);
    if (auto done = known_keys(json, {"id", "kind", "title", "options"}, where); !done)
        return done.error();
    Node node;
    auto id = text_at(json, "id", where);
    if (!id) return id.error();
    node.id = *id;
    where = "Node \"" + node.id + "\"";
    const bool good =
        !node.id.empty() && std::all_of(node.id.begin(), node.id.end(), [](unsigned char c) {
            return std::isalnum(c) != 0 || c == '_' || c == '-' || c >= 0x80;
        });
    if (!good) return bad("%1: an id is letters, digits, - and _.", {where});
    auto kind = text_at(json, "kind", where);
    if (!kind) return kind.error();
    node.kind = *kind;
    const NodeKind* known = catalog.find(node.kind);
    if (known == nullptr) {
        const std::string nearest = nearest_name(node.kind, catalog.ids());
        return nearest.empty()
                   ? make_error(ErrorCode::UnknownKind, "%1: there is no node kind \"%2\".",
                                {where, node.kind})
                   : make_error(ErrorCode::UnknownKind,
                                "%1: there is no node kind \"%2\". Did you mean \"%3\"?",
                                {where, node.kind, nearest});
    }
    auto title = text_at(json, "title", where, false);
    if (!title) return title.error();
    node.title = *title;
    auto options = known->resolve(json.contains("options") ? json["options"] : Json::object());
    if (!options) return in_node(node.id, options.error());
    node.options = *std::move(options);
    return node;
}

Result<Edge> read_edge(const Json& json, std::size_t number) {
    const std::string where = "Edge " + std::to_string(number);
    if (auto done = known_keys(json, {"from", "to", "order"}, where); !done) return done.error();
    Edge edge;
    for (auto [key, port] : {std::pair{"from", &edge.from}, std::pair{"to", &edge.to}}) {
        auto text = text_at(json, key, where);
        if (!text) return text.error();
        auto read = read_port(*text, where);
        if (!read) return read.error();
        *port = *std::move(read);
    }
    if (json.contains("order")) {
        const Json& order = json["order"];
        if (!order.is_number_unsigned() || order.get<std::uint64_t>() > kHighestOrder) {
            return bad("%1: \"order\" is no whole number from 0 to %2.",
                       {where, std::to_string(kHighestOrder)});
        }
        edge.order = order.get<int>();
    }
    return edge;
}

Result<Arm> read_arm(const Json& json, std::size_t number) {
    const std::string where = "Arm " + std::to_string(number);
    if (auto done = known_keys(json, {"id", "title", "ends", "control"}, where); !done)
        return done.error();
    Arm arm;
    for (auto [key, part, required] :
         {std::tuple{"id", &arm.id, true}, std::tuple{"title", &arm.title, false},
          std::tuple{"ends", &arm.ends, true}, std::tuple{"control", &arm.control, false}}) {
        auto text = text_at(json, key, where, required);
        if (!text) return text.error();
        *part = *std::move(text);
    }
    if (arm.id.empty()) return bad("%1: \"id\" is empty.", {where});
    if (arm.title.empty()) arm.title = arm.id;
    return arm;
}

Result<std::vector<std::uint64_t>> read_seeds(const Json& json) {
    std::vector<std::uint64_t> seeds;
    for (const Json& each : json) {
        if (!each.is_number_unsigned())
            return bad("\"seeds\" holds %1, which is no seed (0, 1, 2, ...).",
                       {compact_json(each)});
        const auto seed = each.get<std::uint64_t>();
        if (std::find(seeds.begin(), seeds.end(), seed) != seeds.end()) {
            return bad("\"seeds\" holds %1 twice.", {std::to_string(seed)});
        }
        seeds.push_back(seed);
    }
    if (seeds.empty()) return bad("\"seeds\" is empty.", {});
    return seeds;
}

Result<void> read_waivers(const Json& json, Document& document) {
    for (std::size_t i = 0; i < json.size(); ++i) {
        const std::string where = "Waiver " + std::to_string(i + 1);
        if (auto done = known_keys(json[i], {"rule", "node", "reason"}, where); !done) return done;
        Waiver waiver;
        for (auto [key, part] : {std::pair{"rule", &waiver.rule}, std::pair{"node", &waiver.node},
                                 std::pair{"reason", &waiver.reason}}) {
            auto text = text_at(json[i], key, where);
            if (!text) return text.error();
            *part = *std::move(text);
        }
        document.waivers.push_back(std::move(waiver));
    }
    return {};
}

// What the pipeline expects of its data: {"tweets": {"sha256": "9f3c..."}}.
Result<void> check_data(const Json& data) {
    for (const auto& [name, expected] : data.items()) {
        const std::string where = "Data \"" + name + "\"";
        if (auto done = known_keys(expected, {"sha256"}, where); !done) return done;
        if (auto text = text_at(expected, "sha256", where); !text) return text.error();
    }
    return {};
}

// Keys by name at every depth: what has no order of its own gets one, so that equal pipelines are
// equal bytes.
Json sorted(const Json& value) {
    if (!value.is_structured()) return value;
    Json out = value.is_array() ? Json::array() : Json::object();
    if (value.is_array()) {
        for (const Json& each : value) out.push_back(sorted(each));
        return out;
    }
    std::map<std::string, const Json*> parts;
    for (const auto& [key, part] : value.items()) parts.emplace(key, &part);
    for (const auto& [key, part] : parts) out[key] = sorted(*part);
    return out;
}

Result<void> read_version(const Json& json, const std::string& where) {
    if (!json.is_object() || !json.contains("format") || json["format"] != "warmstart.pipeline") {
        return bad("%1 is not a Warmstart pipeline (its \"format\" is not \"warmstart.pipeline\").",
                   {where});
    }
    const auto version = json.find("version");
    if (version == json.end() || !version->is_number_unsigned() || *version == 0) {
        return bad("%1 has no usable \"version\".", {where});
    }
    if (version->get<std::uint64_t>() > kDocumentVersion) {
        return make_error(ErrorCode::NewerVersion,
                          "%1 was written by a newer Warmstart (schema %2); this one reads up to "
                          "%3. Nothing was changed.",
                          {where, compact_json(*version), std::to_string(kDocumentVersion)});
    }
    return {};
}

template <class Value, class Read>
Result<void> read_list(const Json& json, const char* key, std::vector<Value>& into, Read read) {
    auto list = list_at(json, key);
    if (!list) return list.error();
    for (std::size_t i = 0; i < (*list)->size(); ++i) {
        auto value = read((**list)[i], i + 1);
        if (!value) return value.error();
        into.push_back(*std::move(value));
    }
    return {};
}

void write_lines(std::string& out, const char* key, const std::vector<Json>& lines) {
    out += std::string(" \"") + key + "\": [";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out += i == 0 ? "\n  " : ",\n  ";
        out += compact_json(lines[i]);
    }
    out += lines.empty() ? "]" : "\n ]";
}

// The value of an assignment: JSON, or a bare word. Where a text belongs, only a quoted text or a
// list is JSON: a column may be called "true" or "1.5".
Json assigned(const Field* field, const std::string& text) {
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return text;
    const bool wants_text =
        field != nullptr && (field->type == "text" || field->type == "texts" ||
                             field->type == "choice" || field->type == "choices");
    return wants_text && !value.is_string() && !value.is_array() ? Json(text) : value;
}

}  // namespace

const Node* Document::node(std::string_view id) const {
    const auto it =
        std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == id; });
    return it == nodes.end() ? nullptr : &*it;
}

Node* Document::node(std::string_view id) {
    return const_cast<Node*>(std::as_const(*this).node(id));
}

const Arm* Document::arm(std::string_view id) const {
    const auto it =
        std::find_if(arms.begin(), arms.end(), [&](const Arm& a) { return a.id == id; });
    return it == arms.end() ? nullptr : &*it;
}

/// The two parts that are objects by name.
static Result<void> read_objects(const Json& json, Document& document) {
    for (auto [key, part] :
         {std::pair{"data", &document.data}, std::pair{"canvas", &document.canvas}}) {
        if (!json.contains(key)) continue;
        if (!json[key].is_object()) return bad("\"%1\" is not an object.", {key});
        *part = json[key];
    }
    return check_data(document.data);
}

static Result<void> check_ids(const Document& document) {
    std::set<std::string> ids;
    for (const Node& node : document.nodes) {
        if (!ids.insert(node.id).second) return bad("Two nodes have the id \"%1\".", {node.id});
    }
    return {};
}

Result<Document> read_document(std::string_view text, const Catalog& catalog,
                               std::string_view what) {
    auto json = read_json(text, what);
    if (!json) return json.error();
    const std::string where(what);
    if (auto done = read_version(*json, where); !done) return done.error();
    const std::vector<std::string> keys = {"format", "version", "title", "seeds",   "data",
                                           "nodes",  "edges",   "arms",  "waivers", "canvas"};
    if (auto done = known_keys(*json, keys, where); !done) return done.error();

    Document document;
    auto title = text_at(*json, "title", where, false);
    if (!title) return title.error();
    document.title = *title;
    if (auto done = read_objects(*json, document); !done) return done.error();
    if (json->contains("seeds")) {
        auto list = list_at(*json, "seeds");
        if (!list) return list.error();
        auto seeds = read_seeds(**list);
        if (!seeds) return seeds.error();
        document.seeds = *std::move(seeds);
    }
    auto done = read_list(*json, "nodes", document.nodes, [&](const Json& one, std::size_t i) {
        return read_node(one, i, catalog);
    });
    if (done) done = read_list(*json, "edges", document.edges, read_edge);
    if (done) done = read_list(*json, "arms", document.arms, read_arm);
    if (!done) return done.error();
    auto waivers = list_at(*json, "waivers");
    if (!waivers) return waivers.error();
    if (done = read_waivers(**waivers, document); !done) return done.error();
    if (done = check_ids(document); !done) return done.error();
    return document;
}

std::string write_document(const Document& document) {
    std::string out =
        "{\"format\": \"warmstart.pipeline\", \"version\": " + std::to_string(kDocumentVersion) +
        ",\n";
    out += " \"title\": " + compact_json(document.title) + ",\n";
    out += " \"seeds\": " + compact_json(document.seeds) + ",\n";
    out += " \"data\": " + compact_json(sorted(document.data)) + ",\n";
    std::vector<Json> lines;
    for (const Node& node : document.nodes) {
        Json line = {{"id", node.id}, {"kind", node.kind}};
        if (!node.title.empty()) line["title"] = node.title;
        line["options"] = node.options;
        lines.push_back(std::move(line));
    }
    write_lines(out, "nodes", lines);
    lines.clear();
    for (const Edge& edge : document.edges) {
        lines.push_back({{"from", edge.from.node + "." + edge.from.port},
                         {"to", edge.to.node + "." + edge.to.port},
                         {"order", edge.order}});
    }
    out += ",\n";
    write_lines(out, "edges", lines);
    lines.clear();
    for (const Arm& arm : document.arms) {
        Json line = {{"id", arm.id}, {"title", arm.title}, {"ends", arm.ends}};
        if (!arm.control.empty()) line["control"] = arm.control;
        lines.push_back(std::move(line));
    }
    out += ",\n";
    write_lines(out, "arms", lines);
    lines.clear();
    for (const Waiver& waiver : document.waivers) {
        lines.push_back({{"rule", waiver.rule}, {"node", waiver.node}, {"reason", waiver.reason}});
    }
    out += ",\n";
    write_lines(out, "waivers", lines);
    out += ",\n \"canvas\": " + compact_json(sorted(document.canvas)) + "}\n";
    return out;
}

Result<void> set_option(Document& document, const Catalog& catalog, std::string_view assignment) {
    const auto equals = assignment.find('=');
    const auto dot = assignment.substr(0, equals).find('.');
    if (equals == std::string_view::npos || dot == std::string_view::npos) {
        return make_error(ErrorCode::BadUsage, "\"%1\" is not of the form node.option=value.",
                          {std::string(assignment)});
    }
    const std::string id(assignment.substr(0, dot));
    const std::string option(assignment.substr(dot + 1, equals - dot - 1));
    const std::string text(assignment.substr(equals + 1));
    Node* node = document.node(id);
    if (node == nullptr) {
        std::vector<std::string> ids;
        for (const Node& one : document.nodes) ids.push_back(one.id);
        const std::string nearest = nearest_name(id, ids);
        return nearest.empty()
                   ? make_error(ErrorCode::BadUsage, "There is no node \"%1\".", {id})
                   : make_error(ErrorCode::BadUsage,
                                "There is no node \"%1\". Did you mean \"%2\"?", {id, nearest});
    }
    const NodeKind& kind = *catalog.find(node->kind);
    Json options = node->options;
    options[option] = assigned(kind.field(option), text);
    auto resolved = kind.resolve(options);
    if (!resolved) return in_node(id, resolved.error());
    node->options = *std::move(resolved);
    return {};
}

}  // namespace engine
