// Whatever the bytes are, read_json gives a value or an error; and a value it gave it reads again,
// equal.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = engine::read_json(text, "fuzz");
    if (!value) return 0;
    const auto again = engine::read_json(engine::compact_json(*value), "fuzz");
    if (!again || *again != *value) std::abort();
    return 0;
}
