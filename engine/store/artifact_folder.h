// Results of steps, by recipe key: artifacts/<2>/<key>/, each with a manifest artifact.json. An
// artifact is whole or not there: it is written to a temporary folder (artifacts/tmp/<key>.<pid>),
// synced and renamed; it goes the same way back. Writing is for the owner of the workspace; reading
// is for all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

class ArtifactFolder {
public:
    explicit ArtifactFolder(std::filesystem::path root);  // WorkspacePaths::artifacts()

    bool has(const std::string& key) const;                  // manifest present
    std::filesystem::path at(const std::string& key) const;  // <root>/<2>/<key>
    std::filesystem::path partial(
        const std::string& key) const;  // <root>/<2>/<key>.partial: checkpoints

    /// An empty folder to write an artifact into. Errors: DiskFull, Io.
    Result<std::filesystem::path> begin(const std::string& key) const;
    /// Adds the manifest (kind, key, outputs, provenance, seconds, bytes; `key` and `bytes`, the
    /// size of all files but the manifest, are filled in here) and makes the folder visible;
    /// removes checkpoints. An artifact that is already there stays. Errors: DiskFull, Io; then
    /// `temporary` stays until clear_leftovers().
    Result<void> publish(const std::string& key, const std::filesystem::path& temporary,
                         const Json& manifest) const;
    /// Reading it counts as use (modification time of artifact.json) where the folder may be
    /// written. Errors: MissingFile, BadFile.
    Result<Json> manifest(const std::string& key) const;

    /// Removes what a crash left behind: temporary folders, checkpoints of whole artifacts. Call as
    /// owner only. What cannot be removed stays for the next time.
    void clear_leftovers() const;

    /// Frees space down to `limit` bytes: heavy artifacts go by last use, oldest first, but for
    /// `keep`; an artifact goes as a whole (has() is false after). Heavy: the manifest says so
    /// ("heavy": true or false), else it holds a model.safetensors. All others, scores and metrics,
    /// always stay. Checkpoints and temporary folders do not count.
    /// -> keys removed, in order.
    std::vector<std::string> evict(std::uintmax_t limit,
                                   const std::vector<std::string>& keep) const;

private:
    std::filesystem::path root_;
};

/// The artifact that a step read at one of its ports, by the step's manifest; "" where it does not
/// say.
std::string input_key(const Json& manifest, std::string_view port);

}  // namespace engine
