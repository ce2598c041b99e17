// The wiring of a document, indexed: who feeds whom, in port order.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace engine {

class Graph {
public:
    Graph(const Document& document, const Catalog& catalog);  // both must outlive it

    const Document& document() const { return document_; }
    const NodeKind& kind(const Node& node) const { return *catalog_.find(node.kind); }
    const Node& node(const std::string& id) const { return *document_.node(id); }

    /// Edges into a node: by the order of its kind's ports, then by `order`, then as written.
    std::vector<const Edge*> into(const std::string& node) const;
    std::vector<const Edge*> into(const std::string& node, const std::string& port) const;
    std::vector<const Edge*> out_of(const std::string& node) const;

    /// Every node that leads to `node`, itself included.
    std::set<std::string> ancestors(const std::string& node) const;

    /// The node that evaluates an arm: where it ends, or the one evaluating node that reads from
    /// there; null if there is none or more than one.
    const Node* evaluator(const Arm& arm) const;

    /// The encoder-giving node that an E or W port goes back to; null if there is none.
    const Edge* encoder_edge(const std::string& node) const;
    const Node* encoder_of(const PortRef& from) const;

    std::string title(const Node& node) const;

private:
    const Document& document_;
    const Catalog& catalog_;
};

}  // namespace engine
