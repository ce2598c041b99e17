// Stages that learn by gradient steps, and what scores their models.
#include <algorithm>
#include <set>

#include "engine/metrics/measures.h"
#include "engine/models/adapter.h"
#include "engine/training/checkpoint.h"
#include "tests/engine/stages/stage_bench.h"

namespace engine {
namespace {

using testing::Contains;
using testing::HasSubstr;

Json quick(const Json& more = Json::object()) {
    Json out = {{"rate", 0.01}, {"epochs", 2},   {"min_steps", 0},
                {"batch", 8},   {"patience", 0}, {"precision", "fp32"}};
    for (const auto& [name, value] : more.items()) out[name] = value;
    return out;
}

class FitStages : public StageBench {
protected:
    void SetUp() override {
        StageBench::SetUp();
        put("rows", parted_opinions());
        encoder("tiny");
    }
    StageResult fine_tune(const std::string& name, const Json& more = Json::object(),
                          std::uint64_t seed = 1) {
        return run("fine_tune", name, quick(more), {{"start", {"tiny"}}, {"data", {"rows"}}}, seed);
    }
    // Names of the encoder's weights that differ from the tiny model's.
    std::set<std::string> changed(const std::string& name) {
        const Weights before = *read_weights(folder_.path() / "models/tiny/model.safetensors");
        std::set<std::string> out;
        for (const auto& [weight, tensor] : weights(name)) {
            if (!same_bits(tensor, before.at(weight))) out.insert(weight);
        }
        return out;
    }
    bool equal(const std::string& a, const std::string& b) {
        for (const char* file : {"model.safetensors", "head.safetensors"}) {
            const Weights other = weights(b, file);
            for (const auto& [name, tensor] : weights(a, file)) {
                if (!same_bits(tensor, other.at(name))) return false;
            }
        }
        return true;
    }
};

TEST_F(FitStages, AnAdapterMovesQueriesAndValuesAndKeepsItselfBesideTheModel) {
    const auto result = run("adapter", "small", quick({{"rank", 2}, {"alpha", 4}}),
                            {{"start", {"tiny"}}, {"data", {"rows"}}});
    for (const std::string& name : changed("small")) {
        EXPECT_TRUE(name.ends_with("query.weight") || name.ends_with("value.weight")) << name;
    }
    EXPECT_EQ(changed("small").size(), 4U);  // two layers
    const auto adapted = load_adapter(at("small") / "adapter", folder_.path() / "models/tiny");
    ASSERT_TRUE(adapted) << adapted.error().text();
    EXPECT_DOUBLE_EQ(adapted->shape.lora_scale, 2.0);
    Weights merged = adapted->weights;
    EncoderShape shape = adapted->shape;
    merge_lora(shape, merged);
    for (const auto& [name, weight] : weights("small"))
        EXPECT_TRUE(at::allclose(weight, merged.at(name), 1e-6, 1e-6)) << name;
    const Weights head = weights("small", "adapter/head.safetensors");
    EXPECT_TRUE(
        same_bits(head.at("head.weight"), weights("small", "head.safetensors").at("head.weight")));
    const Json config = *read_json_file(at("small") / "adapter/adapter_config.json");
    EXPECT_EQ(config["base_model_name_or_path"], "tiny");
    run("adapter", "again", quick({{"rank", 2}, {"alpha", 4}}),
        {{"start", {"tiny"}}, {"data", {"rows"}}});
    EXPECT_TRUE(equal("small", "again"));
    // What scores texts takes it as any fine-tuned model, and it can be trained on.
    const auto scored =
        run("evaluate", "scores", Json::object(), {{"scored", {"small"}}, {"data", {"rows"}}});
    EXPECT_FALSE(scored.measures.empty());
    run("adapter", "twice", quick({{"rank", 2}, {"alpha", 4}}),
        {{"start", {"small"}}, {"data", {"rows"}}});
}

TEST_F(FitStages, FineTuningChangesWhatIsUnfrozenAndNothingElse) {
    fine_tune("all");
    const auto all = changed("all");
    EXPECT_THAT(all, Contains("embeddings.word_embeddings.weight"));
    EXPECT_THAT(all, Contains("encoder.layer.0.output.dense.weight"));

    fine_tune("last", {{"unfreeze", "last_k"}, {"last_k", 1}});
    const auto last = changed("last");
    EXPECT_THAT(last, Contains("encoder.layer.1.output.dense.weight"));
    for (const std::string& name : last) EXPECT_THAT(name, HasSubstr("layer.1.")) << name;

    fine_tune("bias", {{"unfreeze", "bias"}});
    const auto bias = changed("bias");
    EXPECT_THAT(bias, Contains("encoder.layer.0.output.dense.bias"));
    for (const std::string& name : bias) EXPECT_TRUE(name.ends_with(".bias")) << name;

    fine_tune("head only", {{"unfreeze", "gradual"}, {"epochs", 1}});
    EXPECT_TRUE(changed("head only").empty());
    fine_tune("head and top", {{"unfreeze", "gradual"}, {"epochs", 2}});
    for (const std::string& name : changed("head and top"))
        EXPECT_THAT(name, HasSubstr("layer.1.")) << name;
    EXPECT_FALSE(changed("head and top").empty());
}

TEST_F(FitStages, AFitRepeatsUnderOneSeedAndDiffersUnderAnother) {
    const StageResult first = fine_tune("first");
    fine_tune("second");
    fine_tune("third", Json::object(), 2);
    EXPECT_TRUE(equal("first", "second"));
    EXPECT_FALSE(equal("first", "third"));
    EXPECT_EQ(first.summary["steps"], 6);  // 24 rows, 8 a step, twice
    EXPECT_EQ(host.series.at("train/loss").size(), 3U * 6);
    EXPECT_THAT(host.series.at("valid/macro_f1").back().step, 6);
    EXPECT_EQ(host.series.at("pace/epochs").back().value, 2);
    EXPECT_EQ(host.series.at("pace/examples").back().value, 48);
    EXPECT_EQ(host.series.at("pace/examples").front().value, 8);
    EXPECT_GT(host.series.at("pace/seconds").back().value, 0);
    const Json trained = *read_json_file(at("first") / "trained.json");
    EXPECT_EQ(trained["lineage"]["rows"], 24);
    EXPECT_EQ(trained["lineage"]["start"], key_of("tiny"));
    EXPECT_EQ(trained["valid"]["step"], first.summary["best_step"]);
}

TEST_F(FitStages, AStopIsObeyedBeforeTheNextStepAndTheFitGoesOnFromThere) {
    fine_tune("whole");
    host.on_progress = [this](std::int64_t done) {
        if (done == 4) stop.request_stop();
    };
    const Inputs inputs = {{"start", {"tiny"}}, {"data", {"rows"}}};
    const auto cut = attempt("fine_tune", "cut", quick(), inputs);
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(artifacts_.has(key_of("cut")));
    const auto saved = load_checkpoint(checkpoint("cut"));
    ASSERT_TRUE(saved) << saved.error().text();
    EXPECT_EQ(saved->step, 4);
    host.on_progress = nullptr;
    host.series.clear();
    stop = std::stop_source();
    run("fine_tune", "cut", quick(), inputs);
    EXPECT_EQ(host.series.at("train/loss").front().step, 5);
    EXPECT_EQ(host.cuts.back(), 4);
    EXPECT_TRUE(equal("cut", "whole"));
    EXPECT_FALSE(std::filesystem::exists(checkpoint("cut")));  // goes when the artifact stands
}

TEST_F(FitStages, AFitOnTheSourceHandsItsHeadToTheSameClassesOnly) {
    run("train_source", "source", quick(), {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    const Inputs inputs = {{"start", {"source"}}, {"data", {"rows"}}};
    const Json still = quick({{"unfreeze", "gradual"}, {"epochs", 1}, {"rate", 1e-7}});
    run("fine_tune", "same classes", still, inputs);
    EXPECT_TRUE(at::allclose(weights("same classes", "head.safetensors").at("head.weight"),
                             weights("source", "head.safetensors").at("head.weight"), 0, 1e-5));
    Table renamed = parted_opinions();
    renamed.class_names = {"minus", "plus"};
    put("renamed", renamed);
    run("fine_tune", "other classes", still, {{"start", {"source"}}, {"data", {"renamed"}}});
    EXPECT_FALSE(at::allclose(weights("other classes", "head.safetensors").at("head.weight"),
                              weights("source", "head.safetensors").at("head.weight"), 0, 1e-3));
    Table one_class = parted_opinions();
    one_class.class_names = {"bad"};
    one_class.label.assign(one_class.rows(), 0);
    put("one class", one_class);
    const auto refused =
        attempt("fine_tune", "refused", still, {{"start", {"source"}}, {"data", {"one class"}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadData);
}

TEST_F(FitStages, DistillingWithoutATeachersShareIsPlainFineTuning) {
    run("train_source", "teacher", quick(), {{"encoder", {"tiny"}}, {"data", {"rows"}}}, 3);
    const Inputs inputs = {{"teacher", {"teacher"}}, {"student", {"tiny"}}, {"data", {"rows"}}};
    run("distil", "hard", quick({{"soft", 0.0}}), inputs);
    run("distil", "soft", quick({{"soft", 0.9}}), inputs);
    fine_tune("plain");
    EXPECT_TRUE(equal("hard", "plain"));
    EXPECT_FALSE(equal("soft", "plain"));
    run("distil", "small", quick({{"layers", 1}}), inputs);
    EXPECT_EQ((*read_json_file(at("small") / "config.json"))["num_hidden_layers"], 1);
    EXPECT_FALSE(weights("small").contains("encoder.layer.1.output.dense.weight"));
}

TEST_F(FitStages, LabelsHaveNoSayWhereTheTeacherHasTheWholeShare) {
    run("train_source", "teacher", quick(), {{"encoder", {"tiny"}}, {"data", {"rows"}}}, 3);
    Table flipped = parted_opinions();
    for (auto& label : flipped.label) label = 1 - label;
    put("flipped", flipped);
    for (const std::string soft : {"1.0", "0.5"}) {
        for (const std::string rows : {"rows", "flipped"}) {
            run("distil", soft + rows, quick({{"soft", std::stod(soft)}}),
                {{"teacher", {"teacher"}}, {"student", {"tiny"}}, {"data", {rows}}});
        }
    }
    EXPECT_TRUE(equal("1.0rows", "1.0flipped"));
    EXPECT_FALSE(equal("0.5rows", "0.5flipped"));
}

TEST_F(FitStages, TheLossOfAStudentIsSharedBetweenTeacherAndLabels) {
    run("train_source", "teacher", quick(), {{"encoder", {"tiny"}}, {"data", {"rows"}}}, 3);
    std::vector<double> first;  // the first batch is the same for all, and so are the weights
    for (const double soft : {0.0, 0.25, 1.0}) {
        host.series.clear();
        run("distil", "share " + std::to_string(soft), quick({{"soft", soft}}),
            {{"teacher", {"teacher"}}, {"student", {"tiny"}}, {"data", {"rows"}}});
        first.push_back(host.series.at("train/loss").front().value);
    }
    EXPECT_NEAR(first[1], 0.75 * first[0] + 0.25 * first[2], 1e-6);
}

TEST_F(FitStages, ATeacherWithOtherClassesIsRefused) {
    run("train_source", "teacher", quick(), {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    Table renamed = parted_opinions();
    renamed.class_names = {"minus", "plus"};
    put("renamed", renamed);
    const auto refused =
        attempt("distil", "refused", quick(),
                {{"teacher", {"teacher"}}, {"student", {"tiny"}}, {"data", {"renamed"}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadData);
}

TEST_F(FitStages, ASearchKeepsTheTrialThatIsBestOnValidationRows) {
    fine_tune("slow", {{"rate", 1e-7}});
    fine_tune("fast", {{"rate", 0.02}, {"epochs", 20}});
    const auto f1 = [this](const std::string& name) {
        return (*read_json_file(at(name) / "trained.json"))["valid"]["macro_f1"].get<double>();
    };
    ASSERT_GT(f1("fast"), f1("slow"));
    const Json options = {{"trials", {{{"fine", {{"rate", 1e-7}}}}, {{"fine", {{"rate", 0.02}}}}}}};
    const StageResult result = run("tune", "best", options, {{"trained", {"slow", "fast"}}});
    EXPECT_EQ(result.summary["chosen"], 1);
    EXPECT_EQ(result.summary["chosen_key"], key_of("fast"));
    EXPECT_TRUE(equal("best", "fast"));
}

TEST_F(FitStages, EvaluationMeasuresTheScoresItStores) {
    fine_tune("model");
    const StageResult result = run("evaluate", "score", {{"slices", {"length"}}},
                                   {{"scored", {"model"}}, {"data", {"rows"}}});
    const auto scores = read_scores(at("score"));
    ASSERT_TRUE(scores);
    const Table rows = table("rows");
    const auto test = labelled_rows(rows, Part::Test);
    ASSERT_EQ(scores->rows.size(), test.size());
    for (std::size_t i = 0; i < test.size(); ++i) {
        const auto row = static_cast<std::size_t>(test[i]);
        EXPECT_EQ(static_cast<std::uint64_t>(scores->rows[i]), rows.id[row]);
        EXPECT_EQ(scores->truth[i], rows.label[row]);
        EXPECT_NEAR(scores->probabilities[2 * i] + scores->probabilities[2 * i + 1], 1, 1e-5);
    }
    const std::vector<double> probabilities(scores->probabilities.begin(),
                                            scores->probabilities.end());
    const auto expected =
        classification_measures({scores->truth, probabilities, {}, rows.class_names});
    ASSERT_TRUE(expected);
    for (const Measure& one : *expected) {
        const auto same = [&](const Measure& m) {
            return m.name == one.name && m.slice == one.slice && m.value == one.value;
        };
        EXPECT_TRUE(std::any_of(result.measures.begin(), result.measures.end(), same))
            << one.name << " " << one.slice;
    }
    std::set<std::string> slices;
    for (const Measure& measure : result.measures) slices.insert(measure.slice);
    EXPECT_THAT(slices, Contains("length:under 50"));
    EXPECT_EQ(result.summary["classes"], Json({"bad", "good"}));
}

TEST_F(FitStages, AModelThatLacksAClassOfTheTestIsRefused) {
    fine_tune("model");
    Table more = parted_opinions();
    more.class_names.emplace_back("neutral");
    put("more", more);
    const auto refused =
        attempt("evaluate", "refused", Json::object(), {{"scored", {"model"}}, {"data", {"more"}}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().text(), HasSubstr("neutral"));
    Table untested = parted_opinions();
    for (Part& part : untested.part) part = Part::Train;
    put("untested", untested);
    EXPECT_FALSE(attempt("evaluate", "untested score", Json::object(),
                         {{"scored", {"model"}}, {"data", {"untested"}}}));
}

}  // namespace
}  // namespace engine
