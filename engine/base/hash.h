// SHA-256 (OpenSSL) and a fast 64-bit mixer for keys that stay inside the program.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace engine {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256 fed piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void add(std::string_view bytes);
    Digest finish();  // once

private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);  // lower case
std::string sha256_hex(std::string_view bytes);

/// Errors: MissingFile, Io.
Result<std::string> sha256_of_file(const std::filesystem::path& path);

/// First 8 bytes of SHA-256, big-endian: an id for rows and texts (collision odds n^2 / 2^65).
std::uint64_t hash64(std::string_view bytes);

/// SplitMix64 finaliser: spreads an integer over all 64 bits.
std::uint64_t mix64(std::uint64_t value);

}  // namespace engine
