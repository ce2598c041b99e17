#include "widgets/document/edits.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/widgets/edits_support.h"

namespace widgets::edits {
namespace {

TEST(Edits, ANewNodeHasAReadableIdOfItsOwnAndItsKindsDefaults) {
    Document document;
    EXPECT_EQ(addNode(document, catalog(), "fine_tune", 8, 16), "fine-tune");
    EXPECT_EQ(addNode(document, catalog(), "fine_tune", 0, 0), "fine-tune-2");
    EXPECT_EQ(addNode(document, catalog(), "no_such_kind", 0, 0), "");
    ASSERT_EQ(document.nodes.size(), 2U);
    EXPECT_EQ(document.nodes[0].options["epochs"], 3);
    EXPECT_EQ(positionOf(document, "fine-tune"), (Position{8, 16}));
}

TEST(Edits, ARemovedNodeTakesItsEdgesArmsControlsAndRangesAlong) {
    Document document = shipped("news-to-comments");
    const std::string tune = addNode(document, catalog(), "tune", 0, 0);
    ASSERT_TRUE(
        setOption(document, catalog(), tune, "ranges",
                  Json::array({{{"node", "direct"}, {"option", "epochs"}, {"values", {1}}},
                               {{"node", "mix-head"}, {"option", "l2"}, {"values", {1}}}})));
    removeNodes(document, {"direct", "direct-score"});
    EXPECT_EQ(document.node("direct"), nullptr);
    EXPECT_EQ(document.arm("direct"), nullptr);
    EXPECT_EQ(document.arm("adapted")->control, "");
    EXPECT_EQ(document.arm("adapted")->ends, "adapted-score");
    EXPECT_FALSE(document.canvas.contains("direct"));
    for (const engine::Edge& edge : document.edges) {
        EXPECT_NE(edge.from.node, "direct");
        EXPECT_NE(edge.to.node, "direct");
        EXPECT_NE(edge.from.node, "direct-score");
    }
    ASSERT_EQ(document.node(tune)->options["ranges"].size(), 1U);
    EXPECT_EQ(document.node(tune)->options["ranges"][0]["node"], "mix-head");
}

TEST(Edits, AnEdgeThatDoesNotFitIsRefusedWithTheSentenceAndTheFix) {
    Document document = small();
    const auto type = canConnect(document, catalog(), {"dataset", "data"}, {"fine-tune", "start"});
    ASSERT_TRUE(type);
    EXPECT_EQ(type->rule, "type");
    EXPECT_EQ(type->what.text(), "Fine-tune needs Trained or Encoder here; Dataset gives Data.");
    EXPECT_EQ(type->fix, "show_fitting");

    addNode(document, catalog(), "no_transfer", 0, 0);
    const auto lane =
        canConnect(document, catalog(), {"no-transfer", "encoder"}, {"train-source", "encoder"});
    ASSERT_TRUE(lane);
    EXPECT_EQ(lane->rule, "lane");
    EXPECT_EQ(lane->what.text(), "An edge cannot run back from Target apply to Train.");
    const auto swapped =
        swappedEnds(document, catalog(), {"no-transfer", "encoder"}, {"train-source", "encoder"});
    ASSERT_TRUE(swapped);
    EXPECT_EQ(swapped->first, (PortRef{"train-source", "trained"}));
    EXPECT_EQ(swapped->second, (PortRef{"no-transfer", "start"}));

    EXPECT_EQ(canConnect(document, catalog(), {"gone", "data"}, {"split", "data"})->rule, "ends");
}

TEST(Edits, AnEdgeThatClosesALoopIsRefused) {
    Document document = small();
    connect(document, catalog(), {"dataset", "data"}, {"split", "data"});
    const std::string clean = addNode(document, catalog(), "clean", 0, 0);
    connect(document, catalog(), {"split", "data"}, {clean, "data"});
    disconnect(document, {"dataset", "data"}, {"split", "data"});
    const auto loop = canConnect(document, catalog(), {clean, "data"}, {"split", "data"});
    ASSERT_TRUE(loop);
    EXPECT_EQ(loop->rule, "loop");
    EXPECT_EQ(loop->what.text(), "This edge would close a loop through Split.");
    EXPECT_EQ(canConnect(document, catalog(), {clean, "data"}, {clean, "data"})->rule, "loop");
}

TEST(Edits, AnInputThatTakesOneEdgeRefusesASecondAndReplaceSwapsIt) {
    Document document = small();
    const PortRef start{"fine-tune", "start"};
    EXPECT_FALSE(canConnect(document, catalog(), {"encoder", "encoder"}, start));
    connect(document, catalog(), {"encoder", "encoder"}, start);
    const auto taken = canConnect(document, catalog(), {"train-source", "trained"}, start);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->rule, "single_input");
    EXPECT_EQ(taken->what.text(), "Start of Fine-tune already comes from Encoder.");
    EXPECT_EQ(taken->fix, "replace");
    EXPECT_EQ(canConnect(document, catalog(), {"encoder", "encoder"}, start)->rule, "same_edge");
    connect(document, catalog(), {"train-source", "trained"}, start);
    ASSERT_EQ(document.edges.size(), 1U);
    EXPECT_EQ(document.edges[0].from.node, "train-source");
}

TEST(Edits, EdgesOfOneInputKeepTheOrderTheyWereDrawnIn) {
    Document document = small();
    const std::string mix = addNode(document, catalog(), "combine", 0, 0);
    connect(document, catalog(), {"split", "data"}, {mix, "data"});
    connect(document, catalog(), {"dataset", "data"}, {mix, "data"});
    EXPECT_EQ(document.edges[0].order, 0);
    EXPECT_EQ(document.edges[1].order, 1);
    disconnect(document, {"split", "data"}, {mix, "data"});
    ASSERT_EQ(document.edges.size(), 1U);
    EXPECT_EQ(document.edges[0].from.node, "dataset");
}

TEST(Edits, EveryEdgeOfTheShippedPipelinesMayBeDrawnAgain) {
    for (const char* name : kShipped) {
        const Document document = shipped(name);
        for (const engine::Edge& edge : document.edges) {
            Document without = document;
            disconnect(without, edge.from, edge.to);
            const auto refusal = canConnect(without, catalog(), edge.from, edge.to);
            EXPECT_FALSE(refusal) << name << ": " << refusal->what.text();
        }
    }
}

TEST(Edits, WhatCanBeConnectedHasNoFaultOfItsOwnAndWhatIsRefusedHas) {
    const Document document = shipped("news-to-comments-first-look");
    int refused = 0, drawn = 0;
    for (const engine::Node& from : document.nodes) {
        for (const engine::Port& output : catalog().find(from.kind)->outputs) {
            for (const engine::Node& to : document.nodes) {
                for (const engine::Port& input : catalog().find(to.kind)->inputs) {
                    const PortRef start{from.id, output.name}, end{to.id, input.name};
                    const auto refusal = canConnect(document, catalog(), start, end);
                    if (refusal && refusal->rule == "same_edge") continue;
                    Document with = document;
                    with.edges.push_back({start, end, 100});
                    std::set<std::string> rules;
                    for (const engine::Problem& one : engine::check(with, catalog()))
                        rules.insert(one.rule);
                    for (const char* rule : {"type", "lane", "loop", "single_input"}) {
                        if (refusal) continue;
                        EXPECT_EQ(rules.count(rule), 0U) << from.id << " " << to.id;
                    }
                    if (refusal) {
                        EXPECT_EQ(rules.count(refusal->rule), 1U) << refusal->rule;
                    }
                    ++(refusal ? refused : drawn);
                }
            }
        }
    }
    EXPECT_GT(refused, 100);
    EXPECT_GT(drawn, 10);
}

TEST(Edits, OptionsGoThroughTheKindsRangesAndABadOneChangesNothing) {
    Document document = small();
    EXPECT_TRUE(setOption(document, catalog(), "fine-tune", "epochs", 7));
    EXPECT_EQ(document.node("fine-tune")->options["epochs"], 7);
    const auto bad = setOption(document, catalog(), "fine-tune", "epochs", 0);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, engine::ErrorCode::BadOption);
    EXPECT_EQ(document.node("fine-tune")->options["epochs"], 7);
    EXPECT_FALSE(setOption(document, catalog(), "fine-tune", "epoch", 1));
    EXPECT_FALSE(setOption(document, catalog(), "gone", "epochs", 1));
}

TEST(Edits, ARenamedNodeKeepsItsIdAndTheKindsOwnTitleIsNotStored) {
    Document document = small();
    renameNode(document, catalog(), "split", "By author");
    EXPECT_EQ(titleOf(document, catalog(), "split"), "By author");
    EXPECT_NE(document.node("split"), nullptr);
    renameNode(document, catalog(), "split", "Split");
    EXPECT_EQ(document.node("split")->title, "");
}

TEST(Edits, AMovedNodeKeepsItsNote) {
    Document document = small();
    document.canvas["split"]["note"] = "mine";
    moveNodes(document, {{"split", {240, 96}}, {"gone", {1, 1}}});
    EXPECT_EQ(positionOf(document, "split"), (Position{240, 96}));
    EXPECT_EQ(document.canvas["split"]["note"], "mine");
    EXPECT_FALSE(document.canvas.contains("gone"));
}

TEST(Edits, APastedCopyHasEqualOptionsItsInnerEdgesAndItsPlaces) {
    Document document = shipped("news-to-comments");
    const std::string text = copyText(document, {"direct", "direct-score"});
    ASSERT_TRUE(isPasteable(text));
    const Document before = document;
    const auto made = paste(document, catalog(), text, 100, 200, false);
    ASSERT_TRUE(made) << made.error().text();
    ASSERT_EQ(made->size(), 2U);
    EXPECT_EQ((*made)[0], "direct-2");
    EXPECT_EQ(document.node("direct-2")->options, before.node("direct")->options);
    EXPECT_EQ(document.node("direct-2")->title, before.node("direct")->title);
    EXPECT_EQ(document.edges.size(), before.edges.size() + 1);
    EXPECT_EQ(document.edges.back().from, (PortRef{"direct-2", "trained"}));
    EXPECT_EQ(document.edges.back().to.node, "direct-score-2");
    const Position a = positionOf(before, "direct"), b = positionOf(before, "direct-score");
    const Position c = positionOf(document, "direct-2"), d = positionOf(document, "direct-score-2");
    EXPECT_EQ(d.x - c.x, b.x - a.x);
    EXPECT_EQ(d.y - c.y, b.y - a.y);
    EXPECT_EQ(std::min(c.x, d.x), 100);
}

TEST(Edits, APasteWithIncomingEdgesIsWiredAsTheOriginalIs) {
    Document document = shipped("news-to-comments");
    const std::string text = copyText(document, {"direct"});
    const auto made = paste(document, catalog(), text, 0, 0, true);
    ASSERT_TRUE(made);
    std::set<std::string> from, original;
    for (const engine::Edge& edge : document.edges) {
        if (edge.to.node == made->front()) from.insert(edge.from.node + "." + edge.to.port);
        if (edge.to.node == "direct") original.insert(edge.from.node + "." + edge.to.port);
    }
    EXPECT_EQ(from, original);
    EXPECT_EQ(from.size(), 3U);

    Document empty;
    ASSERT_TRUE(paste(empty, catalog(), text, 0, 0, true));  // those nodes are not here
    EXPECT_TRUE(empty.edges.empty());
}

TEST(Edits, PastedRangesFollowTheCopiesTheyNamed) {
    Document document = small();
    const std::string tune = addNode(document, catalog(), "tune", 0, 0);
    ASSERT_TRUE(setOption(
        document, catalog(), tune, "ranges",
        Json::array({{{"node", "fine-tune"}, {"option", "epochs"}, {"values", {1, 2}}}})));
    const auto made =
        paste(document, catalog(), copyText(document, {"fine-tune", tune}), 0, 0, false);
    ASSERT_TRUE(made);
    EXPECT_EQ(document.node((*made)[1])->options["ranges"][0]["node"], (*made)[0]);
}

TEST(Edits, TextThatIsNoPartOfAPipelineIsRefusedAndChangesNothing) {
    Document document = small();
    const std::string before = engine::write_document(document);
    for (const char* text : {"", "hello", "{}", "{\"format\": \"warmstart.nodes\"}",
                             "{\"format\": \"warmstart.nodes\", \"part\": {\"nodes\": 3}}"}) {
        EXPECT_FALSE(paste(document, catalog(), text, 0, 0, true)) << text;
    }
    EXPECT_EQ(engine::write_document(document), before);
    EXPECT_FALSE(isPasteable("hello"));
    EXPECT_EQ(copyText(document, {"gone"}), "");
}

TEST(Edits, ArmsAndSeedsCanBeAddedRenamedAndTakenAway) {
    Document document = shipped("few-shot-intents");
    const std::string arm = addArm(document, catalog(), "ridge-score", "");
    EXPECT_EQ(document.arm(arm)->title, "Score of ridge");
    EXPECT_EQ(addArm(document, catalog(), "gone", ""), "");
    setControl(document, arm, "untrained");
    EXPECT_EQ(document.arm(arm)->control, "untrained");
    setControl(document, arm, arm);  // never its own
    EXPECT_EQ(document.arm(arm)->control, "untrained");
    renameArm(document, arm, "Mine");
    EXPECT_EQ(document.arm(arm)->title, "Mine");
    removeArm(document, "untrained");
    for (const engine::Arm& one : document.arms) EXPECT_EQ(one.control, "");
    setSeeds(document, {3, 1, 3});
    EXPECT_EQ(document.seeds, (std::vector<std::uint64_t>{3, 1}));
    setSeeds(document, {});
    EXPECT_EQ(document.seeds.size(), 2U);
    EXPECT_EQ(firstSeeds(3), (std::vector<std::uint64_t>{1, 2, 3}));
}

void randomEdit(Document& document, std::mt19937& draw) {
    const auto node = [&] {
        return document.nodes.empty() ? std::string("gone")
                                      : document.nodes[draw() % document.nodes.size()].id;
    };
    const auto& kinds = catalog().entries();
    const auto port = [&](const std::string& id, bool output) {
        const engine::Node* one = document.node(id);
        if (one == nullptr) return std::string("data");
        const auto& kind = *catalog().find(one->kind);
        const auto& ports = output ? kind.outputs : kind.inputs;
        return ports.empty() ? std::string("data") : ports[draw() % ports.size()].name;
    };
    const std::string a = node(), b = node();
    const PortRef from{a, port(a, true)}, to{b, port(b, false)};
    switch (draw() % 12) {
        case 0:
        case 1:
            addNode(document, catalog(), kinds[draw() % kinds.size()].id,
                    static_cast<int>(draw() % 900), 0);
            break;
        case 2:
            if (draw() % 4 == 0) removeNodes(document, {a});
            break;
        case 3:
        case 4:
        case 5:
            if (!canConnect(document, catalog(), from, to)) connect(document, catalog(), from, to);
            break;
        case 6:
            disconnect(document, from, to);
            break;
        case 7:
            static_cast<void>(
                paste(document, catalog(), copyText(document, {a, b}), 0, 0, draw() % 2 == 0));
            break;
        case 8:
            addArm(document, catalog(), a, "arm");
            break;
        case 9:
            if (!document.arms.empty())
                static_cast<void>(
                    addTwin(document, catalog(), document.arms[draw() % document.arms.size()].id));
            break;
        case 10:
            autoLayout(document, catalog());
            break;
        default:
            for (const engine::Problem& one : engine::check(document, catalog()))
                if (canFix(one)) {
                    static_cast<void>(applyFix(document, catalog(), one));
                    break;
                }
    }
}

TEST(Edits, WhateverIsDoneInWhateverOrderTheDocumentStaysReadable) {
    for (unsigned seed = 0; seed < 8; ++seed) {
        std::mt19937 draw(seed);
        Document document = seed % 2 == 0 ? Document() : shipped(kShipped[seed / 2]);
        for (int step = 0; step < 60; ++step) {
            randomEdit(document, draw);
            const std::string text = engine::write_document(document);
            const auto read = engine::read_document(text, catalog(), "random");
            ASSERT_TRUE(read) << read.error().text();
            ASSERT_EQ(engine::write_document(*read), text);
            for (const engine::Problem& one : engine::check(document, catalog())) {
                ASSERT_NE(one.rule, "type");
                ASSERT_NE(one.rule, "lane");
                ASSERT_NE(one.rule, "loop");
            }
            if (document.nodes.size() > 60) break;
        }
    }
}

}  // namespace
}  // namespace widgets::edits
