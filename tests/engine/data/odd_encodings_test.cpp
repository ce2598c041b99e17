// Files in other encodings, packed, of JSON lines, or no text at all.
#include "engine/data/gzip.h"
#include "tests/engine/data/odd_files.h"

namespace engine {
namespace {

using namespace std::string_literals;

const std::string kMark = "\xEF\xBB\xBF";
// Lines that use UTF-8 as it should be, so that a damaged one is the exception.
const std::string kSound = "a,b\n\xC3\xA9,1\n\xC3\xA8,2\n";

std::vector<OddFile> utf8() {
    const std::vector<OddRow> sound = {{"\xC3\xA9", "1"}, {"\xC3\xA8", "2"}};
    return {
        {"a byte order mark", kMark + "a,b\n1,2\n", {{"1", "2"}}},
        {"a mark before a quoted name", kMark + "\"a\",b\n1,2\n", {{"1", "2"}}},
        {"a mark within is text", "a,b\n" + kMark + "1,2\n", {{kMark + "1", "2"}}},
        refused("a mark alone", kMark, "odd.csv is empty."),
        {"beyond the first plane", "a,b\n\xF0\x9F\x98\x80,2\n", {{"\xF0\x9F\x98\x80", "2"}}},
        {"the replacement character itself", "a,b\n\xEF\xBF\xBD,2\n", {{"\xEF\xBF\xBD", "2"}}},
        {"a noncharacter", "a,b\n\xEF\xBF\xBF,2\n", {{"\xEF\xBF\xBF", "2"}}},
        {"a byte of Latin-1", kSound + "caf\xE9,3\n", sound, {"4 encoding"}},
        {"an overlong form", kSound + "\xC0\x80,3\n", sound, {"4 encoding"}},
        {"half a surrogate pair", kSound + "\xED\xA0\x80,3\n", sound, {"4 encoding"}},
        {"beyond U+10FFFF", kSound + "\xF4\x90\x80\x80,3\n", sound, {"4 encoding"}},
        {"a lead byte that there is not",
         kSound + "\xF8\x88\x80\x80\x80,3\n",
         sound,
         {"4 encoding"}},
        {"a lone continuation", kSound + "x\x80y,3\n", sound, {"4 encoding"}},
        {"a character cut by the end", kSound + "3,\xE4\xBD", sound, {"4 encoding"}},
        {"a character cut by the line end",
         kSound + "3,\xE4\xBD\n5,6\n",
         {{"\xC3\xA9", "1"}, {"\xC3\xA8", "2"}, {"5", "6"}},
         {"4 encoding"}},
        {"a damaged line within quotes", kSound + "\"x\n\xFF\",3\n", sound, {"4 encoding"}},
    };
}

std::vector<OddFile> others() {
    return {
        refused("Latin-1 is named, not guessed at",
                "text,n\nd\xE9j\xE0 vu \xE0 la fen\xEAtre,1\nfran\xE7"
                "ais et g\xEAn\xE9"
                "reux,2\n",
                "The file is not UTF-8; it looks like windows-1252."),
        read_as("Latin-1", "a,b\ncaf\xE9,2\n", "latin1", {{"caf\xC3\xA9", "2"}}),
        read_as("Windows-1252", "a,b\n\x93x\x94,2\n", "windows-1252",
                {{"\xE2\x80\x9Cx\xE2\x80\x9D", "2"}}),
        read_as("UTF-8 that is asked for", "a,b\n\xC3\xA9,2\n", "UTF-8", {{"\xC3\xA9", "2"}}),
        read_as("UTF-8 asked for, mostly damaged", "a,b\n\xFF,2\n3,4\n", "utf-8", {{"3", "4"}},
                {"2 encoding"}),
        read_as("GB18030, two bytes", "a,b\n\xD6\xD0\xCE\xC4,2\n", "gb18030", {{"中文", "2"}}),
        read_as("GB18030, four bytes", "a,b\n\x95\x32\x82\x36,2\n", "gb18030", {{"𠀀", "2"}}),
        read_as("GB18030, a mark",
                "\x84\x31\x95\x33"
                "a,b\n1,2\n",
                "gb18030", {{"1", "2"}}),
        read_as("GBK knows what GB18030 knows", "a,b\n\x95\x32\x82\x36,2\n", "GBK", {{"𠀀", "2"}}),
        read_as("GB18030, a byte without a meaning", "a,b\n\xD6\xD0,1\n\xFF,2\n", "gb18030",
                {{"中", "1"}}, {"3 encoding"}),
        read_as("Big5", "a,b\n\xA4\xA4\xA4\xE5,2\n", "big5", {{"中文", "2"}}),
        read_as("Shift_JIS", "a,b\n\x93\xFA\x96\x7B,2\n", "shift_jis", {{"日本", "2"}}),
        read_as("Shift_JIS, a backslash within a character", "a,b\n\x95\x5C,2\n", "shift_jis",
                {{"表", "2"}}),
        read_as("EUC-KR", "a,b\n\xC7\xD1\xB1\xB9,2\n", "euc-kr", {{"한국", "2"}}),
        read_as("KOI8-R", "a,b\n\xC4\xC1,2\n", "koi8-r", {{"да", "2"}}),
        {"UTF-16LE with a mark", "\xFF\xFE" + wide("a,b\n1,2\n"), {{"1", "2"}}},
        {"UTF-16BE with a mark", "\xFE\xFF" + wide("a,b\n1,2\n", true), {{"1", "2"}}},
        {"UTF-16, quotes and CRLF",
         "\xFF\xFE" + wide("a,b\r\n\"x\r\ny\",2\r\n"),
         {{"x\r\ny", "2"}}},
        {"UTF-16, a ragged row", "\xFF\xFE" + wide("a,b\n1\n3,4\n"), {{"3", "4"}}, {"2 fields"}},
        {"UTF-16, a byte too many",
         "\xFF\xFE" + wide("a,b\n1,2\n3,4") + "\x41",
         {{"1", "2"}},
         {"3 encoding"}},
        {"UTF-16, half a surrogate pair",
         "\xFF\xFE" + wide("a,b\n1,2\n") + "\x00\xD8"s + wide(",4\n"),
         {{"1", "2"}},
         {"3 encoding"}},
        {"UTF-32LE with a mark", "\xFF\xFE\0\0a\0\0\0\n\0\0\0x\0\0\0\n\0\0\0"s, {{"x"}}},
        refused("UTF-16 without a mark is named", wide("text,label\nhello,1\n"),
                "The file is not UTF-8; it looks like UTF-16LE."),
        read_as("and read when asked", wide("a,b\n1,2\n"), "utf-16le", {{"1", "2"}}),
        refused("an encoding that there is not", "a\n1\n", "No encoding is called klingon.",
                {.encoding = "klingon"}),
    };
}

std::vector<OddFile> json_lines() {
    std::vector<OddFile> out = {
        {"plain", "{\"a\":1}\n{\"a\":2}\n", {{"1"}, {"2"}}},
        {"CRLF, blank lines, no line end", "{\"a\":1}\r\n\r\n  \n{\"a\":2}", {{"1"}, {"2"}}},
        {"a mark", kMark + "{\"a\":1}\n", {{"1"}}},
        {"a list", "[1]\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"a number, a string, nothing",
         "1\n\"x\"\nnull\n{\"a\":1}\n",
         {{"1"}},
         {"1 json", "2 json", "3 json"}},
        {"a brace that never closes", "{\"a\":1\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"an object of several lines",
         "{\n\"a\":1\n}\n{\"a\":1}\n",
         {{"1"}},
         {"1 json", "2 json", "3 json"}},
        {"a key twice", "{\"a\":1,\"a\":2}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"no keys", "{}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"a key without a name", "{\"\":1}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"text behind", "{\"a\":1} x\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"a comma too many", "{\"a\":1,}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"single quotes", "{'a':1}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"NaN", "{\"a\":NaN}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"a number beyond all", "{\"a\":1e999}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"a comment", "// x\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"bytes that are no UTF-8",
         "{\"a\":\"\xFF\"}\n{\"a\":\"\xC3\xA9\"}\n",
         {{"\xC3\xA9"}},
         {"1 encoding"}},
        {"an escaped NUL", "{\"a\":\"\\u0000\"}\n{\"a\":1}\n", {{"1"}}, {"1 nul"}},
        {"half an escaped pair", "{\"a\":\"\\ud800\"}\n{\"a\":1}\n", {{"1"}}, {"1 json"}},
        {"an escaped pair", "{\"a\":\"\\ud83d\\ude00\"}\n", {{"\xF0\x9F\x98\x80"}}},
        {"a line end in a string", "{\"a\":\"x\ny\"}\n{\"a\":1}\n", {{"1"}}, {"1 json", "2 json"}},
        {"keys that come later or lack", "{\"a\":1}\n{\"b\":2}\n", {{"1", ""}, {"", "2"}}},
        {"as it is written",
         "{\"a\":1.50,\"b\":[1, 2],\"c\":{\"d\":null},\"e\":null}\n",
         {{"1.50", "[1, 2]", "{\"d\":null}", ""}}},
        {"nested without end",
         "{\"a\":" + std::string(100000, '[') + "\n{\"a\":1}\n",
         {{"1"}},
         {"1 json"}},
    };
    for (OddFile& one : out) one.name = "odd.jsonl";
    return out;
}

std::string damaged(std::string packed, std::size_t at) {
    packed[at] = static_cast<char>(packed[at] ^ 0x55);
    return packed;
}

std::vector<OddFile> packed() {
    const std::string whole = gzip("a,b\n1,2\n3\n");
    const std::string fault =
        "odd.csv.gz is a damaged gzip file, or was cut off. Fetch it again, or unpack it to see "
        "what is left.";
    const char* gz = "odd.csv.gz";
    return {
        named(gz, {"gzip", whole, {{"1", "2"}}, {"3 fields"}}),
        {"gzip by another name", whole, {{"1", "2"}}, {"3 fields"}},
        named("odd.jsonl.gz", {"gzip of JSON lines", gzip("{\"a\":1}\n"), {{"1"}}}),
        named("odd.tsv.GZ", {"gzip of tabs", gzip("a,b\tc\n1\t2\n"), {{"1", "2"}}}),
        named(gz, {"two members", gzip("a,b\n1,") + gzip("2\n3,4\n"), {{"1", "2"}, {"3", "4"}}}),
        named(gz,
              {"padded with zeros", whole + std::string(512, '\0'), {{"1", "2"}}, {"3 fields"}}),
        named(gz, {"larger than any piece",
                   gzip("a,b\n" + std::string(3 << 20, 'x') + ",2\n"),
                   {{std::string(3 << 20, 'x'), "2"}}}),
        named(gz, read_as("packed Latin-1", gzip("a,b\ncaf\xE9,2\n"), "latin1",
                          {{"caf\xC3\xA9", "2"}})),
        refused("cut off", whole.substr(0, whole.size() - 9), fault, {}, gz),
        refused("cut off within its checksum", whole.substr(0, whole.size() - 3), fault, {}, gz),
        refused("a head alone", whole.substr(0, 10), fault, {}, gz),
        refused("damaged within", damaged(whole, 14), fault, {}, gz),
        refused("a checksum that differs", damaged(whole, whole.size() - 6), fault, {}, gz),
        refused("gzip of nothing", gzip(""), "odd.csv.gz is empty.", {}, gz),
        refused("gzip of no known format", gzip("a\n1\n"),
                "The name of odd.gz does not tell its format: give csv, tsv or jsonl.", {},
                "odd.gz"),
        refused("gzip of a ZIP archive", gzip("PK\x03\x04xxxx"),
                "odd.csv.gz is an Excel workbook or another ZIP archive, not text. Save the sheet "
                "as CSV and import that.",
                {}, gz),
        refused("made to fill the memory", gzip(std::string(80 << 20, 'x')),
                "odd.csv.gz unpacks to more than 64 MB from 80 kB and was not read: such a file "
                "can be made to fill the memory. If you trust it, unpack it yourself.",
                {}, gz),
    };
}

std::vector<OddFile> no_tables() {
    const std::string binary =
        "odd.csv is a binary file, not text. Save the table as CSV and import that.";
    return {
        refused("nothing", "", "odd.csv is empty."),
        refused("line ends alone", "\n\r\n\n", "odd.csv is empty."),
        refused("a header alone", "a,b\n", "odd.csv has no rows."),
        refused("a workbook", "PK\x03\x04xl/workbook.xml",
                "odd.csv is an Excel workbook or another ZIP archive, not text. Save the sheet as "
                "CSV and import that."),
        refused("an old workbook", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", binary),
        refused("a PDF", "%PDF-1.7\n", binary),
        refused("a picture", "\x89PNG\r\n\x1A\n", binary),
        refused("a database", "SQLite format 3\0"s, binary),
        refused("Parquet", "PAR1\x15", binary),
        refused("another name", "a\n1\n",
                "The name of odd.dat does not tell its format: give csv, tsv or jsonl.", {},
                "odd.dat"),
    };
}

TEST(OddFiles, InAnyEncodingAndPackedAreReadOrRefusedWithASentence) {
    const Scratch scratch;
    int malformed = 0;  // beside those of odd_tables_test.cpp
    for (const auto& group : {utf8(), others(), json_lines(), packed(), no_tables()}) {
        for (const OddFile& odd : group) {
            expect_import(odd, scratch);
            malformed += odd.ledger.empty() && odd.error.empty() ? 0 : 1;
        }
    }
    EXPECT_GE(malformed, 55);
}

TEST(OddFiles, ArePreviewedFromTheirStart) {
    const Scratch scratch;
    std::string text = "a,b\n";
    for (int i = 0; i < 100000; ++i) text += std::to_string(i) + ",\"some words\"\n";
    constexpr std::size_t kBytes = 64 << 10;
    for (const auto& [name, bytes] :
         {std::pair("plain.csv", text), std::pair("packed.csv.gz", gzip(text)),
          std::pair("wide.csv", "\xFF\xFE" + wide(text))}) {
        SCOPED_TRACE(name);
        scratch.quick_file(name, bytes);
        const auto seen = preview_file(scratch / name, {}, kBytes);
        ASSERT_TRUE(seen) << seen.error().text();
        EXPECT_GT(seen->rows_ok(), 1000);
        EXPECT_LT(seen->rows_ok(), 5000);
        EXPECT_TRUE(seen->rejects.empty());  // what was cut is no fault of the file
    }
}

TEST(Gzip, UnpacksWithinItsBounds) {
    const std::string even(1 << 20, 'x');
    const std::string file = gzip(even);  // about 1,000 to 1
    EXPECT_EQ(*gunzip(file, "f"), even);  // harmless
    EXPECT_FALSE(gunzip(file, "f", {.bytes = 1 << 19}));
    EXPECT_FALSE(gunzip(file, "f", {.ratio = 200, .harmless = 1 << 16}));
    EXPECT_TRUE(gunzip(file, "f", {.ratio = 2000, .harmless = 1 << 16}));
    EXPECT_EQ(*gunzip_start(file, "f", 100), even.substr(0, 100));
    EXPECT_EQ(*gunzip_start(file.substr(0, 200), "f", 100), even.substr(0, 100));
}

}  // namespace
}  // namespace engine
