#include "engine/data/shares.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace engine {
namespace {

constexpr std::size_t kMostThreads = 4;  // more would wait for the memory

}  // namespace

void in_shares(std::size_t count, std::size_t size,
               const std::function<void(std::size_t, std::size_t)>& work) {
    const std::size_t shares = (count + size - 1) / size;
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
        for (std::size_t mine = next++; mine < shares; mine = next++)
            work(mine * size, std::min(count, (mine + 1) * size));
    };
    const std::size_t cores = std::max(std::thread::hardware_concurrency(), 1U);
    std::vector<std::future<void>> helpers;  // their end is waited for also when one throws
    for (std::size_t i = 1; i < std::min({cores, kMostThreads, shares}); ++i)
        helpers.push_back(std::async(std::launch::async, run));
    run();
    for (std::future<void>& helper : helpers) helper.get();
}

}  // namespace engine
