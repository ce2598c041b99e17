// The human-rated sample corpora inside the vaderSentiment source package.
#include <array>
#include <utility>

#include "engine/data/encoding.h"
#include "engine/data/importer.h"
#include "engine/data/numbers.h"

namespace engine {
namespace {

Reject reject(std::int64_t line, const char* code, std::string message,
              std::vector<std::string> arguments, std::string_view raw) {
    return {line, line, code, std::move(message), std::move(arguments), raw_excerpt(raw)};
}

// Adds the row, or says why not.
void add_line(std::string_view raw, std::int64_t line, RawRows& rows) {
    ++rows.rows_in;
    const std::string number = std::to_string(line);
    std::vector<std::string_view> fields;
    for (std::size_t at = 0;;) {
        const std::size_t tab = raw.find('\t', at);
        fields.push_back(raw.substr(at, tab - at));
        if (tab == std::string_view::npos) break;
        at = tab + 1;
    }
    if (!is_utf8(raw)) {
        rows.rejects.push_back(
            reject(line, "encoding", "Line %1 is not valid UTF-8.", {number}, raw));
    } else if (fields.size() != 3) {
        rows.rejects.push_back(reject(line, "fields", "Line %1 has %2 fields, %3 expected.",
                                      {number, std::to_string(fields.size()), "3"}, raw));
    } else if (!parse_number(fields[1])) {
        rows.rejects.push_back(reject(line, "number", "On line %1 the rating \"%2\" is no number.",
                                      {number, std::string(fields[1])}, raw));
    } else {
        const std::size_t bar = fields[0].find('_');
        for (std::size_t i = 0; i < 3; ++i) rows.columns[i].add(fields[i]);
        rows.columns[3].add(bar == std::string_view::npos ? "" : fields[0].substr(0, bar));
    }
}

}  // namespace

Result<RawRows> import_vader(std::string_view text, std::string_view what, const Watch& watch) {
    if (text.empty()) return make_error(ErrorCode::BadData, "%1 is empty.", {std::string(what)});
    RawRows rows;
    rows.names = {"id", "rating", "text", "group"};
    rows.columns.resize(4);
    std::int64_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = std::min(text.find("\r\n", at), text.size());
        const std::string_view raw = text.substr(at, end - at);
        if (line % kRowsBetweenLooks == 0) {
            const double share = static_cast<double>(at) / static_cast<double>(text.size());
            if (Result<void> on = watch.at(share); !on) return on.error();
        }
        at = end + 2;
        if (raw.empty()) {
            ++rows.blank_lines;
        } else {
            add_line(raw, line, rows);
        }
    }
    return rows;
}

}  // namespace engine
