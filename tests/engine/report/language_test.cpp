#include "engine/report/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

#include "engine/metrics/verdict.h"

namespace engine {
namespace {

std::vector<std::string> places(const std::string& text) {
    static const std::regex place("%w?[0-9]+");
    std::vector<std::string> out(std::sregex_token_iterator(text.begin(), text.end(), place), {});
    std::sort(out.begin(), out.end());
    return out;
}

TEST(Words, EveryVerdictIsThereInChineseWithTheSamePlaces) {
    const Words chinese(Language::Chinese);
    for (const std::string& text : verdict_templates()) {
        const std::string said = chinese(text);
        EXPECT_NE(said, text) << "not translated";
        EXPECT_EQ(places(said), places(text)) << text;
    }
}

TEST(Words, TheTableIsSortedSoThatItCanBeSearched) {
    const auto& all = chinese_texts();
    EXPECT_GT(all.size(), 300U);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.english < b.english; }));
}

TEST(Words, SayBudgetsAndMeasures) {
    const Words english(Language::English), chinese(Language::Chinese);
    EXPECT_EQ(english.sweep({{"rows", 64}}), "64 labels");
    EXPECT_EQ(english.sweep({{"rows", 0}}), "all labels");
    EXPECT_EQ(english.sweep({{"support", 5}, {"depth", 2}}), "5 ratings, depth 2");
    EXPECT_EQ(chinese.sweep({{"rows", 64}}), "64 个标签");
    EXPECT_EQ(english.metric("ndcg@10"), "nDCG@10");
    EXPECT_EQ(english.metric("accuracy"), "accuracy");
    EXPECT_EQ(chinese.metric("accuracy"), "准确率");
    EXPECT_EQ(chinese("no text of ours"), "no text of ours");
}

TEST(Words, AreKnownByTheirName) {
    EXPECT_EQ(language_of("zh_CN").value(), Language::Chinese);
    EXPECT_EQ(language_of("en").value(), Language::English);
    EXPECT_EQ(language_of("fr").error().code, ErrorCode::BadUsage);
}

}  // namespace
}  // namespace engine
