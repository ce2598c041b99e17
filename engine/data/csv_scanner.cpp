#include "engine/data/csv_scanner.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace engine {
namespace {

// The first `mark` or line end from `at` on, or the end of the text.
std::size_t find_mark(std::string_view text, std::size_t at, char mark) {
#ifdef __SSE2__
    const __m128i marks = _mm_set1_epi8(mark);
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    for (; at + sizeof(__m128i) <= text.size(); at += sizeof(__m128i)) {
        const __m128i here = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
        const __m128i found =
            _mm_or_si128(_mm_cmpeq_epi8(here, marks),
                         _mm_or_si128(_mm_cmpeq_epi8(here, feeds), _mm_cmpeq_epi8(here, returns)));
        const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
        if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
    }
#endif
    while (at < text.size() && text[at] != mark && text[at] != '\n' && text[at] != '\r') ++at;
    return at;
}

}  // namespace

char* CsvField::copy_to(char* to, char quote) const {
    std::string_view rest = raw;
    for (std::int64_t i = 0; i < doubled; ++i) {
        const std::size_t upto = rest.find(quote) + 1;
        to = std::copy_n(rest.data(), upto, to);
        rest.remove_prefix(upto + 1);
    }
    return std::copy_n(rest.data(), rest.size(), to);
}

std::string CsvField::text(char quote) const {
    std::string out(static_cast<std::size_t>(size()), '\0');
    copy_to(out.data(), quote);
    return out;
}

void CsvScanner::skip_line_end() {
    if (at_ >= text_.size()) return;
    assert(at_line_end());
    const bool two = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    at_ += two ? 2 : 1;
    ++line_;
}

void CsvScanner::to_end_of_line() { at_ = find_mark(text_, at_, '\n'); }

// From the opening quote to behind the closing one; false when it never closes.
bool CsvScanner::scan_quoted(CsvRecord& record, CsvField& field) {
    const std::size_t start = ++at_;
    for (;;) {
        at_ = find_mark(text_, at_, dialect_.quote);
        if (at_ >= text_.size()) {
            record.problem = CsvRecord::Problem::QuoteNeverClosed;
            return false;
        }
        if (text_[at_] != dialect_.quote) {
            skip_line_end();
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == dialect_.quote) {
            ++field.doubled;
            at_ += 2;
        } else {
            field.raw = text_.substr(start, at_ - start);
            ++at_;
            return true;
        }
    }
}

// Fields up to the end of the record; false when a quote is broken.
bool CsvScanner::scan_record(CsvRecord& record) {
    for (;;) {
        CsvField& field = record.fields.emplace_back();
        const bool quoted =
            dialect_.quote != '\0' && at_ < text_.size() && text_[at_] == dialect_.quote;
        if (!quoted) {
            const std::size_t start = at_;
            at_ = find_mark(text_, at_, dialect_.delimiter);
            field.raw = text_.substr(start, at_ - start);
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
