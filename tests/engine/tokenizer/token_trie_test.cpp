#include "engine/tokenizer/token_trie.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>

namespace {

using engine::TokenTrie;

TEST(TokenTrie, FindsTheLongestTokenAtTheStart) {
    const TokenTrie trie({{"a", 1}, {"abc", 2}, {"b", 3}});
    EXPECT_EQ(trie.longest("abcd").value, 2);
    EXPECT_EQ(trie.longest("abcd").length, 3U);
    EXPECT_EQ(trie.longest("abd").value, 1);
    EXPECT_EQ(trie.longest("xa").value, TokenTrie::kNone);
    EXPECT_EQ(trie.longest("").value, TokenTrie::kNone);
    EXPECT_EQ(trie.longest("bc", trie.walk("a")).value, 2);
}

TEST(TokenTrie, WithoutTokensFindsNothing) {
    const TokenTrie trie;
    EXPECT_EQ(trie.longest("\xff\x01").value, TokenTrie::kNone);
    EXPECT_EQ(trie.walk(""), 0);
}

TEST(TokenTrie, AgreesWithAMapOnRandomBytes) {
    std::mt19937 random(7);
    std::map<std::string, std::int32_t> map;
    const auto text = [&](std::size_t most) {
        std::string out(1 + random() % most, ' ');
        const unsigned spread = random() % 2 == 0 ? 3 : 256;
        for (char& c : out) c = static_cast<char>(random() % spread);
        return out;
    };
    for (std::int32_t i = 0; i < 3000; ++i) map[text(8)] = i;
    const TokenTrie trie({map.begin(), map.end()});
    for (int i = 0; i < 3000; ++i) {
        const std::string probe = text(12);
        std::int32_t best = TokenTrie::kNone;
        for (std::size_t n = 1; n <= probe.size(); ++n) {
            const auto at = map.find(probe.substr(0, n));
            if (at != map.end()) best = at->second;
            EXPECT_EQ(trie.find(probe.substr(0, n)),
                      at == map.end() ? TokenTrie::kNone : at->second);
        }
        EXPECT_EQ(trie.longest(probe).value, best);
    }
}

}  // namespace
