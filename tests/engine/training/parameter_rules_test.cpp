#include "engine/training/parameter_rules.h"

#include "tests/engine/training/training_support.h"

namespace engine {
namespace {

EpochRules rules_of(UnfreezeOptions options) {
    return make_rules(options, 6, [](std::string_view name) { return depth_by_name(name, 6); });
}

const std::string kWords = "embeddings.word_embeddings.weight";
const std::string kFirst = "encoder.layer.0.output.dense.weight";
const std::string kLast = "encoder.layer.5.output.dense.bias";
const std::string kHead = "classifier.weight";

TEST(ParameterRules, KnowTheDepthOfHuggingFaceNames) {
    EXPECT_EQ(depth_by_name("bert.embeddings.LayerNorm.weight", 12), 0);
    EXPECT_EQ(depth_by_name("bert.encoder.layer.11.output.dense.weight", 12), 12);
    EXPECT_EQ(depth_by_name("distilbert.transformer.layer.2.ffn.lin1.bias", 6), 3);
    EXPECT_EQ(depth_by_name("transformer.h.3.attn.c_attn.weight", 12), 4);
    EXPECT_EQ(depth_by_name("transformer.wte.weight", 12), 0);
    EXPECT_EQ(depth_by_name("pooler.dense.weight", 12), 13);
    EXPECT_EQ(depth_by_name("head.weight", 12), 13);
}

TEST(ParameterRules, DecayRatesByLayerAsTheReference) {
    const Json golden =
        training_tests::golden_json("optim/schedules.json").at("schedules").at("layerwise_decay");
    const EpochRules rules = rules_of({.layer_decay = 0.8});
    EXPECT_NEAR(rules(kWords, 0).rate_scale, golden.at("factor")[0].get<double>(), 1e-12);
    for (std::int64_t layer = 1; layer <= 6; ++layer) {
        const std::string name =
            "encoder.layer." + std::to_string(layer - 1) + ".output.dense.weight";
        EXPECT_NEAR(rules(name, 0).rate_scale,
                    golden.at("factor")[static_cast<std::size_t>(layer)].get<double>(), 1e-12);
    }
    EXPECT_EQ(rules(kHead, 0).rate_scale, 1);
}

TEST(ParameterRules, AreFlatByDefault) {
    for (const std::string& name : {kWords, kFirst, kLast, kHead}) {
        const ParameterRule rule = rules_of({})(name, 0);
        EXPECT_TRUE(rule.trainable);
        EXPECT_EQ(rule.rate_scale, 1);
        EXPECT_EQ(rule.decays, name != kLast);
    }
}

TEST(ParameterRules, UnfreezeOneLayerMoreEachEpoch) {
    const EpochRules rules = rules_of({.mode = Unfreeze::gradual});
    const auto from = [&](const std::string& name) {
        std::int64_t epoch = 0;
        while (!rules(name, epoch).trainable) ++epoch;
        return epoch;
    };
    EXPECT_EQ(from(kHead), 0);
    EXPECT_EQ(from(kLast), 1);
    EXPECT_EQ(from(kFirst), 6);
    EXPECT_EQ(from(kWords), 7);
}

TEST(ParameterRules, UnfreezeTheTopLayersOrTheBiases) {
    const EpochRules top = rules_of({.mode = Unfreeze::last_k, .last_k = 1});
    EXPECT_TRUE(top(kHead, 0).trainable);
    EXPECT_TRUE(top(kLast, 0).trainable);
    EXPECT_FALSE(top("encoder.layer.4.output.dense.weight", 0).trainable);
    EXPECT_FALSE(rules_of({.mode = Unfreeze::last_k, .last_k = 0})(kLast, 0).trainable);
    const EpochRules biases = rules_of({.mode = Unfreeze::bias});
    EXPECT_TRUE(biases(kLast, 0).trainable);
    EXPECT_TRUE(biases(kHead, 0).trainable);
    EXPECT_FALSE(biases(kFirst, 0).trainable);
}

}  // namespace
}  // namespace engine
