#include "engine/runner/library_faults.h"

#include <new>
#include <string_view>
#include <utility>

namespace engine {
namespace {

namespace fs = std::filesystem;

// LibTorch has no type for it on the CPU; this is in what it says there and on a GPU.
bool is_out_of_memory(const std::exception& problem) {
    const std::string_view said = problem.what();
    return dynamic_cast<const std::bad_alloc*>(&problem) != nullptr ||
           said.find("can't allocate memory") != std::string_view::npos ||
           said.find("out of memory") != std::string_view::npos;
}

class GuardedTools : public ModelTools {
public:
    explicit GuardedTools(std::unique_ptr<ModelTools> tools) : tools_(std::move(tools)) {}

    Result<void> embed(const fs::path& model, const fs::path& texts, const fs::path& out,
                       const std::string& pooling, bool normalise,
                       const JobSettings& settings) override {
        return within_library(model.string(), [&] {
            return tools_->embed(model, texts, out, pooling, normalise, settings);
        });
    }
    Result<void> forward(const fs::path& model, const fs::path& inputs, const fs::path& out,
                         bool gradients, const JobSettings& settings) override {
        return within_library(model.string(), [&] {
            return tools_->forward(model, inputs, out, gradients, settings);
        });
    }
    Result<void> predict(const fs::path& model, const fs::path& data, const fs::path& out,
                         const std::string& column, const JobSettings& settings) override {
        return within_library(model.string(),
                              [&] { return tools_->predict(model, data, out, column, settings); });
    }
    Result<Exported> export_model(const fs::path& artifact, const fs::path& out) override {
        return within_library(artifact.string(),
                              [&] { return tools_->export_model(artifact, out); });
    }
    Result<Exported> verify(const fs::path& artifact, const fs::path& exported) override {
        return within_library(artifact.string(),
                              [&] { return tools_->verify(artifact, exported); });
    }
    Result<Json> inspect(const fs::path& model) override {
        return within_library(model.string(), [&] { return tools_->inspect(model); });
    }

private:
    std::unique_ptr<ModelTools> tools_;
};

}  // namespace

Error error_of_library(const std::exception& problem, const std::string& what) {
    if (is_out_of_memory(problem)) {
        return make_error(ErrorCode::Internal,
                          "There is not enough memory for %1. Use a smaller batch.", {what},
                          problem.what());
    }
    return make_error(ErrorCode::Internal, "%1 failed inside a library.", {what}, problem.what());
}

std::unique_ptr<ModelTools> guarded(std::unique_ptr<ModelTools> tools) {
    return std::make_unique<GuardedTools>(std::move(tools));
}

}  // namespace engine
