#include "engine/export/model_folder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/files.h"
#include "engine/models/encoder_folder.h"
#include "engine/models/padded_forward.h"
#include "engine/models/random_twin.h"
#include "engine/models/weights_io.h"
#include "tests/support/folders.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

class ModelFolder : public testing::Test {
protected:
    void SetUp() override { fs::remove_all(folder_); }
    void TearDown() override { fs::remove_all(folder_); }

    static fs::path bert() { return fs::path(support::source_folder) / "tests/golden/models/bert"; }
    static ModelFolderContent content_of(const EncoderFolder& model) {
        ModelFolderContent content;
        content.shape = model.shape;
        content.weights = model.weights;
        content.config = model.config;
        content.pooling = model.pooling;
        content.tokenizer_from = model.path;
        content.warmstart = Json::object({{"made", "by a test"}});
        content.card = "# A model\n";
        return content;
    }

    const fs::path folder_ =
        fs::path(testing::TempDir()) /
        (std::string("saved-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ModelFolder, IsReadBackWithTheSameWeightsBitForBit) {
    const auto model = load_encoder(bert());
    ASSERT_TRUE(model) << model.error().text();
    const auto saved = save_model_folder(folder_ / "model/", content_of(*model));
    ASSERT_TRUE(saved) << saved.error().text();
    const auto again = load_encoder(folder_ / "model");
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->file_names, model->file_names);
    for (const auto& [name, weight] : model->weights)
        EXPECT_TRUE(at::equal(weight, again->weights.at(name))) << name;
    EXPECT_EQ(again->config, model->config);
    EXPECT_EQ(again->shape.labels, model->shape.labels);
    EXPECT_EQ(*read_file(folder_ / "model/README.md"), "# A model\n");
    EXPECT_EQ(*read_file(folder_ / "model/tokenizer.json"), *read_file(bert() / "tokenizer.json"));
    EXPECT_TRUE(fs::exists(folder_ / "model/warmstart.json"));
    const auto entries = std::distance(fs::directory_iterator(folder_), fs::directory_iterator());
    EXPECT_EQ(entries, 1);  // no draft is left
}

TEST_F(ModelFolder, OfEachTypeIsReadBackWithTheSameWeightsAndConfig) {
    for (const char* type : {"distilbert", "roberta", "gpt2"}) {
        const auto model = load_encoder(bert().parent_path() / type);
        ASSERT_TRUE(model) << model.error().text();
        ASSERT_TRUE(save_model_folder(folder_ / type, content_of(*model)));
        const auto again = load_encoder(folder_ / type);
        ASSERT_TRUE(again) << again.error().text();
        EXPECT_EQ(again->file_names, model->file_names);
        EXPECT_EQ(again->config, model->config);
        for (const auto& [name, weight] : model->weights)
            EXPECT_TRUE(at::equal(weight, again->weights.at(name))) << name;
        EXPECT_EQ(*read_file(folder_ / type / "tokenizer.json"),
                  *read_file(model->path / "tokenizer.json"));
    }
}

TEST_F(ModelFolder, KeepsPoolingLengthAndAHeadOfOurs) {
    const auto model = load_encoder(bert());
    ASSERT_TRUE(model);
    ModelFolderContent content = content_of(*model);
    content.shape.has_classifier = false;
    content.shape.labels = {"no", "yes"};
    content.pooling = {Pooling::Last, true, true, 17};
    content.head = {{"weight", at::ones({2, 32})}, {"bias", at::zeros({2})}};
    ASSERT_TRUE(save_model_folder(folder_, content));
    const auto again = load_encoder(folder_);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->pooling.pooling, Pooling::Last);
    EXPECT_TRUE(again->pooling.normalise);
    EXPECT_EQ(again->max_tokens, 17);
    EXPECT_TRUE(at::equal(again->head.at("weight"), at::ones({2, 32})));
    EXPECT_EQ(again->shape.labels, content.shape.labels);
    EXPECT_FALSE(again->shape.has_classifier);
    EXPECT_EQ(again->file_names.at("pooler.dense.bias"), "pooler.dense.bias");
}

TEST_F(ModelFolder, SavesARandomTwinOfTheSameShape) {
    const auto model = load_encoder(bert());
    ASSERT_TRUE(model);
    ModelFolderContent content = content_of(*model);
    content.weights = random_twin(model->shape, 9);
    ASSERT_TRUE(save_model_folder(folder_, content));
    const auto again = load_encoder(folder_);
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->parameters, model->parameters);
}

TEST_F(ModelFolder, IsRefusedWhereSomethingStandsAndLeavesNothingBehindWhenItFails) {
    const auto model = load_encoder(bert());
    ASSERT_TRUE(model);
    ModelFolderContent content = content_of(*model);
    content.tokenizer_from = fs::path(testing::TempDir()) / "no tokenizer here";
    fs::create_directories(folder_);
    const auto no_tokenizer = save_model_folder(folder_ / "model", content);
    ASSERT_FALSE(no_tokenizer);
    EXPECT_EQ(no_tokenizer.error().code, ErrorCode::BadModel);
    EXPECT_TRUE(fs::is_empty(folder_));
    content.tokenizer_from.clear();
    content.weights.erase("pooler.dense.bias");
    EXPECT_FALSE(save_model_folder(folder_ / "model", content));
    EXPECT_EQ(save_model_folder(folder_, content_of(*model)).error().code, ErrorCode::BadUsage);
    EXPECT_TRUE(fs::is_empty(folder_));
}

}  // namespace
}  // namespace engine
