// The catalog of node kinds: what each takes, gives, offers and means. A value, made once by
// shipped_catalog() and handed over; palette, forms, checks, command line and help all read it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/registry.h"
#include "engine/base/result.h"

namespace engine {

enum class Lane { Model, Task, Train, Optimise, Target, Validate };
std::string_view name_of(Lane lane);   // "model"
std::string_view title_of(Lane lane);  // "Model select"

/// Port types, one letter each as on screen: E encoder + tokenizer, D rows with lineage, T tasks, R
/// recipe, W trained weights + lineage, F features, S scores by row id, M metrics.
struct Port {
    std::string name;       // "data": the second half of "target.data" in a document
    std::string types;      // letters that fit: "WE" takes either; an output has one
    bool many = false;      // takes several edges
    bool optional = false;  // may stay open
};

/// One option, described: made from visit_fields, never by hand.
struct Field {
    std::string name;
    std::string
        type;  // bool, int, real, auto_real, choice, choices, text, texts, ints, reals, ranges
    Json default_value;
    Json low;  // null where there is none
    Json high;
    std::vector<std::string> choices;
    std::string label, unit, help, group, shown_if, picks;
    bool advanced = false;
    bool sweep = false;
    bool neutral = false;
    bool later = false;
};

/// How the planner treats a kind.
enum class Role {
    Stage,      // runs and gives an artifact
    Directive,  // the planner resolves it: recipe, no_transfer
    Search,     // the planner makes trials of what is above it: tune
    Gather,     // takes every run's result: verdict
};

struct NodeKind {
    std::string id;     // written into documents, never changes: "fine_tune"
    std::string title;  // shown to people: "Fine-tune"
    std::string help;   // one sentence
    Lane lane = Lane::Model;
    Role role = Role::Stage;
    int revision = 1;  // raised when the same options would give other output
    std::vector<Port> inputs;
    std::vector<Port> outputs;
    std::vector<Field> fields;
    bool also_in_target = false;  // may sit in Target apply as well
    bool trains = false;          // learns from the labels of its `data` input
    /// Full options in canonical order from a partial object. Errors: UnknownOption, BadOption.
    std::function<Result<Json>(const Json&)> resolve;
    /// Whether a node with these (resolved) options draws random numbers of its run's seed.
    std::function<bool(const Json&)> draws;

    const Port* input(std::string_view name) const;
    const Port* output(std::string_view name) const;
    const Field* field(std::string_view name) const;
};

using Catalog = Registry<NodeKind>;
Catalog shipped_catalog();

/// The catalog as JSON: what `warmstart-cli nodes --json` prints.
Json catalog_json(const Catalog& catalog);

}  // namespace engine
