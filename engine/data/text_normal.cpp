#include "engine/data/text_normal.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cctype>

namespace engine {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString decode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string encode(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_word(UChar32 c) {  // Python's \w: letters, numbers of every kind, "_"
    return c == '_' || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

std::string ascii_key(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) || c == '_') {
            out.push_back(static_cast<char>(std::tolower(byte)));
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string unicode_key(std::string_view text) {
    icu::UnicodeString lower = decode(text);
    lower.toLower(icu::Locale::getRoot());
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
        const UChar32 c = lower.char32At(i);
        if (is_word(c)) {
            out.append(c);
        } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(static_cast<char16_t>(' '));
        }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') out.truncate(out.length() - 1);
    return encode(out);
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return text;  // ICU without its data: the text stays as it is
    icu::UnicodeString out = nfc->normalize(text, status);
    return U_FAILURE(status) ? text : out;
}

UChar32 half_width(UChar32 c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    return c == 0x3000 ? ' ' : c;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view start) {
    if (text.size() < start.size()) return false;
    for (std::size_t i = 0; i < start.size(); ++i) {
        if (std::tolower(static_cast<unsigned char>(text[i])) != start[i]) return false;
    }
    return true;
}

bool starts_address(std::string_view text, std::size_t at) {
    if (at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1]))) return false;
    const std::string_view rest = text.substr(at);
    for (const std::string_view start : {"http://", "https://", "www."}) {
        if (starts_with_ignoring_case(rest, start) && rest.size() > start.size() &&
            std::isalnum(static_cast<unsigned char>(rest[start.size()]))) {
            return true;
        }
    }
    return false;
}

std::size_t end_of_address(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size()) {
        const auto byte = static_cast<unsigned char>(text[end]);
        if (byte <= ' ' || byte >= 0x7F || byte == '"' || byte == '<' || byte == '>') break;
        ++end;
    }
    while (end > at && std::string_view(".,;:!?)'").find(text[end - 1]) != std::string_view::npos)
        --end;
    return end;
}

}  // namespace

std::string copy_key(std::string_view text) {
    std::string key = is_ascii(text) ? ascii_key(text) : unicode_key(text);
    return key.empty() ? std::string(text) : key;
}

std::string normalise_text(std::string_view text) {
    const icu::UnicodeString whole = composed(decode(text));
    icu::UnicodeString narrow;
    for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1)) {
        const UChar32 c = half_width(whole.char32At(i));
        if (!u_isUWhiteSpace(c)) {
            narrow.append(c);
        } else if (!narrow.isEmpty() && narrow.charAt(narrow.length() - 1) != ' ') {
            narrow.append(static_cast<char16_t>(' '));
        }
    }
    if (narrow.endsWith(u" ", 1)) narrow.truncate(narrow.length() - 1);
    return encode(composed(narrow.toLower(icu::Locale::getRoot())));
}

Stripped strip_urls(std::string_view text) {
    Stripped out;
    for (std::size_t i = 0; i < text.size();) {
        if (!starts_address(text, i)) {
            out.text.push_back(text[i++]);
            continue;
        }
        i = end_of_address(text, i);
        ++out.removed;
        // One of the two spaces that stood around the address goes with it.
        if (i < text.size() && text[i] == ' ' && (out.text.empty() || out.text.back() == ' ')) ++i;
    }
    if (out.removed > 0) {
        while (!out.text.empty() && out.text.back() == ' ') out.text.pop_back();
    }
    return out;
}

std::int64_t code_points(std::string_view text) {
    std::int64_t count = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < length; ++count) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, length, c);
    }
    return count;
}

}  // namespace engine
