// Stages run one by one, as the runner would, on artifacts in a folder that goes away.
#pragma once

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/base/hash.h"
#include "engine/data/table_io.h"
#include "engine/models/weights_io.h"
#include "engine/spec/catalog.h"
#include "engine/stages/artifact_io.h"
#include "engine/stages/encoder_pool.h"
#include "engine/stages/feature_cache.h"
#include "engine/stages/shipped.h"
#include "tests/engine/store/store_support.h"
#include "tests/support/tiny_encoder.h"

namespace engine {

/// Writes down what a stage says.
class NotingHost : public StageHost {
public:
    void progress(std::int64_t done, std::int64_t total) override {
        last = {done, total};
        if (on_progress) on_progress(done);
    }
    void point(const std::string& name, std::int64_t step, double value) override {
        series[name].push_back({step, value});
    }
    void flush() override {}
    void cut_points(std::int64_t last_step) override { cuts.push_back(last_step); }
    void warn(Error what) override { warnings.push_back(what.text()); }
    bool pause_wanted() const override { return false; }
    void wait_while_paused() override {}
    Result<std::vector<Point>> recorded(const std::string& name, std::int64_t first) override {
        std::vector<Point> out;
        for (const Point& point : series[name]) {
            if (point.step >= first) out.push_back(point);
        }
        return out;
    }
    void prove(const Json& proof) override { proofs.push_back(proof); }
    Result<void> persist(const std::function<Result<void>()>& write) override { return write(); }

    std::pair<std::int64_t, std::int64_t> last;
    std::map<std::string, std::vector<Point>> series;
    std::vector<std::int64_t> cuts;
    std::vector<std::string> warnings;
    std::vector<Json> proofs;
    std::function<void(std::int64_t done)> on_progress;
};

class StageBench : public testing::Test {
protected:
    using Inputs = std::map<std::string, std::vector<std::string>>;  // names of artifacts by port

    void SetUp() override { support::write_tiny_encoder(folder_.path() / "models/tiny"); }

    static std::string key_of(const std::string& name) { return sha256_hex(name); }
    std::filesystem::path at(const std::string& name) const { return artifacts_.at(key_of(name)); }

    /// Runs a stage and keeps its artifact under `name`; options are filled in as a planner would.
    Result<StageResult> attempt(const std::string& kind, const std::string& name,
                                const Json& options, const Inputs& inputs, std::uint64_t seed = 1) {
        Json own = options;
        own.erase("trials");  // a search's, added by the planner
        auto resolved = shipped_catalog().find(kind)->resolve(own);
        if (!resolved) return resolved.error();
        Step step;
        step.key = key_of(name);
        step.kind = kind;
        step.options = *resolved;
        if (options.contains("trials")) step.options["trials"] = options["trials"];
        auto out = artifacts_.begin(step.key);
        if (!out) return out.error();
        StageContext context{
            step, step.options, seed,      {},      *out,      checkpoint(name), stop.get_token(),
            host, artifacts_,   datasets_, models_, encoders_, features_,        "cpu"};
        for (const auto& [port, names] : inputs) {
            for (const std::string& input : names)
                context.inputs[port].push_back({key_of(input), port, at(input)});
        }
        const StageRegistry stages = shipped_stages();
        auto result = stages.find(kind)->run(context);
        if (!result) return result;
        Json measures = Json::array();
        for (const Measure& measure : result->measures) measures.push_back(to_json(measure));
        auto kept = artifacts_.publish(
            step.key, *out, {{"kind", kind}, {"summary", result->summary}, {"measures", measures}});
        if (!kept) return kept.error();
        return result;
    }
    StageResult run(const std::string& kind, const std::string& name, const Json& options,
                    const Inputs& inputs, std::uint64_t seed = 1) {
        auto result = attempt(kind, name, options, inputs, seed);
        EXPECT_TRUE(result) << kind << ": " << result.error().text() << result.error().detail;
        return result ? *std::move(result) : StageResult{};
    }

    /// An artifact of type Data.
    void put(const std::string& name, const Table& table) {
        auto out = artifacts_.begin(key_of(name));
        ASSERT_TRUE(out);
        ASSERT_TRUE(save_table(table, *out / "data.arrow"));
        ASSERT_TRUE(artifacts_.publish(key_of(name), *out, {{"kind", "dataset"}}));
    }
    Table table(const std::string& name) const {
        auto read = read_table(at(name) / "data.arrow");
        EXPECT_TRUE(read) << read.error().text();
        return read ? *std::move(read) : Table{};
    }
    Weights weights(const std::string& name, const std::string& file = "model.safetensors") const {
        auto read = read_weights(at(name) / file);
        EXPECT_TRUE(read) << read.error().text();
        return read ? *std::move(read) : Weights{};
    }
    std::filesystem::path checkpoint(const std::string& name) const {
        return artifacts_.partial(key_of(name));
    }

    /// The tiny encoder as an artifact of type Encoder.
    StageResult encoder(const std::string& name, const Json& more = Json::object(),
                        std::uint64_t seed = 1) {
        Json options = {{"model", "tiny"}, {"pooling", "mean"}, {"max_tokens", 12}};
        for (const auto& [option, value] : more.items()) options[option] = value;
        return run("encoder", name, options, {}, seed);
    }

    TemporaryFolder folder_;
    RunLog log_ = open_log(folder_.path());
    ArtifactFolder artifacts_{folder_.path() / "artifacts"};
    DatasetStore datasets_{folder_.path() / "datasets", folder_.path()};
    ModelLibrary models_{{folder_.path() / "models"}, log_};
    FeatureCache features_{folder_.path() / "features"};
    EncoderPool encoders_{models_, artifacts_};
    NotingHost host;
    std::stop_source stop;
};

/// Eighteen texts a class, "a good film": class 1 where the middle word is good, fine or nice.
inline Table opinions(const std::string& origin = "mine") {
    Table out;
    out.class_names = {"bad", "good"};
    out.origins = {origin};
    for (const char* how : {"good", "bad", "fine", "poor", "nice", "sad"}) {
        for (const char* article : {"a", "my"}) {
            for (const char* what : {"film", "book", "day"}) {
                out.text.push_back(std::string(article) + " " + how + " " + what);
                const std::string word = how;
                out.label.push_back(word == "good" || word == "fine" || word == "nice" ? 1 : 0);
                out.id.push_back(hash64(origin + "|" + out.text.back()));
                out.part.push_back(Part::None);
                out.origin.push_back(0);
                out.group.emplace_back();
                out.weight.push_back(1);
            }
        }
    }
    return out;
}

/// The same with every third row for validation or for the test.
inline Table parted_opinions() {
    Table out = opinions();
    for (std::size_t i = 0; i < out.rows(); ++i)
        out.part[i] = i % 3 != 2 ? Part::Train : i % 2 == 0 ? Part::Valid : Part::Test;
    return out;
}

inline bool same_bits(const at::Tensor& a, const at::Tensor& b) {
    return a.sizes() == b.sizes() && a.scalar_type() == b.scalar_type() && at::equal(a, b);
}

}  // namespace engine
