#include "engine/spec/carried.h"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "engine/base/files.h"
#include "engine/base/safetensors.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

// A grey picture of one pixel, made by another program.
constexpr std::array<unsigned char, 67> kPixel = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00,
    0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0x00,
    0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

class Carried : public testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }
    fs::path write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }
    const std::string pipeline_ = "{\"title\": \"</script> & \\\"5 < 6\\\" 新闻\"}\n";
    const fs::path folder_ =
        fs::path(testing::TempDir()) /
        (std::string("carried-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Carried, ComesBackFromEveryKindOfFile) {
    const std::string pixel(kPixel.begin(), kPixel.end());
    const std::string text = carried_text(pipeline_);
    Json page = {{"other", 1}, {"carried", carry(pipeline_)}};
    std::string script = page.dump();
    for (std::size_t at = script.find('<'); at != std::string::npos; at = script.find('<', at))
        script.replace(at, 1, "\\u003c");
    const std::vector<fs::path> files = {
        write("a.png", png_with_pipeline(pixel, pipeline_)),
        write("a.svg",
              svg_with_pipeline("<?xml version=\"1.0\"?>\n<svg width=\"1\"><g/></svg>", pipeline_)),
        write("a.html", "<html><script type=\"application/json\" id=\"warmstart\">" + script +
                            "</script></html>"),
        write("a.pdf", "%PDF-1.4 " + carried_element(pipeline_) + " trailer"),
        write("a.safetensors", *safetensors_bytes({}, {{"warmstart", text}}))};
    for (const fs::path& file : files) {
        const auto back = read_carried(file);
        ASSERT_TRUE(back) << file << ": " << back.error().text();
        EXPECT_EQ(*back, pipeline_) << file;
    }
}

TEST_F(Carried, KeepsAPictureThatOtherProgramsRead) {
    const std::string pixel(kPixel.begin(), kPixel.end());
    const std::string with = png_with_pipeline(pixel, pipeline_);
    EXPECT_EQ(with.substr(0, 33), pixel.substr(0, 33));
    EXPECT_TRUE(with.ends_with(pixel.substr(33)));
    EXPECT_EQ(png_with_pipeline("no picture", pipeline_), "no picture");
    EXPECT_EQ(svg_with_pipeline("no picture", pipeline_), "no picture");
}

TEST_F(Carried, ATextThatWasChangedIsRefused) {
    std::string text = carried_text(pipeline_);
    text.replace(text.find("5 "), 2, "7 ");
    const auto changed = read_carried(
        write("a.svg", "<svg><metadata><warmstart:carried>" + text + "</warmstart:carried></svg>"));
    ASSERT_FALSE(changed);
    EXPECT_NE(changed.error().text().find("its hash differs"), std::string::npos);
}

TEST_F(Carried, FilesWithoutOneSayThatAndDamagedOnesDoNotCrash) {
    const std::string pixel(kPixel.begin(), kPixel.end());
    const std::string whole = png_with_pipeline(pixel, pipeline_);
    for (const std::string& bytes :
         {std::string(), pixel, std::string("<svg></svg>"), whole.substr(0, 60),
          std::string("<script type=\"application/json\" id=\"warmstart\">{}</script>"),
          std::string("<script type=\"application/json\" id=\"warmstart\">{"),
          std::string("<warmstart:carried"), std::string("<warmstart:carried></warmstart:carried>"),
          std::string("<warmstart:carried>[1]</warmstart:carried>"),
          std::string("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXt")}) {
        const auto found = read_carried(write("x.bin", bytes));
        EXPECT_FALSE(found) << bytes;
    }
    EXPECT_EQ(read_carried(folder_ / "gone.png").error().code, ErrorCode::MissingFile);
    EXPECT_FALSE(read_carried(folder_));
}

}  // namespace
}  // namespace engine
