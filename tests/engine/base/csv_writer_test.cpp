#include "engine/base/csv_writer.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(CsvWriter, TakesFormulasTheirForce) {
    for (const char* cell :
         {"=1+1", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1",
          "\r=1", "\n=1", "-", "+49 170 123", "\uFF1D1+1", "\uFF0B1a", "\uFF0D1a", "\uFF20x"})
        EXPECT_EQ(harmless_cell(cell), "'" + std::string(cell)) << cell;
    for (const char* cell :
         {"", "5", "-5", "+5", "-1.5e3", "a=b", "x+y", "me@example.com", "'=1", " =1"})
        EXPECT_EQ(harmless_cell(cell), cell);
}

TEST(CsvWriter, QuotesWhatMustBe) {
    EXPECT_EQ(csv_line({"a", "b,c", "say \"x\"", "two\nlines", "=1,2", ""}),
              "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\"'=1,2\",\n");
    EXPECT_EQ(csv_line({"", ""}), ",\n");
    EXPECT_EQ(csv_line({""}), "\"\"\n");
}

}  // namespace
}  // namespace engine
