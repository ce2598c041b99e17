#include "engine/base/zip.h"

#include <zlib.h>

namespace engine {
namespace {

std::string little_endian(std::uint64_t value, int bytes) {
    std::string out;
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
    return out;
}

// What the header of a file and its line in the directory have in common.
std::string common(const ZipEntry& entry) {
    constexpr std::uint64_t version = 20, flags = 0, stored = 0, midnight = 0, first_day = 0x21;
    std::string out;
    for (const std::uint64_t field : {version, flags, stored, midnight, first_day})
        out += little_endian(field, 2);
    out += little_endian(crc32(entry.bytes), 4);
    out += little_endian(entry.bytes.size(), 4) + little_endian(entry.bytes.size(), 4);
    return out + little_endian(entry.name.size(), 2) + little_endian(0, 2);  // no extra field
}

}  // namespace

std::uint32_t crc32(std::string_view bytes) {
    const auto* first = reinterpret_cast<const Bytef*>(bytes.data());
    return static_cast<std::uint32_t>(::crc32_z(0, first, bytes.size()));
}

std::string zip_bytes(const std::vector<ZipEntry>& entries) {
    std::string files, directory;
    for (const ZipEntry& entry : entries) {
        directory += "PK\x01\x02" + little_endian(20, 2) + common(entry) + little_endian(0, 2) +
                     little_endian(0, 2) + little_endian(0, 2) + little_endian(0, 4) +
                     little_endian(files.size(), 4) + entry.name;
        files += "PK\x03\x04" + common(entry) + entry.name + entry.bytes;
    }
    const std::string end = "PK\x05\x06" + little_endian(0, 2) + little_endian(0, 2) +
                            little_endian(entries.size(), 2) + little_endian(entries.size(), 2) +
                            little_endian(directory.size(), 4) + little_endian(files.size(), 4) +
                            little_endian(0, 2);
    return files + directory + end;
}

}  // namespace engine
