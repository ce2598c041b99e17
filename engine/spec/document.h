// The pipeline document (*.warm.json): what a user builds, saves, shares and runs. A plain value.
// Canonical text: UTF-8, keys in a fixed order, one node, edge and arm a line, every option written
// out, numbers by shortest round trip, newline at the end. Equal pipelines are equal bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/spec/catalog.h"

namespace engine {

constexpr int kDocumentVersion = 1;

struct Node {
    std::string id;
    std::string kind;
    std::string title;  // "" = the kind's title; never changes a result
    Json options;       // every option of the kind, canonical order
};

struct PortRef {
    std::string node;
    std::string port;
    bool operator==(const PortRef&) const = default;
};

struct Edge {
    PortRef from;
    PortRef to;
    int order = 0;  // among the edges of one input
};

/// One path to scored test rows.
struct Arm {
    std::string id;
    std::string title;
    std::string ends;  // node whose result is judged; the evaluating node that reads it goes along
    std::string control;  // arm with less borrowed, "" where there is none
};

/// A rule broken on purpose.
struct Waiver {
    std::string rule;  // "leakage"
    std::string node;
    std::string reason;
};

struct Document {
    std::string title;
    std::vector<std::uint64_t> seeds = {1, 2, 3, 4, 5};
    Json data = Json::object();  // dataset name -> {"sha256": expected fingerprint}
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<Arm> arms;
    std::vector<Waiver> waivers;
    Json canvas = Json::object();  // positions, notes; never changes a result

    const Node* node(std::string_view id) const;  // null when unknown
    Node* node(std::string_view id);
    const Arm* arm(std::string_view id) const;
};

/// Reads a document and fills in the defaults of this version.
/// Errors: BadFile (not JSON), NewerVersion, BadDocument, UnknownKind, UnknownOption, BadOption;
/// each names the node, the key and, where a name is unknown, the nearest known one. `what` names
/// the file.
Result<Document> read_document(std::string_view text, const Catalog& catalog,
                               std::string_view what);

/// The canonical text. write(read(write(d))) == write(d).
std::string write_document(const Document& document);

/// Sets one option from "node.option=value" (value: JSON, or a bare word). Errors: as
/// read_document.
Result<void> set_option(Document& document, const Catalog& catalog, std::string_view assignment);

}  // namespace engine
