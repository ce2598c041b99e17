// Files put together in one ZIP archive, not compressed: what is put there is small.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

struct ZipEntry {
    std::string name;  // ASCII, with / between folders
    std::string bytes;
};

/// The archive, at most 4 GB. All files are of 1 January 1980: the same entries give the same
/// bytes. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
std::string zip_bytes(const std::vector<ZipEntry>& entries);

/// CRC-32 of ISO 3309, as ZIP and PNG have it.
std::uint32_t crc32(std::string_view bytes);

}  // namespace engine
