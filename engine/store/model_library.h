// Models by name: bundled ones, those of the workspace, and any folder by its path.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/plan/facts.h"
#include "engine/store/run_log.h"

namespace engine {

/// Beside a model that was trained here: which rows it has learnt from (stages/trained_on.h).
inline constexpr const char* kTrainedOnFile = "trained_on.safetensors";

class ModelLibrary {
public:
    /// @param folders  where models lie, one folder each; earlier ones win
    ModelLibrary(std::vector<std::filesystem::path> folders, RunLog& log);

    struct Entry {
        std::string name;
        std::filesystem::path folder;
    };
    std::vector<Entry> list() const;
    /// A name of the library, or a path to a model folder. Errors: MissingFile with the nearest
    /// known name.
    Result<std::filesystem::path> find(const std::string& name) const;
    /// Whether a folder has what a model needs: config.json, model.safetensors (one file, or those
    /// of an index), a tokenizer. Errors: BadModel that names what is missing, or refuses pickle.
    static Result<void> check_folder(const std::filesystem::path& folder);
    /// "license:" in the head of the model card of a folder; "" where it states none.
    static std::string licence(const std::filesystem::path& folder);
    /// Copies a model folder into `library` (the workspace's models/) under a name. Files that can
    /// run code (pickle) are not copied. Whether the weights fit is the engine's to try, before.
    /// Errors: those of check_folder; BadUsage when the name is taken or cannot be a folder's; Io,
    /// DiskFull.
    Result<void> add(const std::filesystem::path& folder, const std::string& name,
                     const std::filesystem::path& library) const;
    /// Errors: as find; BadModel when config.json or the weights are not there.
    Result<ModelFact> fact(const std::string& name);

private:
    std::vector<std::filesystem::path> folders_;
    RunLog& log_;  // remembers hashes of files
};

}  // namespace engine
