// Twins of arms, and fixes of problems.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/plan/graph.h"
#include "tests/widgets/edits_support.h"

namespace widgets::edits {
namespace {

// Arms that borrow nothing, by pipeline: there is nothing to withhold from them.
const std::map<std::string, std::set<std::string>> kBorrowNothing = {
    {"news-to-comments-first-look", {"tfidf"}},
    {"movies-to-comments", {"tfidf"}},
    {"news-to-comments", {"tfidf", "scratch"}},
    {"few-shot-intents", {"untrained"}},
    {"cold-start-users", {"popularity", "item-mean", "bias"}}};

TEST(Twin, OfEveryShippedArmPassesTheChecksAndIsItsControl) {
    for (const char* name : kShipped) {
        const Document document = shipped(name);
        ASSERT_TRUE(faults(document).empty());
        for (const engine::Arm& arm : document.arms) {
            Document with = document;
            const auto made = addTwin(with, catalog(), arm.id);
            const std::string where = std::string(name) + ": " + arm.id;
            if (kBorrowNothing.at(name).count(arm.id) > 0) {
                ASSERT_TRUE(std::holds_alternative<Refusal>(made)) << where;
                EXPECT_EQ(engine::write_document(with), engine::write_document(document));
                continue;
            }
            ASSERT_TRUE(std::holds_alternative<Twin>(made))
                << where << ": " << std::get<Refusal>(made).what.text();
            const Twin& twin = std::get<Twin>(made);
            EXPECT_EQ(faults(with), std::vector<std::string>()) << where;
            EXPECT_EQ(with.arm(arm.id)->control, twin.arm) << where;
            ASSERT_NE(with.arm(twin.arm), nullptr);
            for (const std::string& id : twin.nodes)
                EXPECT_NE(with.node(id), nullptr) << where << " " << id;
            EXPECT_EQ(armsOf(with, catalog(), twin.nodes.back()), Ids{twin.arm}) << where;
        }
    }
}

const engine::Edge* edgeInto(const Document& document, const std::string& node,
                             const std::string& port) {
    for (const engine::Edge& edge : document.edges) {
        if (edge.to.node == node && edge.to.port == port) return &edge;
    }
    return nullptr;
}

TEST(Twin, OfATransferredArmLearnsOnTheSameRowsFromTheEncoderThatKnewNoSource) {
    Document document = shipped("news-to-comments");
    ASSERT_TRUE(std::holds_alternative<Twin>(addTwin(document, catalog(), "adapted")));
    const engine::Node* twin = document.node("adapted-twin");
    ASSERT_NE(twin, nullptr);
    EXPECT_EQ(twin->kind, "fine_tune");
    EXPECT_EQ(twin->options, document.node("adapted")->options);
    EXPECT_EQ(edgeInto(document, "adapted-twin", "data")->from.node, "labels");
    EXPECT_EQ(edgeInto(document, "adapted-twin", "recipe")->from.node, "recipe");
    const engine::Edge* start = edgeInto(document, "adapted-twin", "start");
    ASSERT_NE(start, nullptr);
    const engine::Node* control = document.node(start->from.node);
    EXPECT_EQ(control->kind, "no_transfer");
    EXPECT_EQ(control->options["withhold"], "no_source");
    EXPECT_EQ(edgeInto(document, control->id, "start")->from.node, "source-model");
    EXPECT_EQ(edgeInto(document, "adapted-score-twin", "data")->from.node, "target-split");
    EXPECT_EQ(document.arm("adapted-score-twin")->title, "News, then tweets, no transfer");
}

TEST(Twin, OfAnArmThatOnlyBorrowsPretrainingStartsUntrained) {
    Document document = shipped("news-to-comments-first-look");
    ASSERT_TRUE(std::holds_alternative<Twin>(addTwin(document, catalog(), "target")));
    const std::string features = edgeInto(document, "target-head-twin", "features")->from.node;
    EXPECT_EQ(document.node(features)->kind, "features");
    const engine::Node* control = document.node(edgeInto(document, features, "encoder")->from.node);
    EXPECT_EQ(control->kind, "no_transfer");
    EXPECT_EQ(control->options["withhold"], "random_encoder");
}

TEST(Twin, OfAnArmWithSourceRowsLearnsFromTheTargetsRowsAlone) {
    Document document = shipped("news-to-comments-first-look");
    for (const char* arm : {"added", "alone"})
        ASSERT_TRUE(std::holds_alternative<Twin>(addTwin(document, catalog(), arm))) << arm;
    for (const char* head : {"mix-head-twin", "source-head-twin"}) {
        EXPECT_EQ(edgeInto(document, head, "data")->from.node, "labels") << head;
        const engine::Graph graph(document, catalog());
        EXPECT_EQ(graph.ancestors(head).count("source"), 0U) << head;
    }
}

TEST(Twin, OfAStudentFollowsTheLabelsAlone) {
    Document document = shipped("news-to-comments");
    ASSERT_TRUE(std::holds_alternative<Twin>(addTwin(document, catalog(), "student")));
    EXPECT_EQ(document.node("student-twin")->options["soft"], 0.0);
    EXPECT_EQ(edgeInto(document, "student-twin", "teacher"), nullptr);
}

TEST(Twin, OfASearchedArmSearchesTheCopies) {
    Document document = shipped("news-to-comments");
    const std::string tune = addNode(document, catalog(), "tune", 0, 0);
    ASSERT_TRUE(setOption(
        document, catalog(), tune, "ranges",
        Json::array({{{"node", "adapted"}, {"option", "epochs"}, {"values", {1, 2}}},
                     {{"node", "source-model"}, {"option", "epochs"}, {"values", {1, 2}}}})));
    connect(document, catalog(), {"adapted", "trained"}, {tune, "trained"});
    connect(document, catalog(), {tune, "trained"}, {"adapted-score", "scored"});
    ASSERT_TRUE(faults(document).empty());
    ASSERT_TRUE(std::holds_alternative<Twin>(addTwin(document, catalog(), "adapted")));
    const Json ranges = document.node("tune-twin")->options["ranges"];
    ASSERT_EQ(ranges.size(), 1U);
    EXPECT_EQ(ranges[0]["node"], "adapted-twin");
}

TEST(Twin, OfAnArmThatIsNotScoredIsRefused) {
    Document document = shipped("news-to-comments-first-look");
    removeNodes(document, {"verdict"});
    const std::string arm = addArm(document, catalog(), "labels", "");
    const auto made = addTwin(document, catalog(), arm);
    ASSERT_TRUE(std::holds_alternative<Refusal>(made));
    EXPECT_TRUE(std::holds_alternative<Refusal>(addTwin(document, catalog(), "gone")));
}

const engine::Problem* problem(const std::vector<engine::Problem>& all, const char* fix) {
    for (const engine::Problem& one : all) {
        if (one.fix == fix) return &one;
    }
    return nullptr;
}

void expectMended(Document document, const char* fix) {
    const auto before = engine::check(document, catalog());
    const engine::Problem* found = problem(before, fix);
    ASSERT_NE(found, nullptr) << fix;
    ASSERT_TRUE(canFix(*found));
    const auto refusal = applyFix(document, catalog(), *found);
    ASSERT_FALSE(refusal) << fix;
    for (const engine::Problem& one : engine::check(document, catalog()))
        EXPECT_NE(one.what.text(), found->what.text()) << fix;
}

TEST(Fixes, MendWhatTheyWereOfferedFor) {
    Document document = shipped("news-to-comments");
    document.edges.push_back({{"source-split", "data"}, {"labels", "data"}, 1});
    expectMended(document, "Replace");

    document = shipped("news-to-comments");
    removeNodes(document, {"adapted-score"});
    addArm(document, catalog(), "adapted", "Mine");
    expectMended(document, "Add evaluation");

    document = shipped("news-to-comments");
    connect(document, catalog(), {"source-split", "data"}, {"adapted-score", "data"});
    expectMended(document, "Use the control's split");

    document = shipped("news-to-comments");
    disconnect(document, {"recipe", "recipe"}, {"adapted", "recipe"});
    expectMended(document, "Use the control's options");

    document = shipped("news-to-comments-first-look");
    for (engine::Arm& arm : document.arms) arm.control.clear();
    expectMended(document, "Add twin");

    document = shipped("news-to-comments-first-look");
    for (engine::Edge& edge : document.edges) {
        if (edge.from.node == "target-split") edge.from.node = "target-clean";
    }
    removeNodes(document, {"target-split"});
    expectMended(document, "Insert split");
}

TEST(Fixes, AreRefusedWhereNothingCanBeDone) {
    Document document = small();
    engine::Problem unknown;
    unknown.fix = "Show fitting nodes";
    EXPECT_FALSE(canFix(unknown));
    EXPECT_TRUE(applyFix(document, catalog(), unknown));
}

}  // namespace
}  // namespace widgets::edits
