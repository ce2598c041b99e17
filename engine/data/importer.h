// Files from outside to raw rows. Every row is either kept or stands in the ledger with its line
// and reason.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/json.h"
#include "engine/base/result.h"
#include "engine/base/watch.h"
#include "engine/data/raw_rows.h"

namespace engine {

struct ImportOptions {
    std::string format = "auto";  // auto (by the file's name), csv, tsv, jsonl, vader
    std::string delimiter =
        "auto";  // one character; auto: the most frequent of , ; tab | in the first line
    std::string quote = "auto";     // one character or "none"; auto: " in CSV, none in TSV
    bool header = true;             // the first row names the columns; else column_1, column_2, ...
    std::string encoding = "auto";  // auto, utf-8, or a name that ICU knows: encoding.h

    Json to_json() const;
};

/// The importer that fits a file's name: "csv", "tsv", "jsonl", "vader"; ".gz" behind it changes
/// nothing. Errors: BadOption when
/// none does.
Result<std::string> format_of(const std::filesystem::path& file);

/// A file's name without what tells its format: "tweets" of tweets.csv.gz.
std::string plain_name(const std::filesystem::path& file);

/// Reads a whole file; one packed with gzip is unpacked, within bounds (gzip.h). Errors:
/// MissingFile, Io; BadFile when it is damaged; BadOption; BadData when it is empty, no text, in
/// another encoding, unpacks to too much, or when no single row of it could be read (with the first
/// reason); Cancelled.
Result<RawRows> import_file(const std::filesystem::path& file, const ImportOptions& options,
                            const Watch& watch = {});

/// The rows that stand wholly in the first `bytes` bytes of a file, to show how these options read
/// it. Errors: as import_file, but a file without a readable row gives none.
Result<RawRows> preview_file(const std::filesystem::path& file, const ImportOptions& options,
                             std::size_t bytes);

/// The importers, on text that is in memory (UTF-8, no byte order mark).
/// `what` names the file in messages. Errors: BadOption, BadData, Cancelled as above.
Result<RawRows> import_csv(std::string_view text, const ImportOptions& options,
                           std::string_view what, const Watch& watch = {});
Result<RawRows> import_jsonl(std::string_view text, std::string_view what, const Watch& watch = {});

/// The sample corpora: lines "id <tab> mean rating <tab> text" that end with CRLF, no header.
/// -> columns id, rating, text, group; group is what stands before "_" in the id (the article),
/// else "".
Result<RawRows> import_vader(std::string_view text, std::string_view what, const Watch& watch = {});

/// Rows that are read between two looks at a Watch.
constexpr std::int64_t kRowsBetweenLooks = 4096;

constexpr std::size_t kMostColumns = 16384;

}  // namespace engine
