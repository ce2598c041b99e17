// The dataset library of a workspace: datasets/<fingerprint>/ = rows.arrow, rejects.jsonl,
// dataset.json.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/dataset.h"
#include "engine/data/importer.h"

namespace engine {

struct ImportRequest {
    std::filesystem::path file;
    std::string name = {};  // "" = plain_name of the file
    ImportOptions options = {};
    bool replace = false;  // take the name from another dataset that has it
};

/// Datasets by name. Equal content is stored once: importing it under a second name adds the name.
/// One object per workspace, used by the owner of the workspace; others may open, list and find.
class DatasetStore {
public:
    /// @param folder   <workspace>/datasets, made when something is imported
    /// @param corpora  folder of the sample corpora (<file>_GroundTruth.txt), for the built-in
    /// names
    DatasetStore(std::filesystem::path folder, std::filesystem::path corpora)
        : folder_(std::move(folder)), corpora_(std::move(corpora)) {}

    /// Errors: those of import_file; BadUsage when the name is taken (unless replace) or built in;
    /// Io, DiskFull; Cancelled, which leaves nothing of it behind.
    Result<DatasetInfo> import(const ImportRequest& request, const Watch& watch = {});

    /// Opens by name, by fingerprint, or by the first 8 or more digits of one. Built-in datasets
    /// import themselves when first asked for. Errors: BadData "No dataset is called %1. Did you
    /// mean %2?"; those of Dataset::open; of import.
    Result<Dataset> open(std::string_view name);

    /// What is stored, by first name. Folders that cannot be read are left out. Errors: Io.
    Result<std::vector<DatasetInfo>> list() const;

    /// Every name that open() takes: stored and built in, sorted.
    std::vector<std::string> names() const;

    /// Takes the folder away. Errors: BadData when there is none of that name; Io.
    Result<void> remove(std::string_view name);

    /// Takes a dataset out of sight, so that it can come back: -> its fingerprint. Errors: as
    /// remove.
    Result<std::string> set_aside(std::string_view name);
    /// Brings back what set_aside took. Errors: BadData when it is no longer there; Io.
    Result<void> restore(const std::string& fingerprint);
    /// Takes away what this object set aside and nobody brought back. What cannot be removed stays
    /// until the next remove().
    void clear_set_aside();

private:
    Result<DatasetInfo> keep(const RawRows& rows, DatasetInfo info, bool replace,
                             const Watch& watch);
    Result<DatasetInfo> import_builtin(std::string_view name);
    Result<void> write_info(const DatasetInfo& info) const;
    Result<void> release_name(const std::string& name, const std::string& except);
    std::filesystem::path folder_of(const DatasetInfo& info) const {
        return folder_ / info.fingerprint;
    }

    std::filesystem::path folder_;
    std::filesystem::path corpora_;
    std::vector<std::string> set_aside_;  // fingerprints
};

}  // namespace engine
