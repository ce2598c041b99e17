// Sweeps, pairs and searches: what the planner makes of several arms and of trials.
#include <gtest/gtest.h>

#include "engine/plan/axes.h"
#include "engine/plan/search.h"
#include "plan_support.h"

namespace engine {
namespace {

using test::first_look;
using test::keys_of;
using test::plan_of;

Step only(const Plan& plan, const std::string& kind) {
    const Step* found = nullptr;
    for (const Step& step : plan.steps) {
        if (step.kind != kind) continue;
        EXPECT_EQ(found, nullptr);
        found = &step;
    }
    EXPECT_NE(found, nullptr) << kind;
    return found == nullptr ? Step() : *found;
}

TEST(Verdict, ComparesEveryArmWithItsControlAtEveryBudget) {
    const Plan plan = plan_of(first_look());
    const Step verdict = only(plan, "verdict");
    ASSERT_EQ(verdict.gather.size(), 6U);  // two arms with a control x three budgets
    std::set<std::string> controls;
    for (const Json& sides : verdict.gather) {
        ASSERT_EQ(sides["arm"].size(), 3U);  // seeds
        ASSERT_EQ(sides["control"].size(), 3U);
        controls.insert(side_id(sides["control"].get<std::vector<std::string>>()));
    }
    EXPECT_EQ(controls.size(), 3U);
    EXPECT_EQ(verdict.inputs.size(), 9U + 9 + 1);  // target, news added, news alone
}

TEST(Verdict, PairsRunsOfOneSeedAndBudget) {
    const Plan plan = plan_of(first_look());
    std::map<std::string, std::string>
        seat;  // end of a run of the control, or of news added -> "budget seed"
    for (const auto& run : plan.runs) {
        if (run.arm == "target" || run.arm == "mix")
            seat[run.end] = compact_json(run.sweep) + " " + std::to_string(run.seed);
    }
    for (const Json& sides : only(plan, "verdict").gather) {
        for (std::size_t i = 0; i < sides["arm"].size(); ++i) {
            const auto mine = sides["arm"][i].get<std::string>();
            if (seat.count(mine) > 0) {
                EXPECT_EQ(seat[mine], seat[sides["control"][i].get<std::string>()]);
            }
        }
    }
}

TEST(Verdict, TheOrderOfTheSeedsDoesNotMatter) {
    Document document = first_look();
    const Step verdict = only(plan_of(document), "verdict");
    document.seeds = {3, 1, 2};
    const Step shuffled = only(plan_of(document), "verdict");
    EXPECT_EQ(shuffled.key, verdict.key);
    EXPECT_EQ(shuffled.gather, verdict.gather);
    document.seeds = {4, 1, 2};
    EXPECT_NE(only(plan_of(document), "verdict").key, verdict.key);
}

// A sweep that only a third arm has makes more runs of the others, not more comparisons of them.
TEST(Verdict, CountsEachComparisonOnce) {
    test::Sketch s{first_look()};
    s.node("budget_2", "budget", {{"rows", {8, 32}}, {"draw", "per_class"}})
        .edge("split.data > budget_2.data");
    test::add_probe(s, "other", "bert", "split", "budget_2");
    s.arm("other", "p_other", "target");
    const Step verdict = only(plan_of(s.document), "verdict");
    EXPECT_EQ(verdict.gather.size(),
              6U + 6);  // the third arm at its two budgets against the control at three
}

TEST(Verdict, ComparesArmsAlongAChainOfControls) {
    test::Sketch s{first_look()};
    s.document.arms.clear();
    s.arm("mix", "p_mix", "target")
        .arm("target", "p_target", "news")
        .arm("news", "p_news", "tfidf")
        .arm("tfidf", "p_tfidf");
    s.node("late", "budget", {{"rows", {8, 32}}, {"draw", "per_class"}})
        .edge("split.data > late.data");
    test::add_probe(s, "late", "bert", "split", "late");
    s.arm("late", "p_late", "mix");
    const Plan plan = plan_of(s.document);
    for (const auto& run : plan.runs) EXPECT_EQ(run.sweep.size(), 2U) << run.arm;
    EXPECT_EQ(only(plan, "verdict").gather.size(), 6U + 3 + 3 + 3);
}

TEST(Axes, NodesOfEqualSweepsMoveTogether) {
    test::Sketch s;
    for (const char* id : {"a", "b", "c", "d", "e"}) s.node(id, "budget");
    test::set(s.document, "a.rows=0");
    for (const char* id : {"c", "e"}) test::set(s.document, std::string(id) + ".rows=[8,16]");
    const Graph graph(s.document, test::catalog());
    const auto axes = find_axes(graph);
    ASSERT_EQ(axes.size(), 3U);
    EXPECT_EQ(axes[0].name,
              "a.rows");  // one value is no sweep: the plain name goes to the first that is one
    EXPECT_EQ(axes[1].name, "rows");
    EXPECT_EQ(axes[1].nodes, (std::set<std::string>{"b", "d"}));
    EXPECT_EQ(axes[2].name, "c.rows");
    EXPECT_EQ(axes[2].nodes, (std::set<std::string>{"c", "e"}));
    EXPECT_EQ(combinations(axes_of(axes, {"b", "c"})).size(), 6U);
    EXPECT_EQ(combinations({}).size(), 1U);
}

test::Sketch searched(const char* ranges, const char* by = "grid", int tries = 6) {
    test::Sketch s = test::fine_tuned();
    auto& edges = s.document.edges;
    edges.erase(std::remove_if(
                    edges.begin(), edges.end(),
                    [](const Edge& e) { return e.to.node == "e_fine" && e.to.port == "scored"; }),
                edges.end());
    s.node("tune", "tune",
           {{"ranges", *read_json(ranges, "ranges")}, {"by", by}, {"tries", tries}});
    s.edge("fine.trained > tune.trained").edge("tune.trained > e_fine.scored");
    s.document.arms[0].ends = "tune";
    return s;
}

TEST(Search, AGridTriesEveryCombination) {
    const Document document =
        searched(
            R"([{"node":"fine","option":"epochs","values":[1,2,4]},{"node":"source","option":"batch","values":[8,16]}])")
            .document;
    const Plan plan = plan_of(document);
    const int runs = 2 * 2;  // budgets x seeds
    EXPECT_EQ(keys_of(plan, "tune").size(), static_cast<std::size_t>(runs));
    EXPECT_EQ(keys_of(plan, "fine").size(), static_cast<std::size_t>(6 * runs));
    EXPECT_EQ(keys_of(plan, "source").size(), 2U * 2);  // its own range x seeds
    for (const Step& step : plan.steps) {
        if (step.kind != "tune") continue;
        EXPECT_EQ(step.inputs.size(), 6U);
        EXPECT_EQ(step.options["trials"].size(), 6U);
        EXPECT_EQ(plan.step(step.inputs[5].key)->options["epochs"],
                  step.options["trials"][5]["fine"]["epochs"]);
    }
    for (const auto& run : plan.runs) {
        if (run.arm == "transfer") {
            EXPECT_GE(run.steps.size(), 6U);
        }  // trials count in the arm's cost
    }
}

TEST(Search, RandomDrawsAreAsManyAsTriedAndStayWhenMoreAreAdded) {
    const char* ranges =
        R"([{"node":"fine","option":"rate","low":1e-5,"high":1e-3,"logarithmic":true},{"node":"fine","option":"epochs","low":1,"high":9}])";
    const Plan few = plan_of(searched(ranges, "random", 4).document);
    const Plan many = plan_of(searched(ranges, "random", 9).document);
    EXPECT_EQ(keys_of(few, "fine").size(), 4U * 4);
    for (const std::string& key : keys_of(few, "fine")) EXPECT_NE(many.step(key), nullptr);
    for (const Step& step : many.steps) {
        if (step.node != "fine") continue;
        EXPECT_TRUE(step.options["epochs"].is_number_integer());
        EXPECT_GE(step.options["rate"].get<double>(), 1e-5);
        EXPECT_LE(step.options["rate"].get<double>(), 1e-3);
    }
}

TEST(Search, IntervalsOfWholeNumbersGiveWholeNumbersOnce) {
    const Document document =
        searched(R"([{"node":"fine","option":"epochs","low":1,"high":3}])").document;
    EXPECT_EQ(keys_of(plan_of(document), "fine").size(), 3U * 4);
    const Graph graph(document, test::catalog());
    std::vector<std::string> tried;
    for (const Overrides& trial : make_trials(graph, document.node("tune")->options))
        tried.push_back(compact_json(trial.at("fine")["epochs"]));
    EXPECT_EQ(tried, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Search, NeverStepsOverTheEndsOfItsInterval) {
    const Document document =
        searched(R"([{"node":"p","option":"l2","low":1e-6,"high":1e6,"logarithmic":true}])")
            .document;
    const Graph graph(document, test::catalog());
    const auto trials = make_trials(graph, document.node("tune")->options);
    ASSERT_EQ(trials.size(), 5U);
    for (const Overrides& trial : trials) {
        EXPECT_GE(trial.at("p")["l2"].get<double>(), 1e-6);
        EXPECT_LE(trial.at("p")["l2"].get<double>(), 1e6);
    }
}

TEST(Search, TrialsWinOverARecipeAndReachIt) {
    test::Sketch own = searched(R"([{"node":"fine","option":"epochs","values":[1,2]}])");
    own.node("recipe", "recipe").edge("recipe.recipe > fine.recipe");
    EXPECT_EQ(keys_of(plan_of(own.document), "fine").size(), 2U * 4);
    test::Sketch shared = searched(R"([{"node":"recipe","option":"epochs","values":[1,2]}])");
    shared.node("recipe", "recipe").edge("recipe.recipe > fine.recipe");
    EXPECT_EQ(keys_of(plan_of(shared.document), "fine"), keys_of(plan_of(own.document), "fine"));
}

TEST(Search, AnAutoRateFollowsTheModelThatIsTried) {
    test::Sketch s =
        searched(R"([{"node":"bert","option":"model","values":["all-MiniLM-L6-v2","wide"]}])");
    test::set(s.document, "fine.rate=auto");
    std::set<double> rates;
    for (const Step& step : plan_of(s.document).steps) {
        if (step.node == "fine") rates.insert(step.options["rate"].get<double>());
    }
    EXPECT_EQ(rates, (std::set<double>{5e-5, 1e-4}));
}

TEST(Search, KeysFollowTheTrialsNotTheirNames) {
    const Document document =
        searched(R"([{"node":"fine","option":"epochs","values":[1,2]}])").document;
    Document renamed = document;
    for (Node& node : renamed.nodes) node.id += node.id == "fine" ? "r" : "";
    for (Edge& edge : renamed.edges) {
        if (edge.from.node == "fine") edge.from.node = "finer";
        if (edge.to.node == "fine") edge.to.node = "finer";
    }
    renamed.node("tune")->options["ranges"][0]["node"] = "finer";
    EXPECT_EQ(keys_of(plan_of(renamed)), keys_of(plan_of(document)));
    // A trial is the same work as the pipeline with that value written in.
    Document written = test::fine_tuned().document;
    test::set(written, "fine.epochs=2");
    const Plan plan = plan_of(document);
    for (const std::string& key : keys_of(plan_of(written), "fine"))
        EXPECT_NE(plan.step(key), nullptr);
}

TEST(Pending, IsEverythingAtFirstAndNothingAtLast) {
    const Plan plan = plan_of(first_look());
    EXPECT_EQ(pending(plan, [](const std::string&) { return false; }).size(), plan.steps.size());
    EXPECT_TRUE(pending(plan, [](const std::string&) { return true; }).empty());
}

TEST(Pending, AsksForNothingAboveWhatIsThere) {
    const Plan plan = plan_of(first_look());
    const std::set<std::string> targets(plan.targets.begin(), plan.targets.end());
    EXPECT_TRUE(
        pending(plan, [&](const std::string& key) { return targets.count(key) > 0; }).empty());
}

TEST(Pending, OneMissingTargetNeedsOnlyTheGapAboveIt) {
    const Plan plan = plan_of(first_look());
    const auto& run = plan.runs.back();
    const Step& evaluate = *plan.step(run.end);
    const std::string probe = evaluate.inputs[0].key;
    const auto missing = [&](std::set<std::string> keys) {
        return pending(plan, [keys](const std::string& key) { return keys.count(key) == 0; });
    };
    EXPECT_EQ(missing({run.end}), std::vector<std::string>{run.end});
    EXPECT_EQ(missing({run.end, probe}),
              (std::vector<std::string>{probe, run.end}));  // in the order of work
    EXPECT_TRUE(missing({probe}).empty());                  // lost, but nothing needs it
}

TEST(SideId, DependsOnTheKeysAndTheirOrder) {
    EXPECT_EQ(side_id({"a", "b"}), sha256_hex("a\nb\n"));
    EXPECT_NE(side_id({"a", "b"}), side_id({"b", "a"}));
}

}  // namespace
}  // namespace engine
