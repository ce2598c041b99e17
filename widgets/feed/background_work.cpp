#include "widgets/feed/background_work.h"

#include <QTimer>
#include <algorithm>
#include <iterator>
#include <utility>

namespace widgets {
namespace {

constexpr int kLasts = 400;        // milliseconds: what is done by then gets no line
constexpr double kGuessed = 0.02;  // done, before a time is guessed from it

}  // namespace

double BackgroundWork::Item::secondsLeft() const {
    if (share < kGuessed) return -1;
    return static_cast<double>(since.elapsed()) / 1000 * (1 - share) / share;
}

BackgroundWork::Handle::~Handle() {
    QMetaObject::invokeMethod(
        &of_, [of = &of_, id = id_] { of->end(id); }, Qt::QueuedConnection);
}

void BackgroundWork::Handle::report(double share) const {
    QMetaObject::invokeMethod(&of_, [of = &of_, id = id_, share] { of->take(id, share); });
}

double BackgroundWork::Handle::secondsLeft() const {
    const Item* item = of_.find(id_);
    return item == nullptr ? -1 : item->secondsLeft();
}

BackgroundWork::Task BackgroundWork::begin(const QString& title, std::function<void()> stop) {
    Item item;
    item.id = ++last_;
    item.title = title;
    item.stop = std::move(stop);
    item.since.start();
    items_.push_back(std::move(item));
    QTimer::singleShot(kLasts, this, [this, id = last_] { list(id); });
    Q_EMIT begun(title);
    return std::make_shared<Handle>(*this, last_);
}

void BackgroundWork::stop(int id) {
    Item* item = find(id);
    if (item == nullptr || !item->stop || item->stopping) return;
    item->stopping = true;
    item->stop();
    Q_EMIT progressed(id);
}

std::vector<BackgroundWork::Item> BackgroundWork::listed() const {
    std::vector<Item> out;
    std::copy_if(items_.begin(), items_.end(), std::back_inserter(out),
                 [](const Item& item) { return item.listed; });
    return out;
}

BackgroundWork::Item* BackgroundWork::find(int id) {
    const auto it = std::find_if(items_.begin(), items_.end(),
                                 [id](const Item& item) { return item.id == id; });
    return it == items_.end() ? nullptr : &*it;
}

void BackgroundWork::list(int id) {
    Item* item = find(id);
    if (item == nullptr) return;
    item->listed = true;
    Q_EMIT listChanged();
}

void BackgroundWork::take(int id, double share) {
    Item* item = find(id);
    if (item == nullptr) return;
    item->share = share;
    Q_EMIT progressed(id);
}

void BackgroundWork::end(int id) {
    const auto it = std::find_if(items_.begin(), items_.end(),
                                 [id](const Item& item) { return item.id == id; });
    if (it == items_.end()) return;
    const bool was_listed = it->listed;
    items_.erase(it);
    if (was_listed) Q_EMIT listChanged();
}

}  // namespace widgets
