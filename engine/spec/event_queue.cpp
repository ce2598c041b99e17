#include "engine/spec/event_queue.h"

#include <array>
#include <utility>

namespace engine {

std::string_view name_of(RunState state) {
    static constexpr std::array<std::string_view, 9> names = {"queued", "held",      "running",
                                                              "paused", "stopping",  "done",
                                                              "failed", "cancelled", "interrupted"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view name_of(NodeState state) {
    static constexpr std::array<std::string_view, 8> names = {
        "idle", "queued", "running", "paused", "done", "reused", "failed", "cancelled"};
    return names[static_cast<std::size_t>(state)];
}

EventQueue::EventQueue(std::function<void()> wake) : wake_(std::move(wake)) {}

bool EventQueue::merge(const RunEvent& event) {
    const auto* news = std::get_if<Progress>(&event.what);
    if (news == nullptr) return false;
    for (RunEvent& old : events_) {
        auto* progress = std::get_if<Progress>(&old.what);
        if (progress != nullptr && progress->key == news->key && progress->series == news->series) {
            *progress = *news;
            return true;
        }
    }
    return false;
}

void EventQueue::push(RunEvent event) {
    bool was_empty = false;
    {
        const std::scoped_lock lock(mutex_);
        if (merge(event)) return;
        event.sequence = ++last_;
        was_empty = events_.empty();
        events_.push_back(std::move(event));
    }
    if (was_empty && wake_) wake_();
}

std::vector<RunEvent> EventQueue::drain() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(events_, {});
}

}  // namespace engine
