#include "engine/spec/document.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

const Catalog& catalog() {
    static const Catalog made = shipped_catalog();
    return made;
}

constexpr const char* kSmall =
    R"({"version": 1, "format": "warmstart.pipeline", "title": "T", "seeds": [3, 1],
  "canvas": {"b": {"y": 1, "x": 2}, "a": {}}, "data": {"tweets": {"sha256": "9f"}},
  "nodes": [{"kind": "dataset", "id": "target", "options": {"label": "rating", "source": "tweets", "thresholds": [-0.5, 0.5]}},
            {"id": "split", "kind": "split", "title": "Halves"}],
  "edges": [{"from": "target.data", "to": "split.data"}],
  "arms": [{"id": "a1", "ends": "split"}],
  "waivers": [{"rule": "leakage", "node": "split", "reason": "a test"}]})";

// The whole form, byte by byte: a change of it is a new version of the format.
constexpr const char* kCanonical =
    "{\"format\": \"warmstart.pipeline\", \"version\": 1,\n"
    " \"title\": \"T\",\n"
    " \"seeds\": [3,1],\n"
    " \"data\": {\"tweets\":{\"sha256\":\"9f\"}},\n"
    " \"nodes\": [\n"
    "  "
    "{\"id\":\"target\",\"kind\":\"dataset\",\"options\":{\"source\":\"tweets\",\"role\":"
    "\"source\",\"text\":[],"
    "\"label\":\"rating\",\"thresholds\":[-0.5,0.5],\"between\":\"dropped\",\"classes\":[],"
    "\"group\":\"\",\"weight\":\"\","
    "\"user\":\"\",\"item\":\"\",\"value\":\"\",\"time\":\"\"}},\n"
    "  "
    "{\"id\":\"split\",\"kind\":\"split\",\"title\":\"Halves\",\"options\":{\"by\":\"stratified\","
    "\"train\":0.7,"
    "\"valid\":0.1,\"near_copies\":\"keep\",\"seed\":42}}\n"
    " ],\n"
    " \"edges\": [\n"
    "  {\"from\":\"target.data\",\"to\":\"split.data\",\"order\":0}\n"
    " ],\n"
    " \"arms\": [\n"
    "  {\"id\":\"a1\",\"title\":\"a1\",\"ends\":\"split\"}\n"
    " ],\n"
    " \"waivers\": [\n"
    "  {\"rule\":\"leakage\",\"node\":\"split\",\"reason\":\"a test\"}\n"
    " ],\n"
    " \"canvas\": {\"a\":{},\"b\":{\"x\":2,\"y\":1}}}\n";

Document read(std::string_view text) {
    auto document = read_document(text, catalog(), "a.warm.json");
    EXPECT_TRUE(document.ok()) << document.error().text();
    return document.ok() ? *document : Document();
}

std::string with(const std::string& members) {
    return R"({"format":"warmstart.pipeline","version":1,)" + members + "}";
}

Error refusal(std::string_view text) {
    auto document = read_document(text, catalog(), "a.warm.json");
    if (!document.ok()) return document.error();
    return make_error(ErrorCode::Internal, "read: " + std::string(text));
}

std::string sentence(const std::string& members) { return refusal(with(members)).text(); }

TEST(Document, IsWrittenInItsCanonicalForm) { EXPECT_EQ(write_document(read(kSmall)), kCanonical); }

TEST(Document, ReadsBackAsTheSameBytes) {
    EXPECT_EQ(write_document(read(kCanonical)), kCanonical);
    const std::string empty = write_document(Document());
    EXPECT_EQ(write_document(read(empty)), empty);
}

TEST(Document, OfEveryKindReadsBackAsTheSameBytes) {
    Document document;
    document.title = "Every \"kind\" \\ 中文 \n";
    for (const NodeKind& kind : catalog().entries())
        document.nodes.push_back({kind.id, kind.id, "", *kind.resolve(Json::object())});
    const std::string text = write_document(document);
    EXPECT_EQ(write_document(read(text)), text);
    EXPECT_EQ(read(text).title, document.title);
}

TEST(Document, KeepsTheTypeOfNumbers) {
    const Document document = read(with(
        R"("nodes":[{"id":"a","kind":"probe","options":{"l2":1}},{"id":"b","kind":"fine_tune","options":{"epochs":4.0,"rate":0.00002}}])"));
    EXPECT_EQ(compact_json(document.node("a")->options["l2"]), "1.0");
    EXPECT_EQ(compact_json(document.node("b")->options["epochs"]), "4");
    EXPECT_EQ(compact_json(document.node("b")->options["rate"]), "2e-05");
}

TEST(Document, FillsInWhatIsNotWritten) {
    const Document document = read(with(R"("title":"x")"));
    EXPECT_EQ(document.seeds, (std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
    EXPECT_TRUE(document.nodes.empty());
    EXPECT_EQ(document.node("none"), nullptr);
    EXPECT_EQ(document.arm("none"), nullptr);
}

// checklist-09
TEST(Document, OfANewerVersionIsRefusedPolitely) {
    const Error error = refusal(R"({"format":"warmstart.pipeline","version":4,"novelty":[1]})");
    EXPECT_EQ(error.code, ErrorCode::NewerVersion);
    EXPECT_EQ(error.text(),
              "a.warm.json was written by a newer Warmstart (schema 4); this one reads up to 1. "
              "Nothing was changed.");
    EXPECT_EQ(refusal(R"({"format":"warmstart.pipeline","version":4294967297})").code,
              ErrorCode::NewerVersion);
    EXPECT_EQ(refusal(R"({"format":"warmstart.pipeline","version":18446744073709551615})").code,
              ErrorCode::NewerVersion);
}

TEST(Document, OfNoUsableVersionOrFormatIsRefused) {
    for (const char* text :
         {R"({"format":"warmstart.pipeline"})", R"({"format":"warmstart.pipeline","version":0})",
          R"({"format":"warmstart.pipeline","version":-1})",
          R"({"format":"warmstart.pipeline","version":"1"})",
          R"({"format":"warmstart.pipeline","version":1.5})", R"({"version":1})",
          R"({"format":3,"version":1})", "[]", "3"}) {
        EXPECT_EQ(refusal(text).code, ErrorCode::BadDocument) << text;
    }
    EXPECT_EQ(refusal("{").code, ErrorCode::BadFile);
    EXPECT_EQ(refusal(R"({"format":"warmstart.pipeline","version":1,"version":1})").code,
              ErrorCode::BadFile);
}

TEST(Document, NamesUnknownKeysWithTheNearestKnownOne) {
    EXPECT_EQ(sentence(R"("node":[])"), "a.warm.json has no key \"node\". Did you mean \"nodes\"?");
    EXPECT_EQ(sentence(R"("nodes":[{"id":"a","kind":"split","option":{}}])"),
              "Node 1 has no key \"option\". Did you mean \"options\"?");
    EXPECT_EQ(sentence(R"("edges":[{"form":"a.b","to":"c.d"}])"),
              "Edge 1 has no key \"form\". Did you mean \"from\"?");
    EXPECT_EQ(sentence(R"("arms":[{"id":"a","end":"c"}])"),
              "Arm 1 has no key \"end\". Did you mean \"ends\"?");
    EXPECT_EQ(sentence(R"("waivers":[{"rules":"x"}])"),
              "Waiver 1 has no key \"rules\". Did you mean \"rule\"?");
    EXPECT_EQ(sentence(R"("data":{"tweets":{"sha":"x"}})"),
              "Data \"tweets\" has no key \"sha\". Did you mean \"sha256\"?");
}

TEST(Document, NamesUnknownKindsAndOptionsWithTheNearestKnownOne) {
    Error error = refusal(with(R"("nodes":[{"id":"a","kind":"fine_tunes"}])"));
    EXPECT_EQ(error.code, ErrorCode::UnknownKind);
    EXPECT_EQ(error.text(),
              "Node \"a\": there is no node kind \"fine_tunes\". Did you mean \"fine_tune\"?");
    EXPECT_EQ(sentence(R"("nodes":[{"id":"a","kind":"xxxxxxxxxxxxxxxx"}])"),
              "Node \"a\": there is no node kind \"xxxxxxxxxxxxxxxx\".");
    error = refusal(with(R"("nodes":[{"id":"a","kind":"fine_tune","options":{"batches":3}}])"));
    EXPECT_EQ(error.code, ErrorCode::UnknownOption);
    EXPECT_EQ(error.text(), "Node a: There is no option \"batches\". Did you mean \"batch\"?");
    error = refusal(with(R"("nodes":[{"id":"a","kind":"fine_tune","options":{"batch":0}}])"));
    EXPECT_EQ(error.code, ErrorCode::BadOption);
    EXPECT_EQ(error.text(), "Node a: Option batch lies between 1 and 4096; 0 does not.");
}

TEST(Document, RefusesWhatStandsTwice) {
    EXPECT_EQ(sentence(R"("nodes":[{"id":"a","kind":"split"},{"id":"a","kind":"clean"}])"),
              "Two nodes have the id \"a\".");
    EXPECT_EQ(sentence(R"("seeds":[1,2,1])"), "\"seeds\" holds 1 twice.");
}

TEST(Document, RefusesSeedsThatAreNone) {
    EXPECT_EQ(sentence(R"("seeds":[])"), "\"seeds\" is empty.");
    for (const char* seed : {"-1", "1.0", "\"1\"", "null", "[1]"}) {
        EXPECT_EQ(refusal(with("\"seeds\":[" + std::string(seed) + "]")).code,
                  ErrorCode::BadDocument)
            << seed;
    }
    EXPECT_EQ(read(with(R"("seeds":[18446744073709551615])")).seeds.front(),
              18446744073709551615ULL);
}

TEST(Document, RefusesPartsOfTheWrongForm) {
    for (const char* members : {R"("title":3)",
                                R"("nodes":{})",
                                R"("nodes":[3])",
                                R"("nodes":[{"kind":"split"}])",
                                R"("nodes":[{"id":"","kind":"split"}])",
                                R"("nodes":[{"id":"a.b","kind":"split"}])",
                                R"("nodes":[{"id":"a b","kind":"split"}])",
                                R"("nodes":[{"id":3,"kind":"split"}])",
                                R"("edges":[{"from":"a","to":"b.c"}])",
                                R"("edges":[{"from":".a","to":"b.c"}])",
                                R"("edges":[{"from":"a.","to":"b.c"}])",
                                R"("edges":[{"from":"a.b"}])",
                                R"("edges":[{"from":"a.b","to":"c.d","order":1.5}])",
                                R"("edges":[{"from":"a.b","to":"c.d","order":4294967296}])",
                                R"("edges":[{"from":"a.b","to":"c.d","order":-1}])",
                                R"("arms":[{"id":"","ends":"x"}])",
                                R"("arms":[{"id":"x"}])",
                                R"("arms":"x")",
                                R"("waivers":[{"rule":"leakage","node":"a"}])",
                                R"("canvas":[])",
                                R"("data":[])",
                                R"("data":{"a":3})",
                                R"("data":{"a":{"sha256":3}})"}) {
        EXPECT_EQ(refusal(with(members)).code, ErrorCode::BadDocument) << members;
    }
}

TEST(Document, TakesIdsInAnyScript) {
    EXPECT_NE(read(with(R"("nodes":[{"id":"目标-1_a","kind":"split"}])")).node("目标-1_a"),
              nullptr);
}

TEST(SetOption, SetsNumbersWordsAndLists) {
    Document document = read(with(
        R"("nodes":[{"id":"b","kind":"budget"},{"id":"f","kind":"fine_tune"},{"id":"d","kind":"dataset"},{"id":"x","kind":"features"}])"));
    for (const char* good :
         {"b.rows=[8,32]", "b.draw=per_class", "f.rate=3e-4", "f.rate=auto", "f.rate=1",
          "d.label=true", "d.group=1.5", "d.text=body", "d.source=a=b.c", "x.layer=3",
          "x.cache=false", "d.classes=[\"no\",\"yes\"]", "d.user=\"quoted\""}) {
        const auto done = set_option(document, catalog(), good);
        EXPECT_TRUE(done.ok()) << good << ": " << done.error().text();
    }
    EXPECT_EQ(document.node("b")->options["rows"], Json::array({8, 32}));
    EXPECT_EQ(document.node("b")->options["draw"], "per_class");
    EXPECT_EQ(compact_json(document.node("f")->options["rate"]), "1.0");
    EXPECT_EQ(document.node("d")->options["label"], "true");
    EXPECT_EQ(document.node("d")->options["group"], "1.5");
    EXPECT_EQ(document.node("d")->options["text"], Json::array({"body"}));
    EXPECT_EQ(document.node("d")->options["source"], "a=b.c");
    EXPECT_EQ(document.node("d")->options["classes"], Json::array({"no", "yes"}));
    EXPECT_EQ(document.node("d")->options["user"], "quoted");
    EXPECT_EQ(document.node("x")->options["layer"], "3");
    EXPECT_EQ(document.node("x")->options["cache"], false);
}

TEST(SetOption, LeavesTheDocumentAloneWhenItFails) {
    Document document = read(with(R"("nodes":[{"id":"fine","kind":"fine_tune"}])"));
    const std::string before = write_document(document);
    const auto refused = [&](const char* assignment) {
        return set_option(document, catalog(), assignment).error();
    };
    EXPECT_EQ(refused("fine.epochs").code, ErrorCode::BadUsage);
    EXPECT_EQ(refused("epochs=3").code, ErrorCode::BadUsage);
    EXPECT_EQ(refused("=3").code, ErrorCode::BadUsage);
    EXPECT_EQ(refused("fime.epochs=3").text(), "There is no node \"fime\". Did you mean \"fine\"?");
    EXPECT_EQ(refused("fine.epoch=3").text(),
              "Node fine: There is no option \"epoch\". Did you mean \"epochs\"?");
    EXPECT_EQ(refused("fine.epochs=3000").code, ErrorCode::BadOption);
    EXPECT_EQ(refused("fine.epochs=1e999").code, ErrorCode::BadOption);
    EXPECT_EQ(refused("fine.=3").code, ErrorCode::UnknownOption);
    EXPECT_EQ(write_document(document), before);
}

}  // namespace
}  // namespace engine
