// Whatever the bytes are, from_bytes gives an error, or tensors that lie inside those bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/base/safetensors.h"

namespace {

void read(std::string bytes) {
    const auto file = engine::SafetensorsFile::from_bytes(std::move(bytes), "fuzz");
    if (!file) return;
    const auto all = file->all_bytes();
    for (const auto& tensor : file->tensors()) {
        std::size_t elements = 1;
        for (const auto extent : tensor.shape) elements *= static_cast<std::size_t>(extent);
        if (elements * engine::bytes_of(tensor.type) != tensor.bytes.size()) std::abort();
        if (file->find(tensor.name) == nullptr) std::abort();
        if (tensor.bytes.empty()) continue;
        const auto* first = reinterpret_cast<const char*>(tensor.bytes.data());
        if (first < all.data() || first + tensor.bytes.size() > all.data() + all.size())
            std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    read(bytes);
    // As a header alone, before 32 bytes of data: a change of its length is no fault then.
    std::string length;
    for (int i = 0; i < 8; ++i) length += static_cast<char>(size >> (8 * i) & 0xFF);
    read(length + bytes + std::string(32, '\1'));
    return 0;
}
