// Libraries that the build makes for tests to load in the place of NVIDIA's
// (tests/engine/cuda/fakes).
#pragma once

#include <filesystem>

namespace support {

inline std::filesystem::path fake_libraries() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() /
           "lib/fakes";
}

}  // namespace support
