// The safetensors file format, byte level: 8 bytes of header length (little-endian), a JSON header,
// then the tensors' bytes without holes. Free of LibTorch, so that it can be fuzzed. Source:
// huggingface/safetensors, README "Format" and `Metadata::validate`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace engine {

enum class TensorType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL };

std::string_view name_of(TensorType type);  // as in the file: "F32"
std::size_t bytes_of(TensorType type);      // of one element

/// A tensor in a file, or one to be written. `bytes` is borrowed: little-endian, row-major, not
/// aligned.
struct TensorBytes {
    std::string name;
    TensorType type = TensorType::F32;
    std::vector<std::int64_t> shape;  // empty: a scalar
    std::span<const std::byte> bytes;
};

/// A checked file, mapped into memory while this value or a copy of it lives.
class SafetensorsFile {
public:
    /// Errors: MissingFile, Io; BadFile or Unsupported (a type this program has no use for), with
    /// the file, the byte and the cause in the message. Cost: the header only; tensors are read
    /// when they are used.
    static Result<SafetensorsFile> open(const std::filesystem::path& path);

    /// The same checks on bytes in memory; `what` names them in messages.
    static Result<SafetensorsFile> from_bytes(std::string bytes, std::string_view what);

    const std::vector<TensorBytes>& tensors() const { return tensors_; }  // by place in the file
    const TensorBytes* find(std::string_view name) const;                 // null when absent
    const std::map<std::string, std::string>& metadata() const { return metadata_; }
    std::string_view all_bytes() const { return bytes_; }

private:
    SafetensorsFile() = default;
    Result<void> read(std::string_view what);

    std::shared_ptr<const void> owner_;  // keeps bytes_ alive
    std::string_view bytes_;
    std::vector<TensorBytes> tensors_;
    std::map<std::string, std::string> metadata_;
};

/// The bytes of a file: `__metadata__` first ({"format": "pt"} and what is given), tensors by
/// falling element size and then by name, header padded to 8 bytes. Errors: BadUsage when bytes and
/// shape disagree or a name is taken twice.
Result<std::string> safetensors_bytes(std::vector<TensorBytes> tensors,
                                      const std::map<std::string, std::string>& metadata = {});

/// safetensors_bytes, written atomically. Errors: as there; DiskFull, Io.
Result<void> write_safetensors(const std::filesystem::path& path, std::vector<TensorBytes> tensors,
                               const std::map<std::string, std::string>& metadata = {});

}  // namespace engine
