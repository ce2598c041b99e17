// Whatever the bytes are, from_bytes gives an error, or tensors that lie inside those bytes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/base/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file =
        engine::SafetensorsFile::from_bytes({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!file) return 0;
    const auto all = file->all_bytes();
    for (const auto& tensor : file->tensors()) {
        std::size_t elements = 1;
        for (const auto extent : tensor.shape) elements *= static_cast<std::size_t>(extent);
        if (elements * engine::bytes_of(tensor.type) != tensor.bytes.size()) std::abort();
        if (tensor.bytes.empty()) continue;
        const auto* first = reinterpret_cast<const char*>(tensor.bytes.data());
        if (first < all.data() || first + tensor.bytes.size() > all.data() + all.size())
            std::abort();
        if (file->find(tensor.name) == nullptr) std::abort();
    }
    return 0;
}
