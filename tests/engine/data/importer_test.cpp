#include "engine/data/importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/data/data_support.h"

namespace engine {
namespace {

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const RawRows& raw) {
    std::vector<Row> rows;
    for (std::int64_t i = 0; i < raw.rows_ok(); ++i) {
        Row& row = rows.emplace_back();
        for (const StringColumn& column : raw.columns) row.emplace_back(column[i]);
    }
    return rows;
}

struct Rejected {
    std::int64_t line;
    std::int64_t last_line;
    std::string code;
    std::string raw;
};

struct CsvCase {
    const char* name;
    std::string text;
    std::vector<Row> rows;
    std::vector<Rejected> rejects;
};

using namespace std::string_literals;

const CsvCase kCases[] = {
    {"plain rows", "a,b\n1,2\n3,4\n", {{"1", "2"}, {"3", "4"}}, {}},
    {"CRLF and no line end at the end", "a,b\r\n1,2\r\n3,4", {{"1", "2"}, {"3", "4"}}, {}},
    {"lines that end with CR only", "a,b\r1,2\r3\r", {{"1", "2"}}, {{3, 3, "fields", "3"}}},
    {"quoted delimiters, quotes and line ends",
     "a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\n5,6\n",
     {{"x,\"y\"", "two\nlines"}, {"5", "6"}},
     {}},
    {"a row with too many fields",
     "a,b\n1,2\n1,2,3\n4,5\n",
     {{"1", "2"}, {"4", "5"}},
     {{3, 3, "fields", "1,2,3"}}},
    {"a row with too few fields", "a,b\n1\n4,5\n", {{"4", "5"}}, {{2, 2, "fields", "1"}}},
    {"line numbers behind a quoted line end",
     "a,b\n\"x\r\ny\",2\n7\n8,9\n",
     {{"x\r\ny", "2"}, {"8", "9"}},
     {{4, 4, "fields", "7"}}},
    {"a ragged row of several lines",
     "a,b\n\"x\ny\"\n8,9\n",
     {{"8", "9"}},
     {{2, 3, "fields", "\"x\ny\""}}},
    {"a quote that never closes costs its own line only",
     "a,b\n1,\"open\n2,3\n4,5\n",
     {{"2", "3"}, {"4", "5"}},
     {{2, 2, "quote", "1,\"open"}}},
    {"a stray quote does not swallow the rows up to the next one",
     "a,b\n1,\"open\n2,3\n4,\"fine\"\n5,6\n",
     {{"2", "3"}, {"4", "fine"}, {"5", "6"}},
     {{2, 2, "quote", "1,\"open"}}},
    {"text behind a closing quote",
     "a,b\n\"x\"y,2\n3,4\n",
     {{"3", "4"}},
     {{2, 2, "quote", "\"x\"y,2"}}},
    {"a quote inside a plain field is a character", "a,b\nx \"y\" z,2\n", {{"x \"y\" z", "2"}}, {}},
    {"a NUL byte", "a,b\n1,x\0y\n3,4\n"s, {{"3", "4"}}, {{2, 2, "nul", "1,x\0y"s}}},
    {"one line that is not UTF-8",
     "a,b\n1,gr\xC3\xBC\xC3\x9F\n2,caf\xE9\n3,\xE4\xBD\xA0\n",
     {{"1", "gr\xC3\xBC\xC3\x9F"}, {"3", "\xE4\xBD\xA0"}},
     {{3, 3, "encoding", "2,caf\xE9"}}},
    {"blank lines are no rows but count as lines",
     "\n\na,b\n\n1,2\n\n3\n",
     {{"1", "2"}},
     {{7, 7, "fields", "3"}}},
    {"empty fields", "a,b\n,\n\"\",\"\"\n", {{"", ""}, {"", ""}}, {}},
    {"a field of doubled quotes", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", {{"\"", "\"\""}}, {}},
    {"blanks are kept", "a,b\n 1 ,\t2\n", {{" 1 ", "\t2"}}, {}},
    {"one column", "a\n1\n\"\"\n2\n", {{"1"}, {""}, {"2"}}, {}},
};

TEST(CsvImporter, KeepsGoodRowsAndPutsEveryOtherIntoTheLedger) {
    for (const CsvCase& test : kCases) {
        SCOPED_TRACE(test.name);
        const Result<RawRows> raw = import_csv(test.text, {.encoding = "utf-8"}, "t.csv");
        ASSERT_TRUE(raw) << raw.error().text();
        EXPECT_EQ(rows_of(*raw), test.rows);
        EXPECT_EQ(raw->rows_in, raw->rows_ok() + static_cast<std::int64_t>(raw->rejects.size()));
        ASSERT_EQ(raw->rejects.size(), test.rejects.size());
        for (std::size_t i = 0; i < test.rejects.size(); ++i) {
            EXPECT_EQ(raw->rejects[i].line, test.rejects[i].line);
            EXPECT_EQ(raw->rejects[i].last_line, test.rejects[i].last_line);
            EXPECT_EQ(raw->rejects[i].code, test.rejects[i].code);
            EXPECT_EQ(raw->rejects[i].raw, test.rejects[i].raw);
        }
    }
}

TEST(CsvImporter, SaysLineFieldsAndExpectation) {
    const Result<RawRows> raw = import_csv("a,b,c,d\n1,2,3,4\n1,2,3,4,5\n", {}, "t.csv");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->rejects.at(0).text(), "Line 3 has 5 fields, 4 expected.");
    EXPECT_EQ(raw->rejects.at(0).to_json()["reason"], "Line 3 has 5 fields, 4 expected.");
}

TEST(CsvImporter, GuessesTheDelimiterOutsideOfQuotes) {
    EXPECT_EQ(import_csv("a;\"b,c,d\";e\n1;2;3\n", {}, "t")->names, (Row{"a", "b,c,d", "e"}));
    EXPECT_EQ(import_csv("a|b\n1|2\n", {}, "t")->names, (Row{"a", "b"}));
    EXPECT_EQ(import_csv("a b\n1\n", {}, "t")->names, (Row{"a b"}));
    EXPECT_EQ(import_csv("a,b;c\n1;2\n", {.delimiter = ";"}, "t")->names, (Row{"a,b", "c"}));
}

TEST(CsvImporter, TakesQuotesInTsvAsCharacters) {
    ImportOptions options;
    options.format = "tsv";
    const Result<RawRows> raw = import_csv("a\tb\n\"x\t2\n", options, "t.tsv");
    ASSERT_TRUE(raw);
    EXPECT_EQ(rows_of(*raw), (std::vector<Row>{{"\"x", "2"}}));
}

TEST(CsvImporter, NamesColumnsWithoutAHeaderAndRepeatedOnes) {
    ImportOptions options;
    options.header = false;
    const Result<RawRows> bare = import_csv("1,2\n3,4\n", options, "t");
    ASSERT_TRUE(bare);
    EXPECT_EQ(bare->names, (Row{"column_1", "column_2"}));
    EXPECT_EQ(bare->rows_ok(), 2);
    EXPECT_EQ(import_csv("a,a,,a_2\n1,2,3,4\n", {}, "t")->names,
              (Row{"a", "a_2", "column_3", "a_2_2"}));
}

TEST(CsvImporter, RefusesAnEmptyFileABrokenHeaderAndSenselessOptions) {
    EXPECT_EQ(import_csv("", {}, "t.csv").error().text(), "t.csv is empty.");
    EXPECT_EQ(import_csv("\n\n", {}, "t.csv").error().text(), "t.csv is empty.");
    EXPECT_EQ(import_csv("a,\"b\n1,2\n", {}, "t.csv").error().code, ErrorCode::BadData);
    EXPECT_EQ(import_csv("a\n", {.delimiter = "xy"}, "t").error().code, ErrorCode::BadOption);
    EXPECT_EQ(import_csv("a\n", {.delimiter = "\""}, "t").error().code, ErrorCode::BadOption);
    EXPECT_EQ(import_csv("a\n", {.delimiter = "\n"}, "t").error().code, ErrorCode::BadOption);
}

TEST(CsvImporter, CountsEveryLineOfAnyBytes) {
    // Bytes in arbitrary order: whatever comes out, each row is kept or in the ledger.
    const std::string alphabet = "ab,\"\n\r\xC3\xA4\0 "s;
    std::uint32_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string text = "a,b\n";
        for (int i = 0; i < 60; ++i) {
            state = state * 1664525U + 1013904223U;
            text.push_back(alphabet[(state >> 16) % alphabet.size()]);
        }
        const Result<RawRows> raw = import_csv(text, {}, "t");
        ASSERT_TRUE(raw);
        ASSERT_EQ(raw->rows_in, raw->rows_ok() + static_cast<std::int64_t>(raw->rejects.size()));
        for (const StringColumn& column : raw->columns) ASSERT_EQ(column.size(), raw->rows_ok());
    }
}

TEST(CsvImporter, ReadsTwoHundredThousandRows) {
    std::string text = "id,text,rating\n";
    for (int i = 0; i < 200000; ++i) {
        text += std::to_string(i) + ",\"a text, with \"\"quotes\"\" and some length to it\"," +
                std::to_string(i % 5) + "\n";
    }
    const Result<RawRows> raw = import_csv(text, {}, "t.csv");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->rows_ok(), 200000);
    EXPECT_EQ(raw->columns[1][199999], "a text, with \"quotes\" and some length to it");
}

TEST(CsvImporter, ReadsManyMegabytesAsItReadsAFewLines) {
    // Most line ends stand within quotes, wherever the text may be cut.
    std::string text = "id,text\n";
    std::vector<Row> rows;
    std::vector<std::int64_t> faulty;
    std::int64_t line = 2;
    for (int i = 0; text.size() < (5U << 20); ++i) {
        const std::string id = std::to_string(i);
        if (i % 1000 == 7) {
            text += id + ",\"open\n\n";
            faulty.push_back(line);
            line += 2;
        } else {
            text += id + ",\"one\r\n\"\"two\"\", \nthree\rfour\"\r\n";
            rows.push_back({id, "one\r\n\"two\", \nthree\rfour"});
            line += 4;
        }
    }
    const Result<RawRows> raw = import_csv(text, {}, "t.csv");
    ASSERT_TRUE(raw);
    EXPECT_TRUE(rows_of(*raw) == rows);
    EXPECT_EQ(raw->blank_lines, std::ssize(faulty));
    std::vector<std::int64_t> lines;
    for (const Reject& reject : raw->rejects) lines.push_back(reject.line);
    EXPECT_EQ(lines, faulty);
}

TEST(CsvImporter, StopsWhereverItIs) {
    std::string text = "a,b\n";
    while (text.size() < (6U << 20)) text += "some text,of a row\n";
    for (const double when : {0.0, 0.3, 0.5, 0.7}) {
        std::stop_source stop;
        double seen = 0;
        const Watch watch{stop.get_token(), [&](double share) {
                              EXPECT_GE(share, seen);
                              EXPECT_LE(share, 1);
                              seen = share;
                              if (share >= when) stop.request_stop();
                          }};
        const Result<RawRows> raw = import_csv(text, {}, "t.csv", watch);
        ASSERT_FALSE(raw) << when;
        EXPECT_EQ(raw.error().code, ErrorCode::Cancelled);
    }
}

TEST(CsvImporter, StaysLinearWhenEveryLineOpensAQuote) {
    std::string text = "a,b\n";
    for (int i = 0; i < 100000; ++i) text += "\"\"\"x,y\n";
    const Result<RawRows> raw = import_csv(text, {}, "t.csv");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->rows_in, raw->rows_ok() + static_cast<std::int64_t>(raw->rejects.size()));
}

TEST(JsonLinesImporter, TakesKeysAsColumnsAndValuesAsTheyAreWritten) {
    const Result<RawRows> raw = import_jsonl(
        "{\"text\": \"a\\n\\\"b\\\"\", \"n\": 1.50, \"ok\": true}\n\n"
        "{\"n\": -2, \"more\": {\"k\": [1, \"}\"]}, \"text\": null}\r\n",
        "t.jsonl");
    ASSERT_TRUE(raw) << raw.error().text();
    EXPECT_EQ(raw->names, (Row{"text", "n", "ok", "more"}));
    EXPECT_EQ(rows_of(*raw), (std::vector<Row>{{"a\n\"b\"", "1.50", "true", ""},
                                               {"", "-2", "", "{\"k\": [1, \"}\"]}"}}));
    EXPECT_EQ(raw->blank_lines, 1);
}

TEST(JsonLinesImporter, PutsLinesThatAreNoObjectsIntoTheLedger) {
    const Result<RawRows> raw = import_jsonl(
        "{\"a\": 1}\n[1]\n{\"a\": 1\n{\"a\": 1, \"a\": 2}\n{}\n{\"a\": \"\xFF\"}\n{\"a\": "
        "\"\\u0000\"}\n"
        "{\"\": 1}\n{\"a\": 2} x\n{\"a\": 1e999}\n{\"a\":\"\\\\\"}",
        "t.jsonl");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->rows_in, 11);
    EXPECT_EQ(rows_of(*raw), (std::vector<Row>{{"1"}, {"\\"}}));
    std::vector<std::string> seen;
    for (const Reject& reject : raw->rejects)
        seen.push_back(std::to_string(reject.line) + reject.code);
    EXPECT_EQ(seen, (Row{"2json", "3json", "4json", "5json", "6encoding", "7nul", "8json", "9json",
                         "10json"}));
}

TEST(VaderImporter, SplitsOnCrlfAndTakesTheArticleAsGroup) {
    const Result<RawRows> raw =
        import_vader("12_3\t-0.5\tsome\ntext\r\n7\t1.25\tother\r\nbad\tline\r\n8\tx\ty", "t");
    ASSERT_TRUE(raw);
    EXPECT_EQ(raw->names, (Row{"id", "rating", "text", "group"}));
    EXPECT_EQ(rows_of(*raw),
              (std::vector<Row>{{"12_3", "-0.5", "some\ntext", "12"}, {"7", "1.25", "other", ""}}));
    ASSERT_EQ(raw->rejects.size(), 2U);
    EXPECT_EQ(raw->rejects[0].text(), "Line 3 has 2 fields, 3 expected.");
    EXPECT_EQ(raw->rejects[1].code, "number");
}

TEST(ImportFile, KnowsTheFormatByTheName) {
    const Scratch scratch;
    const auto csv = import_file(scratch.file("a.CSV", "\xEF\xBB\xBFtext\nx\n"), {});
    ASSERT_TRUE(csv) << csv.error().text();
    EXPECT_EQ(csv->names, (Row{"text"}));  // the byte order mark is not part of the name
    EXPECT_TRUE(import_file(scratch.file("a.tsv", "a\tb\n1\t2\n"), {}));
    EXPECT_TRUE(import_file(scratch.file("a.ndjson", "{\"a\":1}\n"), {}));
    EXPECT_TRUE(import_file(scratch.file("x_GroundTruth.txt", "1\t2\tz"), {}));
    EXPECT_EQ(import_file(scratch.file("a.dat", "a\n1\n"), {}).error().code, ErrorCode::BadOption);
    EXPECT_TRUE(import_file(scratch.file("a.dat", "a\n1\n"), {.format = "csv"}));
    EXPECT_EQ(import_file(scratch.file("a.csv", "a\n1\n"), {.format = "xls"}).error().code,
              ErrorCode::BadOption);
    EXPECT_EQ(import_file(scratch / "none.csv", {}).error().code, ErrorCode::MissingFile);
}

TEST(ImportFile, RefusesFilesWithoutRowsAndNamesTheFirstReason) {
    const Scratch scratch;
    EXPECT_EQ(import_file(scratch.file("a.csv", "a,b\n"), {}).error().text(), "a.csv has no rows.");
    EXPECT_EQ(import_file(scratch.file("b.csv", "a,b\n1\n2\n"), {}).error().text(),
              "None of the 2 rows of b.csv could be read: Line 2 has 1 fields, 2 expected.");
    EXPECT_EQ(import_file(scratch.file("c.jsonl", "{}\n"), {}).error().code, ErrorCode::BadData);
}

TEST(ImportFile, RefusesOtherEncodingsByNameAndReadsThemWhenAsked) {
    const Scratch scratch;
    // "text\n" and two lines of Chinese in GBK.
    const std::string gbk =
        "text\n\xCE\xD2\xC3\xC7\xBD\xF1\xCC\xEC\xC8\xA5\xB9\xAB\xD4\xB0\xCD\xE6\n"
        "\xD5\xE2\xB2\xBF\xB5\xE7\xD3\xB0\xBA\xDC\xBA\xC3\xBF\xB4\xA3\xAC\xCE\xD2\xBA\xDC\xCF\xB2"
        "\xBB\xB6\n"
        "\xB7\xFE\xCE\xF1\xCC\xAC\xB6\xC8\xB2\xBB\xBA\xC3\xA3\xAC\xCE\xD2\xB2\xBB\xBB\xE1\xD4\xD9"
        "\xC0\xB4\xC1\xCB\n";
    const auto path = scratch.file("g.csv", gbk);
    const Result<RawRows> refused = import_file(path, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().text(), "The file is not UTF-8; it looks like GBK.");
    const Result<RawRows> read = import_file(path, {.encoding = "GBK"});
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->columns[0][0], "我们今天去公园玩");
    EXPECT_EQ(import_file(path, {.encoding = "klingon"}).error().code, ErrorCode::BadOption);
}

TEST(ImportFile, ReadsUtf16WithAMarkAndNamesItWithoutOne) {
    const Scratch scratch;
    std::string wide;
    for (const char c : "text,label\nhello,1\n"s) wide += std::string{c, '\0'};
    EXPECT_EQ(import_file(scratch.file("a.csv", wide), {}).error().text(),
              "The file is not UTF-8; it looks like UTF-16LE.");
    for (const char* encoding : {"auto", "utf-16le"}) {
        const Result<RawRows> read =
            import_file(scratch.file("b.csv", "\xFF\xFE" + wide), {.encoding = encoding});
        ASSERT_TRUE(read) << read.error().text();
        EXPECT_EQ(read->names, (Row{"text", "label"}));
    }
}

}  // namespace
}  // namespace engine
