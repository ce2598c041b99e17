#include "engine/base/zip.h"

#include <gtest/gtest.h>

#include "engine/base/diagnostics.h"
#include "engine/base/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/variable.h"

namespace engine {
namespace {

TEST(Crc32, IsThatOfTheStandard) { EXPECT_EQ(crc32("123456789"), 0xCBF43926U); }

// As Python's zipfile writes it (ZIP_STORED, date_time=(1980, 1, 1, 0, 0, 0)), but for the fields
// that say which program made it.
TEST(Zip, HasEveryFileAndADirectoryOfThem) {
    const std::string zip = zip_bytes({{"a.txt", "alpha"}, {"b/c.txt", ""}});
    EXPECT_EQ(zip.substr(0, 4), "PK\x03\x04");
    EXPECT_EQ(zip.substr(30, 10), "a.txtalpha");
    const std::size_t second = 40, directory = second + 30 + 7;
    EXPECT_EQ(zip.substr(second, 4), "PK\x03\x04");
    EXPECT_EQ(zip.substr(directory, 4), "PK\x01\x02");
    const std::size_t end = directory + 46 + 5 + 46 + 7;
    ASSERT_EQ(zip.size(), end + 22);
    EXPECT_EQ(zip.substr(end, 4), "PK\x05\x06");
    EXPECT_EQ(zip[end + 10], 2) << "files";
    EXPECT_EQ(zip[end + 16], static_cast<char>(directory)) << "where the directory begins";
    EXPECT_EQ(zip[directory + 46 + 5 + 42], static_cast<char>(second)) << "where the second is";
}

// checklist-36
TEST(Diagnostics, LeaveOutWhoItWasAndWhatTheTextsSaid) {
    const Variable home("HOME", "/data/people/mary");
    const TemporaryFolder folder;
    EXPECT_EQ(without_names("/data/people/mary/w and /home/tom/x, /Users/ann"), "~/w and ~/x, ~");
    const auto file = folder.path() / "diagnostics.zip";
    ASSERT_TRUE(write_diagnostics(file, {{{"place", "/data/people/mary/w"}},
                                         Json::object(),
                                         "Row \"I am sad\" is no number.\nNothing else.\n"}));
    const auto bytes = read_file(file);
    ASSERT_TRUE(bytes);
    EXPECT_NE(bytes->find("\"place\": \"~/w\""), std::string::npos);
    EXPECT_NE(bytes->find("Row \"...\" is no number.\nNothing else.\n"), std::string::npos);
    EXPECT_EQ(bytes->find("mary"), std::string::npos);
    EXPECT_EQ(bytes->find("sad"), std::string::npos);
}

}  // namespace
}  // namespace engine
