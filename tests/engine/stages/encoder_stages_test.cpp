// Stages that read texts with an encoder or with term weights.
#include <fstream>

#include "engine/models/embed.h"
#include "engine/models/encoder_folder.h"
#include "engine/models/random_twin.h"
#include "tests/engine/stages/stage_bench.h"

namespace engine {
namespace {

using testing::HasSubstr;

class EncoderStages : public StageBench {
protected:
    // What embed_rows gives for the texts of a table.
    at::Tensor embedded(const Table& table, std::int64_t layers = -1) {
        auto folder = load_encoder(folder_.path() / "models/tiny");
        auto tokenizer = Tokenizer::load(folder_.path() / "models/tiny");
        EXPECT_TRUE(folder && tokenizer);
        EncodeOptions cut;
        cut.max_tokens = 12;
        const auto packed = tokenizer->encode_ids(table.text, cut);
        EmbedOptions options;
        options.layers = layers;
        return *embed_rows(folder->shape, folder->weights, packed.ids, packed.offsets, options);
    }
    // What the feature cache holds for the texts of a table; nothing may be left to embed.
    at::Tensor cached(const std::string& features, const Table& table) {
        const Json what = *read_json_file(at(features) / "features.json");
        Json space = {{"version", 1}, {"encoder", what["encoder"]}, {"layer", what["layer"]}};
        space["encoder"].erase("model");
        FeatureCache fresh(folder_.path() / "features");
        auto vectors =
            fresh.vectors({space, 16, true}, table.text,
                          [](std::span<const std::string>) -> Result<at::Tensor> {
                              return make_error(ErrorCode::Internal, "A text is not in the cache.");
                          },
                          {});
        EXPECT_TRUE(vectors) << vectors.error().text();
        return vectors ? *vectors : at::Tensor();
    }
};

TEST_F(EncoderStages, AnEncoderNamesItsModelByContent) {
    const StageResult result = encoder("tiny");
    const Json reference = *read_json_file(at("tiny") / "encoder.json");
    EXPECT_EQ(reference["dim"], 16);
    EXPECT_EQ(reference["weights"], "pretrained");
    EXPECT_FALSE(reference.contains("seed"));
    EXPECT_EQ(reference["fingerprint"], models_.fact("tiny")->fingerprint);
    EXPECT_EQ(result.summary["parameters"], parameter_count(support::tiny_shape()));
    const auto absent = attempt("encoder", "absent", {{"model", "tinny"}, {"pooling", "mean"}}, {});
    ASSERT_FALSE(absent);
    EXPECT_THAT(absent.error().text(), HasSubstr("tiny"));
}

TEST_F(EncoderStages, ADamagedModelIsToldBeforeAnythingIsTrained) {
    std::ofstream(folder_.path() / "models/tiny/model.safetensors") << "broken";
    const auto result = attempt("encoder", "tiny", {{"model", "tiny"}, {"pooling", "mean"}}, {});
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().text(), HasSubstr("model.safetensors"));
}

TEST_F(EncoderStages, TheRandomTwinIsDrawnByItsSeed) {
    encoder("twin", {{"weights", "random"}}, 3);
    const Json reference = *read_json_file(at("twin") / "encoder.json");
    EXPECT_EQ(reference["seed"], 3);
    const auto loaded = encoders_.get(reference);
    ASSERT_TRUE(loaded);
    const Weights expected = random_twin((*loaded)->folder.shape, 3);
    const Weights pretrained = load_encoder(folder_.path() / "models/tiny")->weights;
    for (const auto& [name, weight] : expected)
        EXPECT_TRUE(same_bits((*loaded)->folder.weights.at(name), weight)) << name;
    const std::string word = "embeddings.word_embeddings.weight";
    EXPECT_FALSE(same_bits(expected.at(word), pretrained.at(word)));
}

TEST_F(EncoderStages, FeaturesAreTheEmbeddingsOfTheTexts) {
    encoder("tiny");
    put("rows", opinions());
    const StageResult first =
        run("features", "vectors", Json::object(), {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    EXPECT_EQ(first.summary["computed"], 36);
    EXPECT_EQ(first.summary["found"], 0);
    EXPECT_TRUE(at::allclose(cached("vectors", opinions()), embedded(opinions()), 1e-5, 1e-6));
    run("features", "first layer", {{"layer", "1"}}, {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    EXPECT_TRUE(
        at::allclose(cached("first layer", opinions()), embedded(opinions(), 1), 1e-5, 1e-6));
    const auto beyond = attempt("features", "beyond", {{"layer", "3"}},
                                {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().code, ErrorCode::BadOption);
}

TEST_F(EncoderStages, EachTextIsEmbeddedOnce) {
    encoder("tiny");
    put("rows", opinions());
    run("features", "all", Json::object(), {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    Table more = opinions("second");  // other ids, the same texts, and a new one
    more.text[0] = "the song";
    put("more", more);
    const StageResult second =
        run("features", "again", Json::object(), {{"encoder", {"tiny"}}, {"data", {"more"}}});
    EXPECT_EQ(second.summary["found"], 35);
    EXPECT_EQ(second.summary["computed"], 1);
    encoder("twin", {{"weights", "random"}});
    const StageResult twin =
        run("features", "of twin", Json::object(), {{"encoder", {"twin"}}, {"data", {"more"}}});
    EXPECT_EQ(twin.summary["computed"], 36);
}

TEST_F(EncoderStages, AProbeOnVectorsAndOneOnTermsLearnTheirRows) {
    put("rows", parted_opinions());
    encoder("tiny");
    run("tfidf", "terms", {{"min_rows", 1}}, {{"data", {"rows"}}});
    for (const char* reader : {"tiny", "terms"}) {
        SCOPED_TRACE(reader);
        const std::string features = std::string("x ") + reader;
        const std::string probe = std::string("p ") + reader;
        run("features", features, Json::object(), {{"encoder", {reader}}, {"data", {"rows"}}});
        const StageResult result =
            run("probe", probe, {{"l2", 0.001}}, {{"features", {features}}, {"data", {"rows"}}});
        EXPECT_EQ(result.summary["rows"], 24);
        EXPECT_EQ(result.summary["valid"]["rows"], 6);
        const Json trained = *read_json_file(at(probe) / "trained.json");
        EXPECT_EQ(trained["classes"], Json({"bad", "good"}));
        const StageResult scored = run("evaluate", std::string("e ") + reader, Json::object(),
                                       {{"scored", {probe}}, {"data", {"rows"}}});
        EXPECT_EQ(scored.measures.front().n, 6);
    }
    const auto both = attempt("probe", "both", Json::object(),
                              {{"features", {"x tiny", "x terms"}}, {"data", {"rows"}}});
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().code, ErrorCode::Unsupported);
}

TEST_F(EncoderStages, AProbeTellsItsCurvesToTheLastIteration) {
    put("rows", parted_opinions());
    encoder("tiny");
    run("features", "x", Json::object(), {{"encoder", {"tiny"}}, {"data", {"rows"}}});
    const StageResult result =
        run("probe", "p", {{"l2", 1e-6}}, {{"features", {"x"}}, {"data", {"rows"}}});
    const auto iterations = result.summary["iterations"].get<std::int64_t>();
    ASSERT_GT(iterations, 20);
    const std::vector<Point>& loss = host.series.at("train/loss");
    const std::vector<Point>& accuracy = host.series.at("valid/accuracy");
    EXPECT_LE(loss.size(), 60U);
    EXPECT_EQ(loss.front().step, 1);
    EXPECT_EQ(loss.back().step, iterations);
    for (std::size_t i = 1; i < loss.size(); ++i) {
        EXPECT_GT(loss[i].step, loss[i - 1].step);
        EXPECT_LE(loss[i].value, loss[i - 1].value);
    }
    EXPECT_EQ(accuracy.back().step, iterations);
    EXPECT_NEAR(accuracy.back().value, result.summary["valid"]["accuracy"].get<double>(), 1e-12);
}

TEST_F(EncoderStages, FewShotTasksAreScoredFromTheirSupport) {
    Table rows = opinions();
    rows.class_names = {"good", "bad", "fine", "poor", "nice", "sad"};
    for (std::size_t i = 0; i < rows.rows(); ++i) {
        rows.label[i] = static_cast<std::int32_t>(i / 6);  // the word in the middle
        rows.part[i] = Part::Test;
    }
    put("rows", rows);
    encoder("tiny");
    run("episodes", "tasks", {{"n_way", 3}, {"k_shot", 2}, {"query", 4}, {"count", 20}},
        {{"data", {"rows"}}}, 9);
    run("protonet", "head", Json::object(), {{"start", {"tiny"}}});
    const StageResult result =
        run("evaluate", "score", Json::object(), {{"scored", {"head"}}, {"data", {"tasks"}}});
    EXPECT_EQ(result.measures.front().name, "accuracy");
    EXPECT_EQ(result.measures.front().n, 20);
    const auto units = read_units(at("score"));
    ASSERT_TRUE(units);
    double sum = 0;
    for (const double value : units->values.at("accuracy")) sum += value;
    EXPECT_DOUBLE_EQ(result.measures.front().value, sum / 20);
    EXPECT_GT(sum / 20, 1.0 / 3);  // a word of its own tells the class
    const auto wrong =
        attempt("evaluate", "rows", Json::object(), {{"scored", {"head"}}, {"data", {"rows"}}});
    EXPECT_FALSE(wrong);
}

}  // namespace
}  // namespace engine
