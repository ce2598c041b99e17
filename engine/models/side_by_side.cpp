#include "engine/models/side_by_side.h"

#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace engine {
namespace {

thread_local bool t_beside = false;  // this thread is one of the workers

// One call of side_by_side.
struct Errand {
    const std::function<void(std::int64_t)>* work;
    std::int64_t count;
    std::int64_t helpers;  // workers that may still join
    at::ThreadLocalState state;
    std::int64_t next = 0, running = 0;
    std::exception_ptr thrown = nullptr;
};

// Threads that wait for errands; made when first wanted and kept. (LibTorch's own parallel_for is
// of no use here: it needs OpenMP in our code, and would not run a backward pass.)
class Workers {
public:
    void run(Errand& errand) {
        std::unique_lock lock(mutex_);
        grow(errand.helpers);
        errands_.push_back(&errand);
        wake_.notify_all();
        done_.wait(lock, [&] { return errand.next >= errand.count && errand.running == 0; });
        std::erase(errands_, &errand);
        if (errand.thrown) std::rethrow_exception(errand.thrown);
    }

private:
    void grow(std::int64_t wanted) {
        if (std::ssize(threads_) >= wanted) return;
        const int here = at::get_num_threads();
        while (std::ssize(threads_) < wanted)
            threads_.emplace_back([this](const std::stop_token& stop) { serve(stop); });
        at::set_num_threads(here);  // what a worker sets would else be the next threads' number too
    }

    void serve(const std::stop_token& stop) {
        t_beside = true;
        std::unique_lock lock(mutex_);
        at::set_num_threads(1);
        while (wake_.wait(lock, stop, [&] { return open() != nullptr; })) join(*open(), lock);
    }

    Errand* open() const {
        for (Errand* errand : errands_) {
            if (errand->next < errand->count && errand->helpers > 0) return errand;
        }
        return nullptr;
    }

    void join(Errand& errand, std::unique_lock<std::mutex>& lock) {
        --errand.helpers;
        ++errand.running;
        {
            const at::ThreadLocalStateGuard as_there(errand.state);
            while (errand.next < errand.count) {
                const std::int64_t item = errand.next++;
                lock.unlock();
                std::exception_ptr thrown;
                try {
                    (*errand.work)(item);
                } catch (...) {
                    thrown = std::current_exception();
                }
                lock.lock();
                if (!thrown) continue;
                if (!errand.thrown) errand.thrown = thrown;
                errand.next = errand.count;
            }
        }
        ++errand.helpers;
        if (--errand.running == 0) done_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::condition_variable done_;
    std::vector<Errand*> errands_;
    std::vector<std::jthread> threads_;  // last: they end before what they use
};

Workers& workers() {
    static Workers all;
    return all;
}

}  // namespace

std::int64_t threads_beside(const at::Device& device) {
    return device.is_cpu() && !t_beside ? at::get_num_threads() : 1;
}

void side_by_side(std::int64_t count, const at::Device& device,
                  const std::function<void(std::int64_t)>& work) {
    const std::int64_t threads = std::min(count, threads_beside(device));
    if (threads <= 1) {
        for (std::int64_t i = 0; i < count; ++i) work(i);
        return;
    }
    Errand errand{.work = &work, .count = count, .helpers = threads, .state = {}};
    workers().run(errand);
}

void share_out(std::int64_t count, std::int64_t stretch,
               const std::function<void(std::int64_t from, std::int64_t to)>& work) {
    side_by_side((count + stretch - 1) / stretch, at::kCPU,
                 [&](std::int64_t i) { work(i * stretch, std::min(count, (i + 1) * stretch)); });
}

}  // namespace engine
