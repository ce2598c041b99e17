#include "engine/base/large_buffer.h"

#include <sys/mman.h>

#include <cstdint>

namespace engine {
namespace {

constexpr std::uintptr_t kLargePage = std::uintptr_t{2} << 20;

}  // namespace

void want_large_pages(void* block, std::size_t bytes) {
    if (bytes < 2 * kLargePage) return;
    // Whole large pages within the block: its other ends may belong to somebody else.
    const std::uintptr_t past = reinterpret_cast<std::uintptr_t>(block) % kLargePage;
    const std::size_t skipped = past == 0 ? 0 : kLargePage - past;
    const std::size_t whole = (bytes - skipped) / kLargePage * kLargePage;
    ::madvise(static_cast<char*>(block) + skipped, whole, MADV_HUGEPAGE);  // a wish; it may fail
}

}  // namespace engine
