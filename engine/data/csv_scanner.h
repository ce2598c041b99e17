// Cuts delimited text into records with exact line numbers, and finds its footing again after a
// broken quote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

struct CsvDialect {
    char delimiter = ',';
    char quote = '"';  // '\0': fields are never quoted
};

/// One record: a line, or several when a quoted field holds line ends.
struct CsvRecord {
    std::vector<std::string> fields;  // unquoted
    std::string_view raw;             // as it stood there, without its line end
    std::int64_t line = 0;            // first line, from 1
    std::int64_t last_line = 0;
    enum class Problem { None, QuoteNeverClosed, TextAfterQuote } problem = Problem::None;
    bool blank = false;  // an empty line
};

/// Lines end with "\n", "\r\n" or "\r". A quote opens a field only as its first character and is
/// doubled inside. After a broken quote reading goes on with the line behind the one where the
/// record began, so that a stray quote costs one row and not all rows up to the next quote.
class CsvScanner {
public:
    CsvScanner(std::string_view text, CsvDialect dialect) : text_(text), dialect_(dialect) {}

    /// Fills `record` with the next one; false at the end of the text. Cost: linear in the text.
    bool next(CsvRecord& record);

private:
    bool scan_record(CsvRecord& record);
    bool scan_quoted(CsvRecord& record, std::string& field);
    void scan_plain(std::string& field);
    bool at_line_end() const;
    void skip_line_end();
    void to_end_of_line();

    std::string_view text_;
    CsvDialect dialect_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace engine
