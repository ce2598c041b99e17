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

/// One field where it stands in the text.
struct CsvField {
    std::string_view raw;      // without the quotes around it
    std::int64_t doubled = 0;  // quotes in it that stand there twice

    std::int64_t size() const { return std::ssize(raw) - doubled; }
    /// Writes its size() characters. -> behind the last
    char* copy_to(char* to, char quote) const;
    std::string text(char quote) const;
};

/// One record: a line, or several when a quoted field holds line ends. Points into the text.
struct CsvRecord {
    std::vector<CsvField> fields;
    std::string_view raw;   // as it stood there, without its line end
    std::int64_t line = 0;  // first line, from 1
    std::int64_t last_line = 0;
    enum class Problem { None, QuoteNeverClosed, TextAfterQuote } problem = Problem::None;
    bool blank = false;  // an empty line
};

/// Lines end with "\n", "\r\n" or "\r". A quote opens a field only as its first character and is
/// doubled inside. After a broken quote reading goes on with the line behind the one where the
/// record began, so that a stray quote costs one row and not all rows up to the next quote.
/// A value: a copy reads on from where the original stood.
class CsvScanner {
public:
    CsvScanner(std::string_view text, CsvDialect dialect) : text_(text), dialect_(dialect) {}

    /// Fills `record` with the next one; false at the end of the text. Cost: linear in the text.
    bool next(CsvRecord& record);

    /// Where the next record begins.
    std::size_t at() const { return at_; }
    /// How much of the text is read, 0 to 1.
    double share() const {
        return text_.empty() ? 1 : static_cast<double>(at_) / static_cast<double>(text_.size());
    }
    CsvDialect dialect() const { return dialect_; }

private:
    bool scan_record(CsvRecord& record);
    bool scan_quoted(CsvRecord& record, CsvField& field);
    bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
    void skip_line_end();
    void to_end_of_line();

    std::string_view text_;
    CsvDialect dialect_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

}  // namespace engine
