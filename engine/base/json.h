// JSON with keys in the order they were written. The strict reader is for files from outside.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace engine {

using Json = nlohmann::ordered_json;

/// Reads one JSON value. Refuses duplicate keys, nesting deeper than 64, invalid UTF-8, numbers
/// that overflow to infinity, and anything after the value. Errors: BadFile, with line and column
/// (or the key, the depth) in the message; `what` names the file or text.
Result<Json> read_json(std::string_view text, std::string_view what);

/// One line, shortest round-trip numbers ("1.0" stays a real, "1" an integer), UTF-8 as it is.
std::string compact_json(const Json& value);

}  // namespace engine
