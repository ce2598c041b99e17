#include "engine/data/csv_faults.h"

#include <string>
#include <utility>

#include "engine/data/encoding.h"

namespace engine {
namespace {

bool holds_nul(std::string_view raw) { return raw.find('\0') != std::string_view::npos; }

bool holds_damage(std::string_view raw) {
    return raw.find("\xEF\xBF\xBD") != std::string_view::npos;
}

Reject reject(const CsvRecord& record, const char* code, std::string message,
              std::vector<std::string> arguments) {
    return {record.line,        record.last_line,     code,
            std::move(message), std::move(arguments), raw_excerpt(record.raw)};
}

}  // namespace

bool is_clean(std::string_view text) { return !holds_nul(text) && is_utf8(text); }

bool is_sound(const CsvRecord& record, const CsvRules& rules) {
    return record.problem == CsvRecord::Problem::None && record.fields.size() == rules.fields &&
           (rules.clean || is_clean(record.raw)) && !(rules.converted && holds_damage(record.raw));
}

Reject fault_of(const CsvRecord& record, const CsvRules& rules) {
    if (is_sound(record, rules)) return {};
    const std::string line = std::to_string(record.line);
    if (holds_nul(record.raw)) return reject(record, "nul", "Line %1 holds a NUL byte.", {line});
    if (!is_utf8(record.raw)) {
        return reject(record, "encoding", "Line %1 is not valid UTF-8.", {line});
    }
    if (rules.converted && holds_damage(record.raw)) {
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
    return reject(record, "fields", "Line %1 has %2 fields, %3 expected.",
                  {line, std::to_string(record.fields.size()), std::to_string(rules.fields)});
}

}  // namespace engine
