#include "engine/spec/catalog.h"

#include <gtest/gtest.h>

#include <set>

namespace engine {
namespace {

const Catalog& catalog() {
    static const Catalog made = shipped_catalog();
    return made;
}

Json defaults(const NodeKind& kind) {
    auto options = kind.resolve(Json::object());
    EXPECT_TRUE(options.ok()) << kind.id;
    return options.ok() ? *options : Json::object();
}

std::string refusal(std::string_view kind, const Json& options) {
    const auto resolved = catalog().find(kind)->resolve(options);
    return resolved.ok() ? "taken: " + compact_json(*resolved) : resolved.error().text();
}

TEST(Catalog, HoldsEveryKindOfTheFirstWindowOnce) {
    const std::vector<std::string> ids = catalog().ids();
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()),
              (std::set<std::string>{
                  "encoder",     "tfidf",    "dataset",      "clean",     "split",     "budget",
                  "combine",     "recipe",   "train_source", "features",  "distil",    "tune",
                  "no_transfer", "probe",    "fine_tune",    "evaluate",  "baselines", "verdict",
                  "episodes",    "protonet", "user_tasks",   "rank_eval", "adapter"}));
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), ids.size());
}

TEST(Catalog, EveryKindHasATitleHelpAndPortsOfKnownTypes) {
    for (const NodeKind& kind : catalog().entries()) {
        EXPECT_FALSE(kind.title.empty()) << kind.id;
        EXPECT_EQ(kind.help.back(), '.') << kind.id;
        EXPECT_GE(kind.revision, 1) << kind.id;
        EXPECT_FALSE(kind.outputs.empty()) << kind.id;
        for (const auto* ports : {&kind.inputs, &kind.outputs}) {
            std::set<std::string> names;
            for (const Port& port : *ports) {
                EXPECT_TRUE(names.insert(port.name).second) << kind.id << " " << port.name;
                EXPECT_FALSE(port.types.empty()) << kind.id;
                EXPECT_EQ(port.types.find_first_not_of("EDTRWFSM"), std::string::npos) << kind.id;
            }
        }
        for (const Port& port : kind.outputs) EXPECT_EQ(port.types.size(), 1U) << kind.id;
    }
}

TEST(Catalog, EveryOptionHasALabelAndASentenceOfHelp) {
    for (const NodeKind& kind : catalog().entries()) {
        std::set<std::string> names;
        for (const Field& field : kind.fields) {
            EXPECT_TRUE(names.insert(field.name).second) << kind.id << "." << field.name;
            EXPECT_FALSE(field.label.empty()) << kind.id << "." << field.name;
            ASSERT_FALSE(field.help.empty()) << kind.id << "." << field.name;
            EXPECT_EQ(field.help.back(), '.') << kind.id << "." << field.name;
        }
    }
}

TEST(Catalog, DefaultsResolveToThemselvesInTheOrderOfTheFields) {
    for (const NodeKind& kind : catalog().entries()) {
        const Json options = defaults(kind);
        ASSERT_EQ(options.size(), kind.fields.size()) << kind.id;
        auto field = kind.fields.begin();
        for (const auto& [name, value] : options.items()) {
            EXPECT_EQ(name, field->name) << kind.id;
            EXPECT_EQ(value, field->default_value) << kind.id << "." << name;
            ++field;
        }
        const auto again = kind.resolve(options);
        ASSERT_TRUE(again.ok()) << kind.id;
        EXPECT_EQ(compact_json(*again), compact_json(options)) << kind.id;
    }
}

TEST(Catalog, OptionsComeOutInOneOrderHoweverTheyWereWritten) {
    for (const NodeKind& kind : catalog().entries()) {
        const Json options = defaults(kind);
        Json reversed = Json::object();
        for (auto field = kind.fields.rbegin(); field != kind.fields.rend(); ++field)
            reversed[field->name] = options[field->name];
        EXPECT_EQ(compact_json(*kind.resolve(reversed)), compact_json(options)) << kind.id;
    }
}

TEST(Catalog, EveryNumberIsTakenAtItsEndsAndRefusedBeyond) {
    for (const NodeKind& kind : catalog().entries()) {
        for (const Field& field : kind.fields) {
            if (!field.low.is_number()) continue;
            const bool whole = field.type == "int" || field.type == "ints";
            for (const Json& end : {field.low, field.high}) {
                EXPECT_TRUE(kind.resolve({{field.name, end}}).ok())
                    << kind.id << "." << field.name << " " << end;
            }
            const double low = field.low.get<double>();
            const double high = field.high.get<double>();
            for (const double beyond : {whole ? low - 1 : low - 1e-9 - std::abs(low) * 1e-9,
                                        whole ? high + 1 : high * (1 + 1e-9) + 1e-12}) {
                const auto refused = kind.resolve({{field.name, beyond}});
                ASSERT_FALSE(refused.ok()) << kind.id << "." << field.name << " " << beyond;
                EXPECT_EQ(refused.error().code, ErrorCode::BadOption);
                EXPECT_NE(refused.error().text().find(field.name), std::string::npos);
            }
            if (whole) {
                EXPECT_FALSE(kind.resolve({{field.name, low + 0.5}}).ok())
                    << kind.id << "." << field.name;
            }
            EXPECT_FALSE(kind.resolve({{field.name, "x"}}).ok()) << kind.id << "." << field.name;
        }
    }
}

TEST(Catalog, EveryChoiceIsTakenAndNoOther) {
    for (const NodeKind& kind : catalog().entries()) {
        for (const Field& field : kind.fields) {
            if (field.type != "choice" && field.type != "choices") continue;
            ASSERT_FALSE(field.choices.empty()) << kind.id << "." << field.name;
            for (const std::string& choice : field.choices) {
                const auto options = kind.resolve({{field.name, choice}});
                ASSERT_TRUE(options.ok()) << kind.id << "." << field.name << "=" << choice;
                const Json expected = field.type == "choice" ? Json(choice) : Json::array({choice});
                EXPECT_EQ((*options)[field.name], expected);
            }
            EXPECT_FALSE(kind.resolve({{field.name, "no such thing"}}).ok());
            EXPECT_FALSE(kind.resolve({{field.name, 3}}).ok());
        }
    }
}

TEST(Catalog, EveryKindRefusesAnUnknownOption) {
    for (const NodeKind& kind : catalog().entries()) {
        const auto refused = kind.resolve({{"quite_unheard_of_option", 1}});
        ASSERT_FALSE(refused.ok()) << kind.id;
        EXPECT_EQ(refused.error().code, ErrorCode::UnknownOption);
        EXPECT_FALSE(kind.resolve(Json::array({1})).ok()) << kind.id;
        EXPECT_FALSE(kind.resolve("text").ok()) << kind.id;
    }
}

TEST(Catalog, FaultsAreSaidInOneSentenceWithTheNearestName) {
    EXPECT_EQ(refusal("fine_tune", {{"epoch", 3}}),
              "There is no option \"epoch\". Did you mean \"epochs\"?");
    EXPECT_EQ(refusal("fine_tune", {{"zzzzzzzzzzzz", 3}}), "There is no option \"zzzzzzzzzzzz\".");
    EXPECT_EQ(refusal("fine_tune", {{"epochs", 0}}),
              "Option epochs lies between 1 and 1000; 0 does not.");
    EXPECT_EQ(refusal("fine_tune", {{"epochs", 2.5}}),
              "Option epochs takes a whole number, not 2.5.");
    EXPECT_EQ(refusal("fine_tune", {{"rate", "fast"}}),
              "Option rate takes a number or \"auto\", not \"fast\".");
    EXPECT_EQ(refusal("fine_tune", {{"optimiser", "adamww"}}),
              "Option optimiser is one of sgd, momentum, adam, adamw, amsgrad; \"adamww\" is not. "
              "Did you mean \"adamw\"?");
    EXPECT_EQ(refusal("clean", {{"normalise", 1}}), "Option normalise takes true or false, not 1.");
    EXPECT_EQ(refusal("budget", {{"rows", {16, 16}}}), "Option rows holds 16 twice.");
    EXPECT_EQ(refusal("budget", {{"rows", Json::array()}}),
              "Option rows takes at least one value, not [].");
    EXPECT_EQ(refusal("dataset", {{"text", {{"a", 1}}}}),
              "Option text takes texts, not {\"a\":1}.");
}

TEST(Catalog, ASingleValueStandsForAListOfOne) {
    EXPECT_EQ((*catalog().find("budget")->resolve({{"rows", 64}}))["rows"], Json::array({64}));
    EXPECT_EQ((*catalog().find("dataset")->resolve({{"text", "body"}}))["text"],
              Json::array({"body"}));
}

TEST(Catalog, HugeWholeNumbersDoNotWrapAround) {
    for (const char* text : {"18446744073709551615", "9223372036854775808", "4294967297",
                             "-9223372036854775808", "1e300"}) {
        const Json value = *read_json(text, "a.json");
        EXPECT_FALSE(catalog().find("fine_tune")->resolve({{"epochs", value}}).ok()) << text;
        EXPECT_FALSE(catalog().find("budget")->resolve({{"rows", {value}}}).ok()) << text;
    }
}

TEST(Catalog, RangesOfASearchKeepTheirValues) {
    const Json ranges =
        *read_json(R"([{"node":"fine","option":"rate","low":1e-05,"high":0.001,"logarithmic":true},
        {"node":"fine","option":"batch","values":[8,16]},{"node":"fine","option":"optimiser","values":["adam","sgd"]}])",
                   "a.json");
    const auto options = catalog().find("tune")->resolve({{"ranges", ranges}});
    ASSERT_TRUE(options.ok()) << options.error().text();
    EXPECT_EQ((*options)["ranges"], ranges);
    for (const char* bad :
         {R"([{"option":"rate","values":[1]}])", R"([{"node":"a","option":"rate"}])",
          R"([{"node":"a","option":"rate","low":2,"high":1}])",
          R"([{"node":"a","option":"rate","values":[]}])",
          R"([{"node":"a","option":"rate","low":0,"high":1,"logarithmic":true}])",
          R"([{"node":"a","option":"rate","lo":0,"high":1}])", R"([3])", R"({"node":"a"})"}) {
        EXPECT_FALSE(catalog().find("tune")->resolve({{"ranges", *read_json(bad, "a.json")}}).ok())
            << bad;
    }
}

TEST(Catalog, OnlyWhatDrawsWithItsOptionsIsSeeded) {
    const auto draws = [](const char* kind, const Json& options) {
        const NodeKind* known = catalog().find(kind);
        return known->draws(*known->resolve(options));
    };
    EXPECT_FALSE(draws("encoder", Json::object()));
    EXPECT_TRUE(draws("encoder", {{"weights", "random"}}));
    EXPECT_FALSE(draws("split", Json::object()));  // has a seed of its own
    EXPECT_TRUE(draws("budget", {{"rows", {16}}}));
    EXPECT_FALSE(draws("budget", {{"rows", {0}}}));
    EXPECT_FALSE(draws("clean", Json::object()));
    EXPECT_TRUE(draws("clean", {{"drop_words", 0.1}}));
    EXPECT_TRUE(draws("clean", {{"balance", "over"}}));
    for (const char* kind : {"fine_tune", "train_source", "distil", "episodes", "user_tasks"}) {
        EXPECT_TRUE(draws(kind, Json::object())) << kind;
    }
    for (const char* kind :
         {"dataset", "features", "tfidf", "probe", "combine", "evaluate", "verdict", "protonet"}) {
        EXPECT_FALSE(draws(kind, Json::object())) << kind;
    }
}

TEST(Catalog, SaysEverythingAsJson) {
    const Json json = catalog_json(catalog());
    ASSERT_EQ(json.size(), catalog().entries().size());
    for (const Json& kind : json) {
        for (const char* key : {"id", "title", "lane", "help", "inputs", "outputs", "options"})
            EXPECT_TRUE(kind.contains(key));
    }
    EXPECT_EQ(json[0]["id"], "encoder");
    EXPECT_EQ(json[0]["lane"], "model");
    EXPECT_EQ(json[0]["options"][3]["high"], 1024);
}

}  // namespace
}  // namespace engine
