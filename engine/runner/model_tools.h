// Work with one model outside a pipeline.
#pragma once

#include <memory>

#include "engine/spec/runner.h"
#include "engine/store/run_log.h"

namespace engine {

std::unique_ptr<ModelTools> make_shipped_model_tools(const Places& places);

/// Class probabilities of texts by an exported model folder. Errors: BadModel when it has no head
/// of ours.
struct Predictions {
    std::vector<std::string> classes;
    std::vector<double> probabilities;  // [texts x classes]
};
Result<Predictions> predict_texts(const std::filesystem::path& folder,
                                  const std::vector<std::string>& texts);

/// A trained artifact as a model folder that other tools read, its weights carrying `pipeline`
/// ("": none), with the shortest of cards. Errors: BadUsage when `out` exists; Unsupported for
/// few-shot learners, which have no classes of their own.
Result<void> write_trained(const Places& places, RunLog& log, const std::filesystem::path& artifact,
                           const std::filesystem::path& out, const std::string& pipeline);

/// As ModelTools::export_model: written, loaded again and held against a run, with a whole card.
Result<Exported> export_trained(const Places& places, const std::filesystem::path& artifact,
                                const std::filesystem::path& out);

/// As ModelTools::verify.
Result<Exported> verify_exported(const Places& places, const std::filesystem::path& artifact,
                                 const std::filesystem::path& exported);

}  // namespace engine
