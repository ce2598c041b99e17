// A stored dataset, opened: its raw columns, read where the system mapped the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/data/columnar_file.h"
#include "engine/data/raw_rows.h"

namespace engine {

struct ColumnInfo {
    std::string name;
    std::string type;        // guessed: "integer", "number", "time", "text", "empty"
    std::int64_t empty = 0;  // cells without anything
};

struct DatasetInfo {
    std::vector<std::string>
        names;                // under which it can be opened; several when it was imported twice
    std::string fingerprint;  // SHA-256 of the content, hex
    std::string source;       // path of the file, or "generated"
    Json importer;            // format and options it was read with
    bool synthetic = false;   // made by a program: no result on it says anything about people
    std::string description;  // of the built-in ones, else ""
    std::vector<ColumnInfo> columns;
    std::int64_t rows_in = 0;  // = rows_ok + rows_rejected
    std::int64_t rows_ok = 0;
    std::int64_t rows_rejected = 0;
    double seconds = 0;  // the import took

    Json to_json() const;
};

/// Errors: BadFile when a key is missing or of the wrong type; `what` names the file.
Result<DatasetInfo> dataset_info(const Json& json, std::string_view what);

class Dataset {
public:
    /// @param folder  datasets/<fingerprint>/ with dataset.json and rows.arrow
    /// @param name    under which it was asked for; "" = the first of its names, or the fingerprint
    /// Errors: MissingFile, BadFile (also when the two files do not fit each other), Io.
    static Result<Dataset> open(const std::filesystem::path& folder, std::string name);

    const std::string& name() const { return name_; }
    const DatasetInfo& info() const { return info_; }
    std::int64_t rows() const { return cells_.rows(); }
    const std::vector<std::string>& columns() const { return cells_.names(); }
    std::string_view cell(std::size_t column, std::int64_t row) const {
        return cells_.cell(column, row);
    }

    /// Index of a column. Errors: BadData that names it and the nearest known one.
    Result<std::size_t> column(std::string_view name) const;

    /// The reject ledger, one JSON object a line. Errors: MissingFile, Io.
    Result<std::string> rejects() const;

private:
    Dataset(std::filesystem::path folder, std::string name, DatasetInfo info, MappedStrings cells)
        : folder_(std::move(folder)),
          name_(std::move(name)),
          info_(std::move(info)),
          cells_(std::move(cells)) {}

    std::filesystem::path folder_;
    std::string name_;
    DatasetInfo info_;
    MappedStrings cells_;
};

/// SHA-256 over names and cells, whatever file they came from: hex.
/// Per column: name, then offsets of its cells as little-endian int64, then their bytes.
std::string fingerprint_of(const RawRows& rows);

/// Guessed types of the columns.
std::vector<ColumnInfo> describe_columns(const RawRows& rows);

/// Writes rows.arrow, rejects.jsonl and dataset.json into `folder`, which the caller made and will
/// publish. Errors: Io, DiskFull.
Result<void> write_dataset(const RawRows& rows, const DatasetInfo& info,
                           const std::filesystem::path& folder);

}  // namespace engine
