// Whole documents: places, fitting kinds.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/widgets/edits_support.h"

namespace widgets::edits {
namespace {

long crossings(const Document& document) {
    long count = 0;
    const auto at = [&](const std::string& id) { return positionOf(document, id); };
    for (std::size_t i = 0; i < document.edges.size(); ++i) {
        for (std::size_t j = i + 1; j < document.edges.size(); ++j) {
            const engine::Edge &a = document.edges[i], &b = document.edges[j];
            const Position p = at(a.from.node), q = at(a.to.node), r = at(b.from.node),
                           s = at(b.to.node);
            if (p.x != r.x || q.x != s.x || p.x == q.x) continue;
            count += static_cast<long>(p.y - r.y) * (q.y - s.y) < 0;
        }
    }
    return count;
}

TEST(Layout, PutsEveryNodeIntoItsLaneAndNoTwoInOnePlace) {
    for (const char* name : kShipped) {
        Document document = shipped(name);
        autoLayout(document, catalog());
        std::set<std::pair<int, int>> taken;
        for (const engine::Node& node : document.nodes) {
            const Position at = positionOf(document, node.id);
            EXPECT_EQ(at.x, kColumn * static_cast<int>(laneOf(document, catalog(), node.id)));
            EXPECT_EQ(at.y % kRow, 0);
            EXPECT_TRUE(taken.insert({at.x, at.y}).second) << name << ": " << node.id;
        }
    }
}

TEST(Layout, CrossesNoMoreEdgesThanNodesInTheOrderTheyWereWritten) {
    for (const char* name : kShipped) {
        Document document = shipped(name);
        autoLayout(document, catalog());
        const long now = crossings(document);
        std::map<int, int> next;
        Document stacked = document;
        for (auto it = stacked.nodes.rbegin(); it != stacked.nodes.rend(); ++it) {
            const int x = positionOf(stacked, it->id).x;
            moveNodes(stacked, {{it->id, {x, next[x]++ * kRow}}});
        }
        EXPECT_LE(now, crossings(stacked)) << name;
    }
}

TEST(Fitting, KindsComeRankedAndNoneRunsBack) {
    const auto rows = fittingKinds(catalog(), "D", Side::Input, engine::Lane::Task);
    ASSERT_GT(rows.size(), 5U);
    for (const FittingKind& fit : rows)
        EXPECT_NE(fit.kind->input(fit.port)->types.find('D'), std::string::npos);
    const auto trained = fittingKinds(catalog(), "W", Side::Input, engine::Lane::Target);
    ASSERT_FALSE(trained.empty());
    for (const FittingKind& fit : trained)
        EXPECT_TRUE(fit.kind->lane >= engine::Lane::Target || fit.kind->also_in_target)
            << fit.kind->id;
    const auto encoders = fittingKinds(catalog(), "E", Side::Output, engine::Lane::Train);
    std::set<std::string> ids;
    for (const FittingKind& fit : encoders) ids.insert(fit.kind->id);
    EXPECT_EQ(ids, (std::set<std::string>{"encoder", "tfidf"}));
}

}  // namespace
}  // namespace widgets::edits
