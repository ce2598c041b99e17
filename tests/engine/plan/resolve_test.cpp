#include "engine/plan/resolve.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan_support.h"

namespace engine {
namespace {

using test::keys_of;
using test::plan_of;

TEST(Resolve, OptionsThatAreNotShownHaveNoSay) {
    const Document document = test::fine_tuned().document;
    const Plan plan = plan_of(document);
    Document typed = document;
    test::set(typed, "fine.last_k=7");  // shown beside unfreeze=last_k only
    const Plan same = plan_of(typed);
    EXPECT_EQ(keys_of(same), keys_of(plan));
    const Step* fine = same.step(*keys_of(same, "fine").begin());
    EXPECT_EQ(fine->options["last_k"], 2);  // the stage too is given the default
    EXPECT_EQ(fine->parts["options"]["last_k"], 2);
    test::set(typed, "fine.unfreeze=last_k");
    Document other = typed;
    test::set(other, "fine.last_k=3");
    EXPECT_EQ(plan_of(typed).step(*keys_of(plan_of(typed), "fine").begin())->options["last_k"], 7);
    EXPECT_NE(keys_of(plan_of(other), "fine"), keys_of(plan_of(typed), "fine"));
}

TEST(Resolve, WhatDecidesWhetherAnOptionIsShownIsAnOptionBesideIt) {
    for (const NodeKind& kind : test::catalog().entries()) {
        for (const Field& field : kind.fields) {
            if (field.shown_if.empty()) continue;
            const Field* other = kind.field(field.shown_if.substr(0, field.shown_if.find('=')));
            ASSERT_NE(other, nullptr) << kind.id << "." << field.name;
            const auto value = field.shown_if.substr(field.shown_if.find('=') + 1);
            EXPECT_NE(std::find(other->choices.begin(), other->choices.end(), value),
                      other->choices.end())
                << kind.id << "." << field.name;
            EXPECT_TRUE(is_shown(field, {{other->name, value}}));
            EXPECT_FALSE(is_shown(field, {{other->name, "another"}}));
        }
    }
}

TEST(Resolve, AnAdapterLearnsAtTenTimesTheRateOfFineTuning) {
    test::Sketch s;
    s.document.seeds = {1};
    s.node("data", "dataset", {{"source", "tweets"}}).node("split", "split");
    s.node("bert", "encoder").edge("data.data > split.data");
    for (const std::string kind : {"fine_tune", "adapter"}) {
        s.node(kind, kind).node("e_" + kind, "evaluate");
        s.edge("bert.encoder > " + kind + ".start").edge("split.data > " + kind + ".data");
        s.edge(kind + ".trained > e_" + kind + ".scored").edge("split.data > e_" + kind + ".data");
        s.arm(kind, "e_" + kind);
    }
    const Plan plan = plan_of(s.document);
    const auto rate = [&](const std::string& node) {
        return plan.step(*keys_of(plan, node).begin())->options["rate"].get<double>();
    };
    EXPECT_DOUBLE_EQ(rate("fine_tune"), 1e-4);
    EXPECT_DOUBLE_EQ(rate("adapter"), 1e-3);
}

}  // namespace
}  // namespace engine
