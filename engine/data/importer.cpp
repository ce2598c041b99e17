#include "engine/data/importer.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "engine/base/files.h"
#include "engine/data/encoding.h"
#include "engine/data/gzip.h"

namespace engine {
namespace {

// tweets.csv.gz holds tweets.csv.
std::filesystem::path unpacked_name(const std::filesystem::path& file) {
    return lower(file.extension().string()) == ".gz" ? file.stem() : file.filename();
}

Result<RawRows> import_text(std::string_view text, const ImportOptions& options,
                            std::string_view what, const Watch& watch) {
    if (options.format == "jsonl") return import_jsonl(text, what, watch);
    if (options.format == "vader") return import_vader(text, what, watch);
    if (options.format == "csv" || options.format == "tsv")
        return import_csv(text, options, what, watch);
    return make_error(ErrorCode::BadOption,
                      "No format is called %1: use csv, tsv, jsonl, vader or auto.",
                      {options.format});
}

// Files that people take for tables, by their first bytes.
Result<void> check_is_text(std::string_view bytes, const std::string& name) {
    if (bytes.starts_with("PK\x03\x04"))
        return make_error(ErrorCode::BadData,
                          "%1 is an Excel workbook or another ZIP archive, not text. Save the "
                          "sheet as CSV and import that.",
                          {name});
    // Xz begins with FD and "7zXZ"; written as one literal the 7 would belong to the escape.
    static constexpr char kXz[] = {'\xFD', '7', 'z', 'X', 'Z'};
    const std::string_view others[] = {
        "\xD0\xCF\x11\xE0", "%PDF-",        "SQLite format 3", "PAR1\x15",
        "\x89PNG",          "\xFF\xD8\xFF", "BZh91AY&SY",      {kXz, std::size(kXz)},
        "\x28\xB5\x2F\xFD", {"ARROW1\0", 7}};
    for (const std::string_view start : others) {
        if (bytes.starts_with(start))
            return make_error(ErrorCode::BadData,
                              "%1 is a binary file, not text. Save the table as CSV and import "
                              "that.",
                              {name});
    }
    return {};
}

// The bytes of a file, unpacked. cut: more follow; a line that they end in is left out.
Result<RawRows> import_bytes(std::string bytes, bool cut, const ImportOptions& options,
                             const std::filesystem::path& file, const Watch& watch) {
    const std::string name = file.filename().string();
    if (Result<void> text = check_is_text(bytes, name); !text) return text.error();
    ImportOptions exact = options;
    if (exact.format == "auto") {
        Result<std::string> found = format_of(file);
        if (!found) return found.error();
        exact.format = *std::move(found);
    }
    exact.encoding = encoding_by_mark(bytes, options.encoding);
    Result<std::string> text = to_utf8(std::move(bytes), exact.encoding, name);
    if (!text) return text.error();
    const std::size_t last = cut ? text->find_last_of("\r\n") : std::string::npos;
    if (last != std::string::npos) text->resize(last + 1);
    return import_text(*text, exact, name, watch);
}

}  // namespace

Json ImportOptions::to_json() const {
    return Json{{"format", format},
                {"delimiter", delimiter},
                {"quote", quote},
                {"header", header},
                {"encoding", encoding}};
}

Result<std::string> format_of(const std::filesystem::path& file) {
    const std::filesystem::path inner = unpacked_name(file);
    if (inner.string().ends_with("_GroundTruth.txt")) return std::string("vader");
    const std::string extension = lower(inner.extension().string());
    if (extension == ".csv") return std::string("csv");
    if (extension == ".tsv" || extension == ".tab") return std::string("tsv");
    if (extension == ".jsonl" || extension == ".ndjson") return std::string("jsonl");
    return make_error(ErrorCode::BadOption,
                      "The name of %1 does not tell its format: give csv, tsv or jsonl.",
                      {file.filename().string()});
}

std::string plain_name(const std::filesystem::path& file) {
    return unpacked_name(file).stem().string();
}

Result<RawRows> preview_file(const std::filesystem::path& file, const ImportOptions& options,
                             std::size_t bytes) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return make_error(ErrorCode::MissingFile, "There is no file %1.", {file.string()});
    std::string start(bytes, '\0');
    in.read(start.data(), static_cast<std::streamsize>(bytes));
    start.resize(static_cast<std::size_t>(in.gcount()));
    bool cut = start.size() == bytes && in.peek() != std::ifstream::traits_type::eof();
    const std::string name = file.filename().string();
    if (is_gzip(start)) {
        Result<std::string> unpacked = gunzip_start(start, name, bytes);
        if (!unpacked) return unpacked.error();
        start = *std::move(unpacked);
        cut = cut || start.size() == bytes;
    }
    return import_bytes(std::move(start), cut, options, file, {});
}

Result<RawRows> import_file(const std::filesystem::path& file, const ImportOptions& options,
                            const Watch& watch) {
    Result<std::string> bytes = read_file(file);
    if (!bytes) return bytes.error();
    if (Result<void> on = watch.at(0); !on) return on.error();
    const std::string name = file.filename().string();
    if (is_gzip(*bytes)) {
        bytes = gunzip(*bytes, name);
        if (!bytes) return bytes.error();
    }
    Result<RawRows> rows = import_bytes(*std::move(bytes), false, options, file, watch);
    if (!rows) return rows;
    if (rows->rows_in == 0) {
        return make_error(ErrorCode::BadData, "%1 has no rows.", {name});
    }
    if (rows->rows_ok() == 0) {
        return make_error(ErrorCode::BadData, "None of the %1 rows of %2 could be read: %3",
                          {std::to_string(rows->rows_in), name, rows->rejects.front().text()});
    }
    return rows;
}

}  // namespace engine
