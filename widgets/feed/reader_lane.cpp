#include "widgets/feed/reader_lane.h"

namespace widgets {

ReaderLane::ReaderLane(Open open, QObject* parent)
    : QObject(parent),
      open_(std::move(open)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

ReaderLane::~ReaderLane() {
    thread_.request_stop();
    news_.notify_all();
}

int ReaderLane::waiting() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<int>(tasks_.size()) + busy_;
}

void ReaderLane::push(Task task) {
    {
        const std::scoped_lock lock(mutex_);
        tasks_.push_back(std::move(task));
    }
    news_.notify_one();
}

void ReaderLane::work(const std::stop_token& stop) {
    std::unique_ptr<engine::Reader> reader;
    while (true) {
        Task task;
        {
            std::unique_lock lock(mutex_);
            if (!news_.wait(lock, stop, [this] { return !tasks_.empty(); })) return;
            if (stop.stop_requested()) return;
            task = std::move(tasks_.front());
            tasks_.pop_front();
            busy_ = 1;
        }
        if (reader == nullptr) {
            auto opened = open_();
            if (opened) {
                reader = *std::move(opened);
            } else {
                task(opened.error());
            }
        }
        if (reader != nullptr) task(reader.get());
        const std::scoped_lock lock(mutex_);
        busy_ = 0;
    }
}

}  // namespace widgets
