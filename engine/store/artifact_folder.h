// Results of steps, by recipe key: artifacts/<2>/<key>/, each with a manifest artifact.json. An artifact is whole or
// not there: it is written to a temporary folder, synced and renamed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

class ArtifactFolder {
public:
    explicit ArtifactFolder(std::filesystem::path root);

    bool has(const std::string& key) const;                    // manifest present
    std::filesystem::path at(const std::string& key) const;    // artifacts/<2>/<key>
    std::filesystem::path partial(const std::string& key) const;  // artifacts/<2>/<key>.partial: checkpoints

    /// An empty folder to write an artifact into. Errors: DiskFull, Io.
    Result<std::filesystem::path> begin(const std::string& key) const;
    /// Adds the manifest (kind, key, outputs, provenance, seconds, bytes) and makes the folder visible; removes checkpoints.
    Result<void> publish(const std::string& key, const std::filesystem::path& temporary, const Json& manifest) const;
    Result<Json> manifest(const std::string& key) const;

    /// Removes temporary folders that a crash left behind. Call as owner only.
    void clear_leftovers() const;

    /// Frees space down to `limit` bytes: heavy files (model.safetensors) of artifacts go by last use, oldest first, but
    /// for `keep`; an artifact goes as a whole (has() is false after), scores and metrics always stay.
    /// -> keys removed.
    std::vector<std::string> evict(std::uintmax_t limit, const std::vector<std::string>& keep) const;

private:
    std::filesystem::path root_;
};

}  // namespace engine
