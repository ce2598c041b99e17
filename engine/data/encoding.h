// Encodings of text files: everything inside is UTF-8, and what is not says so before a row is
// read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace engine {

bool is_utf8(std::string_view bytes);

/// ASCII letters in lower case: names of formats, endings and encodings.
std::string lower(std::string_view text);

/// "auto" where a byte order mark says what the bytes are: "utf-16le", "utf-16be", "utf-32le" or
/// "utf-32be". Anything else stays as it is.
std::string encoding_by_mark(std::string_view bytes, const std::string& wanted);

/// Whether text that was converted from `encoding` may hold U+FFFD only where bytes had no meaning.
bool marks_damage(std::string_view encoding);

/// A file's bytes as UTF-8 without a byte order mark.
/// @param encoding  "auto": UTF-8; a file that is mostly something else is refused, single damaged
/// lines are left
///                  for the importer to reject. "utf-8": as auto, never refused. Else a name that
///                  ICU knows
///                  ("gbk", "windows-1252", "utf-16le"): converted.
/// Errors: BadData naming the likely encoding (message D02); BadOption for an unknown encoding.
Result<std::string> to_utf8(std::string bytes, std::string_view encoding,
                            std::string_view file_name);

}  // namespace engine
