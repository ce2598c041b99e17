// Tokens of a text as a pipeline finds them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/tokenizer/encoding.h"

namespace engine {

/// `offsets` stays empty where the caller does not ask for it.
struct PieceList {
    std::vector<std::int32_t> ids;
    std::vector<TextSpan> offsets;
    bool with_offsets = true;
    std::size_t limit = SIZE_MAX;  // tokens; nothing after them is wanted

    bool full() const { return ids.size() >= limit; }
    void add(std::int32_t id, TextSpan at) {
        ids.push_back(id);
        if (with_offsets) offsets.push_back(at);
    }
};

}  // namespace engine
