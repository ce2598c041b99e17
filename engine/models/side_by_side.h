// Independent pieces of work, each on one thread, as many side by side as LibTorch has threads: for
// tensors of a few thousand rows this keeps the cores busier than to share out every operation.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>

namespace engine {

/// How many pieces of work on that device run side by side: the threads LibTorch has on the CPU, 1
/// elsewhere, and 1 inside such a piece.
std::int64_t threads_beside(const at::Device& device);

/// Runs work(0) .. work(count - 1), each once, in any order: on threads of their own with LibTorch
/// on one thread each when several run side by side, and with what the calling thread has set
/// (gradients, precision). The first throw is thrown on, after those that had begun have ended.
void side_by_side(std::int64_t count, const at::Device& device,
                  const std::function<void(std::int64_t)>& work);

/// The same for a loop over [0, count) on the CPU in stretches of `stretch`: work(from, to).
void share_out(std::int64_t count, std::int64_t stretch,
               const std::function<void(std::int64_t from, std::int64_t to)>& work);

}  // namespace engine
