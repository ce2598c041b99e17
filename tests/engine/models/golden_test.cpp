// Equal to the reference libraries: Hugging Face's models for sequence classification, and
// sentence-transformers.
#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/models/embed.h"
#include "engine/models/encoder_folder.h"
#include "engine/models/heads.h"
#include "engine/models/model_names.h"
#include "engine/models/padded_forward.h"
#include "engine/models/weights_io.h"
#include "tests/engine/models/test_models.h"
#include "tests/support/folders.h"
#include "tests/support/test_device.h"

namespace engine {
namespace {

using testing_models::golden;
using testing_models::near;

Result<EncoderFolder> load_on_device(const std::filesystem::path& folder) {
    auto model = load_encoder(folder);
    if (model) model->weights = support::on_test_device(std::move(model->weights));
    return model;
}

class Golden : public testing::TestWithParam<const char*> {
protected:
    static std::string folder() { return std::string("models/") + GetParam(); }
};

TEST_P(Golden, StatesLogitsLossAndGradientsAreThose) {
    const auto model = load_on_device(golden(folder()));
    ASSERT_TRUE(model) << model.error().text();
    const auto inputs = read_weights(golden(folder() + "/golden_inputs.safetensors"));
    const auto expected = read_weights(golden(folder() + "/golden_outputs.safetensors"));
    ASSERT_TRUE(inputs && expected);
    const auto outputs =
        padded_forward(*model, *inputs, {.gradients = true, .hidden_states = true});
    ASSERT_TRUE(outputs) << outputs.error().text();
    EXPECT_EQ(outputs->size(), expected->size());
    for (const auto& [name, tensor] : *expected) {
        ASSERT_TRUE(outputs->contains(name)) << name;
        EXPECT_TRUE(near(outputs->at(name).cpu(), tensor, 1e-5, 1e-5)) << name;
    }
}

// Rows as the engine trains on them: packed, without positions, and in another order.
TEST_P(Golden, PackedRowsGiveTheLogitsOfPaddedOnes) {
    const auto model = load_on_device(golden(folder()));
    const auto inputs = read_weights(golden(folder() + "/golden_inputs.safetensors"));
    const auto expected = read_weights(golden(folder() + "/golden_outputs.safetensors"));
    ASSERT_TRUE(model && inputs && expected);
    const at::Tensor mask = inputs->at("attention_mask");
    PackedBatch batch;
    std::vector<at::Tensor> ids;
    std::vector<at::Tensor> types;
    for (std::int64_t row = mask.size(0) - 1; row >= 0; --row) {
        const auto length = mask[row].sum().item<std::int64_t>();
        ids.push_back(inputs->at("input_ids")[row].narrow(0, 0, length));
        if (inputs->contains("token_type_ids"))
            types.push_back(inputs->at("token_type_ids")[row].narrow(0, 0, length));
        batch.lengths.push_back(length);
    }
    batch.ids = at::cat(ids);
    if (!types.empty()) batch.token_types = at::cat(types);
    ASSERT_TRUE(check_batch(model->shape, batch));
    batch = on_device(batch, support::test_device());
    const at::Tensor logits = classifier_logits(model->shape, model->weights, batch,
                                                encode(model->shape, model->weights, batch));
    EXPECT_TRUE(near(logits.flip(0).cpu(), expected->at("logits"), 1e-5, 1e-5));
}

TEST_P(Golden, StaysCloseInBfloat16) {
    const auto model = load_on_device(golden(folder()));
    const auto inputs = read_weights(golden(folder() + "/golden_inputs.safetensors"));
    ASSERT_TRUE(model && inputs);
    const at::Tensor ids = inputs->at("input_ids")[0].narrow(
        0, 0, inputs->at("attention_mask")[0].sum().item<int64_t>());
    const PackedBatch batch = on_device({ids, {ids.numel()}, {}, {}, {}}, support::test_device());
    const at::Tensor exact = encode(model->shape, model->weights, batch);
    const at::Tensor rough = [&] {
        const PrecisionGuard precision(Precision::bf16, support::test_device().type());
        return encode(model->shape, model->weights, batch);
    }();
    EXPECT_EQ(rough.scalar_type(), at::kFloat);
    EXPECT_LT((rough - exact).norm().item<double>(), 0.03 * exact.norm().item<double>());
    EXPECT_FALSE(at::equal(rough, exact));
}

// What runs in parts when the states after frozen layers are cached.
TEST_P(Golden, LayersInPartsAreLayersInOne) {
    const auto model = load_encoder(golden(folder()));
    ASSERT_TRUE(model);
    const PackedBatch batch{at::tensor({5, 6, 7, 8, 9}, at::kLong), {3, 2}, {}, {}, {}};
    const at::Tensor first = encode(model->shape, model->weights, batch, {.layers = 0});
    const at::Tensor middle = run_layers(model->shape, model->weights, first, batch.lengths, 0, 1);
    EXPECT_TRUE(at::equal(run_layers(model->shape, model->weights, middle, batch.lengths, 1, 2),
                          encode(model->shape, model->weights, batch)));
}

TEST_P(Golden, NamesGoToTheFileAndBack) {
    const auto model = load_encoder(golden(folder()));
    ASSERT_TRUE(model);
    EXPECT_EQ(parameter_count(model->shape), model->parameters);
    for (const auto& [canonical, in_file] : model->file_names) {
        EXPECT_EQ(file_name_of(canonical, GetParam(), true), in_file);
        EXPECT_EQ(canonical_name(in_file, GetParam()), canonical);
        const std::string bare = file_name_of(canonical, GetParam(), false);
        EXPECT_EQ(canonical_name(bare, GetParam()), canonical);
        EXPECT_EQ(canonical_name(canonical, GetParam()), canonical);
    }
    EXPECT_EQ(config_of(model->shape, model->config), model->config);
}

INSTANTIATE_TEST_SUITE_P(OfEachType, Golden,
                         testing::Values("bert", "distilbert", "roberta", "gpt2"));

TEST(RobertaPositions, SkipPaddingInsideARow) {
    EncoderShape shape;
    shape.model_type = "roberta";
    shape.pad_id = 1;
    shape.first_position = 2;
    const at::Tensor ids = at::tensor({0, 5, 1, 7, 1}, at::kLong).view({1, 5});
    EXPECT_TRUE(at::equal(padded_positions(shape, ids),
                          at::tensor({2, 3, 1, 4, 1}, at::kLong).view({1, 5})));
}

TEST(Gpt2, ATokenSeesOnlyThoseBeforeIt) {
    const auto model = load_encoder(golden("models/gpt2"));
    ASSERT_TRUE(model);
    EXPECT_EQ(model->pooling.pooling, Pooling::Last);
    const auto states = [&](std::int64_t last) {
        const PackedBatch batch{
            at::tensor(std::vector<std::int64_t>{5, 6, last}, at::kLong), {3}, {}, {}, {}};
        return encode(model->shape, model->weights, batch);
    };
    EXPECT_TRUE(at::equal(states(7).narrow(0, 0, 2), states(8).narrow(0, 0, 2)));
    EXPECT_FALSE(at::equal(states(7)[2], states(8)[2]));
}

TEST(BertGolden, WritesTheSameFromFileToFile) {
    const auto out = std::filesystem::path(testing::TempDir()) / "bert_forward.safetensors";
    const auto done =
        padded_forward_files(golden("models/bert"), golden("models/bert/golden_inputs.safetensors"),
                             out, {.gradients = true});
    ASSERT_TRUE(done) << done.error().text();
    const auto outputs = read_weights(out);
    const auto expected = read_weights(golden("models/bert/golden_outputs.safetensors"));
    ASSERT_TRUE(outputs && expected);
    EXPECT_TRUE(near(outputs->at("grad.bert.embeddings.word_embeddings.weight"),
                     expected->at("grad.bert.embeddings.word_embeddings.weight"), 1e-5, 1e-5));
    EXPECT_FALSE(outputs->contains("hidden_states.0"));
    std::filesystem::remove(out);
}

class MiniLm : public testing::Test {
protected:
    static const EncoderFolder& model() {
        static const auto loaded =
            load_on_device(std::filesystem::path(support::deps_folder) / "models/all-MiniLM-L6-v2");
        EXPECT_TRUE(loaded) << loaded.error().text();
        return *loaded;
    }
    static const Weights& expected() {
        static const auto read = read_weights(golden("minilm/golden.safetensors"));
        EXPECT_TRUE(read) << read.error().text();
        return *read;
    }
    // The first `rows` texts of the golden file as vectors.
    static at::Tensor embed(std::int64_t rows, const EmbedOptions& options) {
        const at::Tensor splits =
            expected().at("row_splits").narrow(0, 0, rows + 1).to(at::kLong).contiguous();
        const at::Tensor ids =
            expected().at("ids").narrow(0, 0, splits[rows].item<int64_t>()).contiguous();
        const auto out = embed_rows(
            model().shape, model().weights,
            {ids.const_data_ptr<std::int32_t>(), static_cast<std::size_t>(ids.numel())},
            {splits.const_data_ptr<std::int64_t>(), static_cast<std::size_t>(rows + 1)}, options);
        EXPECT_TRUE(out) << out.error().text();
        return *out;
    }
};

TEST_F(MiniLm, EmbedsLikeSentenceTransformers) {
    EXPECT_TRUE(near(embed(200, {.normalise = true}), expected().at("embeddings"), 1e-5, 0));
    EXPECT_TRUE(near(embed(40, {}), expected().at("mean_not_normalised"), 1e-5, 0));
    EXPECT_TRUE(near(embed(40, {.pooling = Pooling::Cls}), expected().at("cls"), 1e-5, 0));
}

TEST_F(MiniLm, SaysWhatItIs) {
    EXPECT_EQ(model().weights_sha256,
              "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db");
    EXPECT_EQ(model().parameters, 22713216);
    EXPECT_EQ(model().parameters, parameter_count(model().shape));
    EXPECT_EQ(model().file_bytes, 90868376U);
    EXPECT_EQ(model().max_tokens, 256);
    EXPECT_EQ(model().pooling.pooling, Pooling::Mean);
    EXPECT_TRUE(model().pooling.normalise);
    EXPECT_TRUE(model().pooling.stated);
    EXPECT_TRUE(model().shape.has_pooler);
    EXPECT_FALSE(model().shape.has_classifier);
}

TEST_F(MiniLm, EmbedsTheSameWhateverTheBatch) {
    EXPECT_TRUE(near(embed(40, {.token_budget = 1}), embed(40, {.token_budget = 4096}), 1e-5, 0));
}

}  // namespace
}  // namespace engine
