#include "engine/tokenizer/tokenize_file.h"

#include <charconv>
#include <string>
#include <vector>

#include "engine/base/files.h"
#include "engine/base/json.h"

namespace engine {
namespace fs = std::filesystem;

namespace {

void append_number(std::uint32_t value, std::string& out) {
    char digits[16];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, static_cast<std::size_t>(end - digits));
}

void append_line(const Encoding& encoding, std::string& out) {
    out += "{\"ids\":[";
    for (std::size_t i = 0; i < encoding.size(); ++i) {
        if (i > 0) out.push_back(',');
        append_number(static_cast<std::uint32_t>(encoding.ids[i]), out);
    }
    out += "],\"offsets\":[";
    for (std::size_t i = 0; i < encoding.size(); ++i) {
        out += i > 0 ? ",[" : "[";
        append_number(encoding.offsets[i].begin, out);
        out.push_back(',');
        append_number(encoding.offsets[i].end, out);
        out.push_back(']');
    }
    out += "]}\n";
}

Result<std::string> read_text(std::string_view line, const std::string& file, std::size_t number) {
    const std::string place = file + ", line " + std::to_string(number);
    Result<Json> value = read_json(line, place);
    if (!value) return value.error();
    if (!value->is_string())
        return make_error(ErrorCode::BadFile, "%1 is not a JSON string.", {place});
    return value->get<std::string>();
}

}  // namespace

Result<std::vector<std::string>> read_text_lines(const fs::path& path) {
    const Result<std::string> bytes = read_file(path);
    if (!bytes) return bytes.error();
    std::vector<std::string> out;
    std::string_view rest = *bytes;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        Result<std::string> text =
            read_text(rest.substr(0, end), path.filename().string(), out.size() + 1);
        if (!text) return text.error();
        out.push_back(std::move(*text));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return out;
}

Result<void> tokenize_file(const Tokenizer& tokenizer, const fs::path& texts, const fs::path& out,
                           const EncodeOptions& options, int threads) {
    const Result<std::vector<std::string>> rows = read_text_lines(texts);
    if (!rows) return rows.error();
    std::string lines;
    constexpr std::size_t kShare = 4096;  // rows held as tokens at a time
    for (std::size_t i = 0; i < rows->size(); i += kShare) {
        const auto share = std::span(*rows).subspan(i, std::min(kShare, rows->size() - i));
        for (const Encoding& encoding : tokenizer.encode_batch(share, options, threads))
            append_line(encoding, lines);
    }
    return write_file_atomically(out, lines);
}

}  // namespace engine
