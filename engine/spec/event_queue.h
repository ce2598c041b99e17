// One queue between the worker and a listener, with one wake-up per batch.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "engine/spec/run_event.h"

namespace engine {

class EventQueue {
public:
    /// @param wake  called on the pushing thread when the queue was empty; it may only post, not
    /// drain
    explicit EventQueue(std::function<void()> wake);

    void push(RunEvent event);      // any thread; numbers the event
    std::vector<RunEvent> drain();  // listener's thread

private:
    bool merge(const RunEvent& event);  // newest progress of the same series replaces the older

    std::function<void()> wake_;
    std::mutex mutex_;
    std::vector<RunEvent> events_;
    std::int64_t last_ = 0;
};

}  // namespace engine
