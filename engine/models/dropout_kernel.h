// The random bits of dropout on plain memory.
#pragma once

#include <cstdint>

namespace engine {

struct MaskRule {
    std::uint64_t key = 0;
    std::uint32_t limit = 0;  // a hash below it keeps the element
    float value = 0;          // of what is kept
};

/// Keeps an element at odds 1 - rate and divides it by them.
MaskRule mask_rule(std::uint64_t key, double rate);

/// out[i] = the rule's value where the hash of (key, first + i) lies below its limit, else 0, i <
/// count: a 32-bit mix of the counter under each half of the key.
void fill_mask(const MaskRule& rule, std::uint64_t first, std::int64_t count, float* out);

}  // namespace engine
