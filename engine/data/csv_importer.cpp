// CSV and TSV.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/data/csv_faults.h"
#include "engine/data/csv_rows.h"
#include "engine/data/csv_scanner.h"
#include "engine/data/encoding.h"
#include "engine/data/importer.h"

namespace engine {
namespace {

constexpr double kCountingShare = 0.5;  // of an import's time; the rest copies the cells

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

Result<void> set_names(std::vector<std::string> names, std::string_view what, RawRows& rows) {
    if (names.size() > kMostColumns) {
        return make_error(
            ErrorCode::BadData, "%1 has %2 columns; %3 are the most that can be read.",
            {std::string(what), std::to_string(names.size()), std::to_string(kMostColumns)});
    }
    rows.names = usable_names(std::move(names));
    rows.columns.resize(rows.names.size());
    return {};
}

Result<void> read_header(const CsvRecord& record, char quote, std::string_view what,
                         RawRows& rows) {
    const Reject fault = fault_of(record, {.fields = record.fields.size()});
    if (!fault.code.empty()) {
        return make_error(ErrorCode::BadData, "The header of %1 cannot be read: %2",
                          {std::string(what), fault.text()});
    }
    std::vector<std::string> names;
    for (const CsvField& field : record.fields) names.push_back(field.text(quote));
    return set_names(std::move(names), what, rows);
}

// Reads up to the first row and names the columns: by the header or, in a file without one, by the
// number of fields in the first sound record, which is then the first row.
Result<void> read_names(CsvScanner& scanner, const ImportOptions& options, std::string_view what,
                        const Watch& watch, RawRows& rows) {
    CsvRecord record;
    CsvScanner before = scanner;
    for (std::int64_t read = 1; scanner.next(record); ++read, before = scanner) {
        if (read % kRowsBetweenLooks == 0) {
            if (Result<void> on = watch.at(before.share()); !on) return on.error();
        }
        if (record.blank) {
            ++rows.blank_lines;
            continue;
        }
        if (record.line == 1 && says_delimiter(record.raw) && options.delimiter == "auto") continue;
        if (options.header) return read_header(record, scanner.dialect().quote, what, rows);
        Reject fault =
            fault_of(record, {record.fields.size(), marks_damage(options.encoding), false});
        if (fault.code.empty()) {
            scanner = before;
            return set_names(std::vector<std::string>(record.fields.size()), what, rows);
        }
        ++rows.rows_in;
        rows.rejects.push_back(std::move(fault));
    }
    return {};
}

}  // namespace

Result<RawRows> import_csv(std::string_view text, const ImportOptions& options,
                           std::string_view what, const Watch& watch) {
    Result<CsvDialect> dialect = dialect_of(options, text);
    if (!dialect) return dialect.error();
    CsvScanner scanner(text, *dialect);
    RawRows rows;
    const Watch counting = watch.part(0, kCountingShare);
    if (Result<void> named = read_names(scanner, options, what, counting, rows); !named)
        return named.error();
    if (rows.names.empty() && rows.rows_in == 0) {
        return make_error(ErrorCode::BadData, "%1 is empty.", {std::string(what)});
    }
    const CsvRules rules{rows.names.size(), marks_damage(options.encoding), is_clean(text)};
    const auto stretches = count_csv_rows(scanner, rules, counting, rows);
    if (!stretches) return stretches.error();
    if (Result<void> placed =
            place_csv_rows(*stretches, rules, watch.part(kCountingShare, 1), rows);
        !placed)
        return placed.error();
    return rows;
}

}  // namespace engine
