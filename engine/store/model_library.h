// Models by name: bundled ones, those of the workspace, and any folder by its path.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/plan/facts.h"
#include "engine/store/run_log.h"

namespace engine {

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
    /// Errors: as find; BadModel when config.json or the weights are not there.
    Result<ModelFact> fact(const std::string& name);

private:
    std::vector<std::filesystem::path> folders_;
    RunLog& log_;  // remembers hashes of files
};

}  // namespace engine
