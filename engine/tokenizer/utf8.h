// Reading and writing single code points of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

struct DecodedPoint {
    char32_t point = 0;
    std::uint32_t bytes = 0;
};

/// First code point of non-empty `text`. A byte that is not valid UTF-8 reads as U+FFFD, one byte
/// long.
inline DecodedPoint decode_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first >= 0xC2 && first < 0xE0 && text.size() > 1 && tail(1)) {
        return {static_cast<char32_t>((first & 0x1F) << 6 | (byte(1) & 0x3F)), 2};
    }
    if (first >= 0xE0 && first < 0xF0 && text.size() > 2 && tail(1) && tail(2)) {
        const auto c =
            static_cast<char32_t>((first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
        if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return {c, 3};
    }
    if (first >= 0xF0 && first < 0xF5 && text.size() > 3 && tail(1) && tail(2) && tail(3)) {
        const auto c = static_cast<char32_t>((first & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
                                             (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F));
        if (c >= 0x10000 && c < 0x110000) return {c, 4};
    }
    return {0xFFFD, 1};
}

inline void append_point(char32_t c, std::string& out) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        out.push_back(static_cast<char>(0xC0 | c >> 6));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | c >> 12));
        out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | c >> 18));
        out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

/// Code points of a text, invalid bytes counted one each.
inline std::uint32_t count_points(std::string_view text) {
    std::uint32_t n = 0;
    while (!text.empty()) {
        text.remove_prefix(decode_point(text).bytes);
        ++n;
    }
    return n;
}

}  // namespace engine
