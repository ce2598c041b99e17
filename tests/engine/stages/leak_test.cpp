// Faults of a model that its evaluation must call by name: test texts in training, above all.
#include <limits>

#include "tests/engine/stages/stage_bench.h"

namespace engine {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLeak = "test texts were in training";

Json quick(const Json& more = Json::object()) {
    Json out = {{"rate", 0.01}, {"epochs", 1},   {"min_steps", 0},
                {"batch", 8},   {"patience", 0}, {"precision", "fp32"}};
    for (const auto& [name, value] : more.items()) out[name] = value;
    return out;
}

// Other training rows, two of which repeat a test row of parted_opinions() but for case and marks.
Table leaky_source() {
    Table out = parted_opinions();
    std::vector<std::size_t> test;
    for (std::size_t i = 0; i < out.rows(); ++i) {
        if (out.part[i] == Part::Test) test.push_back(i);
    }
    for (std::size_t i = 0; i < out.rows(); ++i) out.text[i] += " again";
    for (const std::size_t planted : {0U, 1U}) {
        std::string copy = parted_opinions().text[test[planted]];
        copy.front() = 'M';  // "my ..."
        out.text[planted] = copy + "!";
        out.label[planted] = out.label[test[planted]];
    }
    return out;
}

class Leak : public StageBench {
protected:
    void SetUp() override {
        StageBench::SetUp();
        put("rows", parted_opinions());
        put("leaky", leaky_source());
        encoder("tiny");
    }
    void train_source(const std::string& name, const std::string& rows) {
        run("train_source", name, quick(), {{"encoder", {"tiny"}}, {"data", {rows}}});
    }
    void fine_tune(const std::string& name, const std::string& start, const std::string& rows) {
        run("fine_tune", name, quick(), {{"start", {start}}, {"data", {rows}}});
    }
    void probe(const std::string& name, const std::string& reader, const std::string& rows) {
        run("features", name + " x", Json::object(), {{"encoder", {reader}}, {"data", {"rows"}}});
        run("probe", name, Json::object(), {{"features", {name + " x"}}, {"data", {rows}}});
    }
    /// How many of the six test rows the evaluation finds in the training of a model.
    int leaked(const std::string& model) {
        host.warnings.clear();
        const auto result = run("evaluate", "score of " + model, Json::object(),
                                {{"scored", {model}}, {"data", {"rows"}}});
        EXPECT_EQ(result.summary["leak"]["of"], 6);
        return result.summary["leak"].value("rows", -1);
    }
    std::vector<std::string> said(const std::string& model) {
        leaked(model);
        return host.warnings;
    }
};

TEST_F(Leak, RowsThatASplitPartedDoNotLeak) {
    train_source("source", "rows");
    fine_tune("model", "source", "rows");
    probe("head", "model", "rows");
    run("distil", "student", quick({{"soft", 0.5}}),
        {{"teacher", {"model"}}, {"student", {"tiny"}}, {"data", {"rows"}}});
    for (const char* model : {"source", "model", "head", "student"}) {
        EXPECT_EQ(leaked(model), 0) << model;
        EXPECT_THAT(host.warnings, Not(Contains(HasSubstr(kLeak)))) << model;
    }
}

TEST_F(Leak, ATestTextThatWasTrainedOnIsCountedAndSaid) {
    fine_tune("model", "tiny", "leaky");
    EXPECT_EQ(leaked("model"), 2);
    EXPECT_THAT(host.warnings, Contains(HasSubstr("2 of 6 test texts were in training")));
    run("adapter", "adapter", quick(), {{"start", {"tiny"}}, {"data", {"leaky"}}});
    EXPECT_EQ(leaked("adapter"), 2);
    probe("head", "tiny", "leaky");
    EXPECT_EQ(leaked("head"), 2);
}

TEST_F(Leak, ASourceThatHoldsTestTextsLeaksThroughAllThatStartsFromIt) {
    train_source("source", "leaky");
    fine_tune("model", "source", "rows");
    EXPECT_EQ(leaked("model"), 2);
    probe("head", "source", "rows");
    EXPECT_EQ(leaked("head"), 2);
    for (const double soft : {0.5, 1.0}) {
        const std::string student = "student " + std::to_string(soft);
        run("distil", student, quick({{"soft", soft}}),
            {{"teacher", {"source"}}, {"student", {"tiny"}}, {"data", {"rows"}}});
        EXPECT_EQ(leaked(student), 2);
    }
    fine_tune("again", "model", "rows");
    const Json trials = {{"trials", {Json::object(), Json::object()}}};
    run("tune", "best", trials, {{"trained", {"model", "again"}}});
    EXPECT_EQ(leaked("best"), 2);
}

// What was trained here, put into the library and taken up again, is no fresh start.
TEST_F(Leak, AModelThatGoesBackIntoTheLibraryKeepsItsList) {
    train_source("source", "leaky");
    const std::filesystem::path models = folder_.path() / "models";
    std::filesystem::copy(models / "tiny", models / "learnt");
    std::filesystem::copy(at("source") / kTrainedOnFile, models / "learnt");
    encoder("again", {{"model", "learnt"}});
    encoder("twin", {{"model", "learnt"}, {"weights", "random"}});
    for (const auto& [start, rows] : {std::pair("again", 2), std::pair("twin", 0)}) {
        const std::string model = std::string("model on ") + start;
        fine_tune(model, start, "rows");
        EXPECT_EQ(leaked(model), rows) << start;
        probe("head on " + model, start, "rows");
        EXPECT_EQ(leaked("head on " + model), rows) << start;
    }
    EXPECT_NE(models_.fact("tiny")->fingerprint, models_.fact("learnt")->fingerprint);
}

TEST_F(Leak, ATextWithoutItsLabelTeachesNoAnswer) {
    Table hidden = leaky_source();
    hidden.label[0] = kUnlabelled;  // as a budget hides it
    put("hidden", hidden);
    fine_tune("model", "tiny", "hidden");
    EXPECT_EQ(leaked("model"), 1);
}

TEST_F(Leak, TasksOfTextsThatTheEncoderWasTrainedOnLeak) {
    Table tested = opinions();
    for (Part& part : tested.part) part = Part::Test;
    put("tested", tested);
    run("episodes", "tasks", {{"n_way", 2}, {"k_shot", 2}, {"query", 4}, {"count", 20}},
        {{"data", {"tested"}}}, 9);
    train_source("source", "rows");
    for (const char* start : {"tiny", "source"}) {
        const std::string head = std::string("head on ") + start;
        run("protonet", head, Json::object(), {{"start", {start}}});
        host.warnings.clear();
        const auto result = run("evaluate", "score of " + head, Json::object(),
                                {{"scored", {head}}, {"data", {"tasks"}}});
        const bool leaks = std::string(start) == "source";
        EXPECT_EQ(result.summary["leak"]["rows"].get<int>() > 0, leaks);
        EXPECT_EQ(result.summary.contains("guard"), leaks);
        EXPECT_EQ(host.warnings.size(), leaks ? 1U : 0U);
    }
}

TEST_F(Leak, AModelWithoutAnAnswerOfItsOwnIsCalledByName) {
    const auto spoilt = [&](const std::string& name, double scale, double bias) {
        probe(name, "tiny", "rows");
        Weights head = weights(name, "head.safetensors");
        head["weights"] = head["weights"] * scale;
        head["intercept"] = at::tensor({bias, 0.0}, at::kDouble);
        EXPECT_TRUE(write_weights(at(name) / "head.safetensors", head));
    };
    spoilt("constant", 0, 0.5);
    EXPECT_THAT(said("constant"), Contains(HasSubstr("scores all test rows alike")));
    spoilt("one class", 0.1, 20);
    const auto one_class = run("evaluate", "score of one class", Json::object(),
                               {{"scored", {"one class"}}, {"data", {"rows"}}});
    EXPECT_EQ(one_class.summary.value("guard", ""), "one_class");
    spoilt("broken", 1, std::numeric_limits<double>::quiet_NaN());
    const auto refused = attempt("evaluate", "refused", Json::object(),
                                 {{"scored", {"broken"}}, {"data", {"rows"}}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().text(), HasSubstr("NaN or infinite"));
}

}  // namespace
}  // namespace engine
