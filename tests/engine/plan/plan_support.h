// Pipelines for tests of the planner, and facts that no disk has to hold.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/base/hash.h"
#include "engine/plan/check.h"
#include "engine/plan/plan.h"

namespace engine::test {

inline const Catalog& catalog() {
    static const Catalog made = shipped_catalog();
    return made;
}

class FakeFacts : public Facts {
public:
    Result<DatasetFact> dataset(const std::string& name) override {
        ++asked;
        if (name == "missing")
            return make_error(ErrorCode::MissingFile, "There is no dataset \"%1\".", {name});
        const auto it = fingerprints.find(name);
        return DatasetFact{it == fingerprints.end() ? sha256_hex("data " + name) : it->second,
                           100,
                           {"text", "rating"},
                           {134, 4}};
    }
    Result<ModelFact> model(const std::string& name) override {
        ++asked;
        ModelFact fact{sha256_hex("model " + name), "mean", 384, 6, 22'700'000};
        if (name == "wide") fact.dim = 768;
        if (name == "renamed") fact.fingerprint = sha256_hex("model all-MiniLM-L6-v2");
        return fact;
    }
    std::map<std::string, std::string> fingerprints;
    int asked = 0;
};

/// A document made piece by piece; options are filled in as a reader would.
class Sketch {
public:
    Sketch& node(const std::string& id, const std::string& kind,
                 const Json& options = Json::object()) {
        auto resolved = catalog().find(kind)->resolve(options);
        EXPECT_TRUE(resolved.ok()) << id << ": " << resolved.error().text();
        document.nodes.push_back({id, kind, "", *resolved});
        return *this;
    }
    /// "a.data > b.data"
    Sketch& edge(const std::string& text, int order = 0) {
        const auto arrow = text.find(" > ");
        document.edges.push_back(
            {port(text.substr(0, arrow)), port(text.substr(arrow + 3)), order});
        return *this;
    }
    Sketch& arm(const std::string& id, const std::string& ends, const std::string& control = {}) {
        document.arms.push_back({id, id, ends, control});
        return *this;
    }
    Document document;

private:
    static PortRef port(const std::string& text) {
        const auto dot = text.find('.');
        return {text.substr(0, dot), text.substr(dot + 1)};
    }
};

/// Features of `rows` by `encoder`, a head learnt on `labels`, scored on the rows of `split`: nodes
/// x_id, p_id, e_id.
inline void add_probe(Sketch& sketch, const std::string& id, const std::string& encoder,
                      const std::string& rows, const std::string& labels) {
    sketch.node("x_" + id, "features").node("p_" + id, "probe").node("e_" + id, "evaluate");
    sketch.edge(encoder + ".encoder > x_" + id + ".encoder")
        .edge(rows + ".data > x_" + id + ".data");
    sketch.edge("x_" + id + ".features > p_" + id + ".features")
        .edge(labels + ".data > p_" + id + ".data");
    sketch.edge("p_" + id + ".trained > e_" + id + ".scored")
        .edge("split.data > e_" + id + ".data");
    sketch.edge("e_" + id + ".metrics > verdict.metrics");
}

/// As the shipped first look: TF-IDF, target only (the control), news added, news alone; all
/// frozen.
inline Document first_look() {
    Sketch s;
    s.document.title = "First look";
    s.document.seeds = {1, 2, 3};
    s.node(
        "news", "dataset",
        {{"source", "news"}, {"text", "text"}, {"label", "rating"}, {"thresholds", {-0.5, 0.5}}});
    s.node("tweets", "dataset",
           {{"source", "tweets"},
            {"role", "target"},
            {"text", "text"},
            {"label", "rating"},
            {"thresholds", {-0.5, 0.5}}});
    s.node("clean_news", "clean").node("clean", "clean");
    s.node("split", "split", {{"by", "group_hash"}, {"train", 0.6}, {"valid", 0.1}});
    s.node("budget", "budget", {{"rows", {16, 64, 256}}});
    s.node("mix", "combine")
        .node("bert", "encoder")
        .node("tfidf", "tfidf")
        .node("verdict", "verdict");
    s.edge("news.data > clean_news.data")
        .edge("tweets.data > clean.data")
        .edge("clean.data > split.data");
    s.edge("split.data > budget.data").edge("budget.data > tfidf.data");
    s.edge("budget.data > mix.data", 0).edge("clean_news.data > mix.data", 1);
    add_probe(s, "tfidf", "tfidf", "split", "budget");
    add_probe(s, "target", "bert", "split", "budget");
    add_probe(s, "mix", "bert", "split", "mix");
    s.node("x_news", "features")
        .edge("bert.encoder > x_news.encoder")
        .edge("clean_news.data > x_news.data");
    s.edge("x_news.features > p_mix.features", 1);
    s.node("p_news", "probe")
        .edge("x_news.features > p_news.features")
        .edge("clean_news.data > p_news.data");
    s.node("e_news", "evaluate")
        .edge("p_news.trained > e_news.scored")
        .edge("split.data > e_news.data");
    s.edge("e_news.metrics > verdict.metrics");
    s.arm("tfidf", "p_tfidf")
        .arm("target", "p_target")
        .arm("mix", "p_mix", "target")
        .arm("news", "p_news", "target");
    return s.document;
}

/// Fine-tuning on the target after the source, its control, and the same with a recipe.
inline Sketch fine_tuned() {
    Sketch s;
    s.document.seeds = {1, 2};
    s.node("news", "dataset", {{"source", "news"}})
        .node("tweets", "dataset", {{"source", "tweets"}});
    s.node("split", "split").node("budget", "budget", {{"rows", {16, 64}}}).node("bert", "encoder");
    s.node("source", "train_source", {{"epochs", 2}});
    s.node("fine", "fine_tune", {{"rate", 1e-4}}).node("e_fine", "evaluate");
    s.node("without", "no_transfer")
        .node("alone", "fine_tune", {{"rate", 1e-4}})
        .node("e_alone", "evaluate");
    s.edge("tweets.data > split.data").edge("split.data > budget.data");
    s.edge("bert.encoder > source.encoder").edge("news.data > source.data");
    s.edge("source.trained > fine.start").edge("budget.data > fine.data");
    s.edge("fine.trained > e_fine.scored").edge("split.data > e_fine.data");
    s.edge("source.trained > without.start")
        .edge("without.encoder > alone.start")
        .edge("budget.data > alone.data");
    s.edge("alone.trained > e_alone.scored").edge("split.data > e_alone.data");
    s.arm("transfer", "fine", "control").arm("control", "alone");
    return s;
}

/// "rule: sentence" of every problem that check() finds.
inline std::vector<std::string> told(const Document& document) {
    std::vector<std::string> out;
    for (const Problem& problem : check(document, catalog()))
        out.push_back(problem.rule + ": " + problem.what.text());
    return out;
}

using Told = std::vector<std::string>;

inline void drop_edges(Document& document, const std::string& to, const std::string& port) {
    auto& edges = document.edges;
    edges.erase(std::remove_if(edges.begin(), edges.end(),
                               [&](const Edge& e) { return e.to.node == to && e.to.port == port; }),
                edges.end());
}

/// The fine-tuned pipeline whose edge into `to.port` comes from elsewhere.
inline Sketch rewired(const std::string& to, const std::string& port, const std::string& from) {
    Sketch s = fine_tuned();
    drop_edges(s.document, to, port);
    s.edge(from + " > " + to + "." + port);
    return s;
}

inline Plan plan_of(const Document& document, const PlanSettings& settings = {}) {
    FakeFacts facts;
    auto plan = make_plan(document, catalog(), facts, settings);
    EXPECT_TRUE(plan.ok()) << plan.error().text();
    return plan.ok() ? *std::move(plan) : Plan();
}

inline std::string refusal(const Document& document) {
    FakeFacts facts;
    const auto plan = make_plan(document, catalog(), facts, {});
    return plan.ok() ? "planned" : plan.error().text();
}

inline std::set<std::string> keys_of(const Plan& plan) {
    std::set<std::string> keys;
    for (const Step& step : plan.steps) keys.insert(step.key);
    return keys;
}

/// Keys of the steps that came of one node.
inline std::set<std::string> keys_of(const Plan& plan, const std::string& node) {
    std::set<std::string> keys;
    for (const Step& step : plan.steps) {
        if (step.node == node) keys.insert(step.key);
    }
    return keys;
}

inline void set(Document& document, const std::string& assignment) {
    const auto done = set_option(document, catalog(), assignment);
    EXPECT_TRUE(done.ok()) << done.error().text();
}

}  // namespace engine::test
