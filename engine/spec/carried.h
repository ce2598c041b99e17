// Pipelines inside other files: a report, a picture of a chart, a trained model carry the pipeline
// that they come from, so that it can be opened from them. Reading never runs anything: a file is
// searched for its own kind of place, the text found there is held against its hash.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/json.h"
#include "engine/base/result.h"

namespace engine {

inline constexpr const char* kCarriedFormat = "warmstart.carried";

/// {"format", "pipeline": canonical text, "sha256"}.
Json carry(const std::string& pipeline);
/// The same as one line of text, ASCII only: fits any text chunk.
std::string carried_text(const std::string& pipeline);

/// Checks what carry() made. -> the pipeline. Errors: BadFile when it is not of that form, or its
/// text is not the one that was hashed.
Result<std::string> carried_pipeline(const Json& carried, std::string_view what);

/// A PNG picture with the pipeline in a text chunk; an SVG picture with it in a metadata element.
/// What is no such picture stays as it is.
std::string png_with_pipeline(std::string_view png, const std::string& pipeline);
std::string svg_with_pipeline(std::string_view svg, const std::string& pipeline);
/// The element that SVG metadata and the XMP of a PDF hold.
std::string carried_element(const std::string& pipeline);

/// The pipeline that a file carries: *.html (script element), *.png (text chunk), *.svg (metadata
/// element), *.safetensors (__metadata__), *.pdf (XMP), a model folder (its model.safetensors or
/// head.safetensors), or a pipeline file itself. Told by content, not by name.
/// Errors: MissingFile, Io; BadFile when it carries none, or a damaged one.
Result<std::string> read_carried(const std::filesystem::path& path);

}  // namespace engine
