#include "engine/spec/carried.h"

#include <array>
#include <system_error>

#include "engine/base/files.h"
#include "engine/base/hash.h"
#include "engine/base/safetensors.h"
#include "engine/base/zip.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMost = 256U << 20U;  // bytes that are searched
constexpr std::string_view kScript = "<script type=\"application/json\" id=\"warmstart\">";
constexpr std::string_view kElement = "<warmstart:carried";
constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n";
constexpr std::string_view kKeyword = "warmstart";

Error nothing(const fs::path& path) {
    return make_error(ErrorCode::BadFile, "%1 carries no pipeline of Warmstart.", {path.string()});
}

Result<std::string> checked(std::string_view text, const fs::path& path) {
    auto json = read_json(text, path.string());
    if (!json) return json.error();
    return carried_pipeline(*json, path.string());
}

std::string without_entities(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, char>, 4> known = {
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&amp;", '&'}}};
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool found = false;
        for (const auto& [entity, plain] : known) {
            if (text.substr(i, entity.size()) != entity) continue;
            out += plain;
            i += entity.size() - 1;
            found = true;
            break;
        }
        if (!found) out += text[i];
    }
    return out;
}

std::string with_entities(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

// What stands between `open` (its tag ends at the next >) and `close`; empty when there is none.
std::string_view between(std::string_view bytes, std::string_view open, std::string_view close) {
    const std::size_t at = bytes.find(open);
    if (at == std::string_view::npos) return {};
    const std::size_t from = open.ends_with('>') ? at + open.size() : bytes.find('>', at) + 1;
    const std::size_t to = from == 0 ? std::string_view::npos : bytes.find(close, from);
    return to == std::string_view::npos ? std::string_view() : bytes.substr(from, to - from);
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

// The text chunk of a PNG picture with our keyword.
std::string_view png_text(std::string_view bytes) {
    std::size_t at = kPng.size();
    while (at + 12 <= bytes.size()) {
        const std::size_t length = big_endian(bytes, at);
        if (length > bytes.size() - at - 12) return {};
        const std::string_view data = bytes.substr(at + 8, length);
        const bool ours = bytes.substr(at + 4, 4) == "tEXt" && data.size() > kKeyword.size() &&
                          data.starts_with(kKeyword) && data[kKeyword.size()] == '\0';
        if (ours) return data.substr(kKeyword.size() + 1);
        at += 12 + length;
    }
    return {};
}

std::string four_bytes(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    return out;
}

Result<std::string> from_weights(const fs::path& path) {
    auto file = SafetensorsFile::open(path);
    if (!file) return file.error();
    const auto at = file->metadata().find(std::string(kKeyword));
    if (at == file->metadata().end()) return nothing(path);
    return checked(at->second, path);
}

Result<std::string> from_html(std::string_view script, const fs::path& path) {
    auto json = read_json(script, path.string());
    if (!json) return json.error();
    if (!json->is_object() || !json->contains("carried")) return nothing(path);
    return carried_pipeline((*json)["carried"], path.string());
}

}  // namespace

Json carry(const std::string& pipeline) {
    return {{"format", kCarriedFormat}, {"pipeline", pipeline}, {"sha256", sha256_hex(pipeline)}};
}

std::string carried_text(const std::string& pipeline) {
    return carry(pipeline).dump(-1, ' ', true, Json::error_handler_t::replace);
}

Result<std::string> carried_pipeline(const Json& carried, std::string_view what) {
    const auto text = [&](const char* key) {
        return carried.is_object() && carried.contains(key) && carried[key].is_string()
                   ? carried[key].get<std::string>()
                   : std::string();
    };
    const std::string pipeline = text("pipeline");
    if (text("format") != kCarriedFormat || pipeline.empty())
        return make_error(ErrorCode::BadFile, "%1 carries no pipeline of Warmstart.",
                          {std::string(what)});
    if (sha256_hex(pipeline) != text("sha256"))
        return make_error(ErrorCode::BadFile,
                          "The pipeline in %1 is not the one that was put there: its hash differs.",
                          {std::string(what)});
    return pipeline;
}

std::string png_with_pipeline(std::string_view png, const std::string& pipeline) {
    constexpr std::size_t header = 8 + 25;  // signature, IHDR
    if (png.size() < header || !png.starts_with(kPng)) return std::string(png);
    std::string chunk = "tEXt" + std::string(kKeyword) + '\0' + carried_text(pipeline);
    std::string out(png.substr(0, header));
    out +=
        four_bytes(static_cast<std::uint32_t>(chunk.size() - 4)) + chunk + four_bytes(crc32(chunk));
    return out + std::string(png.substr(header));
}

std::string carried_element(const std::string& pipeline) {
    return std::string(kElement) + " xmlns:warmstart=\"urn:warmstart\">" +
           with_entities(carried_text(pipeline)) + "</warmstart:carried>";
}

std::string svg_with_pipeline(std::string_view svg, const std::string& pipeline) {
    const std::size_t open = svg.find("<svg");
    const std::size_t end = open == std::string_view::npos ? open : svg.find('>', open);
    if (end == std::string_view::npos || svg[end - 1] == '/') return std::string(svg);
    return std::string(svg.substr(0, end + 1)) + "<metadata>" + carried_element(pipeline) +
           "</metadata>" + std::string(svg.substr(end + 1));
}

Result<std::string> read_carried(const fs::path& path) {
    std::error_code problem;
    if (fs::is_directory(path, problem)) {
        const fs::path weights = path / "model.safetensors";
        return from_weights(fs::exists(weights, problem) ? weights : path / "head.safetensors");
    }
    if (path.extension() == ".safetensors") return from_weights(path);
    auto bytes = read_file(path, kMost);
    if (!bytes) return bytes.error();
    if (bytes->starts_with(kPng)) {
        const std::string_view text = png_text(*bytes);
        return text.empty() ? nothing(path) : checked(text, path);
    }
    if (const std::string_view script = between(*bytes, kScript, "</script>"); !script.empty())
        return from_html(script, path);
    const std::string_view element = between(*bytes, kElement, "</warmstart:carried>");
    if (!element.empty()) return checked(without_entities(element), path);
    if (path.extension() == ".json") return *std::move(bytes);  // a pipeline file: read as such
    return nothing(path);
}

}  // namespace engine
