// JSON lines: one object a line, its keys are the columns.
#include <algorithm>
#include <map>
#include <utility>

#include "engine/data/encoding.h"
#include "engine/data/importer.h"

namespace engine {
namespace {

using Cells =
    std::vector<std::pair<std::string, std::string>>;  // column -> cell, in the order of the line

// The part of a reader's error that says what is wrong within the line.
std::string json_fault(const Error& error) {
    if (error.arguments.size() == 3) return "column " + error.arguments[2];
    return error.arguments.size() == 2 ? error.arguments[1] : error.text();
}

// Walks a line that is known to be one valid JSON object, to take numbers and nested values as they
// are written: a number keeps its digits (1.50 stays 1.50), as it would in CSV.
class ObjectLine {
public:
    ObjectLine(std::string_view line, const Json& value) : line_(line), value_(value) {}

    Cells cells() {
        Cells out;
        skip_blanks();
        ++at_;  // {
        for (const auto& [key, value] : value_.items()) {
            skip_to_value();
            const std::string_view raw = take_value();
            if (value.is_string()) {
                out.emplace_back(key, value.get<std::string>());
            } else {
                out.emplace_back(key, value.is_null() ? std::string() : std::string(raw));
            }
        }
        return out;
    }

private:
    void skip_blanks() { at_ = std::min(line_.find_first_not_of(" \t\r\n", at_), line_.size()); }
    void skip_string() {
        for (++at_; line_[at_] != '"'; ++at_) at_ += line_[at_] == '\\' ? 1 : 0;
        ++at_;
    }
    void skip_to_value() {  // over ", " and "key" and ":"
        while (line_[at_] != '"') ++at_;
        skip_string();
        while (line_[at_] != ':') ++at_;
        ++at_;
        skip_blanks();
    }
    std::string_view take_value() {
        const std::size_t start = at_;
        int depth = 0;
        for (;;) {
            const char c = line_[at_];
            if (c == '"') {
                skip_string();
                if (depth == 0) break;
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ' ' || c == '\t')) break;
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            ++at_;
            if (depth == 0 && (c == '}' || c == ']')) break;
        }
        return line_.substr(start, at_ - start);
    }

    std::string_view line_;
    const Json& value_;
    std::size_t at_ = 0;
};

class Builder {
public:
    /// Adds the line as a row, or puts it into the ledger.
    void add(std::string_view raw, std::int64_t line) {
        ++rows_.rows_in;
        if (Reject fault = add_or_fault(raw, line); !fault.code.empty()) {
            rows_.rejects.push_back(std::move(fault));
        }
    }
    void blank() { ++rows_.blank_lines; }
    RawRows take() {
        for (StringColumn& column : rows_.columns) column.pad_to(good_);
        return std::move(rows_);
    }

private:
    Reject add_or_fault(std::string_view raw, std::int64_t line) {
        const auto fault = [&](const char* code, std::string message, std::string more = {}) {
            std::vector<std::string> arguments = {std::to_string(line)};
            if (!more.empty()) arguments.push_back(std::move(more));
            return Reject{
                line, line, code, std::move(message), std::move(arguments), raw_excerpt(raw)};
        };
        if (!is_utf8(raw)) return fault("encoding", "Line %1 is not valid UTF-8.");
        const Result<Json> value = read_json(raw, "");
        if (!value)
            return fault("json", "Line %1 is not usable JSON (%2).", json_fault(value.error()));
        if (!value->is_object()) return fault("json", "Line %1 is not a JSON object.");
        const Cells cells = ObjectLine(raw, *value).cells();
        if (cells.empty()) return fault("json", "Line %1 has no fields.");
        std::size_t fresh = 0;
        for (const auto& [name, cell] : cells) {
            if (name.empty()) return fault("json", "Line %1 has a field without a name.");
            if (cell.find('\0') != std::string::npos || name.find('\0') != std::string::npos) {
                return fault("nul", "Line %1 holds a NUL byte.");
            }
            fresh += places_.contains(name) ? 0 : 1;
        }
        if (rows_.names.size() + fresh > kMostColumns) {
            return fault("fields", "Line %1 would make more than %2 columns.",
                         std::to_string(kMostColumns));
        }
        put(cells);
        return {};
    }
    void put(const Cells& cells) {
        for (const auto& [name, cell] : cells) {
            const auto [place, is_new] = places_.try_emplace(name, rows_.names.size());
            if (is_new) {
                rows_.names.push_back(name);
                rows_.columns.emplace_back();
            }
            StringColumn& column = rows_.columns[place->second];
            column.pad_to(good_);  // rows before this one that lacked the field
            column.add(cell);
        }
        ++good_;
    }

    RawRows rows_;
    std::map<std::string, std::size_t, std::less<>> places_;  // column name -> index
    std::int64_t good_ = 0;                                   // rows so far
};

}  // namespace

Result<RawRows> import_jsonl(std::string_view text, std::string_view what, const Watch& watch) {
    if (text.empty()) return make_error(ErrorCode::BadData, "%1 is empty.", {std::string(what)});
    Builder builder;
    std::int64_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view raw = text.substr(at, end - at);
        if (line % kRowsBetweenLooks == 0) {
            const double share = static_cast<double>(at) / static_cast<double>(text.size());
            if (Result<void> on = watch.at(share); !on) return on.error();
        }
        at = end + 1;
        if (raw.ends_with('\r')) raw.remove_suffix(1);
        if (raw.find_first_not_of(" \t") == std::string_view::npos) {
            builder.blank();
        } else {
            builder.add(raw, line);
        }
    }
    return builder.take();
}

}  // namespace engine
