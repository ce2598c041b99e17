#include "engine/base/sentence.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

std::string chinese(std::string_view text) {
    if (text == "%w1 %2 -> %3.") return "%w1：%2 → %3。";
    if (text == "Learning rate") return "学习率";
    if (text == "News") return "must not be asked for";
    return std::string(text);
}

TEST(Sentence, TranslatesWordsAndLeavesOtherArgumentsAlone) {
    const Sentence sentence = {"%w1 %2 -> %3.", {"Learning rate", "News", "%1"}};
    EXPECT_EQ(sentence.text(), "Learning rate News -> %1.");
    EXPECT_EQ(said(sentence, chinese), "学习率：News → %1。");
    EXPECT_EQ(text_of({sentence, {"100 % of %w9.", {}}}),
              "Learning rate News -> %1. 100 % of %w9.");
}

TEST(Sentence, ComesBackFromJsonAndForeignJsonSaysNothing) {
    const Sentences all = {{"a %1", {"\"x\""}}, {"b", {}}};
    EXPECT_EQ(sentences_of(sentences_json(all)), all);
    EXPECT_TRUE(sentences_of(Json("text")).empty());
    EXPECT_TRUE(sentences_of({{{"arguments", {1}}}, 5}).empty());
    EXPECT_EQ(sentences_of({{{"message", "%1"}, {"arguments", {5}}}}), (Sentences{{"%1", {"5"}}}));
}

}  // namespace
}  // namespace engine
