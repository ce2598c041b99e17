#include "engine/data/text_normal.h"

#include <gtest/gtest.h>

#include "engine/data/encoding.h"
#include "engine/data/numbers.h"

namespace engine {
namespace {

TEST(CopyKey, EqualsTheRuleOfTheReference) {
    // Right-hand sides were made by Python 3.11: re.sub(r"\W+", " ", t.lower()).strip() or t
    EXPECT_EQ(copy_key("Hello,  World!!"), "hello world");
    EXPECT_EQ(copy_key("  a_b--c "), "a_b c");
    EXPECT_EQ(copy_key("?!..."), "?!...");
    EXPECT_EQ(copy_key(""), "");
    EXPECT_EQ(copy_key("ÄÖÜ straße"), "äöü straße");
    EXPECT_EQ(copy_key("ΟΔΟΣ ΟΔΟΣ"), "οδος οδος");
    EXPECT_EQ(copy_key("İstanbul"), "i stanbul");
    EXPECT_EQ(copy_key("我们，今天。"), "我们 今天");
    EXPECT_EQ(copy_key("x² ½ Ⅻ ①"), "x² ½ ⅻ ①");
    EXPECT_EQ(copy_key("cafe\xCC\x81!"), "cafe");  // a combining mark is no word character
    EXPECT_EQ(copy_key("😀 ok"), "ok");
    EXPECT_EQ(copy_key("ȺȾȺȾ Ⱥ"), "ⱥⱦⱥⱦ ⱥ");  // lower case is longer here
    std::string key = "before|";
    append_copy_key("A  b", key);
    append_copy_key("?", key);
    append_copy_key("Ä.", key);
    EXPECT_EQ(key, "before|a b?ä");
}

TEST(NormaliseText, FoldsCaseWidthAndSpacesAndIsIdempotent) {
    EXPECT_EQ(normalise_text("  Ｈｅｌｌｏ，　World \t\n x "), "hello, world x");
    EXPECT_EQ(normalise_text("Cafe\xCC\x81"), "café");
    EXPECT_EQ(normalise_text("   "), "");
    for (const char* text : {"ＡＢＣ　ｄ", "İİ x", "ΟΔΟΣ", "a\xCC\x81\xCC\x81", "ﾊﾝｶｸ"}) {
        const std::string once = normalise_text(text);
        EXPECT_EQ(normalise_text(once), once) << text;
    }
}

TEST(NormaliseText, KeepsControlCharactersAndPutsACharacterForBadBytes) {
    EXPECT_EQ(normalise_text(std::string("A\0\x1C\x7F \v\f B", 9)),
              std::string("a\0\x1C\x7F b", 6));
    EXPECT_EQ(normalise_text("\xC2\xA0Ä\xC2\x85\xE2\x80\x89Ö"), "ä ö");
    EXPECT_EQ(normalise_text("A\xFFÄ"), "a\xEF\xBF\xBDä");
    EXPECT_EQ(normalise_text("ΟΔΟΣ Σ"), "οδος σ");
}

TEST(NormaliseText, SaysInPlaceWhetherTheTextIsAnother) {
    const std::pair<const char*, bool> cases[] = {
        {"as it was", false}, {"As it was", true}, {"as it  was", true}, {"as it was ", true},
        {"as it\twas", true}, {"", false},         {" ", true},          {"über uns", false},
        {"Über uns", true},   {"ΟΣ", true},        {"ος", false}};
    for (const auto& [before, differs] : cases) {
        std::string text = before;
        EXPECT_EQ(normalise_in_place(text), differs) << before;
        EXPECT_EQ(text, normalise_text(before));
        EXPECT_EQ(text != before, differs) << before;
    }
}

TEST(StripUrls, TakesOutWebAddressesOnly) {
    const auto text_of = [](const char* text) { return strip_urls(text).text; };
    EXPECT_EQ(text_of("see http://t.co/x1?y=2 now"), "see now");
    EXPECT_EQ(text_of("HTTPS://A.b/c. Yes"), ". Yes");
    EXPECT_EQ(text_of("www.example.org"), "");
    EXPECT_EQ(text_of("看http://t.cn/abc很好"), "看很好");
    EXPECT_EQ(text_of("A wWw.b/c, then.WWW.d www.e"), "A , then.");
    EXPECT_EQ(text_of("_www.b.c xhttps://www.d wwww.e ftp://f"), "_ xhttps:// wwww.e ftp://f");
    EXPECT_EQ(text_of("nothing at www. all, xhttp://y"), "nothing at www. all, xhttp://y");
    EXPECT_EQ(strip_urls("http://a.b http://c.d").removed, 2);
    EXPECT_EQ(strip_urls("  plain  ").text, "  plain  ");  // untouched when nothing was removed
}

TEST(CodePoints, CountsCharactersNotBytes) {
    EXPECT_EQ(code_points("aé三😀"), 4);
    EXPECT_EQ(code_points(""), 0);
}

TEST(ParseNumber, TakesOneFiniteNumber) {
    EXPECT_EQ(parse_number(" +1e3 "), 1000.0);
    EXPECT_EQ(parse_number("-0.5"), -0.5);
    for (const char* bad :
         {"", " ", "x", "1x", "1,5", "nan", "inf", "+-1", "++1", "0x10", "1e999"}) {
        EXPECT_FALSE(parse_number(bad)) << bad;
    }
}

TEST(ParseTime, TakesSecondsAndIsoDates) {
    EXPECT_EQ(parse_time("881250949"), 881250949.0);
    EXPECT_EQ(parse_time("1970-01-02"), 86400.0);
    EXPECT_EQ(parse_time("2000-03-01T00:00:00Z"), 951868800.0);
    EXPECT_EQ(parse_time("2000-03-01 01:30+01:30"), 951868800.0);
    EXPECT_EQ(parse_time("2000-03-01T00:00:00.5-0000"), 951868800.5);
    for (const char* bad :
         {"", "2000-13-01", "2000-02-30", "2000-3-1", "2000-03-01T", "yesterday"}) {
        EXPECT_FALSE(parse_time(bad)) << bad;
    }
}

}  // namespace
}  // namespace engine
