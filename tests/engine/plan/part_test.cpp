#include "engine/plan/part.h"

#include <gtest/gtest.h>

#include "plan_support.h"

namespace engine {
namespace {

using test::first_look;
using test::keys_of;
using test::plan_of;

std::set<std::string> kinds_to_run(const Plan& plan) {
    std::set<std::string> out;
    for (const std::string& key : pending(plan, [](const std::string&) { return false; }))
        out.insert(plan.step(key)->node);
    return out;
}

std::set<std::string> arms_of(const Plan& plan) {
    std::set<std::string> out;
    for (const Run& run : plan.runs) out.insert(run.arm);
    return out;
}

TEST(PartOfAPlan, ToANodeHoldsWhatLeadsThereAndNoRun) {
    const auto part = part_of(plan_of(first_look()), "x_target", "");
    ASSERT_TRUE(part.ok()) << part.error().text();
    EXPECT_TRUE(part->runs.empty());
    EXPECT_EQ(kinds_to_run(*part),
              (std::set<std::string>{"tweets", "clean", "split", "bert", "x_target"}));
}

TEST(PartOfAPlan, ToAnEvaluationHoldsTheRunsThatEndThere) {
    const auto part = part_of(plan_of(first_look()), "e_mix", "");
    ASSERT_TRUE(part.ok());
    EXPECT_EQ(arms_of(*part), std::set<std::string>{"mix"});
    EXPECT_EQ(part->runs.size(), 9U);  // three budgets, three seeds
    EXPECT_EQ(kinds_to_run(*part).count("p_tfidf"), 0U);
}

TEST(PartOfAPlan, FromANodeHoldsTheRunsThatPassThroughIt) {
    const auto part = part_of(plan_of(first_look()), "", "x_news");
    ASSERT_TRUE(part.ok());
    EXPECT_EQ(arms_of(*part), (std::set<std::string>{"mix", "news"}));
    const auto nodes = kinds_to_run(*part);
    EXPECT_EQ(nodes.count("e_mix") + nodes.count("e_news"), 2U);
    EXPECT_EQ(nodes.count("tfidf") + nodes.count("verdict"), 0U)
        << "the verdict needs arms that do not pass through the node";
    // What all arms rest on leads to all of it, the verdict too.
    const Plan whole = plan_of(first_look());
    const auto all = part_of(whole, "", "tweets");
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(kinds_to_run(*all).count("verdict"), 1U);
}

TEST(PartOfAPlan, OfAnUnknownNodeOrOneWithoutResultIsRefused) {
    const auto unknown = part_of(plan_of(first_look()), "nobody", "");
    ASSERT_FALSE(unknown.ok());
    EXPECT_NE(unknown.error().text().find("\"nobody\" computes nothing"), std::string::npos);
    const auto both = part_of(plan_of(first_look()), "x_target", "p_news");
    ASSERT_FALSE(both.ok());
    EXPECT_NE(both.error().text().find("Nothing that is measured rests on"), std::string::npos);
}

}  // namespace
}  // namespace engine
