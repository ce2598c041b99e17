#include "engine/plan/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>

#include "engine/base/stream.h"
#include "plan_support.h"

namespace engine {
namespace {

using test::first_look;
using test::keys_of;
using test::plan_of;

std::map<std::string, int> steps_by_kind(const Plan& plan) {
    std::map<std::string, int> out;
    for (const Step& step : plan.steps) ++out[step.kind];
    return out;
}

std::string new_name(const std::string& id) { return "n" + sha256_hex(id).substr(0, 6); }

// Other ids, titles, canvas and order of everything that has no order: nothing a result depends on.
Document disguised(const Document& original, Stream& stream) {
    Document out = original;
    const auto rename = [](std::string& id) { id = id.empty() ? id : new_name(id); };
    for (Node& node : out.nodes) {
        rename(node.id);
        node.title = "Title of " + node.id;
    }
    for (Edge& edge : out.edges) {
        rename(edge.from.node);
        rename(edge.to.node);
    }
    for (Arm& arm : out.arms) {
        rename(arm.id);
        rename(arm.ends);
        rename(arm.control);
        arm.title = "Arm";
    }
    out.title = "Another title";
    out.canvas = {{"n", {{"x", 1}}}};
    const auto shuffle = [&](auto& list) {
        auto copy = list;
        const auto order = permutation(stream, static_cast<std::int64_t>(list.size()));
        for (std::size_t i = 0; i < list.size(); ++i)
            list[i] = std::move(copy[static_cast<std::size_t>(order[i])]);
    };
    shuffle(out.nodes);
    shuffle(out.edges);
    shuffle(out.arms);
    return out;
}

std::set<std::string> below(const Document& document, const std::string& node) {
    std::set<std::string> out = {node};
    for (std::size_t before = 0; before != out.size();) {
        before = out.size();
        for (const Edge& edge : document.edges) {
            if (out.count(edge.from.node) > 0) out.insert(edge.to.node);
        }
    }
    return out;
}

TEST(Plan, OfTheFirstLookHasTheExpectedStepsAndRuns) {
    const Plan plan = plan_of(first_look());
    // 3 seeds x 3 budgets = 9 draws of labels; what draws nothing is done once.
    const std::map<std::string, int> expected = {
        {"dataset", 2},    {"clean", 2},         {"split", 1},  {"encoder", 1},
        {"budget", 9},     {"combine", 9},       {"tfidf", 9},  {"features", 9 + 2},
        {"probe", 27 + 1}, {"evaluate", 27 + 1}, {"verdict", 1}};
    EXPECT_EQ(steps_by_kind(plan), expected);
    EXPECT_EQ(plan.runs.size(), 4U * 9);
    EXPECT_EQ(plan.targets.size(), 27U + 1 + 1);
    EXPECT_EQ(keys_of(plan).size(), plan.steps.size());
    for (const auto& run : plan.runs) {
        EXPECT_EQ(run.steps.front(), run.end);
        EXPECT_TRUE(run.sweep.contains("rows"));
    }
}

TEST(Plan, PutsWhatIsNeededBeforeWhatNeedsIt) {
    const Plan plan = plan_of(first_look());
    std::set<std::string> done;
    for (const Step& step : plan.steps) {
        for (const StepSource& input : step.inputs)
            EXPECT_EQ(done.count(input.key), 1U) << step.title;
        done.insert(step.key);
        EXPECT_EQ(plan.step(step.key)->node, step.node);
    }
    EXPECT_EQ(plan.step("none"), nullptr);
}

TEST(Plan, KeysAreHashesOfTheirParts) {
    for (const Step& step : plan_of(first_look()).steps)
        EXPECT_EQ(step.key, sha256_hex(compact_json(step.parts)));
}

// Stored keys: whoever changes how keys are made throws away everything that anybody has computed.
// Where a kind gives other output, raise its revision in the catalog instead, and then this test's
// numbers with it.
TEST(Plan, KeysStayAsTheyWereStored) {
    test::Sketch s = test::fine_tuned();
    s.document.seeds = {7};
    test::set(s.document, "budget.rows=16");
    const Plan plan = plan_of(s.document);
    std::map<std::string, std::string> keys;
    for (const Step& step : plan.steps) keys[step.node] = step.key.substr(0, 16);
    const std::map<std::string, std::string> stored = {
        {"alone", "52336ace9df592f9"},  {"bert", "0c4a705d2e582f86"},
        {"budget", "d2a42daee8c989c3"}, {"e_alone", "80584e5eadf8217e"},
        {"e_fine", "bcd5c81d2804cd5a"}, {"fine", "eb8ffafe1f7f9cc6"},
        {"news", "ecaf20a17c8b1e30"},   {"source", "5411641f8126441b"},
        {"split", "fb0124f17e443061"},  {"tweets", "1bd4e15a65c7db87"}};
    EXPECT_EQ(keys, stored);
    const Step& budget = *plan.step(*keys_of(plan, "budget").begin());
    const std::string split = *keys_of(plan, "split").begin();
    EXPECT_EQ(
        compact_json(budget.parts),
        R"({"kind":"budget","revision":1,"options":{"rows":[16],"draw":"random"},"inputs":[["data",")" +
            split + R"(","data"]],"data":{},"seed":7})");
}

TEST(Plan, AnOptionThatCameLaterCountsOnceItIsSet) {
    test::Sketch s = test::fine_tuned();
    s.document.seeds = {7};
    const auto before = keys_of(plan_of(s.document), "fine");
    test::set(s.document, "fine.at_once=0");
    EXPECT_EQ(keys_of(plan_of(s.document), "fine"), before);
    test::set(s.document, "fine.at_once=8");
    EXPECT_NE(keys_of(plan_of(s.document), "fine"), before);
}

TEST(Plan, NamesTitlesCanvasAndOrderChangeNoKey) {
    Stream stream(1, "disguise");
    for (const Document& document : {first_look(), test::fine_tuned().document}) {
        const auto keys = keys_of(plan_of(document));
        for (int i = 0; i < 10; ++i) EXPECT_EQ(keys_of(plan_of(disguised(document, stream))), keys);
    }
}

TEST(Plan, RandomOptionsStillIgnoreNames) {
    Stream stream(2, "options");
    for (int i = 0; i < 30; ++i) {
        Document document = first_look();
        for (Node& node : document.nodes) {
            for (const Field& field : test::catalog().find(node.kind)->fields) {
                if (field.type != "int" || stream.below(3) > 0) continue;
                const auto span =
                    field.high.get<std::uint64_t>() - field.low.get<std::uint64_t>() + 1;
                node.options[field.name] =
                    field.low.get<std::int64_t>() + static_cast<std::int64_t>(stream.below(span));
            }
        }
        const Plan plan = plan_of(document);
        EXPECT_EQ(keys_of(plan_of(disguised(document, stream))), keys_of(plan));
        // Writing and reading again changes nothing either.
        EXPECT_EQ(keys_of(plan_of(*read_document(write_document(document), test::catalog(), "a"))),
                  keys_of(plan));
    }
}

TEST(Plan, AnAddedArmLeavesEveryOtherKeyAlone) {
    const Document before = first_look();
    test::Sketch s{before};
    s.node("other", "encoder", {{"model", "wide"}})
        .node("budget_2", "budget", {{"rows", {8, 16, 32, 64}}})
        .edge("split.data > budget_2.data");
    test::add_probe(s, "other", "other", "split", "budget_2");
    s.document.edges.pop_back();  // not linked to the verdict
    s.arm("other", "p_other", "target");
    const Plan plan = plan_of(s.document);
    for (const std::string& key : keys_of(plan_of(before))) EXPECT_NE(plan.step(key), nullptr);
    EXPECT_EQ(keys_of(plan, "verdict"), keys_of(plan_of(before), "verdict"));
}

TEST(Plan, AChangedOptionChangesWhatDependsOnItAndNothingElse) {
    const Document before = first_look();
    const Plan old_plan = plan_of(before);
    for (const char* assignment :
         {"bert.max_tokens=64", "bert.weights=random", "tfidf.min_rows=1", "clean.strip_urls=false",
          "clean_news.normalise=false", "split.seed=43", "budget.draw=per_class",
          "mix.weights=[1,0.5]", "x_target.layer=3", "p_target.l2=0.1", "e_mix.slices=length",
          "news.label=other", "verdict.delta=0.01"}) {
        Document after = before;
        test::set(after, assignment);
        const Plan new_plan = plan_of(after);
        const std::string node(assignment, std::strcspn(assignment, "."));
        std::set<std::string> changed = below(before, node);
        if (node == "tfidf")
            changed.erase("verdict");  // its arm has no control, so nothing is compared
        for (const Step& step : old_plan.steps) {
            // x_target and x_mix are equal steps: one of them keeps the key alive when only the
            // other changes.
            const bool shared = step.kind == "features" && node == "x_target";
            if (shared) continue;
            EXPECT_EQ(new_plan.step(step.key) == nullptr, changed.count(step.node) > 0)
                << assignment << " " << step.title;
        }
    }
}

TEST(Plan, OptionsThatChangeNoResultChangeNoKey) {
    const Document before = first_look();
    for (const char* assignment :
         {"x_target.cache=false", "e_mix.metrics=auroc", "bert.model=renamed"}) {
        Document after = before;
        test::set(after, assignment);
        EXPECT_EQ(keys_of(plan_of(after)), keys_of(plan_of(before))) << assignment;
    }
}

TEST(Plan, DataModelsPrecisionAndProvenanceAreInTheKeys) {
    const Document document = test::fine_tuned().document;
    const Plan plan = plan_of(document);
    test::FakeFacts facts;
    facts.fingerprints["tweets"] = "changed";
    const Plan other_data = *make_plan(document, test::catalog(), facts, {});
    EXPECT_NE(keys_of(other_data, "fine"), keys_of(plan, "fine"));
    EXPECT_EQ(keys_of(other_data, "source"), keys_of(plan, "source"));
    Document other_model = document;
    test::set(other_model, "bert.model=wide");
    EXPECT_NE(keys_of(plan_of(other_model), "fine"), keys_of(plan, "fine"));
    EXPECT_NE(keys_of(plan_of(document, {"bf16", ""}), "fine"), keys_of(plan, "fine"));
    Document explicit_precision = document;
    for (const char* node : {"source", "fine", "alone"})
        test::set(explicit_precision, std::string(node) + ".precision=fp32");
    EXPECT_EQ(keys_of(plan_of(explicit_precision)), keys_of(plan));
    const auto strict = keys_of(plan_of(document, {"fp32", "cpu avx2"}));
    for (const std::string& key : keys_of(plan)) EXPECT_EQ(strict.count(key), 0U);
}

TEST(Plan, AnAutoRateIsTheRateItStandsFor) {
    Document document = test::fine_tuned().document;
    const Plan plan = plan_of(document);  // 1e-4: what auto means for 384 dimensions
    test::set(document, "fine.rate=auto");
    EXPECT_EQ(keys_of(plan_of(document), "fine"), keys_of(plan, "fine"));
    test::set(document, "bert.model=wide");
    for (const Step& step : plan_of(document).steps) {
        if (step.node == "fine") {
            EXPECT_EQ(step.options["rate"], 5e-5);
        }
        if (step.node == "bert") {
            EXPECT_EQ(step.options["pooling"], "mean");
        }
    }
}

TEST(Plan, SweepsAreBoundBeforeAnythingIsHashed) {
    const Document swept = test::fine_tuned().document;
    const Plan plan = plan_of(swept);
    for (const Step& step : plan.steps) {
        if (step.kind != "budget") continue;
        EXPECT_EQ(step.options["rows"].size(), 1U);
        EXPECT_EQ(step.parts["options"]["rows"], step.options["rows"]);
    }
    Document single = swept;
    test::set(single, "budget.rows=64");
    for (const std::string& key : keys_of(plan_of(single))) EXPECT_NE(plan.step(key), nullptr);
}

TEST(Plan, SeedsAreOnlyWhereSomethingIsDrawn) {
    const Plan plan = plan_of(first_look());
    for (const Step& step : plan.steps) {
        EXPECT_EQ(step.seed.has_value(), step.kind == "budget") << step.title;
        EXPECT_EQ(step.parts.contains("seed"), step.seed.has_value());
    }
    Document more = first_look();
    more.seeds.push_back(4);
    const Plan wider = plan_of(more);
    for (const Step& step : plan.steps) {
        if (step.kind != "verdict") {
            EXPECT_NE(wider.step(step.key), nullptr) << step.title;
        }
    }
}

TEST(Plan, TitlesSayBudgetAndSeedWhereTheyMatter) {
    std::set<std::string> titles;
    for (const Step& step : plan_of(test::fine_tuned().document).steps) titles.insert(step.title);
    EXPECT_EQ(titles.count("Fine-tune (rows 16, seed 2)"), 1U);
    EXPECT_EQ(titles.count("On source (seed 1)"), 1U);
    EXPECT_EQ(titles.count("Split"), 1U);
}

TEST(Plan, ARecipeEqualsTheSameOptionsWrittenDirectly) {
    test::Sketch direct = test::fine_tuned();
    test::set(direct.document, "fine.epochs=7");
    test::set(direct.document, "fine.rate=auto");
    test::set(direct.document, "fine.optimiser=adam");
    test::Sketch shared = test::fine_tuned();
    shared.node("recipe", "recipe", {{"epochs", 7}, {"optimiser", "adam"}})
        .edge("recipe.recipe > fine.recipe");
    EXPECT_EQ(keys_of(plan_of(shared.document)), keys_of(plan_of(direct.document)));
}

TEST(Plan, NoTransferEqualsTheEncoderItself) {
    test::Sketch direct = test::fine_tuned();
    auto& edges = direct.document.edges;
    edges.erase(std::remove_if(edges.begin(), edges.end(),
                               [](const Edge& e) { return e.from.node == "without"; }),
                edges.end());
    direct.edge("bert.encoder > alone.start");
    EXPECT_EQ(keys_of(plan_of(direct.document)), keys_of(plan_of(test::fine_tuned().document)));
}

TEST(Plan, ARandomEncoderEqualsTheEncoderWithRandomWeights) {
    test::Sketch twin = test::fine_tuned();
    test::set(twin.document, "without.withhold=random_encoder");
    test::Sketch direct = test::fine_tuned();
    auto& edges = direct.document.edges;
    edges.erase(std::remove_if(edges.begin(), edges.end(),
                               [](const Edge& e) { return e.from.node == "without"; }),
                edges.end());
    direct.node("random", "encoder", {{"weights", "random"}}).edge("random.encoder > alone.start");
    EXPECT_EQ(keys_of(plan_of(twin.document)), keys_of(plan_of(direct.document)));
    EXPECT_EQ(keys_of(plan_of(twin.document), "fine"),
              keys_of(plan_of(test::fine_tuned().document), "fine"));
}

TEST(Plan, ARandomTwinOfTfidfIsRefused) {
    Document document = first_look();
    test::Sketch s{document};
    s.node("without", "no_transfer", {{"withhold", "random_encoder"}})
        .node("f", "features")
        .node("p", "probe")
        .node("e", "evaluate");
    s.edge("tfidf.encoder > without.start")
        .edge("without.encoder > f.encoder")
        .edge("split.data > f.data")
        .edge("f.features > p.features");
    s.edge("budget.data > p.data")
        .edge("p.trained > e.scored")
        .edge("split.data > e.data")
        .arm("r", "p");
    EXPECT_EQ(test::refusal(s.document),
              "TF-IDF has no random twin, since it was never pretrained.");
}

TEST(Plan, DataThatChangedSinceThePipelineWasMadeIsRefused) {
    Document document = first_look();
    document.data = {{"tweets", {{"sha256", sha256_hex("data tweets")}}}};
    EXPECT_EQ(test::refusal(document), "planned");
    document.data["tweets"]["sha256"] = "9f3c";
    EXPECT_EQ(
        test::refusal(document),
        "tweets is not the data this pipeline was made with: its content has another fingerprint.");
    document.data = Json::object();
    test::set(document, "news.source=missing");
    EXPECT_EQ(test::refusal(document), "There is no dataset \"missing\".");
}

TEST(Plan, AsksForEachFactOnce) {
    test::FakeFacts facts;
    ASSERT_TRUE(make_plan(first_look(), test::catalog(), facts, {}).ok());
    EXPECT_EQ(facts.asked, 3);  // two datasets, one model
}

TEST(Plan, WithoutAnArmIsRefused) {
    Document document = first_look();
    document.arms.clear();
    EXPECT_EQ(test::refusal(document), "The pipeline has no arm, so there is nothing to run.");
}

TEST(Plan, ReferencesOutsideEveryArmAreTargetsToo) {
    test::Sketch s{first_look()};
    s.node("reference", "baselines")
        .edge("budget.data > reference.data")
        .edge("reference.metrics > verdict.metrics");
    const Plan plan = plan_of(s.document);
    const auto keys = keys_of(plan, "reference");
    EXPECT_EQ(keys.size(), 9U);
    for (const std::string& key : keys)
        EXPECT_NE(std::find(plan.targets.begin(), plan.targets.end(), key), plan.targets.end());
}

TEST(Plan, OfManyArmsTakesMoments) {
    test::Sketch s{first_look()};
    s.document.seeds = {1, 2, 3, 4, 5};
    for (int i = 0; i < 40; ++i) {
        const std::string id = "a" + std::to_string(i);
        test::add_probe(s, id, "bert", "split", "budget");
        s.document.node("p_" + id)->options["l2"] = 1.0 + i;
        s.arm(id, "p_" + id, "target");
    }
    const Plan plan = plan_of(s.document);
    EXPECT_EQ(plan.runs.size(), 44U * 15);
}

}  // namespace
}  // namespace engine
