// A stage turns (options, input artifacts) into an output artifact. One file a node kind, each a
// function; the runner gives it a folder to write into and everything it may ask for.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/registry.h"
#include "engine/base/result.h"
#include "engine/data/dataset_store.h"
#include "engine/plan/plan.h"
#include "engine/spec/measure.h"
#include "engine/store/artifact_folder.h"
#include "engine/store/model_library.h"
#include "engine/store/run_log.h"

namespace engine {

class EncoderPool;
class FeatureCache;

/// An input that is there: the folder of the artifact and which of its ports is read.
struct Input {
    std::string key;
    std::string output;
    std::filesystem::path folder;
};

/// What a running stage asks of the runner. Called on the worker thread only.
class StageHost {
public:
    virtual ~StageHost() = default;
    virtual void progress(std::int64_t done, std::int64_t total) = 0;
    virtual void point(const std::string& series, std::int64_t step, double value) = 0;
    /// Writes the points that wait: before a checkpoint, so that it is never ahead of the curve.
    virtual void flush() = 0;
    virtual void cut_points(
        std::int64_t last_step) = 0;  // of this step: a resumed fit writes them anew
    virtual void warn(Error what) = 0;
    virtual bool pause_wanted() const = 0;
    virtual void wait_while_paused() = 0;
    /// Points of this step that were written before it was resumed, from `first` on.
    virtual Result<std::vector<Point>> recorded(const std::string& series, std::int64_t first) = 0;
    /// Keeps the proof of a resumed fit with its step; see resume_proof.h.
    virtual void prove(const Json& proof) = 0;
    /// Does a write that must not be lost to a full disk: then the job is paused, and the write is
    /// tried again until it succeeds or stop is asked for. -> what the last try gave.
    virtual Result<void> persist(const std::function<Result<void>()>& write) = 0;
};

struct StageContext {
    const Step& step;
    const Json& options;
    std::uint64_t seed = 0;                            // of the run; 0 for kinds that draw nothing
    std::map<std::string, std::vector<Input>> inputs;  // by port
    std::filesystem::path out;                         // an empty folder for the result
    std::filesystem::path checkpoint;                  // where a long stage keeps what it has
    std::stop_token stop;
    StageHost& host;
    const ArtifactFolder& artifacts;
    DatasetStore& datasets;
    ModelLibrary& models;
    EncoderPool& encoders;
    FeatureCache& features;
    std::string device;              // "cpu", "cuda:0"
    double checkpoint_seconds = 60;  // between two checkpoints of a fit
    int verify_steps = 0;            // as in JobSettings

    const Input& input(const std::string& port) const { return inputs.at(port).front(); }
};

/// What goes into the manifest beside what the runner knows: summaries of the outputs, measures.
struct StageResult {
    Json summary = Json::object();
    std::vector<Measure> measures;
};

/// Errors: Cancelled when `stop` was asked for (a checkpoint was written), and what the stage's
/// work reports.
using StageFunction = std::function<Result<StageResult>(StageContext&)>;

struct StageEntry {
    std::string id;  // node kind
    StageFunction run;
};

using StageRegistry = Registry<StageEntry>;
StageRegistry shipped_stages();

}  // namespace engine
