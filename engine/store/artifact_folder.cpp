#include "engine/store/artifact_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/base/files.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr const char* kManifest = "artifact.json";
constexpr const char* kPartial = ".partial";

// Entries of a folder by name; empty when it cannot be read.
std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code problem;
    for (fs::directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem)) {
        out.push_back(it->path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::uintmax_t bytes_in(const fs::path& folder) {
    std::uintmax_t sum = 0;
    std::error_code problem;
    for (fs::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem)) {
        std::error_code ignored;
        const bool file = it->is_regular_file(ignored);
        const std::uintmax_t size = file ? it->file_size(ignored) : 0;
        if (file && !ignored) sum += size;
    }
    return sum;
}

bool is_heavy(const fs::path& artifact) {
    std::error_code ignored;
    if (const auto text = read_file(artifact / kManifest); text) {
        const Json manifest = Json::parse(*text, nullptr, false);
        if (manifest.is_object() && manifest.contains("heavy") && manifest["heavy"].is_boolean()) {
            return manifest["heavy"].get<bool>();
        }
    }
    return fs::exists(artifact / "model.safetensors", ignored);
}

struct Candidate {
    fs::path path;
    std::string key;
    std::uintmax_t bytes = 0;
    fs::file_time_type used;
};

}  // namespace

ArtifactFolder::ArtifactFolder(fs::path root) : root_(std::move(root)) {}

bool ArtifactFolder::has(const std::string& key) const {
    std::error_code ignored;
    return fs::exists(at(key) / kManifest, ignored);
}

fs::path ArtifactFolder::at(const std::string& key) const { return root_ / key.substr(0, 2) / key; }

fs::path ArtifactFolder::partial(const std::string& key) const {
    return root_ / key.substr(0, 2) / (key + kPartial);
}

Result<fs::path> ArtifactFolder::begin(const std::string& key) const {
    const fs::path folder = root_ / "tmp" / (key + "." + std::to_string(::getpid()));
    std::error_code problem;
    fs::remove_all(folder, problem);
    if (!problem) fs::create_directories(folder, problem);
    if (problem) return io_error(problem.value(), folder);
    return folder;
}

Result<void> ArtifactFolder::publish(const std::string& key, const fs::path& temporary,
                                     const Json& manifest) const {
    Json full = manifest;
    full["key"] = key;
    full["bytes"] = bytes_in(temporary);
    const fs::path target = at(key);
    std::error_code problem;
    // A folder without a manifest is none of ours; it must not stand in the way.
    if (fs::exists(target, problem) && !has(key)) fs::remove_all(target, problem);
    if (problem) return io_error(problem.value(), target);
    if (auto done = write_file_atomically(temporary / kManifest, full.dump(1) + "\n"); !done)
        return done;
    if (auto done = publish_folder(temporary, target); !done) return done;
    fs::remove_all(partial(key), problem);  // what stays is taken by clear_leftovers()
    return {};
}

Result<Json> ArtifactFolder::manifest(const std::string& key) const {
    const fs::path path = at(key) / kManifest;
    const auto text = read_file(path);
    if (!text) return text.error();
    // Last use; a workspace that may only be read keeps the old one.
    ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
    return read_json(*text, path.string());
}

void ArtifactFolder::clear_leftovers() const {
    std::error_code ignored;
    for (const fs::path& entry : entries_of(root_ / "tmp")) fs::remove_all(entry, ignored);
    for (const fs::path& shelf : entries_of(root_)) {
        for (const fs::path& entry : entries_of(shelf)) {
            if (entry.extension() == kPartial && has(entry.stem().string()))
                fs::remove_all(entry, ignored);
        }
    }
}

std::vector<std::string> ArtifactFolder::evict(std::uintmax_t limit,
                                               const std::vector<std::string>& keep) const {
    std::uintmax_t total = 0;
    std::vector<Candidate> candidates;
    std::error_code ignored;
    for (const fs::path& shelf : entries_of(root_)) {
        for (const fs::path& entry : entries_of(shelf)) {
            const std::string key = entry.filename().string();
            if (shelf.filename() == "tmp" || !has(key)) continue;
            const std::uintmax_t bytes = bytes_in(entry);
            total += bytes;
            const bool kept = std::find(keep.begin(), keep.end(), key) != keep.end();
            if (kept || !is_heavy(entry)) continue;
            candidates.push_back(
                {entry, key, bytes, fs::last_write_time(entry / kManifest, ignored)});
        }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.used < b.used; });
    std::vector<std::string> out;
    for (const Candidate& one : candidates) {
        if (total <= limit) break;
        // Out of sight first, in one step: half an artifact is never seen.
        const auto hidden = begin(one.key);
        if (!hidden) continue;
        std::error_code problem;
        fs::rename(one.path, *hidden, problem);
        if (problem) continue;
        fs::remove_all(*hidden, problem);
        total -= one.bytes;
        out.push_back(one.key);
    }
    return out;
}

std::string input_key(const Json& manifest, std::string_view port) {
    const Json parts = manifest.value("parts", Json::object());
    for (const Json& input : parts.value("inputs", Json::array())) {
        if (input.is_array() && input.size() > 1 && input[0] == port)
            return input[1].get<std::string>();
    }
    return {};
}

}  // namespace engine
