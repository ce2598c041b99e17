#include "engine/tokenizer/byte_letters.h"

#include <array>

#include "engine/tokenizer/utf8.h"

namespace engine {
namespace {

bool stands_for_itself(unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

std::array<char32_t, 256> make_letters() {
    std::array<char32_t, 256> out{};
    char32_t next = 0x100;
    for (unsigned byte = 0; byte < 256; ++byte) out[byte] = stands_for_itself(byte) ? byte : next++;
    return out;
}

}  // namespace

std::string letter_of_byte(std::uint8_t byte) {
    static const std::array<char32_t, 256> letters = make_letters();
    std::string out;
    append_point(letters[byte], out);
    return out;
}

std::optional<std::string> bytes_of_letters(std::string_view token) {
    static const std::array<char32_t, 256> letters = make_letters();
    std::string out;
    while (!token.empty()) {
        const DecodedPoint c = decode_point(token);
        token.remove_prefix(c.bytes);
        unsigned byte = 0;
        while (byte < 256 && letters[byte] != c.point) ++byte;
        if (byte == 256) return std::nullopt;
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

}  // namespace engine
