// LoRA adapters against PEFT: tests/golden/peft_lora_bert on tests/golden/models/bert.
#include "engine/models/adapter.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/base/files.h"
#include "engine/models/padded_forward.h"
#include "engine/models/weights_io.h"
#include "tests/engine/models/test_models.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using testing_models::golden;
using testing_models::near;

Weights inputs_of(const char* type) {
    return *read_weights(golden(std::string("models/") + type + "/golden_inputs.safetensors"));
}

// "grad.…query.lora_A.default.weight", "grad.…classifier.modules_to_save.default.bias": PEFT's
// names in memory, as they stand in its files.
std::string name_in_file(std::string name) {
    for (const char* part : {".modules_to_save.default", ".default"}) {
        if (const auto at = name.find(part); at != std::string::npos)
            name.erase(at, std::string_view(part).size());
    }
    return name;
}

class Adapter : public testing::Test {
protected:
    void SetUp() override { fs::remove_all(folder_); }
    void TearDown() override { fs::remove_all(folder_); }
    const fs::path folder_ =
        fs::path(testing::TempDir()) /
        (std::string("adapter-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Adapter, OfPeftGivesItsLogitsLossAndGradients) {
    const auto model = load_adapter(golden("peft_lora_bert"));
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_DOUBLE_EQ(model->shape.lora_scale, 2.0);
    const auto expected = read_weights(golden("peft_lora_bert/golden_outputs.safetensors"));
    const auto outputs = padded_forward(*model, inputs_of("bert"), {.gradients = true});
    ASSERT_TRUE(expected && outputs) << outputs.error().text();
    int compared = 0;
    for (const auto& [name, tensor] : *expected) {
        if (name == "logits_merged") continue;
        ASSERT_TRUE(outputs->contains(name_in_file(name))) << name;
        EXPECT_TRUE(near(outputs->at(name_in_file(name)), tensor, 1e-5, 1e-5)) << name;
        ++compared;
    }
    EXPECT_EQ(compared, 12);  // logits, loss, 8 small matrices, the head's two
}

TEST_F(Adapter, MergedIntoItsBaseGivesTheSameLogits) {
    const auto expected = read_weights(golden("peft_lora_bert/golden_outputs.safetensors"));
    const auto merged = load_encoder(golden("peft_lora_bert"));
    ASSERT_TRUE(expected && merged) << merged.error().text();
    EXPECT_EQ(merged->shape.lora_scale, 0);
    EXPECT_EQ(merged->weights.size(), load_encoder(golden("models/bert"))->weights.size());
    EXPECT_TRUE(near(padded_forward(*merged, inputs_of("bert"))->at("logits"),
                     expected->at("logits_merged"), 1e-5, 1e-5));
}

TEST_F(Adapter, IsSavedAsPeftNamesItAndReadBackBitForBit) {
    const auto model = load_adapter(golden("peft_lora_bert"));
    ASSERT_TRUE(model);
    const auto base = golden("models/bert").string();
    ASSERT_TRUE(save_adapter(folder_, model->shape, model->weights, {4, 8}, base));
    const auto theirs = read_weights(golden("peft_lora_bert/adapter_model.safetensors"));
    const auto ours = read_weights(folder_ / "adapter_model.safetensors");
    ASSERT_TRUE(theirs && ours);
    ASSERT_EQ(ours->size(), theirs->size());
    for (const auto& [name, weight] : *theirs) EXPECT_TRUE(at::equal(weight, ours->at(name)));
    const auto again = load_adapter(folder_);
    ASSERT_TRUE(again) << again.error().text();
    for (const auto& [name, weight] : model->weights)
        EXPECT_TRUE(at::equal(weight, again->weights.at(name))) << name;
    const Json config = *read_json(*read_file(folder_ / "adapter_config.json"), "config");
    EXPECT_EQ(config["target_modules"], Json::array({"query", "value"}));
    EXPECT_EQ(config["task_type"], "SEQ_CLS");
}

TEST_F(Adapter, ThatIsNewChangesNothingAndOneThatLearntSurvivesMerging) {
    for (const char* type : {"bert", "distilbert", "roberta", "gpt2"}) {
        auto model = load_encoder(golden(std::string("models/") + type));
        ASSERT_TRUE(model);
        const Weights inputs = inputs_of(type);
        const at::Tensor before = padded_forward(*model, inputs)->at("logits");
        add_lora(model->shape, model->weights, {3, 6}, 1);
        EXPECT_TRUE(at::equal(padded_forward(*model, inputs)->at("logits"), before)) << type;
        for (auto& [name, weight] : model->weights)
            if (name.ends_with(kLoraB)) weight = at::full_like(weight, 0.02);
        const at::Tensor adapted = padded_forward(*model, inputs)->at("logits");
        EXPECT_FALSE(near(adapted, before, 1e-4, 1e-4)) << type;
        ASSERT_TRUE(save_adapter(folder_ / type, model->shape, model->weights, {3, 6},
                                 golden(std::string("models/") + type).string()));
        const auto merged = load_encoder(folder_ / type);
        ASSERT_TRUE(merged) << merged.error().text();
        EXPECT_TRUE(near(padded_forward(*merged, inputs)->at("logits"), adapted, 1e-5, 1e-5))
            << type;
    }
}

TEST_F(Adapter, OfRankStabilisedKindIsScaledByTheRootOfItsRank) {
    fs::create_directories(folder_);
    fs::copy_file(golden("peft_lora_bert/adapter_model.safetensors"),
                  folder_ / "adapter_model.safetensors");
    Json config = *read_json(*read_file(golden("peft_lora_bert/adapter_config.json")), "config");
    config["base_model_name_or_path"] = golden("models/bert").string();
    config["use_rslora"] = true;
    config["lora_alpha"] = 4;  // 4 / sqrt(4), which is the plain one's 8 / 4
    std::ofstream(folder_ / "adapter_config.json") << config.dump();
    const auto model = load_adapter(folder_);
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_DOUBLE_EQ(model->shape.lora_scale, 2.0);
    const auto expected = read_weights(golden("peft_lora_bert/golden_outputs.safetensors"));
    EXPECT_TRUE(near(padded_forward(*model, inputs_of("bert"))->at("logits"),
                     expected->at("logits"), 1e-5, 1e-5));
}

TEST_F(Adapter, OfAnotherKindOrWithoutItsBaseIsRefusedByName) {
    fs::create_directories(folder_);
    const Json plain =
        *read_json(*read_file(golden("peft_lora_bert/adapter_config.json")), "config");
    fs::copy_file(golden("peft_lora_bert/adapter_model.safetensors"),
                  folder_ / "adapter_model.safetensors");
    const auto refusal = [&](const char* key, const Json& value) {
        Json config = plain;
        config["base_model_name_or_path"] = golden("models/bert").string();
        config[key] = value;
        std::ofstream(folder_ / "adapter_config.json") << config.dump();
        const auto model = load_adapter(folder_);
        return model ? std::string("accepted") : model.error().text();
    };
    EXPECT_EQ(refusal("r", 4), "accepted");
    EXPECT_NE(refusal("peft_type", "IA3").find("the adapter IA3"), std::string::npos);
    EXPECT_NE(refusal("use_dora", true).find("use_dora"), std::string::npos);
    EXPECT_NE(refusal("bias", "all").find("bias"), std::string::npos);
    EXPECT_NE(refusal("r", 5).find("another shape"), std::string::npos);
    EXPECT_NE(refusal("r", "four").find("r in "), std::string::npos);
    const std::string lonely = refusal("base_model_name_or_path", "bert-base-uncased");
    EXPECT_NE(lonely.find("bert-base-uncased, which is not there"), std::string::npos) << lonely;
}

}  // namespace
}  // namespace engine
