#include "engine/models/encoder_folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/files.h"
#include "engine/models/padded_forward.h"
#include "engine/models/weights_io.h"
#include "tests/engine/models/test_models.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using testing_models::golden;
using testing_models::near;

// A copy of the golden folder that a test may damage.
class Folder : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        for (const char* name : {"config.json", "model.safetensors"}) {
            fs::copy_file(golden("models/bert") / name, folder_ / name);
        }
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    void set(const char* key, const Json& value) const {
        Json config = *read_json(*read_file(folder_ / "config.json"), "config");
        config[key] = value;
        write("config.json", config.dump());
    }
    template <class Change>
    void change_weights(Change change) const {
        Weights weights = *read_weights(folder_ / "model.safetensors");
        change(weights);
        ASSERT_TRUE(write_weights(folder_ / "model.safetensors", weights));
    }
    std::string refusal(ErrorCode code) const {
        const auto model = load_encoder(folder_);
        if (model) return "accepted";
        EXPECT_EQ(model.error().code, code) << model.error().text();
        return model.error().text();
    }
    static bool has(const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    }

    const fs::path folder_ =
        fs::path(testing::TempDir()) /
        (std::string("folder-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Folder, OfBertSequenceClassificationIsReadWhole) {
    const auto model = load_encoder(folder_);
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_EQ(model->shape.hidden, 32);
    EXPECT_EQ(model->shape.labels, (std::vector<std::string>{"negative", "neutral", "positive"}));
    EXPECT_TRUE(model->shape.has_classifier);
    EXPECT_EQ(model->file_names.at("pooler.dense.weight"), "bert.pooler.dense.weight");
    EXPECT_EQ(model->parameters, parameter_count(model->shape));
    EXPECT_EQ(model->max_tokens, 64);
    EXPECT_FALSE(model->pooling.stated);
}

TEST_F(Folder, MayHoldUnprefixedAndOldNames) {
    const auto before = load_encoder(folder_);
    change_weights([](Weights& weights) {
        Weights renamed;
        for (const auto& [name, weight] : weights) {
            std::string old = name.starts_with("bert.") ? name.substr(5) : name;
            if (old.ends_with("LayerNorm.weight"))
                old.replace(old.rfind('.') + 1, std::string::npos, "gamma");
            if (old.ends_with("LayerNorm.bias"))
                old.replace(old.rfind('.') + 1, std::string::npos, "beta");
            renamed[old] = weight;
        }
        renamed["embeddings.position_ids"] = at::arange(64);
        renamed["cls.predictions.bias"] = at::zeros({1000});
        weights = renamed;
    });
    const auto after = load_encoder(folder_);
    ASSERT_TRUE(before && after) << after.error().text();
    EXPECT_EQ(after->file_names.at("embeddings.LayerNorm.weight"), "embeddings.LayerNorm.gamma");
    EXPECT_EQ(after->weights.size(), before->weights.size());
    for (const auto& [name, weight] : before->weights)
        EXPECT_TRUE(at::equal(weight, after->weights.at(name))) << name;
}

TEST_F(Folder, OfHalfPrecisionIsReadAsFloat) {
    change_weights([](Weights& weights) {
        for (auto& [name, weight] : weights) weight = weight.to(at::kHalf);
    });
    const auto model = load_encoder(folder_);
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_EQ(model->weights.at("pooler.dense.bias").scalar_type(), at::kFloat);
}

TEST_F(Folder, WithAPickleFileIsRefused) {
    fs::rename(folder_ / "model.safetensors", folder_ / "pytorch_model.bin");
    EXPECT_EQ(refusal(ErrorCode::Unsupported),
              "Pickle files can run code and are refused. Convert to safetensors.");
    // ... and the way to do that is said.
    EXPECT_TRUE(has(load_encoder(folder_).error().detail, "save_pretrained(\""));
    fs::remove(folder_ / "pytorch_model.bin");
    EXPECT_TRUE(has(refusal(ErrorCode::MissingFile), "model.safetensors"));
}

TEST_F(Folder, OfAnotherModelTypeIsRefusedByName) {
    set("model_type", "t5");
    EXPECT_EQ(
        refusal(ErrorCode::Unsupported).substr(folder_.string().size() + 13),
        "describes a model of the type \"t5\", which cannot be read. Known: bert, distilbert, "
        "roberta, gpt2.");
}

TEST_F(Folder, MayHoldItsWeightsInSeveralFiles) {
    const auto whole = load_encoder(folder_);
    const Weights weights = *read_weights(folder_ / "model.safetensors");
    fs::remove(folder_ / "model.safetensors");
    Weights parts[2];
    Json map = Json::object();
    for (const auto& [name, weight] : weights) {
        const int part = name.find("layer.1") != std::string::npos ? 1 : 0;
        parts[part][name] = weight;
        map[name] = "model-0000" + std::to_string(part + 1) + "-of-00002.safetensors";
    }
    write("model.safetensors.index.json", Json{{"weight_map", map}}.dump());
    EXPECT_TRUE(has(refusal(ErrorCode::MissingFile), "model-00001-of-00002.safetensors"));
    ASSERT_TRUE(write_weights(folder_ / "model-00001-of-00002.safetensors", parts[0]));
    ASSERT_TRUE(write_weights(folder_ / "model-00002-of-00002.safetensors", parts[1]));
    const auto sharded = load_encoder(folder_);
    ASSERT_TRUE(whole && sharded) << sharded.error().text();
    for (const auto& [name, weight] : whole->weights)
        EXPECT_TRUE(at::equal(weight, sharded->weights.at(name))) << name;
    map["bert.pooler.dense.bias"] = "../model.safetensors";
    write("model.safetensors.index.json", Json{{"weight_map", map}}.dump());
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "bert.pooler.dense.bias"));
    write("model.safetensors.index.json", "{}");
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "no weight_map"));
}

TEST_F(Folder, MayAskForAnotherActivation) {
    const auto inputs = *read_weights(golden("models/bert/golden_inputs.safetensors"));
    std::vector<at::Tensor> logits;
    for (const char* name : {"gelu", "gelu_new", "gelu_pytorch_tanh", "relu"}) {
        set("hidden_act", name);
        const auto model = load_encoder(folder_);
        ASSERT_TRUE(model) << model.error().text();
        logits.push_back(padded_forward(*model, inputs)->at("logits"));
    }
    EXPECT_TRUE(at::equal(logits[1], logits[2]));
    EXPECT_FALSE(at::equal(logits[0], logits[1]));
    EXPECT_TRUE(near(logits[0], logits[1], 0.05, 0.05));  // the tanh form is close
    EXPECT_FALSE(near(logits[0], logits[3], 0.05, 0.05));
}

TEST_F(Folder, WithAWrongConfigIsRefusedWithTheKey) {
    set("num_attention_heads", 5);
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "is not a multiple of num_attention_heads 5"));
    set("num_attention_heads", 1099511627776);
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "num_attention_heads"));
    set("num_attention_heads", 4);
    set("hidden_act", "silu");
    EXPECT_TRUE(has(refusal(ErrorCode::Unsupported), "\"silu\""));
    set("hidden_act", "gelu");
    set("is_decoder", true);
    EXPECT_TRUE(has(refusal(ErrorCode::Unsupported), "decoder"));
    set("is_decoder", false);
    set("id2label", Json::object({{"0", "a"}, {"2", "b"}}));
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "class 1"));
    write("config.json", "{");
    EXPECT_TRUE(has(refusal(ErrorCode::BadFile), "config.json"));
    fs::remove(folder_ / "config.json");
    EXPECT_TRUE(has(refusal(ErrorCode::MissingFile), "config.json"));
    fs::remove_all(folder_);
    EXPECT_TRUE(has(refusal(ErrorCode::MissingFile), "does not exist"));
}

TEST_F(Folder, WithAWrongWeightIsRefusedWithItsName) {
    set("intermediate_size", 65);
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel),
                    "bert.encoder.layer.0.intermediate.dense.weight has the shape [64, 32]; "
                    "config.json asks for [65, 32]"));
    set("intermediate_size", 64);
    change_weights(
        [](Weights& weights) { weights["bert.pooler.dense.bias"] = at::full({32}, NAN); });
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "not finite"));
    change_weights(
        [](Weights& weights) { weights["bert.pooler.dense.bias"] = at::zeros({32}, at::kLong); });
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "has the type I64"));
    change_weights([](Weights& weights) { weights.erase("bert.pooler.dense.bias"); });
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "pooler.dense.bias is missing"));
    change_weights([](Weights& weights) {
        weights["bert.pooler.dense.bias"] = at::zeros({32});
        weights["extra.weight"] = at::zeros({1});
    });
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "extra.weight belongs to no part"));
    change_weights([](Weights& weights) {
        weights.erase("extra.weight");
        weights["pooler.dense.bias"] = at::zeros({32});
    });
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "stands twice"));
}

TEST_F(Folder, CutAtEverySixtyFourthIsRefused) {
    const std::string whole = *read_file(folder_ / "model.safetensors");
    for (std::size_t i = 0; i < 64; ++i) {
        write("model.safetensors", whole.substr(0, whole.size() * i / 64));
        EXPECT_NE(refusal(ErrorCode::BadFile), "accepted") << i;
    }
}

TEST_F(Folder, SaysHowItPools) {
    const std::string transformer =
        R"({"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},)";
    const auto modules = [&](const std::string& path, const std::string& kind) {
        write("modules.json",
              "[" + transformer + R"({"path":")" + path + R"(","type":"x.)" + kind + R"("}])");
    };
    modules("1_Pooling", "Pooling");
    write("1_Pooling/config.json",
          R"({"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false})");
    write("sentence_bert_config.json", R"({"max_seq_length":48})");
    const auto model = load_encoder(folder_);
    ASSERT_TRUE(model) << model.error().text();
    EXPECT_EQ(model->pooling.pooling, Pooling::Cls);
    EXPECT_FALSE(model->pooling.normalise);
    EXPECT_EQ(model->max_tokens, 48);

    write("1_Pooling/config.json", R"({"pooling_mode":"weightedmean"})");
    EXPECT_TRUE(has(refusal(ErrorCode::Unsupported), "weightedmean"));
    write("1_Pooling/config.json",
          R"({"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":true})");
    EXPECT_TRUE(has(refusal(ErrorCode::Unsupported), "two poolings"));
    modules("../1_Pooling", "Pooling");
    EXPECT_TRUE(has(refusal(ErrorCode::BadModel), "leaves the folder"));
    modules("2_Dense", "Dense");
    EXPECT_TRUE(has(refusal(ErrorCode::Unsupported), "x.Dense"));
}

class PaddedForward : public Folder {
protected:
    Weights inputs() const {
        return *read_weights(golden("models/bert/golden_inputs.safetensors"));
    }
    std::string refusal_of(const Weights& inputs, const PaddedForwardOptions& options = {}) const {
        const auto out = padded_forward(*load_encoder(folder_), inputs, options);
        return out ? "accepted" : out.error().text();
    }
};

TEST_F(PaddedForward, TakesHolesAnywhereInTheMask) {
    const auto model = load_encoder(folder_);
    Weights batch{{"input_ids", at::tensor({2, 9, 7, 3, 8}, at::kInt).view({1, 5})},
                  {"attention_mask", at::tensor({1, 0, 1, 1, 0}, at::kInt).view({1, 5})}};
    const auto one = padded_forward(*model, batch);
    ASSERT_TRUE(one) << one.error().text();
    batch["input_ids"] =
        at::tensor({2, 500, 7, 3, 1}, at::kInt).view({1, 5});  // hidden ids are not seen
    const auto two = padded_forward(*model, batch);
    EXPECT_TRUE(at::equal(one->at("logits"), two->at("logits")));
    EXPECT_TRUE(one->at("last_hidden_state")[0][1].eq(0).all().item<bool>());
    EXPECT_FALSE(one->contains("loss"));
}

TEST_F(PaddedForward, NamesTheInputThatDoesNotFit) {
    Weights batch = inputs();
    batch.erase("input_ids");
    EXPECT_TRUE(has(refusal_of(batch), "input_ids is missing"));
    batch = inputs();
    batch["attention_mask"] = at::ones({1, 2}, at::kLong);
    EXPECT_TRUE(has(refusal_of(batch), "attention_mask must have the shape"));
    batch = inputs();
    batch["attention_mask"][0][0] = 0;
    EXPECT_TRUE(has(refusal_of(batch), "first position"));
    batch = inputs();
    batch["input_ids"][0][0] = 1000;
    EXPECT_TRUE(has(refusal_of(batch), "Token id 1000"));
    batch = inputs();
    batch["labels"][0] = 3;
    EXPECT_TRUE(has(refusal_of(batch), "classes from 0 to 2"));
    batch.erase("labels");
    EXPECT_TRUE(has(refusal_of(batch, {.gradients = true}), "need the input labels"));
}

TEST_F(PaddedForward, OfAnEncoderWithoutHeadRefusesLabels) {
    change_weights([](Weights& weights) {
        weights.erase("classifier.weight");
        weights.erase("classifier.bias");
    });
    EXPECT_TRUE(has(refusal_of(inputs()), "no classification head"));
    Weights batch = inputs();
    batch.erase("labels");
    const auto out = padded_forward(*load_encoder(folder_), batch);
    ASSERT_TRUE(out) << out.error().text();
    EXPECT_TRUE(out->contains("pooler_output"));
    EXPECT_FALSE(out->contains("logits"));
}

TEST(WeightsFile, KeepsEveryTypeAndLayout) {
    const auto path = fs::path(testing::TempDir()) / "types.safetensors";
    Weights weights{{"matrix", at::arange(6, at::kFloat).view({2, 3}).t()},
                    {"scalar", at::scalar_tensor(2.5, at::kDouble)},
                    {"none", at::zeros({0, 3})},
                    {"gradient", at::ones({2}).requires_grad_(true)}};
    for (const auto type : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt,
                            at::kShort, at::kChar, at::kByte, at::kBool}) {
        weights[at::toString(type)] = at::tensor({0, 1, 1}, at::kLong).to(type);
    }
    ASSERT_TRUE(write_weights(path, weights, {{"note", "types"}}));
    const auto again = read_weights(path);
    ASSERT_TRUE(again) << again.error().text();
    ASSERT_EQ(again->size(), weights.size());
    for (const auto& [name, weight] : weights) {
        EXPECT_EQ(again->at(name).scalar_type(), weight.scalar_type()) << name;
        EXPECT_TRUE(at::equal(again->at(name), weight)) << name;
    }
    EXPECT_FALSE(write_weights(path, {{"complex", at::zeros({2}, at::kComplexFloat)}}));
    fs::remove(path);
}

}  // namespace
}  // namespace engine
