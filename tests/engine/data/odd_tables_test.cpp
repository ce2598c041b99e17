// Delimited files as they come from outside.
#include "tests/engine/data/odd_files.h"

// Options left out keep their defaults; naming the few that matter is the point here.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace engine {
namespace {

using namespace std::string_literals;

const std::string kLarge(5 << 20, 'x');

std::string many(std::size_t count, const std::string& cell) {
    std::string out = cell;
    for (std::size_t i = 1; i < count; ++i) out += "," + cell;
    return out + "\n";
}

std::string numbered(std::size_t count) {
    std::string out = "c0";
    for (std::size_t i = 1; i < count; ++i) out += ",c" + std::to_string(i);
    return out + "\n";
}

std::vector<OddFile> line_ends() {
    return {
        {"LF", "a,b\n1,2\n", {{"1", "2"}}},
        {"CRLF", "a,b\r\n1,2\r\n", {{"1", "2"}}},
        {"CR", "a,b\r1,2\r", {{"1", "2"}}},
        {"all three in one file", "a,b\r\n1,2\n3,4\r5,6", {{"1", "2"}, {"3", "4"}, {"5", "6"}}},
        {"no line end at the end", "a,b\n1,2", {{"1", "2"}}},
        {"blank lines", "a,b\n\n\n1,2\n\n", {{"1", "2"}}},
        {"CR CR LF, as some printers of tables write", "a,b\r\r\n1,2\r\r\n", {{"1", "2"}}},
        {"LF CR is two line ends", "a,b\n\r1,2\n", {{"1", "2"}}},
        {"line numbers over blank lines", "a,b\n1,2\n\r\n3\n", {{"1", "2"}}, {"4 fields"}},
        {"LF in quotes", "a,b\n\"x\ny\",2\n", {{"x\ny", "2"}}},
        {"CRLF in quotes", "a,b\r\n\"x\r\ny\",2\r\n", {{"x\r\ny", "2"}}},
        {"CR in quotes", "a,b\n\"x\ry\",2\n", {{"x\ry", "2"}}},
        {"blank lines in quotes", "a,b\n\"\n\n\",2\n", {{"\n\n", "2"}}},
        {"a line separator of Unicode is text",
         "a,b\nx\xE2\x80\xA8y,2\n",
         {{"x\xE2\x80\xA8y", "2"}}},
        {"NEL is text", "a,b\nx\xC2\x85y,2\n", {{"x\xC2\x85y", "2"}}},
        {"vertical tab and form feed are text", "a,b\nx\vy\fz,2\n", {{"x\vy\fz", "2"}}},
    };
}

std::vector<OddFile> quotes() {
    return {
        {"everything quoted", "\"a\",\"b\"\n\"1\",\"2\"\n", {{"1", "2"}}},
        {"doubled quotes", "a,b\n\"x \"\"y\"\" z\",2\n", {{"x \"y\" z", "2"}}},
        {"delimiter in quotes", "a,b\n\"x,y\",2\n", {{"x,y", "2"}}},
        {"quote inside a plain field", "a,b\nx\"y,2\n", {{"x\"y", "2"}}},
        {"quote at the end of a plain field", "a,b\n5\",2\n", {{"5\"", "2"}}},
        {"quote that never closes", "a,b\n1,2\n3,\"x", {{"1", "2"}}, {"3 quote"}},
        {"it costs its own line only", "a,b\n\"x,1\n2,3\n", {{"2", "3"}}, {"2 quote"}},
        {"and not those up to the next quote",
         "a,b\n\"x,1\n2,\"y\"\n4,5\n",
         {{"2", "y"}, {"4", "5"}},
         {"2 quote"}},
        {"each of many",
         "a,b\n\"x\n\"y\n\"z\n1,2\n",
         {{"1", "2"}},
         {"2 quote", "3 quote", "4 quote"}},
        {"text behind a closing quote", "a,b\n\"x\"y,2\n3,4\n", {{"3", "4"}}, {"2 quote"}},
        {"blank behind a closing quote", "a,b\n\"x\" ,2\n3,4\n", {{"3", "4"}}, {"2 quote"}},
        {"blank before a quote makes it text", "a,b\n \"x\",2\n", {{" \"x\"", "2"}}},
        {"empty in quotes", "a,b\n\"\",\"\"\n", {{"", ""}}},
        {"four quotes are one", "a,b\n\"\"\"\",2\n", {{"\"", "2"}}},
        {"three quotes open with one", "a,b\n\"\"\"x\",2\n", {{"\"x", "2"}}},
        {"a backslash escapes nothing", "a,b\n\"x\\\"y\",2\n3,4\n", {{"3", "4"}}, {"2 quote"}},
        {"a backslash is text", "a,b\nx\\ny,2\n", {{"x\\ny", "2"}}},
        {"single quotes are text", "a,b\n'x,y',2\n'x',2\n", {{"'x'", "2"}}, {"2 fields"}},
        {"single quotes where asked for", "a,b\n'x,y',2\n", {{"x,y", "2"}}, {}, {}, {.quote = "'"}},
        {"no quotes where asked for",
         "a,b\n\"x\",2\n",
         {{"\"x\"", "2"}},
         {},
         {},
         {.quote = "none"}},
        {"curly quotes are text",
         "a,b\n\xE2\x80\x9Cx\xE2\x80\x9D,2\n",
         {{"\xE2\x80\x9Cx\xE2\x80\x9D", "2"}}},
        {"a name of two lines", "\"a\nx\",b\n1,2\n", {{"1", "2"}}},
        {"a ragged row of two lines", "a,b\n\"x\ny\",2,3\n4,5\n", {{"4", "5"}}, {"2 fields"}},
        {"line numbers behind a row of four lines",
         "a,b\n\"x\n\n\ny\",2\n3\n",
         {{"x\n\n\ny", "2"}},
         {"6 fields"}},
        refused("a header whose quote never closes", "a,\"b\n1,2\n",
                "The header of odd.csv cannot be read: A quote that opens on line 1 is never "
                "closed."),
        refused("quote and delimiter alike", "a,b\n1,2\n",
                "Delimiter and quote must be different characters, and no line ends.",
                {.delimiter = "'", .quote = "'"}),
    };
}

std::vector<OddFile> ragged() {
    return {
        {"too many fields", "a,b\n1,2,3\n4,5\n", {{"4", "5"}}, {"2 fields"}},
        {"too few fields", "a,b\n1\n4,5\n", {{"4", "5"}}, {"2 fields"}},
        {"a delimiter too many at one end", "a,b\n1,2,\n3,4\n", {{"3", "4"}}, {"2 fields"}},
        {"a delimiter too many at each end", "a,b,\n1,2,\n", {{"1", "2", ""}}},
        {"only delimiters", "a,b,c\n,,\n", {{"", "", ""}}},
        {"a total below the table", "a,b\n1,2\nTotal: 2\n", {{"1", "2"}}, {"3 fields"}},
        {"blanks are kept", "a,b\n 1 ,  \n", {{" 1 ", "  "}}},
        {"a line of blanks in one column", "a\n  \nx\n", {{"  "}, {"x"}}},
        {"a line of blanks in two columns", "a,b\n  \n1,2\n", {{"1", "2"}}, {"2 fields"}},
        {"one column, an empty line", "a\n1\n\n2\n", {{"1"}, {"2"}}},
        {"one column, an empty cell", "a\n\"\"\n2\n", {{""}, {"2"}}},
        {"names that repeat", "a,a,a_2\n1,2,3\n", {{"1", "2", "3"}}},
        {"names that are empty", ",\n1,2\n", {{"1", "2"}}},
        {"no header", "1,2\n3,4\n", {{"1", "2"}, {"3", "4"}}, {}, {}, {.header = false}},
        {"no header, a short row", "1,2\n3\n", {{"1", "2"}}, {"2 fields"}, {}, {.header = false}},
        {"no header, a broken first row",
         "\"x\n1,2\n",
         {{"1", "2"}},
         {"1 quote"},
         {},
         {.header = false}},
        {"twenty thousand blank lines",
         "a,b\n1,2\n" + std::string(20000, '\n') + "3,4\n",
         {{"1", "2"}, {"3", "4"}}},
        refused("rows wider than the header", "a\n1,2\n3,4\n",
                "None of the 2 rows of odd.csv could be read: Line 2 has 2 fields, 1 expected."),
        refused("a title above the table", "Sales 2026\na,b\n1,2\n",
                "None of the 2 rows of odd.csv could be read: Line 2 has 2 fields, 1 expected."),
    };
}

std::vector<OddFile> controls() {
    return {
        {"NUL in a field", "a,b\n1,x\0y\n3,4\n"s, {{"3", "4"}}, {"2 nul"}},
        {"a line of NUL", "a,b\n\0\n1,2\n"s, {{"1", "2"}}, {"2 nul"}},
        {"NUL in quotes", "a,b\n\"x\0y\",2\n3,4\n"s, {{"3", "4"}}, {"2 nul"}},
        {"NUL up to the end of the block",
         "a,b\n1,2\n" + std::string(600, '\0'),
         {{"1", "2"}},
         {"3 nul"}},
        refused("NUL in the header", "a,b\0\n1,2\n"s,
                "The header of odd.csv cannot be read: Line 1 holds a NUL byte."),
        {"the end mark of DOS", "a,b\n1,2\n\x1A", {{"1", "2"}}, {"3 fields"}},
        {"bell, escape and delete are text", "a,b\nx\a\x1B\x7Fy,2\n", {{"x\a\x1B\x7Fy", "2"}}},
        {"what a spreadsheet would run is text here", "a,b\n=1+1,@x\n", {{"=1+1", "@x"}}},
    };
}

std::vector<OddFile> delimiters() {
    return {
        {"semicolons", "a;b\n1;2\n", {{"1", "2"}}},
        {"decimal commas between semicolons", "a;b\n1,5;2,5\n", {{"1,5", "2,5"}}},
        {"tabs in a .csv", "a\tb\n1\t2\n", {{"1", "2"}}},
        {"bars", "a|b\n1|2\n", {{"1", "2"}}},
        {"as many of two kinds: the comma", "a,b;c\n1,2;3\n", {{"1", "2;3"}}},
        {"delimiters in a quoted name", "\"x;y;z\",b\n1,2\n", {{"1", "2"}}},
        {"a first line that says it", "sep=;\na;b,c\n1;2\n", {{"1", "2"}}},
        {"a first line that says a bar", "sep=|\r\na|b\r\n1|2\r\n", {{"1", "2"}}},
        {"a colon where asked for", "a:b\n1:2\n", {{"1", "2"}}, {}, {}, {.delimiter = ":"}},
        {"the wrong one asked for", "a,b\n1,2\n", {{"1,2"}}, {}, {}, {.delimiter = ";"}},
        refused("two characters", "a,b\n1,2\n",
                "Option delimiter must be one character, not \"::\".", {.delimiter = "::"}),
        named("odd.tsv", {"tabs", "a\tb\n1\t2\n", {{"1", "2"}}}),
        named("odd.tsv", {"quotes are text", "a\tb\n\"x\t2\"\n", {{"\"x", "2\""}}}),
        named("odd.tsv", {"commas are text", "a,b\tc\n1,2\t3\n", {{"1,2", "3"}}}),
        named("odd.tsv", {"empty cells", "a\tb\n\t\n", {{"", ""}}}),
        named("odd.tsv", {"a short row", "a\tb\n1\n2\t3\n", {{"2", "3"}}, {"2 fields"}}),
        named("odd.tab", {"another ending, CRLF", "a\tb\r\n1\t2\r\n", {{"1", "2"}}}),
        named("odd.tsv", {"quotes where asked for",
                          "a\tb\n\"x\ty\"\t2\n",
                          {{"x\ty", "2"}},
                          {},
                          {},
                          {.quote = "\""}}),
    };
}

std::vector<OddFile> sizes() {
    return {
        {"a field of 5 MB", "a,b\n" + kLarge + ",2\n", {{kLarge, "2"}}},
        {"a quoted field of 5 MB", "a,b\n\"" + kLarge + "\",2\n", {{kLarge, "2"}}},
        {"a quote that never closes before 5 MB",
         "a,b\n1,\"x\n" + kLarge + ",2\n",
         {{kLarge, "2"}},
         {"2 quote"}},
        {"ten thousand columns", numbered(10000) + many(10000, "1"), {OddRow(10000, "1")}},
        {"ten thousand columns of one name",
         many(10000, "a") + many(10000, "1"),
         {OddRow(10000, "1")}},
        {"ten thousand columns, a row that lacks one",
         numbered(10000) + many(9999, "1") + many(10000, "2"),
         {OddRow(10000, "2")},
         {"2 fields"}},
        refused("more columns than there can be", numbered(16385) + many(16385, "1"),
                "odd.csv has 16385 columns; 16384 are the most that can be read."),
    };
}

// What programs and people do to tables on their way.
std::vector<OddFile> accidents() {
    return {
        {"two tables in one file",
         "a,b\n1,2\nx,y,z\n3,4,5\n",
         {{"1", "2"}},
         {"3 fields", "4 fields"}},
        {"the header again, widened", "a,b\n1,2\na,b,c\n", {{"1", "2"}}, {"3 fields"}},
        {"a cut last line", "a,b,c\n1,2,3\n4,5", {{"1", "2", "3"}}, {"3 fields"}},
        {"a cut last line within quotes", "a,b\n1,2\n3,\"4", {{"1", "2"}}, {"3 quote"}},
        {"a conflict of versions",
         "a,b\n<<<<<<< ours\n1,2\n=======\n1,3\n>>>>>>> theirs\n",
         {{"1", "2"}, {"1", "3"}},
         {"2 fields", "4 fields", "6 fields"}},
        {"a line of a log",
         "a,b\n1,2\nWarning: 1 row, 1 column, 1 fault\n",
         {{"1", "2"}},
         {"3 fields"}},
        {"a rule below the header", "a,b\n-----\n1,2\n", {{"1", "2"}}, {"2 fields"}},
        {"a decimal comma", "a,b\n1,5,2\n3,4\n", {{"3", "4"}}, {"2 fields"}},
        {"another delimiter halfway",
         "a,b\n1,2\n3;4\n5;6\n",
         {{"1", "2"}},
         {"3 fields", "4 fields"}},
        {"a quote escaped by a backslash", "a,b\n\"x\\\" y\",2\n3,4\n", {{"3", "4"}}, {"2 quote"}},
        {"three NUL in three rows",
         "a,b\n1,\0\n\0,2\n3,4\n5,\0\n"s,
         {{"3", "4"}},
         {"2 nul", "3 nul", "5 nul"}},
        {"a comment of several words", "a,b\n# one, two, three\n1,2\n", {{"1", "2"}}, {"2 fields"}},
        {"a page of HTML at the end",
         "a,b\n1,2\n</body>\n</html>\n",
         {{"1", "2"}},
         {"3 fields", "4 fields"}},
        {"a row of every fault",
         "a,b\n1\n\"x\n2,\0\n3,4,5\n6,7\n"s,
         {{"6", "7"}},
         {"2 fields", "3 quote", "4 nul", "5 fields"}},
    };
}

TEST(OddTables, KeepWhatCanBeReadAndSayOfTheRestWhereItStandsAndWhy) {
    const Scratch scratch;
    int malformed = 0;  // with those in other encodings there are more than a hundred
    for (const auto& group :
         {line_ends(), quotes(), ragged(), controls(), delimiters(), sizes(), accidents()}) {
        for (const OddFile& odd : group) {
            expect_import(odd, scratch);
            malformed += odd.ledger.empty() && odd.error.empty() ? 0 : 1;
        }
    }
    EXPECT_GE(malformed, 45);
}

}  // namespace
}  // namespace engine
