#include "engine/data/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace engine {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::size_t kDetectBytes = 1 << 20;  // the detector looks at no more than this

// Converts between the C API's lengths (int32) and ours.
constexpr std::size_t kMostConverted = std::size_t{1} << 30;

constexpr std::int64_t kAsciiBlock = 32;

// Of kAsciiBlock bytes.
bool is_ascii_block(const std::uint8_t* data) {
    std::uint64_t words[kAsciiBlock / sizeof(std::uint64_t)];
    std::memcpy(words, data, sizeof words);
    std::uint64_t all = 0;
    for (const std::uint64_t word : words) all |= word;
    return (all & 0x8080808080808080U) == 0;
}

bool beyond_ascii(std::string_view line) {
    return std::any_of(line.begin(), line.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Lines that are damaged against lines that use UTF-8 as it should be: which of them is the
// exception?
bool mostly_other(std::string_view bytes) {
    std::int64_t damaged = 0;
    std::int64_t sound = 0;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view line = bytes.substr(0, end);
        bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
        if (!beyond_ascii(line)) continue;
        ++(is_utf8(line) ? sound : damaged);
    }
    return damaged > sound;
}

std::string utf16_by_zeros(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < start.size(); ++i) zeros[i % 2] += start[i] == '\0' ? 1 : 0;
    const std::size_t most = start.size() / 2;
    if (most >= 2 && zeros[1] * 4 > most * 3 && zeros[0] * 4 < most) return "UTF-16LE";
    if (most >= 2 && zeros[0] * 4 > most * 3 && zeros[1] * 4 < most) return "UTF-16BE";
    return {};
}

std::string likely_encoding(std::string_view bytes) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                              &ucsdet_close);
    const std::string_view sample = bytes.substr(0, kDetectBytes);
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()),
                   &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        const std::string name = ucsdet_getName(matches[i], &status);
        if (name == "UTF-8") continue;
        if (name == "GB18030") return "GBK";  // what its users call it; the converter reads both
        return name == "ISO-8859-1" ? "windows-1252" : name;
    }
    return "windows-1252";
}

Error not_utf8(std::string_view bytes, std::string guess, std::string_view file_name) {
    if (guess.empty()) guess = likely_encoding(bytes);
    return make_error(ErrorCode::BadData, "The file is not UTF-8; it looks like %1.",
                      {std::move(guess)}, std::string(file_name));
}

Result<std::string> convert(std::string_view bytes, const std::string& encoding,
                            std::string_view file_name) {
    if (bytes.size() > kMostConverted) {
        return make_error(ErrorCode::Unsupported,
                          "%1 is too large to be converted from %2 (over 1 GiB): save it as UTF-8.",
                          {std::string(file_name), encoding});
    }
    // GB18030 holds GBK and GB2312, and knows the characters that those lack.
    const bool chinese = encoding == "gbk" || encoding == "gb2312";
    const char* name = chinese ? "gb18030" : encoding.c_str();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name, &status),
                                                                       &ucnv_close);
    if (U_FAILURE(status)) {
        return make_error(ErrorCode::BadOption, "No encoding is called %1.", {encoding});
    }
    const auto size = static_cast<std::int32_t>(bytes.size());
    status = U_ZERO_ERROR;
    const std::int32_t needed =
        ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), nullptr, 0, bytes.data(), size, &status);
    std::string out(static_cast<std::size_t>(std::max(needed, 0)), '\0');
    status = U_ZERO_ERROR;
    ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), out.data(),
                       static_cast<std::int32_t>(out.size()), bytes.data(), size, &status);
    if (U_FAILURE(status)) {
        return make_error(ErrorCode::BadData, "%1 cannot be read as %2.",
                          {std::string(file_name), encoding}, u_errorName(status));
    }
    return out;
}

}  // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool is_utf8(std::string_view bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const auto length = static_cast<std::int64_t>(bytes.size());
    for (std::int64_t i = 0; i < length;) {
        if (data[i] >= 0x80) {
            UChar32 c = 0;
            U8_NEXT(data, i, length, c);
            if (c < 0) return false;
        } else if (length - i >= kAsciiBlock && is_ascii_block(data + i)) {
            i += kAsciiBlock;
        } else {
            ++i;
        }
    }
    return true;
}

std::string encoding_by_mark(std::string_view bytes, const std::string& wanted) {
    if (lower(wanted) != "auto") return wanted;
    if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4))) return "utf-32le";
    if (bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) return "utf-32be";
    if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
    if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
    return wanted;
}

bool marks_damage(std::string_view encoding) {
    const std::string name = lower(encoding);
    return name != "auto" && name != "utf-8" && name != "utf8";
}

Result<std::string> to_utf8(std::string bytes, std::string_view encoding,
                            std::string_view file_name) {
    const std::string wanted = lower(encoding);
    if (marks_damage(wanted)) {
        Result<std::string> converted = convert(bytes, wanted, file_name);
        if (converted && converted->starts_with(kUtf8Mark)) converted->erase(0, kUtf8Mark.size());
        return converted;
    }
    if (bytes.starts_with(kUtf8Mark)) bytes.erase(0, kUtf8Mark.size());
    if (wanted != "auto") return bytes;
    if (std::string wide = utf16_by_zeros(bytes); !wide.empty()) {
        return not_utf8(bytes, std::move(wide), file_name);
    }
    if (!is_utf8(bytes) && mostly_other(bytes)) return not_utf8(bytes, {}, file_name);
    return bytes;
}

}  // namespace engine
