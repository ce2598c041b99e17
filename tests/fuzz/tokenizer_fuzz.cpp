// Whatever a tokenizer.json says, it is refused or gives ids below id_limit().
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/tokenizer/tokenizer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto tokenizer = engine::Tokenizer::from_json(text, "fuzz");
    if (!tokenizer) return 0;
    // The file's own bytes are the text: they hold its pieces.
    for (const auto& got :
         {tokenizer->encode(text.substr(0, 400)),
          tokenizer->encode_pair("the plays", text.substr(size / 2, 200), {.max_tokens = 12})}) {
        for (const auto id : got.ids) {
            if (id < 0 || id >= tokenizer->id_limit()) std::abort();
        }
    }
    return 0;
}
