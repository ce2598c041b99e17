// Whether the LibTorch that was loaded is the one this engine was built with. Its C++ interface
// changes between versions without a symbol that tells.
#pragma once

#include <cstdint>
#include <string>

#include "engine/base/result.h"

namespace engine {

/// "2.13.0" of LibTorch's packed version: major, minor and patch in the three highest bytes.
std::string libtorch_version_text(std::uint64_t packed);

/// Errors: Unsupported, naming both versions, when they differ in major, minor or patch.
Result<void> check_libtorch(std::uint64_t built_with, std::uint64_t loaded);

/// The same for this program: headers against the loaded libtorch_cpu.
Result<void> check_loaded_libtorch();

}  // namespace engine
