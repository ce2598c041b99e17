// The front door of the engine: commands in, events out. Loaded late, since LibTorch takes its
// time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/spec/event_queue.h"

namespace engine {

/// Where things lie. Made by main(), handed to everything that needs it.
struct Places {
    std::filesystem::path workspace;  // the folder that holds all that is made
    std::filesystem::path models;     // bundled models, one folder each
    std::filesystem::path corpora;    // bundled sample corpora
};

/// Settings of a job; they never change what is computed, only where and how fast (but for
/// `precision`).
struct JobSettings {
    std::string device = "auto";     // auto, cpu, cuda:N
    int threads = 0;                 // 0: as many as there are cores
    std::string precision = "auto";  // what "auto" in a document means: fp32, bf16, or auto for
                                     // what a probe found to be faster on this machine
    bool strict = false;             // device, threads and build go into the keys
    double checkpoint_seconds = 60;  // between two checkpoints of a fit
    int verify_steps = 0;            // of each resumed fit that are held against those from before
    // Ids of nodes: only what leads to the one, or what rests on the other; "": all of the
    // document.
    std::string to;
    std::string from;
};

inline Json settings_json(const JobSettings& s) {
    return {{"device", s.device},
            {"threads", s.threads},
            {"precision", s.precision},
            {"strict", s.strict},
            {"checkpoint_seconds", s.checkpoint_seconds},
            {"to", s.to},
            {"from", s.from}};
}
/// What is missing keeps its standard value; no object: all of it.
inline JobSettings settings_of(const Json& json) {
    JobSettings out;
    if (!json.is_object()) return out;
    out.device = json.value("device", out.device);
    out.threads = json.value("threads", out.threads);
    out.precision = json.value("precision", out.precision);
    out.strict = json.value("strict", out.strict);
    out.checkpoint_seconds = json.value("checkpoint_seconds", out.checkpoint_seconds);
    out.to = json.value("to", out.to);
    out.from = json.value("from", out.from);
    return out;
}

class Runner {
public:
    virtual ~Runner() = default;
    /// Plans the document, writes the job to the store and starts to work on it; returns the job's
    /// number. Errors: those of the plan, Locked, Database. One job at a time.
    virtual Result<std::int64_t> start(const std::string& document,
                                       const JobSettings& settings) = 0;
    /// Begins a job of the queue as start() does; 0: the first that is not held. -> its number, or
    /// 0 when none waits. One that cannot begin ends as failed, and says so in its events.
    /// Errors: BadUsage when that job does not wait; Locked, Database.
    virtual Result<std::int64_t> start_waiting(std::int64_t job) = 0;
    virtual void pause() = 0;   // after the running step; a checkpoint is written
    virtual void resume() = 0;  // also: what a full disk stopped is tried again at once
    virtual void stop() = 0;    // within one step; a checkpoint is written
    virtual void leave() = 0;   // as stop(), but the job is to be gone on with: it is interrupted
    virtual void wait() = 0;    // until the job has ended
};

inline constexpr double kParityLimit = 1e-4;  // of probabilities

struct Exported {
    int files = 0;
    double parity = -1;      // largest difference of a probability; < 0: no run scored it here
    std::int64_t texts = 0;  // that were compared
};

/// Work with one model outside a pipeline. Every file is written whole or not at all.
class ModelTools {
public:
    virtual ~ModelTools() = default;
    /// texts: one JSON string a line. out: `embeddings` [n, dim] float32.
    virtual Result<void> embed(const std::filesystem::path& model,
                               const std::filesystem::path& texts, const std::filesystem::path& out,
                               const std::string& pooling, bool normalize,
                               const JobSettings& settings) = 0;
    virtual Result<void> forward(const std::filesystem::path& model,
                                 const std::filesystem::path& inputs,
                                 const std::filesystem::path& out, bool gradients,
                                 const JobSettings& settings) = 0;
    /// model: a trained model (artifact or exported folder). data: CSV; out: its rows with scores.
    virtual Result<void> predict(const std::filesystem::path& model,
                                 const std::filesystem::path& data,
                                 const std::filesystem::path& out, const std::string& text_column,
                                 const JobSettings& settings) = 0;
    /// Writes a trained artifact as a folder other tools read. The folder is loaded again and
    /// scores test rows of a run that scored the artifact: where a probability differs by more than
    /// kParityLimit, nothing is written. Errors: BadUsage when `out` exists; Unsupported; Numeric
    /// when it differs; Io, DiskFull.
    virtual Result<Exported> export_model(const std::filesystem::path& artifact,
                                          const std::filesystem::path& out) = 0;
    /// Holds an exported folder against the run again. Errors: as export_model; BadUsage when no
    /// run that scored the artifact is in the log.
    virtual Result<Exported> verify(const std::filesystem::path& artifact,
                                    const std::filesystem::path& exported) = 0;
    virtual Result<Json> inspect(const std::filesystem::path& model) = 0;
};

/// How long one training step takes in each number format.
struct PrecisionTimes {
    double fp32_seconds = 0;
    double bf16_seconds = 0;
    std::string device;  // it was measured on: "cpu", "cuda:0"
};

/// What the engine library gives; made by its one exported function,
/// `EngineParts* warmstart_engine(Error& why)`: null, with the reason, where it cannot be used.
class EngineParts {
public:
    virtual ~EngineParts() = default;
    virtual std::unique_ptr<Runner> make_runner(const Places& places, EventQueue& events) = 0;
    virtual std::unique_ptr<ModelTools> make_model_tools(const Places& places) = 0;
    virtual Json provenance() const = 0;  // library version, instruction set, devices
    /// Under two seconds. Errors: those of a device that is not there.
    virtual Result<PrecisionTimes> time_precisions(const JobSettings& settings) = 0;
};

}  // namespace engine
