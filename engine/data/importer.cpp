#include "engine/data/importer.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "engine/base/files.h"
#include "engine/data/encoding.h"

namespace engine {
namespace {

Result<RawRows> import_text(std::string_view text, const ImportOptions& options,
                            const std::string& format, std::string_view what) {
    if (format == "jsonl") return import_jsonl(text, what);
    if (format == "vader") return import_vader(text, what);
    if (format != "csv" && format != "tsv") {
        return make_error(ErrorCode::BadOption,
                          "No format is called %1: use csv, tsv, jsonl, vader or auto.", {format});
    }
    ImportOptions dialect = options;
    dialect.format = format;
    return import_csv(text, dialect, what);
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
    if (file.filename().string().ends_with("_GroundTruth.txt")) return std::string("vader");
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".csv") return std::string("csv");
    if (extension == ".tsv" || extension == ".tab") return std::string("tsv");
    if (extension == ".jsonl" || extension == ".ndjson") return std::string("jsonl");
    return make_error(ErrorCode::BadOption,
                      "The name of %1 does not tell its format: give csv, tsv or jsonl.",
                      {file.filename().string()});
}

Result<RawRows> preview_file(const std::filesystem::path& file, const ImportOptions& options,
                             std::size_t bytes) {
    std::string format = options.format;
    if (format == "auto") {
        Result<std::string> found = format_of(file);
        if (!found) return found.error();
        format = *std::move(found);
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) return make_error(ErrorCode::MissingFile, "There is no file %1.", {file.string()});
    std::string start(bytes, '\0');
    in.read(start.data(), static_cast<std::streamsize>(bytes));
    start.resize(static_cast<std::size_t>(in.gcount()));
    const bool cut = start.size() == bytes && in.peek() != std::ifstream::traits_type::eof();
    if (cut) start.resize(start.rfind('\n') == std::string::npos ? bytes : start.rfind('\n') + 1);
    const std::string name = file.filename().string();
    const Result<std::string> text = to_utf8(std::move(start), options.encoding, name);
    if (!text) return text.error();
    return import_text(*text, options, format, name);
}

Result<RawRows> import_file(const std::filesystem::path& file, const ImportOptions& options) {
    std::string format = options.format;
    if (format == "auto") {
        Result<std::string> found = format_of(file);
        if (!found) return found.error();
        format = *std::move(found);
    }
    Result<std::string> bytes = read_file(file);
    if (!bytes) return bytes.error();
    const std::string name = file.filename().string();
    const Result<std::string> text = to_utf8(*std::move(bytes), options.encoding, name);
    if (!text) return text.error();
    Result<RawRows> rows = import_text(*text, options, format, name);
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
