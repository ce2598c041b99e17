#include "engine/spec/event_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <thread>

namespace engine {
namespace {

RunEvent progress(const char* key, const char* series, std::int64_t done) {
    Progress news;
    news.key = key;
    news.series = series;
    news.done = done;
    return {0, news};
}

RunEvent changed(const char* key, NodeState state) {
    NodeChanged news;
    news.key = key;
    news.state = state;
    return {0, news};
}

TEST(EventQueue, NumbersEventsWithoutGaps) {
    EventQueue queue([] {});
    queue.push(changed("a", NodeState::Running));
    queue.push(progress("a", "train/loss", 1));
    queue.push(progress("a", "train/loss", 2));
    queue.push(changed("a", NodeState::Done));
    auto events = queue.drain();
    queue.push(changed("b", NodeState::Running));
    for (RunEvent& event : queue.drain()) events.push_back(std::move(event));
    ASSERT_EQ(events.size(), 4U);
    for (std::size_t i = 0; i < events.size(); ++i)
        EXPECT_EQ(events[i].sequence, static_cast<std::int64_t>(i + 1));
}

TEST(EventQueue, KeepsTheNewestProgressOfEachSeries) {
    EventQueue queue([] {});
    for (int i = 1; i <= 1000; ++i) {
        queue.push(progress("a", "train/loss", i));
        queue.push(progress("a", "valid/loss", i * 10));
        queue.push(progress("b", "train/loss", i * 100));
    }
    const auto events = queue.drain();
    ASSERT_EQ(events.size(), 3U);
    EXPECT_EQ(std::get<Progress>(events[0].what).done, 1000);
    EXPECT_EQ(std::get<Progress>(events[1].what).done, 10000);
    EXPECT_EQ(std::get<Progress>(events[2].what).done, 100000);
}

TEST(EventQueue, NeverMergesAnythingButProgress) {
    EventQueue queue([] {});
    for (int i = 0; i < 10; ++i) queue.push(changed("a", NodeState::Running));
    EXPECT_EQ(queue.drain().size(), 10U);
    EXPECT_TRUE(queue.drain().empty());
}

TEST(EventQueue, WakesOncePerBatch) {
    int wakes = 0;
    EventQueue queue([&] { ++wakes; });
    for (int i = 0; i < 100; ++i) queue.push(changed("a", NodeState::Running));
    EXPECT_EQ(wakes, 1);
    (void)queue.drain();
    queue.push(progress("a", "", 1));
    queue.push(progress("a", "", 2));
    EXPECT_EQ(wakes, 2);
}

TEST(EventQueue, WorksWithoutAListener) {
    EventQueue queue(nullptr);
    queue.push(changed("a", NodeState::Done));
    EXPECT_EQ(queue.drain().size(), 1U);
}

// A listener that drains only when it was woken must miss nothing, whatever the timing.
TEST(EventQueue, LosesNothingBetweenThreads) {
    std::mutex mutex;
    std::condition_variable arrived;
    int wakes = 0;
    EventQueue queue([&] {
        const std::scoped_lock lock(mutex);
        ++wakes;
        arrived.notify_one();
    });
    constexpr int writers = 4;
    constexpr int each = 2000;
    std::vector<std::jthread> threads;
    for (int w = 0; w < writers; ++w) {
        threads.emplace_back([&] {
            for (int i = 0; i < each; ++i) queue.push(changed("a", NodeState::Running));
        });
    }
    std::vector<RunEvent> events;
    int seen = 0;
    while (events.size() < writers * each) {
        std::unique_lock lock(mutex);
        ASSERT_TRUE(arrived.wait_for(lock, std::chrono::seconds(20), [&] { return wakes > seen; }));
        seen = wakes;
        lock.unlock();
        for (RunEvent& event : queue.drain()) events.push_back(std::move(event));
    }
    for (std::size_t i = 0; i < events.size(); ++i)
        ASSERT_EQ(events[i].sequence, static_cast<std::int64_t>(i + 1));
}

TEST(States, HaveTheNamesThatAreStored) {
    EXPECT_EQ(name_of(RunState::Queued), "queued");
    EXPECT_EQ(name_of(RunState::Interrupted), "interrupted");
    EXPECT_EQ(name_of(NodeState::Idle), "idle");
    EXPECT_EQ(name_of(NodeState::Reused), "reused");
    EXPECT_EQ(name_of(NodeState::Cancelled), "cancelled");
}

}  // namespace
}  // namespace engine
