#include "engine/data/csv_scanner.h"

#include <algorithm>
#include <cassert>

namespace engine {

bool CsvScanner::at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

void CsvScanner::skip_line_end() {
    if (at_ >= text_.size()) return;
    assert(at_line_end());
    const bool two = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += two ? 2 : 1;
    ++line_;
}

void CsvScanner::to_end_of_line() {
    at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
}

void CsvScanner::scan_plain(std::string& field) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != dialect_.delimiter && !at_line_end()) ++at_;
    field.assign(text_.substr(start, at_ - start));
}

// From the opening quote to behind the closing one; false when it never closes.
bool CsvScanner::scan_quoted(CsvRecord& record, std::string& field) {
    ++at_;
    while (at_ < text_.size()) {
        if (at_line_end()) {
            const std::size_t start = at_;
            skip_line_end();
            field.append(text_.substr(start, at_ - start));
        } else if (text_[at_] != dialect_.quote) {
            field.push_back(text_[at_++]);
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == dialect_.quote) {
            field.push_back(dialect_.quote);
            at_ += 2;
        } else {
            ++at_;
            return true;
        }
    }
    record.problem = CsvRecord::Problem::QuoteNeverClosed;
    return false;
}

// Fields up to the end of the record; false when a quote is broken.
bool CsvScanner::scan_record(CsvRecord& record) {
    for (;;) {
        std::string& field = record.fields.emplace_back();
        const bool quoted =
            dialect_.quote != '\0' && at_ < text_.size() && text_[at_] == dialect_.quote;
        if (!quoted) {
            scan_plain(field);
        } else if (!scan_quoted(record, field)) {
            return false;
        }
        if (at_ >= text_.size() || at_line_end()) return true;
        if (text_[at_] != dialect_.delimiter) {
            record.problem = CsvRecord::Problem::TextAfterQuote;
            return false;
        }
        ++at_;
    }
}

bool CsvScanner::next(CsvRecord& record) {
    if (at_ >= text_.size()) return false;
    record.fields.clear();
    record.problem = CsvRecord::Problem::None;
    record.line = line_;
    const std::size_t start = at_;
    if (!scan_record(record)) {
        at_ = start;
        line_ = record.line;
        to_end_of_line();
    }
    record.last_line = line_;
    record.raw = text_.substr(start, at_ - start);
    record.blank = record.raw.empty();
    skip_line_end();
    return true;
}

}  // namespace engine
