// Whatever the bytes are, read_document gives an error or a document that is written and read
// again, equal.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/spec/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const engine::Catalog catalog = engine::shipped_catalog();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto document = engine::read_document(text, catalog, "fuzz");
    if (!document) return 0;
    const std::string written = engine::write_document(*document);
    const auto again = engine::read_document(written, catalog, "again");
    if (!again || engine::write_document(*again) != written) std::abort();
    return 0;
}
