// Work on many rows that do not depend on each other, by several threads.
#pragma once

#include <cstddef>
#include <functional>

namespace engine {

/// Calls work(begin, end) for shares of [0, count) of `size` each (the last may be smaller),
/// several at a time where there are cores for it. Returns when all are done. Which share runs when
/// is not said: work writes only what belongs to its share. An exception of it arrives here.
void in_shares(std::size_t count, std::size_t size,
               const std::function<void(std::size_t, std::size_t)>& work);

}  // namespace engine
