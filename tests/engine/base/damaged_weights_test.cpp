// Damaged safetensors files: refused within two seconds with file, byte and cause, or read as what
// they then say, within their bytes.
#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

#include "engine/base/safetensors.h"
#include "tests/support/damage.h"
#include "tests/support/temporary_folder.h"

namespace engine {
namespace {

const char* const kSentence = "weights is not a usable safetensors file. Byte ";

std::string length_of(std::uint64_t header) {
    std::string out;
    for (int i = 0; i < 8; ++i) out += static_cast<char>(header >> (8 * i) & 0xFF);
    return out;
}

std::string file_of(const std::string& header) {
    return length_of(header.size()) + header + std::string(4, '\1');
}

/// True when the bytes were read; every tensor then lies within them.
bool use(const std::string& bytes) {
    const Result<SafetensorsFile> file = SafetensorsFile::from_bytes(bytes, "weights");
    if (!file) {
        EXPECT_EQ(file.error().text().rfind(kSentence, 0), 0U) << file.error().text();
        return false;
    }
    const std::string_view all = file->all_bytes();
    for (const TensorBytes& tensor : file->tensors()) {
        if (tensor.bytes.empty()) continue;
        const auto* first = reinterpret_cast<const char*>(tensor.bytes.data());
        EXPECT_GE(first, all.data());
        EXPECT_LE(first + tensor.bytes.size(), all.data() + all.size());
    }
    return true;
}

std::string whole() {
    const std::vector<float> values = {1, 2, 3, 4, 5, 6};
    const auto bytes = std::as_bytes(std::span(values));
    return *safetensors_bytes({{"a", TensorType::F32, {2, 3}, bytes},
                               {"b", TensorType::F32, {}, bytes.subspan(0, 4)},
                               {"flags", TensorType::BOOL, {3}, bytes.subspan(0, 3)},
                               {"none", TensorType::I64, {0, 5}, {}}});
}

TEST(DamagedWeights, TenThousandDamagesAreRefusedOrReadAsTheyStand) {
    std::size_t read = 0;
    for (const std::string& bytes : test::damaged(whole(), 10000, "safetensors"))
        read += use(bytes) ? 1 : 0;
    EXPECT_GT(read, 100U);  // what was hit there is a number or a name
    EXPECT_LT(read, 9000U);
}

TEST(DamagedWeights, HeadersMadeToCostTimeAreRefusedAtOnce) {
    const std::string one = R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})";
    std::string again, holes = "{";
    for (int i = 0; i < 100000; ++i) {
        again += "," + one;
        holes += (i == 0 ? "\"" : ",\"") + std::to_string(i) +
                 R"(":{"dtype":"U8","shape":[0],"data_offsets":[4,4]})";
    }
    for (const std::string& header :
         {std::string("{\"a\":") + std::string(8 << 20, '['), "{" + one + again + "}", holes + "}",
          "{\"" + std::string(8 << 20, '\\') + "\"",
          R"({"a":{"dtype":"F32","data_offsets":[0,4],"shape":[)" + std::string(7 << 20, '1') +
              "]}}",
          R"({"__metadata__":{"a":)" + std::string(8 << 20, ' ') + "}"}) {
        bool read = true;
        EXPECT_LT(test::seconds_of([&] { read = use(file_of(header)); }), test::kRefusedWithin)
            << header.substr(0, 60);
        EXPECT_FALSE(read) << header.substr(0, 60);
    }
}

TEST(DamagedWeights, AGigabyteOfHeaderIsRefusedUnread) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "model.safetensors";
    test::write_gigabyte(path, length_of((1ULL << 30) - 8) + "{\"a\":");
    const double seconds = test::seconds_of([&] {
        const Result<SafetensorsFile> file = SafetensorsFile::open(path);
        ASSERT_FALSE(file);
        EXPECT_EQ(file.error().text(),
                  path.string() +
                      " is not a usable safetensors file. Byte 0: a header of 1073741816 bytes is "
                      "longer than the 16 MiB allowed.");
    });
    EXPECT_LT(seconds, test::kRefusedWithin);
}

}  // namespace
}  // namespace engine
