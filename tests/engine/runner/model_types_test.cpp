// A whole small pipeline with a model of each type: frozen head, fine-tuning and adapter, scored,
// exported, read back and used.
#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/files.h"
#include "engine/models/adapter.h"
#include "engine/models/encoder_folder.h"
#include "engine/runner/job_runner.h"
#include "engine/runner/model_tools.h"
#include "tests/engine/plan/plan_support.h"
#include "tests/engine/store/store_support.h"
#include "tests/support/folders.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ModelTypes : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        const fs::path golden =
            fs::path(support::source_folder) / "tests/golden/models" / GetParam();
        for (const char* file :
             {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json"}) {
            fs::create_directories(folder_.path() / "models/tiny");
            fs::copy_file(golden / file, folder_.path() / "models/tiny" / file);
        }
        std::string rows = "text,label\n,yes\n";  // GPT-2 has no token for the empty text
        for (const char* how : {"good", "bad", "fine", "poor", "nice", "sad"}) {
            for (const char* what : {"film", "book", "day", "meal", "trip", "song"}) {
                const bool good = std::string("good fine nice").find(how) != std::string::npos;
                rows += std::string("a ") + how + " " + what + (good ? ",yes\n" : ",no\n");
            }
        }
        write_text(folder_.path() / "mine.csv", rows);
        const auto paths = make_workspace(places_.workspace);
        DatasetStore store(paths->datasets(), places_.corpora);
        ImportRequest request;
        request.file = folder_.path() / "mine.csv";
        ASSERT_TRUE(store.import(request));
    }

    static Document document() {
        test::Sketch s;
        s.document.title = GetParam();
        s.document.seeds = {1};
        s.node("data", "dataset",
               {{"source", "mine"}, {"role", "target"}, {"text", {"text"}}, {"label", "label"}});
        s.node("split", "split", {{"train", 0.6}, {"valid", 0.2}});
        s.node("encoder", "encoder", {{"model", "tiny"}});
        s.node("vectors", "features").node("head", "probe");
        const Json quick = {{"epochs", 1}, {"min_steps", 4}, {"batch", 8}, {"patience", 0}};
        Json last = quick;
        last["unfreeze"] = "last_k";
        last["last_k"] = 1;
        s.node("fine", "fine_tune", last).node("small", "adapter", quick);
        s.edge("data.data > split.data");
        s.edge("encoder.encoder > vectors.encoder").edge("split.data > vectors.data");
        s.edge("vectors.features > head.features").edge("split.data > head.data");
        for (const char* learner : {"fine", "small"}) {
            s.edge(std::string("encoder.encoder > ") + learner + ".start");
            s.edge(std::string("split.data > ") + learner + ".data");
        }
        for (const char* learner : {"head", "fine", "small"}) {
            const std::string score = std::string("score_") + learner;
            s.node(score, "evaluate");
            s.edge(std::string(learner) + ".trained > " + score + ".scored");
            s.edge("split.data > " + score + ".data");
            s.arm(learner, learner);
        }
        return s.document;
    }

    // Keys of the steps by node; fails the test when the job does.
    std::map<std::string, std::string> run() const {
        JobSettings settings;
        settings.device = "cpu";
        settings.threads = 1;
        settings.precision = "fp32";
        EventQueue queue([] {});
        std::map<std::string, std::string> keys;
        {
            JobRunner runner(places_, queue);
            const auto started = runner.start(write_document(document()), settings);
            EXPECT_TRUE(started) << started.error().text();
            if (started) runner.wait();
        }
        for (const RunEvent& event : queue.drain()) {
            if (const auto* change = std::get_if<NodeChanged>(&event.what))
                keys[change->node] = change->key;
            if (const auto* end = std::get_if<JobFinished>(&event.what)) {
                EXPECT_EQ(end->state, RunState::Done) << end->error.text() << end->error.detail;
            }
        }
        return keys;
    }

    TemporaryFolder folder_;
    Places places_{folder_.path() / "w", folder_.path() / "models", folder_.path()};
};

TEST_P(ModelTypes, GoFromTheLibraryToAnExportedClassifier) {
    const auto keys = run();
    const ArtifactFolder artifacts(folder_.path() / "w/artifacts");
    const auto tools = make_shipped_model_tools(places_);
    for (const char* learner : {"head", "fine", "small"}) {
        ASSERT_TRUE(keys.contains(learner)) << learner;
        const fs::path out = folder_.path() / learner;
        const auto exported = tools->export_model(artifacts.at(keys.at(learner)), out);
        ASSERT_TRUE(exported) << learner << ": " << exported.error().text();
        const auto about = tools->inspect(out);
        ASSERT_TRUE(about) << about.error().text();
        EXPECT_EQ((*about)["type"], GetParam());
        EXPECT_EQ(*read_file(out / kTrainedOnFile),
                  *read_file(artifacts.at(keys.at(learner)) / kTrainedOnFile));
        EXPECT_EQ((*about)["pooling"], std::string(GetParam()) == "gpt2" ? "last" : "mean");
        const auto scored = tools->predict(out, folder_.path() / "mine.csv",
                                           folder_.path() / "scores.csv", "text", {});
        ASSERT_TRUE(scored) << learner << ": " << scored.error().text();
        EXPECT_THAT(*read_file(folder_.path() / "scores.csv"), HasSubstr("predicted"));
    }
    // The adapter alone, on the model it was learnt on, is the exported model.
    const auto merged = load_encoder(folder_.path() / "small");
    auto adapted = load_adapter(folder_.path() / "small/adapter", folder_.path() / "models/tiny");
    ASSERT_TRUE(merged && adapted) << adapted.error().text();
    EncoderShape shape = adapted->shape;
    merge_lora(shape, adapted->weights);
    for (const auto& [name, weight] : merged->weights)
        EXPECT_TRUE(at::allclose(weight, adapted->weights.at(name), 1e-6, 1e-6)) << name;
    EXPECT_TRUE(fs::exists(folder_.path() / "small/adapter/head.safetensors"));
}

// A PEFT folder that names its base as the library does becomes a model of its own.
TEST_P(ModelTypes, TakeAnAdapterInAsAWholeModel) {
    auto base = load_encoder(folder_.path() / "models/tiny");
    ASSERT_TRUE(base);
    add_lora(base->shape, base->weights, {2, 4}, 3);
    for (auto& [name, weight] : base->weights)
        if (name.ends_with(kLoraB)) weight = at::full_like(weight, 0.05);
    const fs::path adapter = folder_.path() / "adapter";
    ASSERT_TRUE(save_adapter(adapter, base->shape, base->weights, {2, 4}, "hub/tiny"));
    const auto tools = make_shipped_model_tools(places_);
    const auto done = tools->export_model(adapter, folder_.path() / "whole");
    ASSERT_TRUE(done) << done.error().text();
    const auto whole = load_encoder(folder_.path() / "whole");
    ASSERT_TRUE(whole) << whole.error().text();
    merge_lora(base->shape, base->weights);
    for (const auto& [name, weight] : base->weights)
        EXPECT_TRUE(at::equal(weight, whole->weights.at(name))) << name;
}

INSTANTIATE_TEST_SUITE_P(OfEachType, ModelTypes,
                         testing::Values("bert", "distilbert", "roberta", "gpt2"));

}  // namespace
}  // namespace engine
