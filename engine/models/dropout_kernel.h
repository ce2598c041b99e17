// The random bits of dropout on plain memory.
#pragma once

#include <cstdint>

namespace engine {

/// out[i] = `value` where the hash of (key, first + i) lies below `limit`, else 0, i < count: a
/// 32-bit mix of the counter under each half of the key.
void fill_mask(std::uint64_t key, std::uint64_t first, std::int64_t count, std::uint32_t limit,
               float value, float* out);

}  // namespace engine
