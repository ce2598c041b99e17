#include "engine/base/json.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

std::string refusal(std::string_view text) {
    const auto json = read_json(text, "a.json");
    if (json.ok()) return "read: " + compact_json(*json);
    EXPECT_EQ(json.error().code, ErrorCode::BadFile);
    return json.error().text();
}

std::string nested(int depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(StrictJson, KeepsTheOrderOfKeysAndTheTypeOfNumbers) {
    const auto json =
        read_json(R"({"b": 1, "a": 1.0, "c": [-3, 1e-05, true, null, "\u00e9"]})", "a.json");
    ASSERT_TRUE(json.ok());
    EXPECT_EQ(compact_json(*json), R"({"b":1,"a":1.0,"c":[-3,1e-05,true,null,"é"]})");
}

TEST(StrictJson, WritesTheShortestNumberThatReadsBackEqual) {
    for (const double number :
         {0.1, 1.0 / 3.0, 2e-5, 1e300, 5e-324, 0.30000000000000004, 123456789.125}) {
        const std::string text = compact_json(Json(number));
        const auto json = read_json(text, "a.json");
        ASSERT_TRUE(json.ok()) << text;
        EXPECT_EQ(json->get<double>(), number) << text;
    }
    EXPECT_EQ(compact_json(Json(0.1)), "0.1");
}

TEST(StrictJson, ReadsValuesThatAreNoObject) {
    EXPECT_EQ(compact_json(*read_json(" 7 ", "a.json")), "7");
    EXPECT_EQ(compact_json(*read_json("\"x\"\n", "a.json")), "\"x\"");
    EXPECT_EQ(read_json("18446744073709551615", "a.json")->get<std::uint64_t>(),
              18446744073709551615ULL);
}

TEST(StrictJson, RefusesAKeyThatStandsTwice) {
    EXPECT_EQ(refusal(R"({"a": 1, "b": {"a": 2}, "a": 3})"),
              "a.json is not usable JSON: the key \"a\" stands twice.");
    EXPECT_TRUE(read_json(R"([{"a": 1}, {"a": 2}])", "a.json").ok());
}

TEST(StrictJson, RefusesNestingDeeperThanSixtyFour) {
    EXPECT_TRUE(read_json(nested(64), "a.json").ok());
    EXPECT_EQ(refusal(nested(65)), "a.json is not usable JSON: it is nested more than 64 deep.");
    EXPECT_FALSE(read_json(nested(1000000), "a.json").ok());
}

TEST(StrictJson, RefusesNumbersThatAreTooLargeForADouble) {
    EXPECT_EQ(refusal("[1e400]"), "a.json is not valid JSON: line 1, column 6.");
    EXPECT_EQ(refusal("[-1e400]"), "a.json is not valid JSON: line 1, column 7.");
    EXPECT_TRUE(read_json("[1e-400]", "a.json").ok());
}

TEST(StrictJson, RefusesAnythingAfterTheValue) {
    EXPECT_EQ(refusal("{}\n x"), "a.json is not valid JSON: line 2, column 2.");
    EXPECT_EQ(refusal("{} {}"), "a.json is not valid JSON: line 1, column 4.");
}

TEST(StrictJson, SaysLineAndColumnOfTheFault) {
    EXPECT_EQ(refusal("{\"a\": 1,\n \"b\": ]}"), "a.json is not valid JSON: line 2, column 7.");
    EXPECT_EQ(refusal("{\"a\": 1"), "a.json is not valid JSON: line 1, column 8.");
    EXPECT_EQ(refusal(""), "a.json is not valid JSON: line 1, column 1.");
}

TEST(StrictJson, RefusesWhatOtherReadersLetPass) {
    for (const char* text :
         {"{'a': 1}", "[1,]", "{\"a\": 1,}", "NaN", "[Infinity]", "[01]", "[+1]", "[.5]", "// x\n1",
          "{a: 1}", "\"\t\"", "[1] // x", "tru", "\"\\ud800\""}) {
        EXPECT_FALSE(read_json(text, "a.json").ok()) << text;
    }
}

TEST(StrictJson, RefusesBytesThatAreNotUtf8) {
    for (const char* text : {"\"\xff\"", "\"\xc3(\"", "\"\xe2\x82\"", "\"\xf0\x28\x8c\xbc\"",
                             "\"\xc0\x80\"", "\"\xed\xa0\x80\""}) {
        EXPECT_FALSE(read_json(text, "a.json").ok()) << text;
    }
    EXPECT_TRUE(read_json("\"\xe4\xbd\xa0\xf0\x9f\x98\x80\"", "a.json").ok());
}

TEST(StrictJson, ReadsAnObjectOfManyKeysInReasonableTime) {
    std::string text = "{";
    for (int i = 0; i < 50000; ++i)
        text += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":" + std::to_string(i);
    const auto json = read_json(text + "}", "a.json");
    ASSERT_TRUE(json.ok());
    EXPECT_EQ(json->size(), 50000U);
}

}  // namespace
}  // namespace engine
