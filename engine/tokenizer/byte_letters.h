// The 256 letters by which byte-level vocabularies write bytes: printable bytes stand for
// themselves, the others for U+0100 and on. Source: Radford et al. 2019, GPT-2's encoder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace engine {

/// The letter of a byte, as UTF-8: 0x20 -> "\u0120".
std::string letter_of_byte(std::uint8_t byte);

/// The bytes that a token's letters stand for; none when one of them is no byte's letter.
std::optional<std::string> bytes_of_letters(std::string_view token);

}  // namespace engine
