// Files that were packed with gzip, unpacked within bounds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace engine {

/// Whether bytes begin as a gzip file does, whatever its name.
bool is_gzip(std::string_view bytes);

/// What a gzip file may unpack to. Texts shrink to a fifth, very even ones to a hundredth; files
/// that were made to fill a memory shrink to a thousandth.
struct UnpackBounds {
    std::size_t bytes = std::size_t{4} << 30;      // at most, in all
    std::size_t ratio = 200;                       // at most so many times the packed size,
    std::size_t harmless = std::size_t{64} << 20;  // looked at beyond so many bytes
};

/// The content of a gzip file, all its members one after the other.
/// Errors: BadFile when it is damaged or cut off; BadData when it goes beyond the bounds.
Result<std::string> gunzip(std::string_view bytes, std::string_view file_name,
                           const UnpackBounds& bounds = {});

/// The start of the content, at most `most` bytes, as far as the first bytes of the file give it.
/// Errors: BadFile when they are damaged.
Result<std::string> gunzip_start(std::string_view bytes, std::string_view file_name,
                                 std::size_t most);

}  // namespace engine
