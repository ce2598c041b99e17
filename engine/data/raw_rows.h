// What an importer gives: every cell as the text that stood in the file, and a ledger of what was
// set aside.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/json.h"
#include "engine/data/string_column.h"

namespace engine {

/// A row that could not be read: rows_in = rows_ok + rows_rejected, and each of those is one of
/// these.
struct Reject {
    std::int64_t line = 0;               // first line of the row in the file, from 1
    std::int64_t last_line = 0;          // last one: a quoted field may hold line ends
    std::string code;                    // "fields", "quote", "nul", "encoding", "json", "number"
    std::string message;                 // English template: "Line %1 has %2 fields, %3 expected."
    std::vector<std::string> arguments;  // what fills it
    std::string raw;                     // the row as it stood there, at most kMostRawBytes of it

    std::string text() const;
    Json to_json() const;  // {"line", "last_line", "code", "reason", "message", "arguments", "raw"}
};

constexpr std::size_t kMostRawBytes = 65536;

/// The start of a raw row that the ledger keeps, cut between code points.
std::string raw_excerpt(std::string_view row);

struct RawRows {
    std::vector<std::string> names;     // of the columns, unique, none empty
    std::vector<StringColumn> columns;  // of equal length
    std::vector<Reject> rejects;        // in the order of the lines
    std::int64_t rows_in = 0;           // rows found, blank lines not counted
    std::int64_t blank_lines = 0;       // skipped

    std::int64_t rows_ok() const { return columns.empty() ? 0 : columns.front().size(); }
};

}  // namespace engine
