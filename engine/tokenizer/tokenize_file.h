// A file of texts to a file of tokens, both one JSON value a line.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/tokenizer/tokenizer.h"

namespace engine {

/// Texts of a file with one JSON string a line. Errors: BadFile with the line; MissingFile, Io.
Result<std::vector<std::string>> read_text_lines(const std::filesystem::path& texts);

/// Reads one JSON string a line and writes `{"ids":[..],"offsets":[[a,b],..]}` a line, offsets in
/// Unicode code points. The output file is either whole or not there. Errors: BadFile with the
/// line; MissingFile, Io, DiskFull.
Result<void> tokenize_file(const Tokenizer& tokenizer, const std::filesystem::path& texts,
                           const std::filesystem::path& out, const EncodeOptions& options = {},
                           int threads = 1);

}  // namespace engine
