// From a document to what has to be computed: document x arms x sweep values x seeds -> runs; every
// node of every run becomes a step with a recipe key, and equal keys are one step.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/plan/facts.h"
#include "engine/spec/catalog.h"
#include "engine/spec/document.h"

namespace engine {

struct StepSource {
    std::string port;    // of this step
    std::string key;     // of the step that gives it
    std::string output;  // port of that step
};

/// One piece of work: a node with all that decides its result.
struct Step {
    std::string key;   // recipe key: SHA-256 over `parts`
    std::string node;  // id in the document
    std::string kind;
    std::string title;                  // "Fine-tune (64 labels, seed 3)"
    Json options;                       // resolved: every auto and every sweep bound
    std::vector<StepSource> inputs;     // in port order
    std::optional<std::uint64_t> seed;  // when its kind draws with these options
    Json parts;   // kind, revision, options that matter, inputs, data, seed: what the key is made
                  // of, to explain it
    Json gather;  // verdict only: which keys are compared with which
    Json sweep = Json::object();  // bound values that reach it, for display: {"rows": 64}
};

struct Run {
    std::string arm;              // id
    Json sweep = Json::object();  // {"rows": 64}
    std::uint64_t seed = 0;
    std::string end;                 // key of the step that measures it
    std::vector<std::string> steps;  // keys of all that it rests on, trials included
};

struct Plan {
    std::vector<Step> steps;  // what is needed comes before what needs it
    std::vector<Run> runs;
    std::vector<std::string>
        targets;  // keys that the job is for: measures of runs, references, verdicts

    const Step* step(const std::string& key) const;
    std::unordered_map<std::string, std::size_t> index;
};

struct PlanSettings {
    std::string precision = "fp32";  // what "auto" means on this machine
    std::string provenance;          // with --strict: device, instruction set, threads, build
    std::string to = {}, from = {};  // ids of nodes that limit it to a part: see part.h
};

/// Errors: the first blocking problem of check(), those of Facts, and what a plan alone can see.
Result<Plan> make_plan(const Document& document, const Catalog& catalog, Facts& facts,
                       const PlanSettings& settings);

/// Keys that must be computed: what the targets rest on, as far as it is not there. A step whose
/// result is not there but which nothing missing needs stays idle.
/// @param present  whether the artifact of a key exists
std::vector<std::string> pending(const Plan& plan,
                                 const std::function<bool(const std::string&)>& present);

/// Identifies one compared side: SHA-256 over its keys, so that titles and ids of arms may change.
/// @param keys  of its runs, lower seeds first
std::string side_id(const std::vector<std::string>& keys);

}  // namespace engine
