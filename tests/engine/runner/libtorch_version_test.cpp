#include "engine/runner/libtorch_version.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/version.h>

namespace engine {
namespace {

constexpr std::uint64_t packed(std::uint64_t major, std::uint64_t minor, std::uint64_t patch,
                               std::uint64_t tag = 0) {
    return (major << 56) | (minor << 48) | (patch << 40) | tag;
}

TEST(LibtorchVersion, IsReadOutOfThePackedNumber) {
    EXPECT_EQ(libtorch_version_text(packed(2, 13, 1)), "2.13.1");
    EXPECT_EQ(libtorch_version_text(TORCH_ABI_VERSION), TORCH_VERSION);
}

TEST(LibtorchVersion, RefusesAnotherVersionAndNamesBoth) {
    EXPECT_TRUE(check_libtorch(packed(2, 13, 0), packed(2, 13, 0, 7)));
    for (const std::uint64_t loaded : {packed(2, 13, 1), packed(2, 12, 0), packed(1, 13, 0)}) {
        const auto same = check_libtorch(packed(2, 13, 0), loaded);
        ASSERT_FALSE(same);
        EXPECT_EQ(same.error().code, ErrorCode::Unsupported);
        EXPECT_THAT(same.error().text(), testing::HasSubstr("for LibTorch 2.13.0, but LibTorch " +
                                                            libtorch_version_text(loaded)));
    }
}

TEST(LibtorchVersion, TheLoadedLibraryIsTheOneOfTheHeaders) {
    const auto same = check_loaded_libtorch();
    EXPECT_TRUE(same) << same.error().text();
}

}  // namespace
}  // namespace engine
