// CSV and TSV.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/data/csv_scanner.h"
#include "engine/data/encoding.h"
#include "engine/data/importer.h"

namespace engine {
namespace {

// A first line "sep=;": how a spreadsheet is told the delimiter.
bool says_delimiter(std::string_view line) { return line.size() == 5 && line.starts_with("sep="); }

char guess_delimiter(std::string_view text, char quote) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (says_delimiter(line)) return line.back();
    constexpr std::array<char, 4> kKnown = {',', ';', '\t', '|'};
    std::array<int, 4> seen = {};
    bool quoted = false;
    for (const char c : line) {
        if (c == quote && quote != '\0') quoted = !quoted;
        const auto* known = std::find(kKnown.begin(), kKnown.end(), c);
        if (!quoted && known != kKnown.end())
            ++seen[static_cast<std::size_t>(known - kKnown.begin())];
    }
    const auto most = std::max_element(seen.begin(), seen.end());  // the first of equals: a comma
    return kKnown[static_cast<std::size_t>(most - seen.begin())];
}

Error bad_character(const char* option, const std::string& value) {
    return make_error(ErrorCode::BadOption, "Option %1 must be one character, not \"%2\".",
                      {option, value});
}

Result<CsvDialect> dialect_of(const ImportOptions& options, std::string_view text) {
    CsvDialect dialect;
    const bool tsv = options.format == "tsv";
    if (options.quote == "none" || (options.quote == "auto" && tsv)) {
        dialect.quote = '\0';
    } else if (options.quote != "auto") {
        if (options.quote.size() != 1) return bad_character("quote", options.quote);
        dialect.quote = options.quote.front();
    }
    if (options.delimiter == "auto") {
        dialect.delimiter = tsv ? '\t' : guess_delimiter(text, dialect.quote);
    } else if (options.delimiter == "tab" || options.delimiter == "\\t") {
        dialect.delimiter = '\t';
    } else {
        if (options.delimiter.size() != 1) return bad_character("delimiter", options.delimiter);
        dialect.delimiter = options.delimiter.front();
    }
    const auto is_line_end = [](char c) { return c == '\n' || c == '\r'; };
    if (dialect.delimiter == dialect.quote || is_line_end(dialect.delimiter) ||
        is_line_end(dialect.quote)) {
        return make_error(ErrorCode::BadOption,
                          "Delimiter and quote must be different characters, and no line ends.");
    }
    return dialect;
}

// Names of columns, unique and not empty, so that an option can name each of them.
std::vector<std::string> usable_names(std::vector<std::string> names) {
    std::set<std::string> taken;
    std::map<std::string, int> next;  // of each name: the number that its next copy tries
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].empty()) names[i] = "column_" + std::to_string(i + 1);
        std::string name = names[i];
        int& copy = next.try_emplace(name, 2).first->second;
        while (!taken.insert(name).second) name = names[i] + "_" + std::to_string(copy++);
        names[i] = std::move(name);
    }
    return names;
}

bool holds_nul(std::string_view raw) { return raw.find('\0') != std::string_view::npos; }

Reject reject(const CsvRecord& record, const char* code, std::string message,
              std::vector<std::string> arguments) {
    return {record.line,        record.last_line,     code,
            std::move(message), std::move(arguments), raw_excerpt(record.raw)};
}

// Why a record cannot be a row of `fields` columns; an empty code when it can.
// converted: the text came from another encoding, so U+FFFD stands for bytes without a meaning
Reject fault_of(const CsvRecord& record, std::size_t fields, bool converted) {
    const std::string line = std::to_string(record.line);
    if (holds_nul(record.raw)) return reject(record, "nul", "Line %1 holds a NUL byte.", {line});
    if (!is_utf8(record.raw)) {
        return reject(record, "encoding", "Line %1 is not valid UTF-8.", {line});
    }
    if (converted && record.raw.find("\xEF\xBF\xBD") != std::string_view::npos) {
        return reject(record, "encoding",
                      "Line %1 holds bytes that mean nothing in the encoding it was read with.",
                      {line});
    }
    if (record.problem == CsvRecord::Problem::QuoteNeverClosed) {
        return reject(record, "quote", "A quote that opens on line %1 is never closed.", {line});
    }
    if (record.problem == CsvRecord::Problem::TextAfterQuote) {
        return reject(record, "quote", "On line %1 text follows a closing quote.", {line});
    }
    if (record.fields.size() != fields) {
        return reject(record, "fields", "Line %1 has %2 fields, %3 expected.",
                      {line, std::to_string(record.fields.size()), std::to_string(fields)});
    }
    return {};
}

Result<void> read_header(const CsvRecord& record, std::string_view what, RawRows& rows) {
    const Reject fault = fault_of(record, record.fields.size(), false);
    if (!fault.code.empty()) {
        return make_error(ErrorCode::BadData, "The header of %1 cannot be read: %2",
                          {std::string(what), fault.text()});
    }
    if (record.fields.size() > kMostColumns) {
        return make_error(ErrorCode::BadData,
                          "%1 has %2 columns; %3 are the most that can be read.",
                          {std::string(what), std::to_string(record.fields.size()),
                           std::to_string(kMostColumns)});
    }
    rows.names = usable_names(record.fields);
    rows.columns.resize(rows.names.size());
    return {};
}

// The columns of a file without a header: as many as its first sound record has.
Result<void> name_columns(const CsvRecord& record, std::string_view what, RawRows& rows) {
    CsvRecord names = record;
    names.fields.assign(record.fields.size(), "");
    names.raw = {};
    return read_header(names, what, rows);
}

void add_row(const CsvRecord& record, bool converted, RawRows& rows) {
    ++rows.rows_in;
    Reject fault = fault_of(record, rows.names.size(), converted);
    if (!fault.code.empty()) {
        rows.rejects.push_back(std::move(fault));
        return;
    }
    for (std::size_t i = 0; i < record.fields.size(); ++i) rows.columns[i].add(record.fields[i]);
}

double share_before(const CsvRecord& record, std::string_view text) {
    return static_cast<double>(record.raw.data() - text.data()) / static_cast<double>(text.size());
}

}  // namespace

Result<RawRows> import_csv(std::string_view text, const ImportOptions& options,
                           std::string_view what, const Watch& watch) {
    Result<CsvDialect> dialect = dialect_of(options, text);
    if (!dialect) return dialect.error();
    const bool converted = marks_damage(options.encoding);
    CsvScanner scanner(text, *dialect);
    CsvRecord record;
    RawRows rows;
    for (std::int64_t read = 1; scanner.next(record); ++read) {
        if (read % kRowsBetweenLooks == 0) {
            if (Result<void> on = watch.at(share_before(record, text)); !on) return on.error();
        }
        if (record.blank) {
            ++rows.blank_lines;
            continue;
        }
        if (record.line == 1 && says_delimiter(record.raw) && options.delimiter == "auto") continue;
        if (rows.names.empty() && options.header) {
            if (Result<void> named = read_header(record, what, rows); !named) return named.error();
            continue;
        }
        // Without a header the first sound record says how many columns there are.
        if (rows.names.empty() && fault_of(record, record.fields.size(), converted).code.empty()) {
            if (Result<void> named = name_columns(record, what, rows); !named) return named.error();
        }
        add_row(record, converted, rows);
    }
    if (rows.names.empty() && rows.rows_in == 0) {
        return make_error(ErrorCode::BadData, "%1 is empty.", {std::string(what)});
    }
    return rows;
}

}  // namespace engine
