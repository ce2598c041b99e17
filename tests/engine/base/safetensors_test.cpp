#include "engine/base/safetensors.h"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/stream.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

std::string file_of(const std::string& header, std::size_t data_bytes) {
    std::string out;
    for (int i = 0; i < 8; ++i) out += static_cast<char>(header.size() >> (8 * i) & 0xFF);
    return out + header + std::string(data_bytes, '\1');
}

std::string refusal(const std::string& bytes) {
    const Result<SafetensorsFile> file = SafetensorsFile::from_bytes(bytes, "weights");
    return file ? "accepted" : file.error().text();
}

std::span<const std::byte> bytes_of_values(const std::vector<float>& values) {
    return std::as_bytes(std::span(values));
}

std::string small_file() {
    const std::vector<float> a = {1, 2, 3, 4, 5, 6};
    const std::vector<float> b = {7};
    Result<std::string> bytes =
        safetensors_bytes({{"a", TensorType::F32, {2, 3}, bytes_of_values(a)},
                           {"b", TensorType::F32, {}, bytes_of_values(b)},
                           {"flags", TensorType::BOOL, {3}, bytes_of_values(a).subspan(0, 3)},
                           {"none", TensorType::I64, {0, 5}, {}}});
    return *std::move(bytes);
}

TEST(Safetensors, ReadsWhatItWrote) {
    const Result<SafetensorsFile> file = SafetensorsFile::from_bytes(small_file(), "weights");
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->tensors().size(), 4U);
    EXPECT_EQ(file->metadata().at("format"), "pt");
    const TensorBytes* a = file->find("a");
    ASSERT_NE(a, nullptr);
    EXPECT_EQ(a->shape, (std::vector<std::int64_t>{2, 3}));
    float last = 0;
    std::memcpy(&last, a->bytes.data() + 20, sizeof last);
    EXPECT_EQ(last, 6.0F);
    EXPECT_TRUE(file->find("b")->shape.empty());
    EXPECT_EQ(file->find("none")->bytes.size(), 0U);
    EXPECT_EQ(file->find("c"), nullptr);
}

TEST(Safetensors, KeepsGivenMetadataAndAlignsTheData) {
    Result<std::string> bytes = safetensors_bytes({}, {{"made by", "test"}});
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size() % 8, 0U);
    const Result<SafetensorsFile> file = SafetensorsFile::from_bytes(*bytes, "weights");
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->metadata().at("made by"), "test");
}

TEST(Safetensors, WritesAFileAndMapsIt) {
    const fs::path path = fs::path(testing::TempDir()) / "safetensors_test.safetensors";
    const std::vector<float> a = {1.5F, 2.5F};
    ASSERT_TRUE(write_safetensors(path, {{"a", TensorType::F32, {2}, bytes_of_values(a)}}));
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    ASSERT_TRUE(file) << file.error().text();
    float first = 0;
    std::memcpy(&first, file->find("a")->bytes.data(), sizeof first);
    EXPECT_EQ(first, 1.5F);
    fs::remove(path);
}

TEST(Safetensors, RefusesToWriteWhatDoesNotFit) {
    const std::vector<float> a = {1, 2};
    EXPECT_FALSE(safetensors_bytes({{"a", TensorType::F32, {3}, bytes_of_values(a)}}));
    EXPECT_FALSE(safetensors_bytes({{"a", TensorType::F32, {2}, bytes_of_values(a)},
                                    {"a", TensorType::F32, {2}, bytes_of_values(a)}}));
    EXPECT_FALSE(safetensors_bytes({{"__metadata__", TensorType::F32, {2}, bytes_of_values(a)}}));
}

TEST(Safetensors, NamesAMissingFileAndAFolder) {
    const Result<SafetensorsFile> missing = SafetensorsFile::open("/nonexistent/model.safetensors");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::MissingFile);
    EXPECT_FALSE(SafetensorsFile::open(testing::TempDir()));
}

TEST(Safetensors, RefusesAFileCutAtEverySixtyFourth) {
    const std::string whole = small_file();
    for (std::size_t i = 0; i < 64; ++i) {
        EXPECT_NE(refusal(whole.substr(0, whole.size() * i / 64)), "accepted") << i;
    }
}

TEST(Safetensors, SurvivesEveryFlippedBit) {
    const std::string whole = small_file();
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string damaged = whole;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        const Result<SafetensorsFile> file =
            SafetensorsFile::from_bytes(std::move(damaged), "weights");
        if (!file) continue;
        for (const TensorBytes& tensor :
             file->tensors()) {  // whatever is accepted lies inside the file
            const auto* end =
                reinterpret_cast<const char*>(tensor.bytes.data()) + tensor.bytes.size();
            EXPECT_LE(end, file->all_bytes().data() + file->all_bytes().size());
        }
    }
}

TEST(Safetensors, SurvivesRandomHeaders) {
    Stream stream(1, "random headers");
    const std::string parts[] = {"{",
                                 "}",
                                 "[",
                                 "]",
                                 ",",
                                 ":",
                                 "\"a\"",
                                 "\"dtype\"",
                                 "\"F32\"",
                                 "\"shape\"",
                                 "\"data_offsets\"",
                                 "0",
                                 "4",
                                 "-1",
                                 "1e99",
                                 "\"__metadata__\"",
                                 " ",
                                 "\\"};
    for (int i = 0; i < 5000; ++i) {
        std::string header = "{";
        for (std::uint64_t n = stream.below(30); n > 0; --n)
            header += parts[stream.below(std::size(parts))];
        const Result<SafetensorsFile> file =
            SafetensorsFile::from_bytes(file_of(header, 4), "weights");
        EXPECT_LE(file ? file->tensors().size() : 0, 1U);
    }
}

struct Hostile {
    const char* name;
    std::string header;
    std::size_t data_bytes;
    const char* cause;
};

const std::string kOne = R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";

const Hostile kHostile[] = {
    {"Overlap", "{" + kOne + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}})", 6,
     "overlaps"},
    {"SameBytes", "{" + kOne + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", 4,
     "overlaps"},
    {"Hole", "{" + kOne + R"(,"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})", 12,
     "belong to no tensor"},
    {"HoleAtTheStart", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", 8,
     "belong to no tensor"},
    {"BytesLeft", "{" + kOne + "}", 5, "the last 1 bytes"},
    {"OutOfFile", "{" + kOne + "}", 3, "reaches to byte 4"},
    {"Backwards", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", 4, "ends before"},
    {"HugeShape", R"({"a":{"dtype":"F32","shape":[1099511627776],"data_offsets":[0,4]}})", 4,
     "4398046511104 bytes"},
    {"OverflowingShape",
     R"({"a":{"dtype":"F32","shape":[1099511627776,1099511627776],"data_offsets":[0,4]}})", 4,
     "63 bits"},
    {"EmptyOverflowingShape",
     R"({"a":{"dtype":"F32","shape":[0,1099511627776,1099511627776],"data_offsets":[0,0]}})", 0,
     "63 bits"},
    {"NegativeSize", R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", 4,
     "whole number"},
    {"RealSize", R"({"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}})", 4, "whole number"},
    {"NegativeOffset", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}})", 4,
     "data_offsets"},
    {"ThreeOffsets", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}})", 4,
     "data_offsets"},
    {"WrongSize", R"({"a":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}})", 4, "8 bytes, but 4"},
    {"UnknownType", R"({"a":{"dtype":"F8_E5M2","shape":[4],"data_offsets":[0,4]}})", 4, "F8_E5M2"},
    {"UnknownProperty", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}})", 4,
     "unknown property"},
    {"NoShape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, "lacks one of"},
    {"NotAnObject", R"({"a":[]})", 0, "not described by an object"},
    {"MetadataNotText", R"({"__metadata__":{"a":1}})", 0, "not text"},
    {"TwoNames", "{" + kOne + "," + kOne + "}", 4, "stands twice"},
    {"NotJson", "{" + kOne, 4, "not valid JSON"},
    {"AList", "[]", 0, "does not begin with {"},
    {"SomethingAfter", "{}x", 0, "not valid JSON"},
    {"NoHeader", "", 0, "does not begin with {"},
    {"ManyDimensions",
     R"({"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}})",
     1, "32 dimensions"},
};

class HostileFile : public testing::TestWithParam<Hostile> {};

TEST_P(HostileFile, IsRefusedWithFileByteAndCause) {
    const Hostile& hostile = GetParam();
    const std::string text = refusal(file_of(hostile.header, hostile.data_bytes));
    EXPECT_NE(text.find("weights is not a usable safetensors file. Byte "), std::string::npos)
        << text;
    EXPECT_NE(text.find(hostile.cause), std::string::npos) << text;
}

INSTANTIATE_TEST_SUITE_P(All, HostileFile, testing::ValuesIn(kHostile),
                         [](const auto& item) { return std::string(item.param.name); });

TEST(Safetensors, PointsAtTheFaultyByte) {
    const std::string repeated = refusal(file_of("{" + kOne + "," + kOne + "}", 4));
    EXPECT_NE(repeated.find("Byte " + std::to_string(8 + 1 + kOne.size() + 1) + ":"),
              std::string::npos)
        << repeated;
    const std::string header =
        "{" + kOne + R"(,"b":{"dtype":"F32","shape":[9],"data_offsets":[4,8]}})";
    const std::string wrong = refusal(file_of(header, 8));
    EXPECT_NE(wrong.find("Byte " + std::to_string(8 + header.find("\"b\"")) + ":"),
              std::string::npos)
        << wrong;
}

TEST(Safetensors, RefusesAHugeHeaderBeforeReadingIt) {
    std::string bytes = file_of("{}", 0);
    bytes[3] = 2;  // 32 MiB
    EXPECT_NE(refusal(bytes).find("longer than"), std::string::npos) << refusal(bytes);
    bytes[3] = 0;
    bytes[7] = static_cast<char>(0x80);  // 2^63
    EXPECT_NE(refusal(bytes).find("longer than"), std::string::npos);
    bytes[7] = 0;
    bytes[1] = 1;  // 258 bytes in a file of 10
    EXPECT_NE(refusal(bytes).find("does not fit"), std::string::npos);
}

TEST(Safetensors, ReadsAHeaderOfVeryManyTensorsQuickly) {
    std::string header = "{";
    for (int i = 0; i < 100000; ++i) {
        header += (i > 0 ? ",\"" : "\"") + std::to_string(i) +
                  R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})";
    }
    const Result<SafetensorsFile> file =
        SafetensorsFile::from_bytes(file_of(header + "}", 0), "weights");
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(file->tensors().size(), 100000U);
}

}  // namespace
}  // namespace engine
